namespace Engram.Cells;

/// <summary>The three activations of an LSTM: of the gates, of the candidate, and of the cell state on its way out.</summary>
internal readonly record struct LstmFunctions<TGate, TCandidate, TOutput>(TGate Gate, TCandidate Candidate, TOutput Output)
    where TGate : struct
    where TCandidate : struct
    where TOutput : struct;
