namespace Goldthread.Domain;

/// <summary>One thing that is not accepted, and where.</summary>
/// <param name="Field">The field's name as in the plan file (<c>due</c>), or null where it is about the whole.</param>
/// <param name="Message">One sentence that says what would be accepted.</param>
public sealed record Refusal(string? Field, string Message);

/// <summary>A rule of the domain would be broken. The page shows each message beside its field; nothing is saved.</summary>
public sealed class RuleBroken : Exception
{
    /// <param name="message">One sentence that says what would be accepted.</param>
    /// <param name="field">The field's name as in the plan file (<c>due</c>), or null where the rule is about the whole.</param>
    public RuleBroken(string message, string? field = null)
        : base(message) => Refusals = [new(field, message)];

    /// <param name="refusals">All that is not accepted, at least one.</param>
    public RuleBroken(IReadOnlyList<Refusal> refusals)
        : base(string.Join(" ", refusals.Select(r => r.Message))) => Refusals = refusals;

    /// <value>All that is not accepted.</value>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <value>The field of the first of them, or null.</value>
    public string? Field => Refusals[0].Field;
}
