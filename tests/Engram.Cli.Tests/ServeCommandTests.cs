using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Engram.Cli.Tests;

public sealed partial class ServeCommandTests(TinyModel model) : IClassFixture<TinyModel>, IDisposable
{
    private readonly Cli _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_UntilItIsInterrupted_AnswersAndEndsInGoodOrder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send; Ctrl+C goes through the same registration there.");
        _cli.Write("key.txt", "s3cret\n");
        using EngramProcess process = new(Path.GetDirectoryName(_cli.PathOf("x"))!, "serve", $"tiny={model.Path}", "--port", "0", "--api-key-file", "key.txt");
        await process.WaitForAsync("engram: serving at", Cancellation);
        using HttpClient client = new() { BaseAddress = new Uri(Address().Match(process.Error).Groups[1].Value) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "s3cret");

        using StringContent body = new("{\"text\":\"leave Taipei\"}", Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/v1/tag", UriKind.Relative), body, Cancellation);
        string text = await answer.Content.ReadAsStringAsync(Cancellation);
        process.PressCtrlC();
        int code = await process.EndAsync(Cancellation);

        Assert.Contains("\"slots\":[{\"name\":\"origin\",\"value\":\"Taipei\"", text);
        Assert.Equal(ExitCode.Done, code);
        Assert.EndsWith("engram: stopping; requests in flight are answered first.\n", process.Error);
        Assert.DoesNotContain("s3cret", process.Error);
    }

    [Fact]
    public async Task Serve_OfAFileThatIsNoModel_FailsWithOneMessage()
    {
        _cli.Write("no.engram", "nothing");

        int code = await _cli.RunAsync("serve", "@no.engram", "--port", "0");

        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith("engram: no.engram: ", _cli.Error);
        Assert.Single(_cli.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("engram: The host 'nowhere' is no IP address.", "--host", "nowhere")]
    [InlineData("engram: empty.txt: there is no key in this file.", "--api-key-file", "@empty.txt")]
    [InlineData("engram: missing.txt: there is no such file.", "--api-key-file", "@missing.txt")]
    public async Task Serve_WithAnOptionThatIsWrong_FailsWithAMessage(string message, string option, string value)
    {
        _cli.Write("empty.txt", "\n");

        int code = await _cli.RunAsync("serve", model.Path, "--port", "0", option, value);

        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith(message, _cli.Error);
    }

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--rate", "-1")]
    [InlineData("--max-words", "0")]
    public async Task Serve_WithANumberOutOfItsRange_IsWrongUsage(string option, string value)
    {
        Assert.Equal(ExitCode.WrongUsage, await _cli.RunAsync("serve", model.Path, option, value));
        Assert.Contains($"{option}: '{value}' is not a whole number", _cli.Error);
    }

    public void Dispose() => _cli.Dispose();

    [GeneratedRegex("serving at (http://[^;]+);")]
    private static partial Regex Address();
}
