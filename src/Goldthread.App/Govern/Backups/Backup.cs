using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Backups;

/// <summary>What a backup says of itself: the last entry of its archive.</summary>
/// <param name="Format">1.</param>
/// <param name="Made">When.</param>
/// <param name="Schema">The name of the last change of the schema that the installation had.</param>
/// <param name="Entries">SHA-256 of what each entry holds, in hexadecimal, by its name.</param>
/// <param name="Rows">How many rows each table has.</param>
public sealed record BackupContent(
    int Format,
    DateTimeOffset Made,
    string Schema,
    IReadOnlyDictionary<string, string> Entries,
    IReadOnlyDictionary<string, long> Rows
)
{
    internal const string Name = "backup.json";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <value>All rows.</value>
    public long AllRows => Rows.Values.Sum();

    /// <value>How many files of evidence.</value>
    public int Files => Entries.Keys.Count(e => e.StartsWith("files/", StringComparison.Ordinal));
}

/// <summary>
/// All of an installation in one file, made while it is in use: every table as it stood at one moment, the files of evidence and the keys, each with its
/// checksum, and sealed with a passphrase where one is given. It is put in place whole or not at all, and goes back into either engine.
/// </summary>
public static class Backup
{
    /// <param name="place">The installation.</param>
    /// <param name="file">Where the backup goes; an older backup there is replaced once the new one is whole.</param>
    /// <param name="passphrase">What seals it; null for a file that anybody can read who has it.</param>
    /// <param name="clock">When it is made.</param>
    /// <param name="cancel">Stops it; nothing is left then.</param>
    /// <exception cref="NotDone">The file is there and no backup, cannot be written, or a file of evidence is missing or not as it was.</exception>
    public static async Task<BackupContent> RunAsync(
        Place place,
        string file,
        string? passphrase,
        TimeProvider clock,
        CancellationToken cancel = default
    )
    {
        file = Path.GetFullPath(file);
        var part = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            if (File.Exists(file) && !await IsBackupAsync(file, cancel))
                throw new NotDone($"{file} is there and is no backup. Name another file.");
            BackupContent content;
            await using (var plain = NewFile(part))
            {
                content = await WriteAsync(place, plain, clock, cancel);
                await plain.FlushAsync(cancel);
                plain.Flush(flushToDisk: true);
            }
            if (passphrase is not null)
            {
                var secret = part + ".sealed";
                try
                {
                    await using (var from = File.OpenRead(part))
                    await using (var into = NewFile(secret))
                    {
                        await Sealed.SealAsync(from, into, passphrase, cancel);
                        into.Flush(flushToDisk: true);
                    }
                    File.Move(secret, part, overwrite: true);
                }
                finally
                {
                    File.Delete(secret);
                }
            }
            File.Move(part, file, overwrite: true);
            return content;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new NotDone($"The backup cannot be written to {file}: {wrong.Message.TrimEnd('.')}.", wrong);
        }
        finally
        {
            if (Directory.Exists(Path.GetDirectoryName(file)))
                File.Delete(part);
        }
    }

    /// <summary>The name of a change of the schema, which both engines have under different numbers.</summary>
    internal static string SchemaOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];

    /// <summary>A new file that nobody else on the machine reads.</summary>
    internal static FileStream NewFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>True where a file is a backup, sealed or not.</summary>
    internal static async Task<bool> IsBackupAsync(string file, CancellationToken cancel)
    {
        var begin = new byte[Sealed.Mark.Length];
        await using var stream = File.OpenRead(file);
        var read = await stream.ReadAtLeastAsync(begin, begin.Length, throwOnEndOfStream: false, cancel);
        if (begin.AsSpan(0, read).SequenceEqual(Sealed.Mark))
            return true;
        try
        {
            stream.Position = 0;
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return archive.GetEntry(BackupContent.Name) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    static async Task<BackupContent> WriteAsync(Place place, Stream into, TimeProvider clock, CancellationToken cancel)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var files = new FileStore(place);
        using var archive = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true);
        await using var db = place.Database.Open();
        await using var moment = await db.OneMomentAsync(cancel);
        var schema = SchemaOf((await db.Database.GetAppliedMigrationsAsync(cancel)).Last(db.Database.GetMigrations().Contains));
        foreach (var table in BackupTable.All(db))
        {
            var name = $"tables/{table.Name}.jsonl";
            await using var entry = new Hashing(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
            rows[table.Name] = await table.WriteAsync(db, entry, cancel);
            entries[name] = entry.Hash();
        }
        var hashes = await db.Files.Select(f => f.Hash).OrderBy(h => h).ToListAsync(cancel);
        foreach (var hash in hashes)
        {
            await using var kept =
                files.Open(hash)
                ?? throw new NotDone($"The file {hash} of evidence is missing from {place.Folder}. goldthread verify says of what.");
            var name = "files/" + hash;
            // What is kept is packed already, as pictures, PDF and Office files are.
            await using var entry = new Hashing(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
            await kept.CopyToAsync(entry, cancel);
            entries[name] = entry.Hash();
            if (entries[name] != hash)
                throw new NotDone($"The file {hash} of evidence is not as it was stored. goldthread verify says of what.");
        }
        var content = new BackupContent(1, clock.GetUtcNow(), schema, entries, rows);
        await using (var entry = archive.CreateEntry(BackupContent.Name).Open())
            await JsonSerializer.SerializeAsync(entry, content, BackupContent.Json, cancel);
        return content;
    }

    /// <summary>Passes on what is written, and hashes it.</summary>
    sealed class Hashing(Stream into) : Stream
    {
        readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        /// <summary>SHA-256 of all that was written.</summary>
        public string Hash() => Convert.ToHexStringLower(hash.GetCurrentHash());

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            into.Write(buffer);
        }

        public override void WriteByte(byte value) => Write([value]);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer.AsSpan(offset, count));
            return Task.CompletedTask;
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                hash.Dispose();
                into.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
