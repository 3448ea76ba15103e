namespace Engram.Samples.Networks;

/// <summary>The mean of (y − answer)² over all steps, and its gradient.</summary>
internal static class SquaredError
{
    public static (double Loss, float[][][] Gradient) Of(float[][][] outputs, float[][][] answers, int start = 0)
    {
        int count = outputs.Sum(sequence => sequence.Length);
        double loss = 0;
        float[][][] gradient = new float[outputs.Length][][];
        for (int i = 0; i < outputs.Length; i++)
        {
            gradient[i] = new float[outputs[i].Length][];
            for (int step = 0; step < outputs[i].Length; step++)
            {
                float error = outputs[i][step][0] - answers[i][start + step][0];
                loss += error * error / count;
                gradient[i][step] = [2 * error / count];
            }
        }

        return (loss, gradient);
    }
}
