using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>Judges the plan: what came of it, and what is kept, stopped and carried over. It makes and holds the evaluation review; the plan stays live.</summary>
[Move(
    "evaluate",
    "Evaluate the plan",
    Says = "Plan evaluated[: {text}]",
    From = [PlanStatus.Live],
    Place = 8,
    Does = "Makes and holds the evaluation review: how the plan stands is kept with it, and what you decide stands. The plan stays live until you close it."
)]
public sealed class EvaluatePlan : Move<Plan>
{
    [Owed]
    [Asks(
        "What came of the plan, against what it was to reach?",
        Hint = "From figures, what people say, and what somebody saw.",
        Long = true
    )]
    public string? Text { get; private set; }

    [Asks("What is kept?", Hint = "One a line.", Long = true)]
    public string? Kept { get; private set; }

    [Asks("What is stopped?", Hint = "One a line.", Long = true)]
    public string? Stopped { get; private set; }

    [Asks("What is carried over into the next plan?", Hint = "One a line.", Long = true)]
    public string? Carried { get; private set; }

    /// <value>What was decided, each line a decision.</value>
    public IReadOnlyList<ReviewDecision> Decided() =>
        [
            .. Lines(Kept).Select(l => ReviewDecision.Of(DecisionKind.Keep, l)),
            .. Lines(Stopped).Select(l => ReviewDecision.Of(DecisionKind.Stop, l)),
            .. Lines(Carried).Select(l => ReviewDecision.Of(DecisionKind.Keep, "Carried over: " + l)),
        ];

    /// <inheritdoc/>
    protected override void Make(Plan thing, Moment now) { }

    static IEnumerable<string> Lines(string? text) =>
        (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
