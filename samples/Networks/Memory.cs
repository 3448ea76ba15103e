using Engram.Numerics;

namespace Engram.Samples.Networks;

/// <summary>The task of the sample: each step brings a value and a mark; the answer is the value of the last step that was marked.</summary>
internal static class Memory
{
    public static (float[][][] Inputs, float[][][] Answers) Create(int sequences, int seed)
    {
        SeededRandom random = new(seed);
        float[][][] inputs = new float[sequences][][], answers = new float[sequences][][];
        for (int i = 0; i < sequences; i++)
        {
            int length = 5 + random.Next(16);
            (inputs[i], answers[i]) = (new float[length][], new float[length][]);
            float memory = 0;
            for (int step = 0; step < length; step++)
            {
                float value = (float)random.NextDouble(), mark = random.Next(4) == 0 ? 1 : 0;
                memory = mark == 1 ? value : memory;
                (inputs[i][step], answers[i][step]) = ([value, mark], [memory]);
            }
        }

        return (inputs, answers);
    }
}
