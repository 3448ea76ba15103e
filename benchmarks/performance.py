"""Turns the result of Engram.Peers into docs/performance.md: python3 benchmarks/performance.py peers.json > docs/performance.md"""
import json
import sys

# What each row must reach, what it should, and what it is.
BARS = [
    ("train/lstm100/b16", 3.4, 5, "training, LSTM, 100 units a direction, batch 16"),
    ("train/lstm100/b32", 2.6, 4, "the same, batch 32"),
    ("train/lstm100/b64", 2.0, 3, "the same, batch 64"),
    ("train/lstm200/b16", 2.1, 3, "training, LSTM, 200 units a direction, batch 16"),
    ("train/lstm200/b32", 1.8, 2.6, "the same, batch 32"),
    ("train/lstm200/b64", 1.6, 2.4, "the same, batch 64"),
    ("train/lstm2x100/b32", 2.1, 3, "training, two LSTM layers of 100, batch 32"),
    ("train/gru100/b32", 3.5, 5, "training, GRU, 100 units, batch 32"),
    ("train/elman100/b32", 3.5, 6, "training, Elman, 100 units, batch 32"),
    ("peak/lstm200/b32", 0.45, 0.65, "share of the FMA peak of two cores, whole training step"),
    ("one/100/1t", 2.1, 4, "one sentence of 12 words, 100 units, one thread"),
    ("one/100/1t/16bit", None, None, "the same, weights in 16 bits"),
    ("one/100/1t/8bit", None, 4, "the same, weights in 8 bits"),
    ("one/100/2t", 3.3, 6, "one sentence of 12 words, 100 units, two threads"),
    ("one/100/2t/8bit", None, 6, "the same, weights in 8 bits"),
    ("one/200/1t", 1.3, 3, "one sentence of 12 words, 200 units, one thread"),
    ("one/200/1t/16bit", None, None, "the same, weights in 16 bits"),
    ("one/200/1t/8bit", None, 3, "the same, weights in 8 bits"),
    ("one/200/2t", 2.1, 4, "one sentence of 12 words, 200 units, two threads"),
    ("one/200/2t/8bit", None, 4, "the same, weights in 8 bits"),
    ("bulk/100", 1.4, 2, "sentences a second in bulk, 100 units, two threads"),
    ("start", 4, 10, "process start to first answer, ahead of time against just in time"),
    ("start/jit", None, None, "the same, both just in time"),
    ("memory", 1, 1.5, "peak memory of that process against 30 MB"),
    ("size", 1, 1.6, "`engram` in one file against 20 MB"),
]

HOW = """## How it was measured

`benchmarks/run` wrote this page. It runs the same network, with the same weights, on the same sentences, in Engram and in each peer, in one process:
900 words → 100, a recurrent network read from both ends, 127 tags; 4096 invented sentences with the lengths of ATIS's (mean 11.3 words, at most 46), in
batches of like length. First it checks that all agree within 1e-4, for training in scores, loss and every gradient. Then all run in turn, round by round;
a ratio compares within a round, and the median of the rounds' ratios counts. Peers have one thread and two, packed sequences and padded batches, graph
optimisation and inference mode; the best of their settings counts. Engram trains through `TaggerPass`, `TaggerLoss` and the optimizer, as `engram train`
does. Threads that wait are parked before the next contender starts; a round that other processes disturbed by more than 0.12 cores is run again. Load from
outside a virtual machine cannot be seen, and its speed moves: compare only ratios of one run.

- **Training**: cross-entropy, gradients clipped to a norm of 5, Adam; words a second; both with two threads, or libtorch with one where that is faster.
- **Share of the peak**: multiplications and additions that the formulas ask for (nothing padded, nothing saved counts), against chains of fused
  multiply-adds in registers on both cores, measured in the same round.
- **One sentence**: median time from the numbers of its words to the best tag of each, against the faster of ONNX Runtime with one thread and with two.
  Rows with bits hold Engram's weights in as many, the peers' in 32; *who was measured* says how far the scores are apart.
- **Bulk**: batches of one length, two streams of one thread or one of two, whichever is faster, each with its best batch.
- **Start**: from starting `engram tag MODEL` to its first answer on standard output. ONNX Runtime's program is the least that can be written in C#.
"""


def form(value):
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def main(path):
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    rows = {row["name"]: row for row in result["ratios"]}
    print("# Performance\n")
    print(f"Machine: {result['machine']}.\n")
    before, after = result["fmaPeakBefore"], result["fmaPeakAfter"]
    print(f"FMA peak: {before[0]:.0f} GFLOP/s on one core and {before[1]:.0f} on two before the run, {after[0]:.0f} and {after[1]:.0f} after it.")
    print("Peers: ONNX Runtime 1.31.1 (NuGet), libtorch 2.10 through TorchSharp 0.107.0. A ratio above 1 means that Engram is better.\n")
    print("| what | row | Engram | peer or limit | unit | ratio | range | must reach | aim | |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, bar, aim, what in BARS:
        if name not in rows:
            continue
        row = rows[name]
        aimed = aim is not None and row["ratio"] >= aim
        verdict = "aim reached" if aimed else "" if bar is None else "reached" if row["ratio"] >= bar else "**falls short**"
        if row["disturbed"]:
            verdict += f" ({row['disturbed']} rounds disturbed)"
        low, high = row["spread"]
        cells = [what, f"`{name}`", form(row["engram"]), form(row["peer"]), row["unit"], f"{row['ratio']:.2f}", f"{low:.2f} to {high:.2f}",
                 "" if bar is None else f"{bar:g}", "" if aim is None else f"{aim:g}", verdict.strip()]
        print("| " + " | ".join(cells) + " |")
    print("\n## Who was measured\n")
    for row in result["ratios"]:
        print(f"- `{row['name']}`: {row['against']}")
    print()
    print(HOW, end="")


main(sys.argv[1])
