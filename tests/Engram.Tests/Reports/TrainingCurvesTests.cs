using System.Globalization;
using System.Xml.Linq;
using Engram.Reports;

namespace Engram.Tests.Reports;

public sealed class TrainingCurvesTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_AFewEpochs_IsOneWellFormedPictureThatStandsAlone()
    {
        string svg = Draw();
        XElement root = XDocument.Parse(svg).Root!;

        Assert.Equal(Svg + "svg", root.Name);
        Assert.Equal("tickets <&> \"trains\"", root.Element(Svg + "title")!.Value);
        Assert.Contains("F1: first 50.00%, lowest 50.00%, highest 95.00%, last 95.00%.", root.Element(Svg + "desc")!.Value);
        Assert.Contains("Epoch 3 was kept.", root.Element(Svg + "desc")!.Value);
        Assert.Contains("prefers-color-scheme: dark", svg);
        Assert.DoesNotContain("http", svg.Replace(Svg.NamespaceName, "", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", svg);
        Assert.Equal(10, root.Descendants(Svg + "path").Count(path => path.Attribute("class")!.Value.StartsWith("dot", StringComparison.Ordinal)));
    }

    [Fact]
    public void ToSvg_InAnotherCulture_GivesTheSameBytes()
    {
        string expected = Draw();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture.NumberFormat.NegativeSign = "~";
            Assert.Equal(expected, Draw());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { double.NaN })]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { 7.5, 7.5 })]
    [InlineData(new[] { -1e-9, 1e-9 })]
    [InlineData(new[] { -3e30, 1e30, double.PositiveInfinity })]
    public void ToSvg_OddValues_StillDraws(double[] values)
    {
        string svg = TrainingCurves.ToSvg("odd", [new("Loss", [new("training", values)])]);

        XDocument.Parse(svg);
        Assert.DoesNotContain("NaN", svg);
        Assert.DoesNotContain("∞", svg);
    }

    [Fact]
    public void ToSvg_NoChart_SaysSo() => Assert.StartsWith(
        "TrainingCurves: there is no chart. Give at least one.", Assert.Throws<ArgumentException>(() => TrainingCurves.ToSvg("a", [])).Message);

    private static string Draw() => TrainingCurves.ToSvg(
        "tickets <&> \"trains\"",
        [
            new("Loss", [new("training", [2, 1, 0.5, 0.25]), new("validation", [2.1, double.NaN, 0.8])]),
            new("Scores", [new("F1", [0.5, 0.8, 0.9, 0.95])]) { IsShare = true },
        ],
        chosenEpoch: 3);
}
