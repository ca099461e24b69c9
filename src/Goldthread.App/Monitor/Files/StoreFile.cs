using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Files;

/// <summary>Stores a file of evidence for a plan, in the transaction of the operation that names it.</summary>
public static class StoreFile
{
    /// <summary>The list under which the record keeps files.</summary>
    public const string List = "files";

    /// <summary>What the record calls the kind of a file's content.</summary>
    internal const string ContentType = "content_type";

    /// <summary>Runs an operation that names a file, and stores the file with it.</summary>
    /// <param name="writer">Runs operations.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="store">Where files are kept.</param>
    /// <param name="plan">The plan whose people may open it.</param>
    /// <param name="file">What was received; stored once, however often it comes. Null for none.</param>
    /// <param name="operation">Names the file, and asks who may.</param>
    /// <param name="cancel">Stops it while it waits for its turn.</param>
    public static async Task<T> WithAsync<T>(
        Writer writer,
        Actor actor,
        FileStore store,
        string plan,
        ReceivedFile? file,
        Func<Work, Task<T>> operation,
        CancellationToken cancel = default
    )
    {
        var result = await writer.RunAsync(
            actor,
            async work =>
            {
                var done = await operation(work);
                if (file is not null)
                    await RunAsync(work, plan, store, file);
                return done;
            },
            cancel
        );
        file?.Settled();
        return result;
    }

    static async Task RunAsync(Work work, string plan, FileStore store, ReceivedFile file)
    {
        // On the disk before the transaction is: a row without its file cannot be.
        store.Settle(file);
        var (hash, name) = file.Location;
        // What came first counts, also for the plan that stores the same content under another name.
        if (await work.Db.Files.FirstOrDefaultAsync(f => f.Hash == hash) is not { } row)
            work.Db.Files.Add(
                row = new FileRow
                {
                    Hash = hash,
                    Size = file.Size,
                    ContentType = file.Kind.ContentType,
                    StoredAt = work.Now,
                }
            );
        if (!await IsOfAsync(work.Db, plan, hash))
            work.Record(
                plan,
                "StoreFile",
                List,
                hash,
                [
                    new("name", "null", Change.Text(name)),
                    new("size", "null", file.Size.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                    new(ContentType, "null", Change.Text(row.ContentType)),
                ]
            );
    }

    /// <summary>
    /// True where the file was stored for this plan. The record says so, not the location that somebody typed or imported: a plan that names the
    /// hash of another's file does not open it.
    /// </summary>
    public static Task<bool> IsOfAsync(Db db, string plan, string hash, CancellationToken cancel = default) =>
        db.Records.AnyAsync(r => r.Stream == plan && r.List == List && r.Item == hash, cancel);

    /// <summary>The stored file that a piece of evidence names, or null where it is no file, or not here.</summary>
    public static async Task<FileRow?> FindAsync(Db db, string plan, string? location, CancellationToken cancel = default) =>
        FileLocation.TryRead(location, out var file) && await IsOfAsync(db, plan, file.Hash, cancel)
            ? await db.Files.FirstOrDefaultAsync(f => f.Hash == file.Hash, cancel)
            : null;

    /// <summary>Refuses a file's location that somebody typed: only what was sent here is one.</summary>
    /// <exception cref="RuleBroken">It is typed.</exception>
    public static void RefuseTyped(string? location)
    {
        if (location?.TrimStart().StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) == true)
            throw new RuleBroken("Choose the file itself above. Here stands a link, a shelf, or the number of a record.", "location");
    }
}
