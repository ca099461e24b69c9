using System.Globalization;
using Goldthread.App.Govern.Backups;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Domain.Implement;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Jobs;

/// <summary>What a job works with.</summary>
/// <param name="Writer">Where to write.</param>
/// <param name="Database">Where to read.</param>
/// <param name="Post">How messages leave.</param>
/// <param name="Clock">What time it is.</param>
/// <param name="Backups">Where backups go each night; null for nowhere.</param>
public sealed record JobWork(Writer Writer, Database Database, Post Post, TimeProvider Clock, BackupPlace? Backups = null);

/// <summary>One job, when it ran last and whether it is due.</summary>
/// <param name="Job">The job.</param>
/// <param name="Last">Its last run, or null.</param>
/// <param name="IsDue">True where it is due now.</param>
public sealed record JobStanding(Job Job, JobRunRow? Last, bool IsDue);

/// <summary>
/// Does what is due, once: a run of a job for a period is a row, and whoever made the row does it. Asked from the schedule of the server, by cron, or by a
/// test: it makes no difference, and a minute that was slept through loses nothing.
/// </summary>
/// <param name="work">What the jobs work with.</param>
public sealed class RunJobs(JobWork work)
{
    /// <summary>A run that has been under way for so long belongs to a server that was stopped.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    /// <summary>A run that failed is tried again so often.</summary>
    public const int MostAttempts = 5;

    static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    /// <summary>The period of a job that looks each minute: its newest run is kept.</summary>
    const string Newest = "newest";

    /// <summary>What ran.</summary>
    public sealed record Ran(string Job, string Says, bool Failed);

    /// <summary>All jobs as they stand.</summary>
    public async Task<IReadOnlyList<JobStanding>> StandAsync(CancellationToken cancel = default)
    {
        await using var db = work.Database.Open();
        var days = await Hours.DaysAsync(db, cancel);
        var rows = await db.JobRuns.GroupBy(r => r.Job).Select(g => g.OrderByDescending(r => r.StartedAt).First()).ToListAsync(cancel);
        var (now, local) = (work.Clock.GetUtcNow(), work.Clock.GetLocalNow().DateTime);
        var standing = new List<JobStanding>();
        foreach (var job in Job.All)
        {
            var last = rows.Find(r => r.Job == job.Name);
            var isDue =
                !job.IsSet(work) ? false
                : job.Due is null ? await IsAnythingDueAsync(db, job, now, cancel)
                : job.Due(local, days) is { } period
                    && (last is null || string.CompareOrdinal(last.Period, Text(period)) < 0 || MayAgain(last, now));
            standing.Add(new(job, last, isDue));
        }
        return standing;
    }

    /// <summary>The jobs whose newest run did not come to its end: one query.</summary>
    public static async Task<IReadOnlyList<string>> FailedAsync(Db db, CancellationToken cancel = default)
    {
        var newest = await db.JobRuns.GroupBy(r => r.Job).Select(g => g.OrderByDescending(r => r.StartedAt).First()).ToListAsync(cancel);
        return [.. newest.Where(r => r.Failed).Select(r => r.Job).Order(StringComparer.Ordinal)];
    }

    static Task<bool> IsAnythingDueAsync(Db db, Job job, DateTimeOffset now, CancellationToken cancel) =>
        job.Name is "tell"
            ? db.Notices.AnyAsync(n => n.ToldAt == null && n.At <= now - Tell.Burst, cancel)
            : db.Messages.AnyAsync(m => m.State == MessageStates.Waiting && m.NextAt <= now, cancel);

    /// <summary>Does all that is due, and stops.</summary>
    /// <returns>What ran; a job that had nothing to do is not among it.</returns>
    public async Task<IReadOnlyList<Ran>> RunDueAsync(CancellationToken stop = default)
    {
        WorkingDays days;
        await using (var db = work.Database.Open())
        {
            // An empty installation has nothing to do, and nobody to tell.
            if (!await db.Users.AnyAsync(stop))
                return [];
            days = await Hours.DaysAsync(db, stop);
        }
        var ran = new List<Ran>();
        foreach (var job in Job.All)
        {
            if (stop.IsCancellationRequested)
                break;
            if (!job.IsSet(work))
                continue;
            if (job.Due is null)
            {
                if (await EachMinuteAsync(job, stop) is { } done)
                    ran.Add(done);
            }
            else if (job.Due(work.Clock.GetLocalNow().DateTime, days) is { } period && await ClaimAsync(job, Text(period)) is { } claim)
                ran.Add(await RunAsync(job, Text(period), claim, stop));
        }
        return ran;
    }

