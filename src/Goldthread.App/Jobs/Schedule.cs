using Goldthread.App.Govern.Backups;
using Goldthread.Domain.Implement;

namespace Goldthread.App.Jobs;

/// <summary>What there is to be done by itself, and when: one table.</summary>
/// <param name="Name">Its name, as the command line knows it.</param>
/// <param name="Does">What it does, in a sentence.</param>
/// <param name="When">When, as people read it.</param>
/// <param name="Due">The period that is due at a local time, or null; null itself for a job that looks each minute.</param>
/// <param name="RunAsync">Does it; says what was done.</param>
public sealed record Job(
    string Name,
    string Does,
    string When,
    Func<DateTime, WorkingDays, DateOnly?>? Due,
    Func<JobWork, CancellationToken, Task<string>> RunAsync
)
{
    /// <value>False where a setting that it needs is not there.</value>
    public Func<JobWork, bool> IsSet { get; init; } = _ => true;

    static readonly TimeOnly Morning = new(7, 0);
    static readonly TimeOnly Night = new(3, 0);
    static readonly TimeOnly Quiet = new(2, 0);

    /// <value>All of them, in the order in which they run.</value>
    public static IReadOnlyList<Job> All { get; } =
    [
        new(
            BackupLog.Nightly,
            "Writes the whole installation into one file, and takes old ones away.",
            "Each night at 2",
            (at, _) => DailyFrom(at, Quiet),
            NightlyBackup.RunAsync
        )
        {
            IsSet = work => work.Backups is not null,
        },
        new("tidy", "Forgets what was sent three months ago and older.", "Each night at 3", (at, _) => DailyFrom(at, Night), Tidy.RunAsync),
        new(
            "ask",
            "Asks about figures that did not come, and about what a day or a figure sets off, once.",
            "Each night at 3",
            (at, _) => DailyFrom(at, Night),
            async (work, stop) =>
                await Monitor.Measures.AskQuestions.RunAsync(work.Writer, work.Database, stop) is var asked && asked == 1
                    ? "1 question opened."
                    : $"{asked} questions opened."
        ),
        new(
            "remind",
            "Notes what is due within three days and what is late, for whoever answers for it, their deputy, the plan's owner.",
            "Each working day at 7",
            EachWorkingMorning,
            Remind.RunAsync
        ),
        new(
            "digest",
            "Writes each person's week.",
            "Mondays at 7; after a bank holiday the next working day",
            EachMondayMorning,
            Digest.RunAsync
        ),
        new("tell", "Puts what was noted for somebody into one message.", "Each minute", null, Tell.RunAsync),
        new(
            "send-mail",
            "Sends what waits in the outbox.",
            "Each minute",
            null,
            async (work, stop) => (await new Mail.SendMail(work.Writer, work.Database, work.Post, work.Clock).RunAsync(stop)).ToString()
        ),
    ];

    /// <summary>The job of a name, or null.</summary>
    public static Job? Find(string name) => All.FirstOrDefault(j => j.Name == name);

    static DateOnly? DailyFrom(DateTime at, TimeOnly time) => TimeOnly.FromDateTime(at) >= time ? DateOnly.FromDateTime(at) : null;

    /// <summary>Each working day from the morning on.</summary>
    internal static DateOnly? EachWorkingMorning(DateTime at, WorkingDays days) =>
        DailyFrom(at, Morning) is { } day && days.IsWorking(day) ? day : null;

    /// <summary>Each Monday from the morning on, and where that is a bank holiday the next working day; until the week is over.</summary>
    internal static DateOnly? EachMondayMorning(DateTime at, WorkingDays days)
    {
        var day = DateOnly.FromDateTime(at);
        var monday = Domain.Days.MondayOf(day);
        var first = monday;
        while (!days.IsWorking(first))
            first = first.AddDays(1);
        return at >= first.ToDateTime(Morning) ? monday : null;
    }
}
