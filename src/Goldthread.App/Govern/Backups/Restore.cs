using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Backups;

/// <summary>
/// Puts a backup into an empty installation of either engine: all of it, each part checked against its checksum, or nothing. The way from SQLite to
/// PostgreSQL, and back.
/// </summary>
public static class Restore
{
    /// <summary>The most that an archive unpacks to for each byte that it has, so that a small file cannot fill the disk.</summary>
    const int MostUnpacked = 200;

    /// <param name="place">The installation, its schema up to date.</param>
    /// <param name="file">The backup.</param>
    /// <param name="passphrase">What opens it; null where it is not sealed.</param>
    /// <param name="cancel">Stops it; nothing is in the database then.</param>
    /// <exception cref="NotDone">
    /// The installation has something in it, the file is no backup, is sealed with another passphrase, was changed, or is of a later version.
    /// </exception>
    public static async Task<BackupContent> RunAsync(Place place, string file, string? passphrase, CancellationToken cancel = default)
    {
        string? opened = null;
        try
        {
            if (!File.Exists(file))
                throw new NotDone($"There is no file {file}.");
            await using (var sent = File.OpenRead(file))
            {
                var begin = new byte[Sealed.Mark.Length];
                var read = await sent.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancel);
                if (begin.AsSpan(0, read).SequenceEqual(Sealed.Mark))
                {
                    // Where the next start takes away what a killed one left.
                    var incoming = new FileStore(place).Incoming;
                    Directory.CreateDirectory(incoming);
                    opened = Path.Combine(incoming, $"restore-{Guid.NewGuid():N}");
                    await using var into = Backup.NewFile(opened);
                    await Sealed.OpenAsync(
                        sent,
                        into,
                        passphrase
                            ?? throw new NotDone(
                                "The backup is sealed with a passphrase. Give the file that holds it with --passphrase-file."
                            ),
                        cancel
                    );
                }
            }
            await using var stream = File.OpenRead(opened ?? file);
            using var archive = Read(stream, file);
            return await PutAsync(place, archive, stream.Length, cancel);
        }
        catch (InvalidDataException wrong)
        {
            throw new NotDone($"{file} was changed or cut off since it was made.", wrong);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new NotDone($"The backup cannot be restored: {wrong.Message.TrimEnd('.')}.", wrong);
        }
        finally
        {
            if (opened is not null)
                File.Delete(opened);
        }
    }

    static ZipArchive Read(Stream stream, string file)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException)
        {
            throw new NotDone($"{file} is no backup of Goldthread, or only a part of one.");
        }
    }

    static async Task<BackupContent> PutAsync(Place place, ZipArchive archive, long size, CancellationToken cancel)
    {
        var content = await ContentAsync(archive, cancel);
        if (archive.Entries.Sum(e => e.Length) > (size + 1024) * MostUnpacked)
            throw new NotDone("The archive unpacks to much more than a backup does. It is not restored.");
        await using var db = place.Database.Open();
        List<string> schemas = [.. db.Database.GetMigrations().Select(Backup.SchemaOf)];
        if (content.Format != 1 || !schemas.Contains(content.Schema, StringComparer.Ordinal))
            throw new NotDone("The backup is of a later version of Goldthread than this one. Restore it with that version or a newer one.");
        if (schemas[^1] != content.Schema)
            throw new NotDone(
                $"The backup is of an older version of Goldthread (its schema is {content.Schema}). Restore it with that version, then let this one upgrade it."
            );
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (
            await db.Users.AnyAsync(cancel)
            || await db.Areas.AnyAsync(cancel)
            || await db.Plans.AnyAsync(cancel)
            || await db.Records.AnyAsync(cancel)
        )
            throw new NotDone(
                "The database has something in it. A backup is restored into an empty one: name a new --data folder or --database."
            );
        var files = new FileStore(place);
        foreach (var table in BackupTable.All(db))
        {
            var name = $"tables/{table.Name}.jsonl";
            if (!content.Entries.ContainsKey(name))
                continue;
            await using var entry = await CheckedAsync(archive, content, name, cancel);
            var rows = await table.ReadAsync(db, entry, cancel);
            if (rows != content.Rows.GetValueOrDefault(table.Name))
                throw new NotDone(
                    $"The table {table.Name} has {rows:N0} rows in the backup, which says that it had {content.Rows.GetValueOrDefault(table.Name):N0}."
                );
            if (table.Numbered is { } column && !place.Database.IsSqlite)
                await CountOnAsync(db, table.Name, column, cancel);
        }
        // Files first: one that is there and that no row names does no harm.
        foreach (var name in content.Entries.Keys.Where(n => n.StartsWith("files/", StringComparison.Ordinal)))
        {
            var hash = name["files/".Length..];
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower) || content.Entries[name] != hash)
                throw new NotDone($"{name} in the backup is no file of evidence.");
            await using var entry = await CheckedAsync(archive, content, name, cancel);
            await PutFileAsync(files, hash, entry, cancel);
        }
        await transaction.CommitAsync(cancel);
        return content;
    }

    /// <summary>New numbers go on from the last one. Both names are the model's own.</summary>
    static async Task CountOnAsync(Db db, string table, string column, CancellationToken cancel)
    {
        var sql =
            $"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), GREATEST(1, COALESCE(MAX({column}), 0)), COUNT(*) > 0) FROM {table}";
        await db.Database.ExecuteSqlRawAsync(sql, cancel);
    }

    static async Task<BackupContent> ContentAsync(ZipArchive archive, CancellationToken cancel)
    {
        try
        {
            await using var entry = (
                archive.GetEntry(BackupContent.Name) ?? throw new NotDone("The file is no backup of Goldthread.")
            ).Open();
            return
                await JsonSerializer.DeserializeAsync<BackupContent>(entry, BackupContent.Json, cancel)
                    is { Entries: not null, Rows: not null } content
                ? content
                : throw new NotDone("The file is no backup of Goldthread.");
        }
        catch (JsonException wrong)
        {
            throw new NotDone("The file is no backup of Goldthread.", wrong);
        }
    }

    /// <summary>An entry that is as it was written.</summary>
    static async Task<Stream> CheckedAsync(ZipArchive archive, BackupContent content, string name, CancellationToken cancel)
    {
        var entry = archive.GetEntry(name) ?? throw new NotDone($"The backup says that it has {name}, and has it not.");
        await using (var once = entry.Open())
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(once, cancel)) != content.Entries[name])
                throw new NotDone($"{name} in the backup was changed since it was made.");
        return entry.Open();
    }

    static async Task PutFileAsync(FileStore files, string hash, Stream from, CancellationToken cancel)
    {
        var path = files.PathOf(hash);
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(files.Incoming);
        var part = Path.Combine(files.Incoming, Guid.NewGuid().ToString("N"));
        await using (var into = Backup.NewFile(part))
        {
            await from.CopyToAsync(into, cancel);
            into.Flush(flushToDisk: true);
        }
        File.Move(part, path);
    }
}
