using Goldthread.App.Jobs;
using Goldthread.App.Store;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Govern.Jobs;

/// <summary>What runs by itself: when, when it ran last, what it did, and why not.</summary>
public sealed class IndexModel(JobWork work, Settings settings) : GoldthreadPage
{
    IReadOnlyList<JobStanding> all = [];

    /// <value>True where this server runs them.</value>
    public bool RunsHere => settings.RunsJobs;

    /// <value>How it stands, in a sentence.</value>
    public string Lead { get; private set; } = "";

    protected override async Task ShowAsync()
    {
        all = await new RunJobs(work).StandAsync(Cancel);
        var failed = all.Where(j => j.Last is { Failed: true }).Select(j => j.Job.Name).ToList();
        Lead =
            failed.Count > 0 ? $"Not done: {string.Join(", ", failed)}. Why stands beside it; it is tried again by itself."
            : all.All(j => j.Last is null) ? "Nothing has run yet. The server looks each minute what is due."
            : "All of it has run as it should.";
    }

    public DataTable Table() =>
        new()
        {
            Caption = "Jobs",
            Columns = [new("What") { IsKey = true }, new("When"), new("State") { IsKey = true }, new("Last run"), new("What it said")],
            Rows = all.Select(j =>
                (Inline[])
                    [
                        j.Job.Does,
                        j.Job.When,
                        Inline.Of(StateOf(j)),
                        j.Last is { } last ? ServiceTime.Read(last.StartedAt) : "Never",
                        j.Last?.Says ?? "",
                    ]
            ),
        };

    Component StateOf(JobStanding standing) =>
        standing switch
        {
            { Last: null, Job: var job } when !job.IsSet(work) => State.Of(StateKind.Unknown, "Not set up"),
            { Last: { EndedAt: null } } => State.Of(StateKind.InProgress, "Under way"),
            { Last: { Failed: true } } => State.Of(StateKind.Blocked, "Not done"),
            { IsDue: true } => State.Of(StateKind.NotStarted, "Due"),
            { Last: not null } => State.Of(StateKind.Done, "Done"),
            _ => State.Of(StateKind.NotStarted, "Not yet"),
        };
}
