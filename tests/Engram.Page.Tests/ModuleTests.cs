namespace Engram.Page.Tests;

// The modules without a page: what they compute, asked in the browser that runs them.
public sealed class ModuleTests(BlankPage blank) : IClassFixture<BlankPage>
{
    [Theory]
    [InlineData("number.js", "m.fixed(-0.0001, 2)", "\"0.00\"")]
    [InlineData("number.js", "m.fixed(-1.005, 1)", "\"−1.0\"")]
    [InlineData("number.js", "m.signed(0.25)", "\"+0.25\"")]
    [InlineData("number.js", "m.signed(-0.25)", "\"−0.25\"")]
    [InlineData("number.js", "[2, 0.5, 6.9997729, -0, 1e12, NaN].map(m.short)", """["2","0.5","6.999773","0","1.000e+12","NaN"]""")]
    [InlineData("number.js", "[0, 0.001, 0.5, 0.999, 1].map(m.percent)", """["0%","<1%","50%",">99%","100%"]""")]
    [InlineData("number.js", "m.count(1234567)", "\"1\u202f234\u202f567\"")]
    [InlineData("address.js", "m.parse('#/memory?text=leave+Taipei&unit=3')", """{"text":"leave Taipei","unit":"3","view":"memory"}""")]
    [InlineData("address.js", "m.parse('#/elsewhere')", """{"view":"sentence"}""")]
    [InlineData("address.js", "m.parse(m.format({ view: 'why', text: '到 <b>&=#?' }))", """{"text":"到 <b>&=#?","view":"why"}""")]
    [InlineData("address.js", "['3', '4', '-1', '1.5', '', undefined].map((value) => m.index(value, 4, 2))", "[3,2,2,2,2,2]")]
    [InlineData("spans.js", "m.pieces('to Taipei now', [{ start: 3, end: 9 }]).map((piece) => piece.text)", """["to ","Taipei"," now"]""")]
    [InlineData("spans.js", "m.counterparts(['arrive', 'Taipei'], ['please', 'leave', 'Taipei']).map((word) => word ?? null)", "[0,null,1]")]
    [InlineData("spans.js", "['O', 'B-destination', 'E-x-y', 'NN'].map(m.slotName)", """[null,"destination","x-y","NN"]""")]
    [InlineData("units.js", "m.byActivity([[1, -5, 2], [1, 0, -2]])", "[1,2,0]")]
    [InlineData("units.js", "m.byChange([[1, -5, 9], [1, 0, 8]])", "[1,2,0]")]
    [InlineData("units.js", "m.order([[3, 2]], 'number')", "[0,1]")]
    [InlineData("pixels.js", "[...m.pixels([[1, 2], [3, 4]], [1, 0], { packed: (value) => value })]", "[2,4,1,3]")]
    [InlineData("colour.js", "[-1, 0, 1].map((value) => m.signedScale(1, 'light').css(value))", """["rgb(140 52 8)","rgb(247 244 238)","rgb(18 63 112)"]""")]
    [InlineData("colour.js", "[0, 1].map((value) => m.shareScale('light').ink(value))", """["#101418","#ffffff"]""")]
    [InlineData("colour.js", "m.extentOf([[0.5], [-3]])", "3")]
    [InlineData("recurrence.js", "m.reading('reverse', 3)", "[2,1,0]")]
    [InlineData("recurrence.js", "m.before('reverse', { initial: [9], values: [[1], [2]] }, 1)", "[9]")]
    [InlineData("recurrence.js", "m.before('forward', { initial: [9], values: [[1], [2]] }, 1)", "[1]")]
    [InlineData("lecture/lstm.js", "[m.sigmoid(0), m.sigmoid(-1000), m.sigmoid(1000)]", "[0.5,0,1]")]
    public async Task Module_Computes(string module, string expression, string expected)
    {
        Assert.Equal(expected, await blank.Page.EvaluateAsync<string>($"async () => {{ const m = await import('engram/{module}'); return JSON.stringify({expression}); }}"));
    }

    // Every string of one language stands in the other.
    [Fact]
    public async Task Languages_HaveTheSameStrings()
    {
        const string Keys = "const keys = (value) => typeof value === 'object' ? Object.entries(value).flatMap(([key, one]) => keys(one).map((rest) => `${key}.${rest}`)) : [typeof value]; ";
        string[][] both = await blank.Page.EvaluateAsync<string[][]>(
            "async () => { " + Keys + "const [en, zh] = await Promise.all(['en', 'zh'].map((name) => import(`engram/language/${name}.js`))); return [keys(en.default), keys(zh.default)]; }");

        Assert.True(both[0].Length > 150, $"only {both[0].Length} strings were compared");
        Assert.Equal(both[0].Order(), both[1].Order());
    }
}
