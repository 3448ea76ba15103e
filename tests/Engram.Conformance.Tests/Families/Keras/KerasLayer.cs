using System.Numerics;
using Engram.Conformance.Tests.Networks;

namespace Engram.Conformance.Tests.Families.Keras;

/// <summary>A layer of Keras, made of the product's own.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal abstract class KerasLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Its weights, by Keras's names.</summary>
    public WeightLinks<T> Links { get; } = new();

    /// <summary>Whether the layer returns its final states too.</summary>
    public virtual bool ReturnsStates => false;

    /// <summary>The final states of the last run, by the name that the vectors give them: <c>output.1</c>, <c>output.2.0</c>.</summary>
    public virtual IEnumerable<(string Name, double[] Values)> States => [];

    /// <summary>Puts the weights, as they are now, into the product's layer.</summary>
    public void Load()
    {
        Links.Load();
        Prepare();
    }

    /// <summary>Runs the layer.</summary>
    /// <param name="input">What goes in.</param>
    /// <param name="initial">The states to start from, one after the other; <see langword="null"/>: the layer's own.</param>
    public abstract KerasArray Forward(KerasArray input, IReadOnlyList<double[]>? initial = null);

    /// <summary>Goes back along the last run: adds to the gradients of the weights.</summary>
    /// <param name="dOutput">Gradient of the output, of its shape.</param>
    /// <returns>Gradient of the input.</returns>
    public abstract KerasArray Backpropagate(KerasArray dOutput);

    /// <summary>Forgets what a stateful layer carries from call to call.</summary>
    public virtual void ResetState()
    {
    }

    /// <summary>Has the product's layer use its parameters as they are now.</summary>
    protected abstract void Prepare();
}
