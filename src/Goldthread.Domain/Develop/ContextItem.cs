using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>One thing that the plan is built on, and what in the plan it leads to.</summary>
public sealed class ContextItem : Part
{
    [Asks("What kind of look was it?")]
    public ContextAnalysis? Analysis { get; private set; }

    [Asks("Which part of it?", Hint = "Such as strength, threat, legal or theme.")]
    public string? Kind { get; private set; }

    [Asks("What did you see?", Long = true)]
    public string? Text { get; private set; }

    [Refers(Monitor.Evidence.List)]
    [Asks("What shows it?")]
    public string? Evidence { get; private set; }

    [Within(1, 3)]
    [Asks("How much does it weigh?", Hint = "1 a little, 3 a lot.")]
    public int? Weight { get; private set; }

    [RefersToAny]
    [Asks("What in the plan does it lead to?")]
    public IReadOnlyList<string> LeadsTo { get; private set; } = [];
}

/// <summary>The ways of looking at where the area stands.</summary>
public enum ContextAnalysis
{
    [Reads("strengths, weaknesses, opportunities, threats")]
    Swot,

    [Reads("political, economic, social, technical, legal, environmental")]
    Pestle,

    [Reads("last year's results")]
    LastYear,
    Inspection,
    Feedback,
    Audit,
}
