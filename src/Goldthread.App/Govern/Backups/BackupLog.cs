using System.Globalization;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Backups;

/// <summary>When a backup was made, and when one was last put back to try it: told beside the jobs, so that an administrator sees when either is old.</summary>
public static class BackupLog
{
    /// <summary>The backup of each night.</summary>
    public const string Nightly = "backup";

    /// <summary>A backup that somebody made.</summary>
    public const string ByHand = "backup by hand";

    /// <summary>A restore that was tried.</summary>
    public const string Tried = "restore tried";

    /// <summary>A backup is old after so many days.</summary>
    public const int OldAfter = 3;

    /// <summary>A tried restore is old after so many days.</summary>
    public const int UntriedAfter = 92;

    /// <summary>Notes it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="what">What was done.</param>
    /// <param name="says">What came of it, in a sentence.</param>
    /// <param name="failed">True where it was not well.</param>
    public static Task NoteAsync(Writer writer, string what, string says, bool failed = false) =>
        writer.RunAsync(
            Actor.CommandLine,
            work =>
            {
                work.Db.JobRuns.Add(
                    new JobRunRow
                    {
                        Job = what,
                        Period = $"{work.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture)} {Guid.NewGuid():N}",
                        StartedAt = work.Now,
                        EndedAt = work.Now,
                        Attempts = 1,
                        Says = says,
                        Failed = failed,
                    }
                );
                return Task.CompletedTask;
            }
        );

    /// <summary>How it stands.</summary>
    /// <param name="Made">The newest backup that was made; null where none is known of the last three months.</param>
    /// <param name="Tried">The newest restore that was tried; null likewise.</param>
    /// <param name="Runs">The newest runs of both kinds, the newest first.</param>
    public sealed record Standing(JobRunRow? Made, JobRunRow? Tried, IReadOnlyList<JobRunRow> Runs)
    {
        /// <summary>True where a backup is owed.</summary>
        public bool IsOld(DateTimeOffset now) => Made is null || now - Made.StartedAt > TimeSpan.FromDays(OldAfter);

        /// <summary>True where it should be tried whether a backup can be put back.</summary>
        public bool IsUntried(DateTimeOffset now) => Tried is null || now - Tried.StartedAt > TimeSpan.FromDays(UntriedAfter);

        /// <summary>Both in words.</summary>
        public string Says(DateTimeOffset now) =>
            (
                Made is null ? "No backup is known."
                : IsOld(now) ? $"The last backup is of {ServiceTime.Read(Made.StartedAt)}: that is old."
                : $"The last backup is of {ServiceTime.Read(Made.StartedAt)}."
            )
            + (
                Tried is null ? " Whether one can be put back was never tried."
                : IsUntried(now) ? $" Putting one back was last tried on {ServiceTime.Read(Tried.StartedAt)}: try it again."
                : $" Putting one back was last tried on {ServiceTime.Read(Tried.StartedAt)}."
            );
    }

    /// <summary>How it stands: one query.</summary>
    public static async Task<Standing> OfAsync(Db db, int most = 30, CancellationToken cancel = default)
    {
        string[] kinds = [Nightly, ByHand, Tried];
        var runs = await db
            .JobRuns.AsNoTracking()
            .Where(r => kinds.Contains(r.Job))
            .OrderByDescending(r => r.StartedAt)
            .Take(most)
            .ToListAsync(cancel);
        var well = runs.Where(r => r is { Failed: false, EndedAt: not null }).ToList();
        return new(well.Find(r => r.Job is Nightly or ByHand), well.Find(r => r.Job is Tried), runs);
    }
}
