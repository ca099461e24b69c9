using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>A change tried small: what you expect, what happened, what you make of it.</summary>
[Thing(
    ImprovementCycle.List,
    Stage.Evaluate,
    "improvement cycle",
    "PD",
    Why = "Try a change small: predict, do, study, act. The prediction comes before the data."
)]
public sealed class ImprovementCycle : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "pdsa";

    [Asks("Which cycle is it?", Hint = "1 for the first try.")]
    public int? Number { get; private set; }

    [AskedFirst(2)]
    [Refers(Develop.Objective.List)]
    [Asks("Which objective does it serve?")]
    public string? Objective { get; private set; }

    [AskedFirst(3)]
    [Refers(Monitor.Measure.List)]
    [Asks("Which measures will show it?", Hint = "With one that must not get worse.")]
    public IReadOnlyList<string> Measures { get; private set; } = [];

    [AskedFirst(1)]
    [IsTitle]
    [Asks("What will you change?", Long = true)]
    public string? ChangeIdea { get; private set; }

    [Asks("Where is it tried?", Hint = "One room, one shift, one team: small.")]
    public string? Where { get; private set; }

    [Asks("Who tries it?", Hint = "Roles, no names of people who use the service.")]
    public string? Who { get; private set; }

    [Refers(Develop.Driver.List)]
    [Asks("Which driver does it test?")]
    public string? Driver { get; private set; }

    [MovedBy("predict")]
    [Asks("What do you expect to happen?", Long = true)]
    public string? Prediction { get; private set; }

    [MovedBy("predict")]
    [Asks("What will you count, and how?", Long = true)]
    public string? DataPlan { get; private set; }

    [MovedBy("predict")]
    [Asks("When was it predicted?")]
    public DateOnly? PredictedOn { get; private set; }

    [MovedBy("begin")]
    [Asks("When did it begin?")]
    public DateOnly? Began { get; private set; }

    [Under(Fold.Going)]
    [Asks("What did you do, and what went otherwise?", Long = true)]
    public string? Do { get; private set; }

    [MovedBy("study")]
    [Asks("What happened, against what you expected?", Long = true)]
    public string? Study { get; private set; }

    [MovedBy("act")]
    [IsState]
    [Asks("What will you do with the change?")]
    public CycleAct? Act { get; private set; }

    [MovedBy("act")]
    [Refers(Evaluate.ImprovementCycle.List)]
    [Asks("Which cycle follows?")]
    public string? Next { get; private set; }

    /// <value>The day from which figures say what came of it: its begin, else its prediction; null where it has neither.</value>
    public DateOnly? CountsAfter => Began ?? PredictedOn;

    /// <summary>Says what is expected, before anything is known.</summary>
    /// <param name="prediction">What will happen.</param>
    /// <param name="dataPlan">What is counted, and how; null leaves what was said before.</param>
    /// <param name="on">The day.</param>
    public void Predict(string prediction, string? dataPlan, DateOnly on) =>
        (Prediction, DataPlan, PredictedOn) = (prediction, string.IsNullOrWhiteSpace(dataPlan) ? DataPlan : dataPlan, on);

    /// <summary>It is tried from now on.</summary>
    /// <param name="on">The day.</param>
    public void Begin(DateOnly on) => Began = on;

    /// <summary>Says what happened, against what was expected.</summary>
    /// <param name="happened">What.</param>
    public void Learn(string happened) => Study = happened;

    /// <summary>Decides what to do with the change.</summary>
    /// <param name="act">What.</param>
    /// <param name="next">The cycle that follows, or null.</param>
    /// <exception cref="RuleBroken">It would follow itself.</exception>
    public void Decide(CycleAct act, string? next)
    {
        if (next is not null && next == Id)
            throw new RuleBroken("A cycle does not follow itself. Choose another, or none.", "next");
        (Act, Next) = (act, next ?? Next);
    }

    /// <inheritdoc/>
    public override (IReadOnlyList<string> Fields, string Why)? Settled() =>
        PredictedOn is { } day
            ? (
                ["prediction", "data_plan", "predicted_on"],
                $"It was predicted on {Days.Read(day)}, before anything was known. A prediction is not changed afterwards; start another cycle."
            )
            : null;

    /// <inheritdoc/>
    public override IEnumerable<Refusal> TooEarly()
    {
        if (!string.IsNullOrWhiteSpace(Do) && string.IsNullOrWhiteSpace(Prediction))
            yield return new("do", "Predict first: say what you expect to happen before you say what was done.");
    }

    bool HasResult => !string.IsNullOrWhiteSpace(Do) || !string.IsNullOrWhiteSpace(Study);

    internal string? WhyNotPredicted() =>
        HasResult ? "This cycle has a result already. The prediction comes before it; start another cycle."
        : Began is { } day ? $"This cycle began on {Days.Read(day)}. The prediction comes before that; start another cycle."
        : null;

    internal string? WhyNotBegun() =>
        PredictedOn is null ? "Predict first: say what you expect to happen, then begin."
        : Began is { } day ? $"This cycle began on {Days.Read(day)} already."
        : null;

    internal string? WhyNotStudied() =>
        string.IsNullOrWhiteSpace(Prediction) ? "Nothing was predicted, so there is nothing to hold what happened against. Predict first."
        : Began is null && string.IsNullOrWhiteSpace(Do) ? "This cycle has not begun. Begin it first."
        : Act is not null ? "It is decided already what to do with this change."
        : null;

    internal string? WhyNotDecided() =>
        string.IsNullOrWhiteSpace(Study) ? "Say first what happened, then decide what to do with the change." : null;
}

/// <summary>What is done with a change that was tried.</summary>
public enum CycleAct
{
    [Reads("adopt it")]
    Adopt,

    [Reads("adapt it")]
    Adapt,

    [Reads("drop it")]
    Abandon,
}
