namespace Engram.Server.Http;

/// <summary>Fields of a request's body.</summary>
[Flags]
internal enum RequestField
{
    None = 0,
    Text = 1,
    Texts = 2,
    Against = 4,
    Model = 8,
    AgainstModel = 16,
    Word = 32,
    Top = 64,

    /// <summary>Others may stand there too, and say nothing to us.</summary>
    Others = 128,
}
