using System.CommandLine;
using Goldthread.App.Govern.Backups;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;

namespace Goldthread.Cli;

/// <summary><c>goldthread backup</c> and <c>goldthread restore</c>: the whole installation as one file, out and in.</summary>
internal static class BackupVerb
{
    static readonly Argument<string> FileOf = new("FILE") { Description = "The backup" };

    static readonly Option<FileInfo?> Passphrase = new("--passphrase-file")
    {
        Description = "The file whose first line is the passphrase that seals the backup",
        HelpName = "FILE",
    };

    internal static Command Create()
    {
        var backup = new Command(
            "backup",
            "Write the whole installation into one file, while it is in use: the database, the files of evidence and the keys, with checksums.\n"
                + "With a passphrase nobody reads it without. An older backup of the same name is replaced once the new one is whole.\n\nExample:\n"
                + "  goldthread backup /backups/goldthread-monday.zip --passphrase-file /etc/goldthread/passphrase --data /var/lib/goldthread"
        )
        {
            FileOf,
            Passphrase,
        };
        backup.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var file = parsed.GetRequiredValue(FileOf);
                var made = await Backup.RunAsync(
                    installation.Place,
                    file,
                    await PassphraseAsync(parsed, cancel),
                    ServiceTime.Clock,
                    cancel
                );
                parsed
                    .Terminal()
                    .Output.WriteLine(
                        $"{file} holds {made.AllRows:N0} rows of {made.Rows.Count} tables and {made.Files:N0} files of evidence."
                    );
                return 0;
            }
        );
        return backup;
    }

    internal static Command CreateRestore()
    {
        var restore = new Command(
            "restore",
            "Put a backup into an empty installation, of either engine, and check it as goldthread verify does.\n"
                + "Exit status: 0 all is as it was, 1 something was found, 2 not done.\n\nExample:\n"
                + "  goldthread restore /backups/goldthread-monday.zip --data /var/lib/goldthread-new --database \"Host=/run/postgresql;Database=goldthread\""
        )
        {
            FileOf,
            Passphrase,
        };
        restore.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var content = await Restore.RunAsync(
                    installation.Place,
                    parsed.GetRequiredValue(FileOf),
                    await PassphraseAsync(parsed, cancel),
                    cancel
                );
                var output = parsed.Terminal().Output;
                output.WriteLine(
                    $"Restored {content.AllRows:N0} rows of {content.Rows.Count} tables and {content.Files:N0} files of evidence, as of {ServiceTime.Read(content.Made)}."
                );
                var found = await Verification.RunAsync(installation.Place.Database, new FileStore(installation.Place), stop: cancel);
                foreach (var fault in found.Faults)
                    output.WriteLine(fault);
                output.WriteLine(found.Sentence);
                return found.Faults.Count == 0 ? 0 : 1;
            }
        );
        return restore;
    }

    static async Task<string?> PassphraseAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(Passphrase) is not { } file)
            return null;
        try
        {
            using var reader = file.OpenText();
            return await reader.ReadLineAsync(cancel) is { Length: > 0 } passphrase
                ? passphrase
                : throw new NotDone($"The first line of {file.FullName} is empty; it is the passphrase.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new NotDone($"The passphrase cannot be read: {wrong.Message.TrimEnd('.')}.", wrong);
        }
    }
}
