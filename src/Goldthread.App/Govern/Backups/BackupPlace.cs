using Goldthread.App.Store;

namespace Goldthread.App.Govern.Backups;

/// <summary>Where a backup is written each night by itself: <c>GOLDTHREAD_BACKUPS</c>, sealed by <c>GOLDTHREAD_BACKUP_PASSPHRASE_FILE</c>.</summary>
/// <param name="Place">The installation.</param>
/// <param name="Folder">The folder.</param>
/// <param name="PassphraseFile">The file whose first line seals them; null for backups that anybody reads who has them.</param>
public sealed record BackupPlace(Place Place, string Folder, string? PassphraseFile)
{
    /// <summary>What the settings say.</summary>
    /// <param name="place">The installation.</param>
    /// <param name="folder"><c>GOLDTHREAD_BACKUPS</c>.</param>
    /// <param name="passphrase"><c>GOLDTHREAD_BACKUP_PASSPHRASE_FILE</c>.</param>
    /// <returns>Null where no folder is set.</returns>
    /// <exception cref="NotDone">A passphrase is set and no folder, or the folder has no full path.</exception>
    public static BackupPlace? Of(Place place, string? folder, string? passphrase)
    {
        var file = string.IsNullOrWhiteSpace(passphrase) ? null : passphrase;
        if (string.IsNullOrWhiteSpace(folder))
            return file is null
                ? null
                : throw new NotDone("GOLDTHREAD_BACKUP_PASSPHRASE_FILE seals what is written to GOLDTHREAD_BACKUPS, which is not set.");
        return Path.IsPathFullyQualified(folder)
            ? new(place, folder, file)
            : throw new NotDone("GOLDTHREAD_BACKUPS is not understood. It is a folder with its whole path, such as /backups.");
    }

    /// <summary>What the environment says, for the command line.</summary>
    public static BackupPlace? OfEnvironment(Place place) =>
        Of(
            place,
            Environment.GetEnvironmentVariable("GOLDTHREAD_BACKUPS"),
            Environment.GetEnvironmentVariable("GOLDTHREAD_BACKUP_PASSPHRASE_FILE")
        );

    /// <summary>The first line of a file that holds a passphrase.</summary>
    /// <param name="file">The file; null for none.</param>
    /// <exception cref="NotDone">It cannot be read, or its first line is empty.</exception>
    public static async Task<string?> PassphraseAsync(string? file, CancellationToken cancel = default)
    {
        if (file is null)
            return null;
        try
        {
            using var reader = File.OpenText(file);
            return await reader.ReadLineAsync(cancel) is { Length: > 0 } passphrase
                ? passphrase
                : throw new NotDone($"The first line of {Path.GetFullPath(file)} is empty; it is the passphrase.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new NotDone($"The passphrase cannot be read: {wrong.Message.TrimEnd('.')}.", wrong);
        }
    }
}