    /// <summary>A job that looks each minute: its row is written where it did something.</summary>
    async Task<Ran?> EachMinuteAsync(Job job, CancellationToken stop)
    {
        var started = work.Clock.GetUtcNow();
        var (says, failed) = await SayAsync(job, stop);
        if (says.Length == 0 || says.StartsWith("0 ", StringComparison.Ordinal) && says.EndsWith("sent.", StringComparison.Ordinal))
            return null;
        await work.Writer.RunAsync(
            SendMail.Teller,
            async w =>
            {
                var row = await w.Db.JobRuns.FirstOrDefaultAsync(r => r.Job == job.Name && r.Period == Newest);
                if (row is null)
                    w.Db.JobRuns.Add(row = new JobRunRow { Job = job.Name, Period = Newest });
                (row.StartedAt, row.EndedAt, row.Says, row.Failed, row.Attempts) = (started, w.Now, says, failed, 1);
            },
            CancellationToken.None
        );
        return new(job.Name, says, failed);
    }

    async Task<Guid?> ClaimAsync(Job job, string period) =>
        await work.Writer.RunAsync<Guid?>(
            SendMail.Teller,
            async w =>
            {
                var claim = Guid.NewGuid();
                var row = await w.Db.JobRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Job == job.Name && r.Period == period);
                if (row is null)
                {
                    w.Db.JobRuns.Add(
                        new JobRunRow
                        {
                            Job = job.Name,
                            Period = period,
                            StartedAt = w.Now,
                            Claim = claim,
                            Attempts = 1,
                        }
                    );
                    return claim;
                }
                if (!MayAgain(row, w.Now))
                    return null;
                var was = row.Claim;
                var taken = await w
                    .Db.JobRuns.Where(r => r.Job == job.Name && r.Period == period && r.Claim == was)
                    .ExecuteUpdateAsync(s =>
                        s.SetProperty(r => r.Claim, claim)
                            .SetProperty(r => r.StartedAt, w.Now)
                            .SetProperty(r => r.EndedAt, (DateTimeOffset?)null)
                            .SetProperty(r => r.Failed, false)
                            .SetProperty(r => r.Attempts, r => r.Attempts + 1)
                    );
                return taken == 0 ? null : claim;
            }
        );

    /// <summary>True for a run that failed some minutes ago, or that a server was stopped in, and that was not tried too often.</summary>
    static bool MayAgain(JobRunRow row, DateTimeOffset now) =>
        row.Attempts < MostAttempts && (row.EndedAt is { } ended ? row.Failed && now - ended >= Between : now - row.StartedAt >= Lease);

    async Task<Ran> RunAsync(Job job, string period, Guid claim, CancellationToken stop)
    {
        var (says, failed) = await SayAsync(job, stop);
        await work.Writer.RunAsync(
            SendMail.Teller,
            async w =>
                await w
                    .Db.JobRuns.Where(r => r.Job == job.Name && r.Period == period && r.Claim == claim)
                    .ExecuteUpdateAsync(s =>
                        s.SetProperty(r => r.EndedAt, w.Now).SetProperty(r => r.Says, says).SetProperty(r => r.Failed, failed)
                    ),
            CancellationToken.None
        );
        return new(job.Name, says, failed);
    }

    async Task<(string Says, bool Failed)> SayAsync(Job job, CancellationToken stop)
    {
        try
        {
            return (await job.RunAsync(work, stop), false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ("Stopped before its end; it goes on at the next start.", true);
        }
#pragma warning disable CA1031 // Whatever it is, it is told where the jobs are shown, and the next job runs.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            var why = failed.Message.ReplaceLineEndings(" ");
            return ($"Not done: {(why.Length <= 300 ? why : why[..299] + "…")}", true);
        }
    }

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
