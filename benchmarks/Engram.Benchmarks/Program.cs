using BenchmarkDotNet.Running;
using Engram.Benchmarks;

// rates [CORPUS]: words a second, trained and tagged. growth FOLDER: time and memory of one epoch on 1, 4 and 16 times FOLDER/train.conll.
// Anything else is BenchmarkDotNet's, such as --filter '*Lstm*'.
switch (args)
{
    case ["rates"]:
        Rates.Print(Rates.Tickets());
        break;
    case ["rates", string path]:
        Rates.Print(Engram.Corpora.Corpus.Read(path));
        break;
    case ["growth", string folder]:
        Growth.Print(Path.Combine(folder, "train.conll"));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Rates).Assembly).Run(args);
        break;
}
