namespace Engram.Peers;

/// <summary>A sentence in numbers.</summary>
/// <param name="Words">Its words.</param>
/// <param name="Tags">Their tags.</param>
internal sealed record Sentence(int[] Words, int[] Tags)
{
    public int Length => Words.Length;
}
