namespace Engram.Training;

/// <summary>How the learning rate falls once the warm-up is over.</summary>
public enum LearningRateDecay
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>Along a straight line down to <see cref="LearningRateSchedule.FinalFactor"/>.</summary>
    Linear,

    /// <summary>Along half a cosine wave: slowly, faster, slowly.</summary>
    Cosine,

    /// <summary>By the same factor every step.</summary>
    Exponential,

    /// <summary>In stairs: times <see cref="LearningRateSchedule.StairFactor"/> every <see cref="LearningRateSchedule.StairSteps"/> steps.</summary>
    Stairs,
}
