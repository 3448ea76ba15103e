using System.Globalization;
using Engram.Corpora;
using Engram.Evaluation;
using Engram.Inspection;
using Engram.Layers;
using Engram.Models;
using Engram.Numerics;
using Engram.Samples.BookingForm;
using Engram.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = AppContext.BaseDirectory;

// Train
Grammar grammar = Grammar.Read(Path.Combine(folder, "booking.grammar"));
Corpus train = new(grammar.Generate(count: 2000, seed: 1), "booking");
Corpus heldOut = new(grammar.Generate(count: 200, seed: 1, GrammarSplit.HeldOut), "held-out booking");
TaggerOptions network = new() { Units = 64, Layers = 1, WordDropout = 8 };
TrainingOptions training = new() { Epochs = 8, Averaging = 0.98, Seed = 1 };
SlotTagger trained = new TaggerTrainer(network, training).Train(train);
trained.Save(Path.Combine(folder, "booking.engram"));

// Evaluate
Scores scores = CorpusScoring.Score(trained, heldOut);
Console.WriteLine($"slot F1 {scores.Slots!.Value.F1:P1}, intents {scores.IntentAccuracy:P1}, whole sentences {scores.Exact:P1}");

// Load
SlotTagger tagger = SlotTagger.Load(Path.Combine(folder, "booking.engram")); // thread-safe: one for the whole program

// Or in a quarter of the size, and faster
SlotTagger small = SlotTagger.Load(Path.Combine(folder, "booking.engram"), new ModelLoadOptions { Precision = WeightPrecision.Bits8 });
small.Save(Path.Combine(folder, "booking.8bit.engram"));

// Use
BookingForm form = new();
foreach (string sentence in (string[])["a table for two at The Silver Fox please", "tomorrow at half past seven", "make it four people instead"])
{
    TaggedUtterance answer = tagger.Tag(sentence);
    form = form.With(answer);
    Console.WriteLine($"> {sentence}");
    Console.WriteLine($"  {answer.Intent!.Name} ({answer.Intent.Probability:P0}). {form.Question ?? form.Summary}");
}

// See what it remembers
const string Sentence = "a table for two at seven tomorrow";
MemoryTrace trace = tagger.Trace(Sentence);
float[] remembered = trace.Layers[0][Direction.Forward].State("cellState").Values[3]; // after "two", a number a unit
float[] forget = trace.Layers[0][Direction.Forward].Gate("forgetGate").Values[3];
Console.WriteLine($"after 'two' the {remembered.Length} cells hold up to {remembered.Max():0.0}");
Console.WriteLine($"{forget.Count(gate => gate > 0.9)} forget gates are open: these cells keep what they hold");

SlotExplanation why = new SlotExplainer(tagger).Explain(Sentence, word: 3);
Console.WriteLine($"'{why.Words[3]}' is {why.Tag} ({why.Probability:P0})");
for (int word = 0; word < why.Words.Count; word++)
    Console.WriteLine($"  {why.Words[word],-10} {why.Gradient[word],6:0.00} {why.Occlusion[word],6:0.00}");
