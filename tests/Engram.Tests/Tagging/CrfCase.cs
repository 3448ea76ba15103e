using CsCheck;
using Engram.Numerics;
using Engram.Tagging;

namespace Engram.Tests.Tagging;

/// <summary>A field and a sentence, small enough to enumerate.</summary>
internal sealed record CrfCase(LinearChainCrf<double> Crf, double[,] Emissions, int[] Gold)
{
    public int Length => Emissions.GetLength(0);

    public RowBlock<double> Rows => Block(Emissions);

    /// <summary>1 to 4 tags, 1 to 5 words, scores up to <paramref name="size"/> in size; whole numbers, so that equal scores happen.</summary>
    public static Gen<CrfCase> Generate(int size, bool whole = false) =>
        from tags in Gen.Int[1, 4]
        from length in Gen.Int[1, 5]
        from numbers in Gen.Double[-size, size].Array[(tags * tags) + (2 * tags) + (length * tags)]
        from gold in Gen.Int[0, tags - 1].Array[length]
        select Create(tags, length, whole ? [.. numbers.Select(value => Math.Round(value))] : numbers, gold);

    /// <summary>Any lists; all sequences may turn out to be forbidden.</summary>
    public Gen<TagConstraints> Constraints() =>
        from start in Gen.Bool.Array[Crf.Tags]
        from end in Gen.Bool.Array[Crf.Tags]
        from follow in Gen.Bool.Array2D[Crf.Tags, Crf.Tags]
        select new TagConstraints(start, follow, end);

    /// <summary>A view of the numbers with three columns of something else between the rows.</summary>
    public static RowBlock<double> Block(double[,] numbers)
    {
        int rows = numbers.GetLength(0), columns = numbers.GetLength(1), stride = columns + 3;
        double[] data = new double[rows * stride];
        Array.Fill(data, double.NaN);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                data[(row * stride) + column] = numbers[row, column];
        }

        return new(data, rows, columns, stride);
    }

    private static CrfCase Create(int tags, int length, double[] numbers, int[] gold)
    {
        LinearChainCrf<double> crf = new(tags);
        crf.Transitions.Set(numbers.AsSpan(0, tags * tags));
        crf.Start.Set(numbers.AsSpan(tags * tags, tags));
        crf.End.Set(numbers.AsSpan(tags * (tags + 1), tags));
        double[,] emissions = new double[length, tags];
        for (int i = 0; i < length * tags; i++)
            emissions[i / tags, i % tags] = numbers[(tags * (tags + 2)) + i];
        return new(crf, emissions, gold);
    }
}
