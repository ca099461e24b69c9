using Goldthread.App.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern;

/// <summary>What an installation holds and how much room it has: for whoever looks after it.</summary>
/// <param name="Engine">SQLite or PostgreSQL.</param>
/// <param name="Database">Bytes of the database.</param>
/// <param name="Files">Bytes of the files of evidence, each counted once.</param>
/// <param name="Free">Bytes that are free where the folder is; null where that is not known.</param>
/// <param name="Plans">Plans.</param>
/// <param name="Lines">Lines of the record.</param>
/// <param name="Waiting">Messages that wait to be sent.</param>
/// <param name="NotSent">Messages of the last three months that were not sent.</param>
public sealed record Health(string Engine, long Database, long Files, long? Free, int Plans, long Lines, int Waiting, int NotSent)
{
    /// <summary>Looks: one query for what there is, and one for the size on PostgreSQL.</summary>
    public static async Task<Health> OfAsync(Place place, Db db, CancellationToken cancel = default)
    {
        var there = await db
            .Users.Take(1)
            .Select(_ => new
            {
                Plans = db.Plans.Count(p => p.RemovedAt == null),
                Lines = db.Records.LongCount(),
                Files = db.Files.Sum(f => (long?)f.Size) ?? 0,
                Waiting = db.Messages.Count(m => m.State == MessageStates.Waiting || m.State == MessageStates.Sending),
                NotSent = db.Messages.Count(m => m.State == MessageStates.Failed),
            })
            .FirstOrDefaultAsync(cancel);
        return new(
            place.Database.IsSqlite ? "SQLite" : "PostgreSQL",
            place.Database.IsSqlite
                ? SizeOf(place)
                : await db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancel),
            there?.Files ?? 0,
            FreeAt(place.Folder),
            there?.Plans ?? 0,
            there?.Lines ?? 0,
            there?.Waiting ?? 0,
            there?.NotSent ?? 0
        );
    }

    static long SizeOf(Place place)
    {
        var file = new SqliteConnectionStringBuilder(place.Database.Connection).DataSource;
        return new[] { file, file + "-wal" }.Select(f => new FileInfo(f)).Where(f => f.Exists).Sum(f => f.Length);
    }

    static long? FreeAt(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
