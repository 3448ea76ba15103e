using System.Globalization;
using Engram.Cells;
using Engram.Layers;
using Engram.Numerics;
using Engram.Samples.Networks;
using Engram.Training;
using Engram.Training.Optimizers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Build
RecurrentNetwork<float> network = new NetworkBuilder<float>(inputSize: 2)
    .Bidirectional(() => new LstmCell<float>(16), Merge.Concat)
    .LayerNormalization()
    .Dropout(0.1)
    .Gru(16)
    .Dense(1)
    .Build(seed: 1);

Console.WriteLine(network); // 2 -> 1, 5 layers, 4881 parameters
foreach (Parameter<float> parameter in network.Parameters)
    Console.WriteLine($"  {parameter.Name} [{parameter.Rows}, {parameter.Columns}]");

// Run
float[][][] sequences =
[
    [[0.5f, 1], [0.2f, 0], [0.9f, 0]], // three steps
    [[0.1f, 1]],                       // one step: no padding needed
];
NetworkResult<float> result = network.Run(sequences);
Console.WriteLine($"after each step: {string.Join(' ', result.Outputs[0].Select(output => output[0].ToString("F3")))}");
Console.WriteLine($"after the last step: {result.Last(0)[0]:F3}");

// States
foreach (LayerState<float> layer in result.FinalState.Layers)
    Console.WriteLine($"{layer.Name}: {string.Join(", ", layer.Parts.Select(part => part.Name))}, {layer.Part(sequence: 0, "hidden").Length} units");

NetworkState<float> start = network.InitialState(sequences: 2); // zeros; write into it what the sequences should start from
start.Layers[0].Part(sequence: 0, "cellState").Fill(0.5f);
network.Run(new SequenceBatch<float>(sequences), start);

// Masks
float[,,] padded = new float[2, 4, 2]; // two sequences of at most four steps, as from Keras or PyTorch
SequenceBatch<float> byLength = new(padded, lengths: [4, 2]);
SequenceBatch<float> byMask = new(padded, mask: new[,] { { true, false, true, true }, { true, true, false, false } });
Console.WriteLine($"{byLength.Layout.Rows} and {byMask.Layout.Rows} steps are computed");

// Train
(float[][][] inputs, float[][][] answers) = Memory.Create(sequences: 64, seed: 1);
RecurrentNetwork<float> memory = new NetworkBuilder<float>(inputSize: 2).Lstm(16).Dense(1).Build(seed: 1);
NetworkPass<float> pass = memory.CreatePass();
IOptimizer<float> adam = new AdamOptions().Create(memory.Parameters);
SequenceBatch<float> batch = new(inputs);
for (int step = 0; step < 300; step++)
{
    float[][][] outputs = pass.Forward(batch, random: new SeededRandom(step)); // random: where dropout takes its masks from
    (double loss, float[][][] gradient) = SquaredError.Of(outputs, answers);
    adam.ClearGradients();
    float[][][] inputGradient = pass.Backpropagate(gradient);
    adam.Step(learningRate: 0.01, GradientClipping.Factor(GradientClipping.Norm(memory.Parameters), 5));
    memory.Prepare(); // the weights have changed
    if (step % 100 == 0 || step == 299)
        Console.WriteLine($"step {step}: loss {loss:F4}, {inputGradient[0].Length} gradients of the first input");
}

// Chunks
NetworkPass<float> stream = memory.CreatePass();
stream.Stateful = true;
foreach (SequenceBatch<float> chunk in batch.Split(steps: 5)) // or: as the words arrive
{
    float[][][] outputs = stream.Forward(chunk);
    (double loss, float[][][] gradient) = SquaredError.Of(outputs, answers, chunk.Start);
    stream.Backpropagate(gradient); // truncated backpropagation through time: at most five steps back
    Console.WriteLine($"from step {chunk.Start}: loss {loss:F4}");
}

stream.ResetState(); // other sequences come
