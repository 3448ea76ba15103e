using Engram.Models;

namespace Engram.Samples.BookingForm;

/// <summary>What has to be known before a table is booked.</summary>
internal sealed record BookingForm(string? Restaurant = null, string? People = null, string? Date = null, string? Time = null)
{
    private const double SureEnough = 0.5;

    /// <summary>What to ask next; nothing where the form is full.</summary>
    public string? Question => this switch
    {
        { Restaurant: null } => "Where would you like to eat?",
        { People: null } => "For how many people?",
        { Date: null } => "On what day?",
        { Time: null } => "At what time?",
        _ => null,
    };

    /// <summary>The full form in words.</summary>
    public string Summary => $"A table for {People} at {Restaurant}, {Date} at {Time}.";

    /// <summary>The form with what another sentence fills in or corrects.</summary>
    public BookingForm With(TaggedUtterance answer) => new(
        Value(answer, "restaurant") ?? Restaurant,
        Value(answer, "people") ?? People,
        Value(answer, "date") ?? Date,
        Value(answer, "time") ?? Time);

    private static string? Value(TaggedUtterance answer, string name)
        => answer.Slots.FirstOrDefault(slot => slot.Name == name && slot.Probability >= SureEnough)?.Value;
}
