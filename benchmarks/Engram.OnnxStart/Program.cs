// The least that a program with ONNX Runtime does before its first answer: numbers of words in, a line each; numbers of tags out. The model's path
// is the only argument.
using System.Globalization;
using Microsoft.ML.OnnxRuntime;

using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
using InferenceSession session = new(args[0], options);
using RunOptions run = new();
while (Console.ReadLine() is { } line)
{
    long[] words = [.. line.Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture))];
    using OrtValue input = OrtValue.CreateTensorValueFromMemory(words, [words.Length, 1]);
    using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, ["words"], [input], ["scores"]);
    ReadOnlySpan<float> scores = results[0].GetTensorDataAsSpan<float>();
    int tags = scores.Length / words.Length;
    int[] best = new int[words.Length];
    for (int word = 0; word < words.Length; word++)
    {
        for (int tag = 1; tag < tags; tag++)
        {
            if (scores[(word * tags) + tag] > scores[(word * tags) + best[word]])
                best[word] = tag;
        }
    }

    Console.WriteLine(string.Join(' ', best));
}
