using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Microsoft.Data.Sqlite;

namespace Goldthread.App.Govern.Backups;

/// <summary>Tries whether a backup can be put back: into an installation of its own, which is checked and taken away again.</summary>
public static class TryRestore
{
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">What opens it; null where it is not sealed.</param>
    /// <param name="cancel">Stops it; nothing is left then.</param>
    /// <returns>What the backup holds, and what the check found.</returns>
    /// <exception cref="NotDone">It cannot be put back; the sentence says why.</exception>
    public static async Task<(BackupContent Content, Verification Found)> RunAsync(
        string file,
        string? passphrase,
        CancellationToken cancel = default
    )
    {
        var folder = Directory.CreateTempSubdirectory("goldthread-try-").FullName;
        try
        {
            var place = new Place(folder, Database.At($"Data Source={Path.Combine(folder, "goldthread.db")}"));
            await Place.MigrateAsync(place.Database, cancel);
            var content = await Restore.RunAsync(place, file, passphrase, cancel);
            return (content, await Verification.RunAsync(place.Database, new FileStore(place), stop: cancel));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
