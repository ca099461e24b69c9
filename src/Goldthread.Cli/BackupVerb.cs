using System.CommandLine;
using Goldthread.App.Govern.Backups;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;

namespace Goldthread.Cli;

/// <summary><c>goldthread backup</c>, <c>restore</c> and <c>export-all</c>: the whole installation as one file, out and in, and in open formats.</summary>
internal static class BackupVerb
{
    static readonly Argument<string> FileOf = new("FILE") { Description = "The backup" };

    static readonly Option<FileInfo?> Passphrase = new("--passphrase-file")
    {
        Description = "The file whose first line is the passphrase that seals the backup",
        HelpName = "FILE",
    };

    static readonly Option<bool> Try = new("--try")
    {
        Description = "Put it into an installation of its own, check that, take it away again, and note here that it was tried",
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
                var says = $"{file} holds {made.AllRows:N0} rows of {made.Rows.Count} tables and {made.Files:N0} files of evidence.";
                await BackupLog.NoteAsync(installation.Writer, BackupLog.ByHand, says);
                parsed.Terminal().Output.WriteLine(says);
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
            Try,
        };
        restore.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                if (parsed.GetValue(Try))
                    return await TryAsync(parsed, installation, cancel);
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

    static async Task<int> TryAsync(ParseResult parsed, Installation installation, CancellationToken cancel)
    {
        var file = parsed.GetRequiredValue(FileOf);
        BackupContent content;
        Verification found;
        try
        {
            (content, found) = await TryRestore.RunAsync(file, await PassphraseAsync(parsed, cancel), cancel);
        }
        catch (NotDone wrong)
        {
            await BackupLog.NoteAsync(installation.Writer, BackupLog.Tried, wrong.Message, failed: true);
            throw;
        }
        var says = $"{file}, as of {ServiceTime.Read(content.Made)}, can be put back: {content.AllRows:N0} rows. {found.Sentence}";
        var isWell = found.Faults.Count == 0;
        await BackupLog.NoteAsync(installation.Writer, BackupLog.Tried, isWell ? says : $"{file} has faults. {found.Sentence}", !isWell);
        var output = parsed.Terminal().Output;
        foreach (var fault in found.Faults)
            output.WriteLine(fault);
        output.WriteLine(isWell ? says : found.Sentence);
        return isWell ? 0 : 1;
    }

    internal static Command CreateExport()
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder that is not there yet" };
        var export = new Command(
            "export-all",
            "Write everything into a folder in open formats, to leave with: plans as YAML, flat tables as CSV, files of evidence, accounts without\n"
                + "secrets, the record as lines of JSON. It holds restricted records too.\n\nExample:\n"
                + "  goldthread export-all /tmp/leaving --data /var/lib/goldthread"
        )
        {
            folder,
        };
        export.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var into = parsed.GetRequiredValue(folder);
                var left = await ExportAll.RunAsync(installation.Place, installation.Writer, into, ServiceTime.Clock, cancel);
                parsed
                    .Terminal()
                    .Output.WriteLine(
                        $"{into} has {left.Plans:N0} plans, {left.Files:N0} files of evidence, {left.Accounts:N0} accounts and {left.Lines:N0} lines of the record."
                    );
                return 0;
            }
        );
        return export;
    }

    static Task<string?> PassphraseAsync(ParseResult parsed, CancellationToken cancel) =>
        BackupPlace.PassphraseAsync(parsed.GetValue(Passphrase)?.FullName, cancel);
}
