using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Evaluate;

/// <summary>Says what a change will do, before anything is known of it. Once the cycle has begun, that stands.</summary>
[Move(
    "predict",
    "Predict",
    Says = "Predicted: {prediction}",
    Place = 10,
    Does = "What you expect is written down before it is tried, and is not changed once the cycle has begun."
)]
public sealed class PredictCycle : Move<ImprovementCycle>
{
    [Owed]
    [Asks("What do you expect to happen?", Hint = "With a number and a day, so that you can be wrong.", Long = true)]
    public string? Prediction { get; private set; }

    [Asks("What will you count, and how?", Long = true)]
    public string? DataPlan { get; private set; }

    protected override string? WhyNot(ImprovementCycle thing) => thing.WhyNotPredicted();

    protected override void Make(ImprovementCycle thing, Moment now) => thing.Predict(Prediction!, DataPlan, now.On);
}
