namespace Engram.Server.Http;

/// <summary>What the body of a request says; which fields may stand in it, each endpoint decides.</summary>
internal record struct RequestFields
{
    /// <summary>One sentence.</summary>
    public string? Text;

    /// <summary>Some sentences.</summary>
    public List<string>? Texts;

    /// <summary>The sentence to compare with.</summary>
    public string? Against;

    /// <summary>Which model; the first without.</summary>
    public string? Model;

    /// <summary>Which model reads <see cref="Against"/>; the same without.</summary>
    public string? AgainstModel;

    /// <summary>Which word is to be explained.</summary>
    public int? Word;

    /// <summary>How many alternatives each word lists.</summary>
    public int? Top;
}
