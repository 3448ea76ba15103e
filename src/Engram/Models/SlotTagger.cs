using System.Collections.Concurrent;
using Engram.Corpora;
using Engram.Encoders;
using Engram.Numerics;

namespace Engram.Models;

/// <summary>A trained slot filler: a text goes in; its slots, the probabilities of every slot for each word, and its intent come out.</summary>
/// <remarks>Thread-safe: load it once and share it.</remarks>
public sealed class SlotTagger
{
    private const int CachedWords = 100_000, LongestCachedWord = 64;

    private readonly ConcurrentDictionary<string, WordFeatures> _features = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<TaggerWorker> _workers = [];
    private readonly WorkTeam? _team;
    private int _cached;

    /// <summary>Puts a trained network to work.</summary>
    /// <param name="options">What the network is made of.</param>
    /// <param name="tokenizer">Cuts texts as the training corpus was cut.</param>
    /// <param name="lexicon">What it knows by name.</param>
    /// <param name="labels">What it can answer.</param>
    /// <param name="network">The network, prepared; it must not change any more.</param>
    /// <param name="temperatures">What scores are divided by before they become probabilities.</param>
    /// <param name="team">Threads that a single sentence may use, as in <see cref="ModelLoadOptions.Team"/>.</param>
    public SlotTagger(
        TaggerOptions options, Tokenizer tokenizer, TaggerLexicon lexicon, TaggerLabels labels, TaggerNetwork<float> network,
        TaggerTemperatures temperatures, WorkTeam? team = null)
    {
        _team = team;
        Options = options;
        Tokenizer = tokenizer;
        Lexicon = lexicon;
        Labels = labels;
        Network = network;
        Temperatures = temperatures;
        Folded = network.FoldWords();
    }

    /// <summary>What the network is made of.</summary>
    public TaggerOptions Options { get; }

    /// <summary>Cuts texts as the training corpus was cut.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>The words, characters and shapes it knows.</summary>
    public TaggerLexicon Lexicon { get; }

    /// <summary>The tags and intents it can answer.</summary>
    public TaggerLabels Labels { get; }

    /// <summary>The network.</summary>
    public TaggerNetwork<float> Network { get; }

    /// <summary>What scores are divided by before they become probabilities.</summary>
    public TaggerTemperatures Temperatures { get; }

    /// <summary>What the network makes of the words that are kept, where it looks at one word at first.</summary>
    internal FoldedWords<float>? Folded { get; }

    /// <summary>Words whose features are kept.</summary>
    internal int KeptWords => Volatile.Read(ref _cached);

    /// <summary>Tags a text.</summary>
    /// <param name="text">The text; an empty one has no tokens, no slots and no intent.</param>
    /// <param name="top">How many alternatives each token lists, 1 or more.</param>
    public TaggedUtterance Tag(string text, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(text);
        IReadOnlyList<Token> tokens = Tokenizer.Tokenize(text);
        return TaggedUtteranceBuilder.Build(text, tokens, tokens.Count == 0 ? null : Predict([.. tokens.Select(token => token.Text)]), Labels, top);
    }

    /// <summary>Tags some texts at once, which is faster than one by one; the answers are the same.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="top">How many alternatives each token lists, 1 or more.</param>
    /// <returns>One answer a text, in their order.</returns>
    public TaggedUtterance[] TagAll(IReadOnlyList<string> texts, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(texts);
        IReadOnlyList<Token>[] tokens = [.. texts.Select(Tokenizer.Tokenize)];
        int[] filled = [.. Enumerable.Range(0, texts.Count).Where(i => tokens[i].Count > 0)];
        SentencePrediction[] predictions = Predict([.. filled.Select(i => tokens[i].Select(token => token.Text).ToArray())]);
        TaggedUtterance[] answers = new TaggedUtterance[texts.Count];
        for (int i = 0; i < filled.Length; i++)
            answers[filled[i]] = TaggedUtteranceBuilder.Build(texts[filled[i]], tokens[filled[i]], predictions[i], Labels, top);
        for (int i = 0; i < answers.Length; i++)
            answers[i] ??= TaggedUtteranceBuilder.Build(texts[i], [], null, Labels, top);
        return answers;
    }

    /// <summary>Tags a sentence that is already cut into tokens.</summary>
    /// <param name="tokens">The tokens, at least one.</param>
    public SentencePrediction Predict(IReadOnlyList<string> tokens) => Predict([tokens])[0];

