namespace Engram.Page;

/// <summary>One file of the page.</summary>
public sealed class PageAsset
{
    internal PageAsset(string path, string contentType, string entityTag, ReadOnlyMemory<byte> content)
    {
        Path = path;
        ContentType = contentType;
        EntityTag = entityTag;
        Content = content;
    }

    /// <summary>The path from the page's root, with <c>/</c> and without one in front: <c>modules/app.js</c>.</summary>
    public string Path { get; }

    /// <summary>The media type with its character set, as a <c>Content-Type</c> header says it.</summary>
    public string ContentType { get; }

    /// <summary>A strong entity tag in its quotes, made of the content alone: the same in every process, another for other bytes.</summary>
    public string EntityTag { get; }

    /// <summary>The bytes; UTF-8 without a byte order mark, since every file is text.</summary>
    public ReadOnlyMemory<byte> Content { get; }
}
