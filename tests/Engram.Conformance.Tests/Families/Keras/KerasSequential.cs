using System.Numerics;
using System.Text.Json;
using Engram.Conformance.Tests.Cases;
using Engram.Numerics;
using Engram.Training.Optimizers;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>Layers of Keras one above the other, and their training: mean squared error over all elements, batches in order.</summary>
/// <remarks>The product's optimizer works on the weights of the case, with gradients that the product has computed. So two weights that are one
/// inside the product, as the two biases of an update gate are, are trained apart; and a bias that a case does not have stays 0.</remarks>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class KerasSequential<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KerasLayer<T>[] _layers;
    private readonly Dictionary<string, (KerasLayer<T> Layer, string Name, Parameter<T> Parameter)> _weights = [];

    /// <summary>Builds the layers.</summary>
    /// <param name="vector">The case.</param>
    public KerasSequential(VectorCase vector)
    {
        _layers = [.. vector.Get("layers").EnumerateArray().Select(layer => KerasLayers.Create<T>(vector.Name, layer))];
        for (int i = 0; i < _layers.Length; i++)
        {
            foreach (string name in _layers[i].Links.Names)
                _weights[$"{i}.{name}"] = (_layers[i], name, new Parameter<T>($"{i}.{name}", 1, _layers[i].Links.Tensor(name).Data.Length));
            _layers[i].Load();
        }
    }

    /// <summary>The layer that returns the results.</summary>
    public KerasLayer<T> Top => _layers[^1];

    /// <summary>A weight as it is now.</summary>
    /// <param name="name">The number of its layer and its name there.</param>
    public double[] Weight(string name) => _weights.TryGetValue(name, out var weight)
        ? weight.Layer.Links.Tensor(weight.Name).Data
        : throw new KeyNotFoundException($"There is no weight '{name}', but {string.Join(", ", _weights.Keys)}.");

    /// <summary>Runs all layers.</summary>
    public KerasArray Predict(KerasArray x)
    {
        foreach (KerasLayer<T> layer in _layers)
            x = layer.Forward(x);
        return x;
    }

    /// <summary>Forgets all states.</summary>
    public void ResetState()
    {
        foreach (KerasLayer<T> layer in _layers)
            layer.ResetState();
    }

    /// <summary>Trains.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">What the outputs should be.</param>
    /// <param name="options">How.</param>
    /// <returns>The loss of each epoch: the mean over its batches, weighted by their sentences, before each update.</returns>
    public double[] Fit(KerasArray x, KerasArray y, CaseOptions options)
    {
        if (options.Text("loss", "mean_squared_error") is not ("mean_squared_error" or "mse" or "meanSquaredError"))
            throw new NotSupportedException($"The loss '{options.Text("loss", "")}' is not known here.");
        if (options.Flag("shuffle", false))
            throw new NotSupportedException("Shuffled batches cannot be repeated here.");
        (IOptimizer<T> optimizer, double learningRate) = Optimizer(options.Element("optimizer"));
        int batchSize = options.Whole("batch_size", 32);
        double[] losses = new double[options.Whole("epochs", 1)];
        options.Allow("action", "expected", "loss_reported", "inputs").RequireAllAsked();
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            for (int first = 0; first < x.Sentences; first += batchSize)
            {
                int count = Math.Min(batchSize, x.Sentences - first);
                losses[epoch] += Step(x.Batch(first, count), y.Batch(first, count), optimizer, learningRate) * count / x.Sentences;
            }
        }

        return losses;
    }

    private double Step(KerasArray x, KerasArray y, IOptimizer<T> optimizer, double learningRate)
    {
        KerasArray output = Predict(x);
        if (output.Data.Length != y.Data.Length)
            throw new ShapeException($"The output has {output.Data.Length} elements, but should become {y.Data.Length}.");
        double[] error = [.. output.Data.Zip(y.Data, (got, wanted) => got - wanted)];
        foreach (Parameter<T> parameter in _layers.SelectMany(layer => layer.Links.Parameters))
            Array.Clear(parameter.Gradient);
        KerasArray gradient = output with { Data = [.. error.Select(difference => 2 * difference / error.Length)] };
        foreach (KerasLayer<T> layer in _layers.Reverse())
            gradient = layer.Backpropagate(gradient);
        foreach ((KerasLayer<T> layer, string name, Parameter<T> parameter) in _weights.Values)
        {
            Copy(layer.Links.Tensor(name).Data, parameter.Value);
            Copy(layer.Links.Gradient(name), parameter.Gradient);
        }

        optimizer.Step(learningRate);
        foreach ((KerasLayer<T> layer, string name, Parameter<T> parameter) in _weights.Values)
        {
            for (int i = 0; i < parameter.Count; i++)
                layer.Links.Tensor(name).Data[i] = double.CreateTruncating(parameter.Value[i]);
        }

        foreach (KerasLayer<T> layer in _layers)
            layer.Load();
        return error.Sum(difference => difference * difference) / error.Length;
    }

    private (IOptimizer<T> Optimizer, double LearningRate) Optimizer(JsonElement json)
    {
        string name = json.GetProperty("name").GetString()!;
        CaseOptions options = new($"the optimizer '{name}'", json);
        OptimizerOptions found = KerasOptimizerRunner.Read(name, options);
        double learningRate = KerasOptimizerRunner.LearningRate(name, options);
        options.RequireAllAsked();
        return (found.Create<T>([.. _weights.Values.Select(weight => weight.Parameter)]), learningRate);
    }

    private static void Copy(double[] from, T[] to)
    {
        for (int i = 0; i < from.Length; i++)
            to[i] = T.CreateTruncating(from[i]);
    }
}