    /// <summary>Tags some sentences at once, which is faster than one by one; the answers are the same, bit for bit.</summary>
    /// <param name="sentences">Their tokens, at least one each.</param>
    /// <returns>One answer a sentence, in their order.</returns>
    public SentencePrediction[] Predict(IReadOnlyList<IReadOnlyList<string>> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        TaggerWorker worker = Rent();
        SentencePrediction[] predictions = worker.Predict([.. sentences.Select(Features)]);
        _workers.Add(worker);
        return predictions;
    }

    /// <summary>Tags a text and keeps everything that was computed on the way: what every memory cell held at each word.</summary>
    /// <param name="text">The text; an empty one has layers and no words.</param>
    /// <param name="top">How many alternatives each token of the answer lists, 1 or more.</param>
    /// <returns>Copies of the very numbers that the answer was made of.</returns>
    public MemoryTrace Trace(string text, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TaggerTracing.Trace(this, text, Tokenizer.Tokenize(text), top);
    }

    /// <summary>Tags a sentence that is already cut into tokens, and keeps everything that was computed on the way.</summary>
    /// <param name="tokens">The tokens, at least one. The text of the answer is their own, joined as the tokenizer would cut it.</param>
    public MemoryTrace Trace(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        List<Token> places = [];
        int start = 0;
        foreach (string token in tokens)
        {
            places.Add(new Token(token, start, start + token.Length));
            start += token.Length + Tokenizer.Separator.Length;
        }

        return TaggerTracing.Trace(this, string.Join(Tokenizer.Separator, tokens), places, top: 5);
    }

    /// <summary>Begins a sentence whose words come one by one, such as from someone who is speaking.</summary>
    /// <returns>A stream of this tagger, for one thread at a time.</returns>
    public StreamingTagger BeginStream() => new(this);

    /// <summary>Reads a tagger.</summary>
    /// <param name="path">A model file, <c>*.engram</c>.</param>
    /// <param name="options">How; the defaults without.</param>
    /// <exception cref="ModelFileException">The file is missing, damaged, of another version or no tagger; the message says what to do.</exception>
    public static SlotTagger Load(string path, ModelLoadOptions? options = null) =>
        SlotTaggerFile.Read(ModelFile.Load(path, options?.Verify ?? true), path, options);

    /// <summary>Reads a tagger from a stream, to the stream's end.</summary>
    /// <param name="stream">A model file, from the present position on; need not be able to seek. Stays open.</param>
    /// <param name="options">How; the defaults without.</param>
    /// <exception cref="ModelFileException">The content is damaged, of another version or no tagger.</exception>
    public static SlotTagger Load(Stream stream, ModelLoadOptions? options = null)
    {
        const string Name = "model";
        return SlotTaggerFile.Read(ModelFile.Load(stream, Name, options?.Verify ?? true), Name, options);
    }

    /// <summary>Writes the tagger, atomically: a failure leaves an old file as it was. The same training gives the same bytes.</summary>
    /// <param name="path">Where; <c>*.engram</c> by custom.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => SlotTaggerFile.Write(this).Save(path);

    /// <summary>Writes the tagger.</summary>
    /// <param name="stream">Where to. Stays open.</param>
    public void Save(Stream stream) => SlotTaggerFile.Write(this).Save(stream);

    /// <summary>Has a worker of this thread's own do something, which must leave nothing of it in use.</summary>
    internal TResult Work<TResult>(Func<TaggerWorker, TResult> work)
    {
        TaggerWorker worker = Rent();
        TResult result = work(worker);
        _workers.Add(worker);
        return result;
    }

    /// <summary>What the encoders need to know of the words of a sentence.</summary>
    internal WordFeatures[] Features(IReadOnlyList<string> tokens) => [.. tokens.Select(Features)];

    private TaggerWorker Rent() =>
        _workers.TryTake(out TaggerWorker? worker) ? worker : new TaggerWorker(Network, Labels, Temperatures, Folded, _team);

    private WordFeatures Features(string token)
    {
        if (_features.TryGetValue(token, out WordFeatures? features))
            return features;
        bool keep = token.Length <= LongestCachedWord && Volatile.Read(ref _cached) < CachedWords;
        features = Lexicon.Features(token);
        features.IsPassing = !keep;
        if (!keep)
            return features;
        WordFeatures kept = _features.GetOrAdd(token, features);
        if (ReferenceEquals(kept, features))
            Interlocked.Increment(ref _cached);
        return kept;
    }
}
