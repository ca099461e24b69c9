using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>A look at whether a standard is kept.</summary>
[Thing(Audit.List, Stage.Monitor, "audit", "AU", Why = "Plan when each standard is looked at, and what you do when it is not kept.")]
public sealed class Audit : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "audits";

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What is looked at?")]
    public string? Title { get; private set; }

    [AskedFirst(2)]
    [IsDue(2)]
    [ShownInLists("Date")]
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [AskedFirst(3)]
    [Asks("What score is good enough?")]
    public double? Standard { get; private set; }

    [AskedFirst(4)]
    [Asks("What score did it get?")]
    public double? Score { get; private set; }

    [Under(Fold.More)]
    [Asks("What was the sample?", Hint = "Such as 12 care records, one from each floor.")]
    public string? Sample { get; private set; }

    [Under(Fold.More)]
    [Asks("Which records or places were drawn?", Hint = "One a line, by number. No names.")]
    public IReadOnlyList<string> Sampled { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("Which part of the service?")]
    public string? Area { get; private set; }

    [Under(Fold.More)]
    [Refers(Audit.List)]
    [Asks("Which audit does it follow?")]
    public string? Follows { get; private set; }

    [Under(Fold.LawAndStandards)]
    [Known(Known.Requirement)]
    [Asks("Which law or standards does it check?")]
    public IReadOnlyList<string> Requirements { get; private set; } = [];

    [AskedFirst(5)]
    [Refers(Implement.Action.List)]
    [Asks("Which actions came of it?")]
    public IReadOnlyList<string> Actions { get; private set; } = [];

    [Under(Fold.TimeAndMoney)]
    [IsDue]
    [Asks("When is it done again?")]
    public DateOnly? ReAudit { get; private set; }

    [Under(Fold.More)]
    [Refers(Monitor.Evidence.List)]
    [Asks("Where is the report?")]
    public string? Evidence { get; private set; }

    /// <summary>An action came of it.</summary>
    /// <param name="action">The action's id.</param>
    public void LedTo(string action) => Actions = [.. Actions, action];
}
