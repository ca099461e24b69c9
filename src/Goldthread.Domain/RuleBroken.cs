namespace Goldthread.Domain;

/// <summary>A rule of the domain would be broken. The page shows the message beside the field; nothing is saved.</summary>
public sealed class RuleBroken : Exception
{
    /// <param name="message">One sentence that says what would be accepted.</param>
    /// <param name="field">The field's name as in the plan file (<c>due</c>), or null where the rule is about the whole.</param>
    public RuleBroken(string message, string? field = null)
        : base(message) => Field = field;

    /// <value>The field's name, or null.</value>
    public string? Field { get; }
}
