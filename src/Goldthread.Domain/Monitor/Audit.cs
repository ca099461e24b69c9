using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Monitor;

/// <summary>A look at whether a standard is kept.</summary>
[Thing("audits", Stage.Monitor, "audit", "AU", Why = "Plan when each standard is looked at, and what you do when it is not kept.")]
public sealed class Audit : Item
{
    [Asks("What is looked at?")]
    public string? Title { get; private set; }

    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Asks("What score is good enough?")]
    public double? Standard { get; private set; }

    [Asks("What score did it get?")]
    public double? Score { get; private set; }

    [Asks("What was the sample?", Hint = "Such as 12 care records, one from each floor.")]
    public string? Sample { get; private set; }

    [Known(Known.Requirement)]
    [Asks("Which law or standards does it check?")]
    public IReadOnlyList<string> Requirements { get; private set; } = [];

    [Refers("actions")]
    [Asks("Which actions came of it?")]
    public IReadOnlyList<string> Actions { get; private set; } = [];

    [Asks("When is it done again?")]
    public DateOnly? ReAudit { get; private set; }

    [Refers("evidence")]
    [Asks("Where is the report?")]
    public string? Evidence { get; private set; }
}
