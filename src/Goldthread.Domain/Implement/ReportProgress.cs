using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>Says how far an action is.</summary>
[Move(
    "progress",
    "Say how it goes",
    Says = "Progress[: {progress} per cent][: {note}]",
    Own = true,
    From = [ActionStatus.NotStarted, ActionStatus.InProgress, ActionStatus.Blocked],
    Place = 20
)]
public sealed class ReportProgress : Move<Action>
{
    [Within(0, 100)]
    [In(CountedIn.PerCent)]
    [Asks("How much is done?", Hint = "In per cent.")]
    public int? Progress { get; private set; }

    [Asks("What happened?", Hint = "No names of people who use the service.", Long = true)]
    public string? Note { get; private set; }

    /// <inheritdoc/>
    protected override void Make(Action thing, Moment now) => thing.Report(Progress, Note, now);
}
