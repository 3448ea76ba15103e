namespace Engram.Peers;

/// <summary>One line of the table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ratio">Engram against the best peer, the median over the rounds; larger is better for Engram.</param>
/// <param name="Low">The least ratio of a round.</param>
/// <param name="High">The largest ratio of a round.</param>
/// <param name="Engram">What Engram reached, the median over the rounds.</param>
/// <param name="Peer">What the best peer reached, or the limit.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Against">Who the best peer is, and what else was measured.</param>
/// <param name="Disturbed">Rounds that other load disturbed and that had to be taken all the same.</param>
internal sealed record Row(
    string Name, double Ratio, double Low, double High, double Engram, double Peer, string Unit, string Against, int Disturbed = 0);
