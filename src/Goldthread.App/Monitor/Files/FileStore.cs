using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Files;

/// <summary>
/// The files of evidence in the data folder: <c>files/ab/HASH</c>, each stored once under its SHA-256. A file comes in under a name of its own in
/// <c>incoming</c> and is moved only when it is whole, checked and on the disk.
/// </summary>
/// <param name="place">The data folder.</param>
public sealed class FileStore(Place place)
{
    /// <summary>The largest file: 25 MB.</summary>
    public const int MostBytes = 25 * 1024 * 1024;

    const int MostName = 120;

    string Folder => Path.Combine(place.Folder, "files");

    /// <value>Where what is on its way lies; what a crash left there goes when the server starts.</value>
    public string Incoming => Path.Combine(place.Folder, "incoming");

    /// <summary>Where the file of a hash is kept.</summary>
    public string PathOf(string hash) => Path.Combine(Folder, hash[..2], hash);

    /// <summary>Takes in what was sent: counts, hashes, checks its kind and its words. Costs a block of memory, whatever its size.</summary>
    /// <param name="sent">The content, read to its end.</param>
    /// <param name="name">The name that it was sent by.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The file, not stored yet; dispose it in any case.</returns>
    /// <exception cref="RuleBroken">It is not accepted; the message says what would be.</exception>
    public async Task<ReceivedFile> ReceiveAsync(Stream sent, string name, CancellationToken cancel = default)
    {
        name = CleanName(name);
        if (Identifiable.Find(name) is { } named)
            throw new RuleBroken(named.Explanation(), ReceivedFile.Question);
        Directory.CreateDirectory(Incoming);
        var path = Path.Combine(Incoming, Guid.NewGuid().ToString("N"));
        // Held locked, so that another server that starts does not take it for a leftover.
        var content = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.Asynchronous);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var block = new byte[80 * 1024];
            long size = 0;
            for (int read; (read = await sent.ReadAsync(block, cancel)) > 0; )
            {
                size += read;
                if (size > MostBytes)
                    throw new RuleBroken(
                        $"“{name}” is larger than 25 MB. Send a smaller file, or give a link to it.",
                        ReceivedFile.Question
                    );
                hash.AppendData(block, 0, read);
                await content.WriteAsync(block.AsMemory(0, read), cancel);
            }
            var (kind, refusal) = FileKind.Of(content, name);
            if (kind is null)
                throw new RuleBroken(refusal, ReceivedFile.Question);
            if (kind.Look(content, cancel) is { } found)
                throw new RuleBroken(found.Explanation(), ReceivedFile.Question);
            content.Flush(flushToDisk: true);
            return new ReceivedFile(path, content, new FileLocation(Convert.ToHexStringLower(hash.GetHashAndReset()), name), size, kind);
        }
        catch
        {
            await content.DisposeAsync();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens a stored file, or null where it is not there.</summary>
    public FileStream? Open(string hash)
    {
        try
        {
            return new FileStream(
                PathOf(hash),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                1,
                FileOptions.Asynchronous
            );
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Moves a received file to where its hash says. A marker says that a row for it is being written: if the program ends before, the next start
    /// finds the marker and no row, and takes the file away.
    /// </summary>
    internal void Settle(ReceivedFile file)
    {
        var to = PathOf(file.Location.Hash);
        if (File.Exists(to))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        file.Marker = new FileStream(
            Path.Combine(Incoming, $"{file.Location.Hash}-{Guid.NewGuid():N}"),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None
        );
        Disk.SyncFolder(Incoming);
        file.Content.Dispose();
        File.Move(file.Path, to, overwrite: true);
        Disk.SyncFolder(Path.GetDirectoryName(to)!);
        Disk.SyncFolder(Folder);
    }

    /// <summary>Writes a block into the folder and takes it away again, so that a folder that cannot be written shows.</summary>
    /// <exception cref="IOException">It cannot be written: the disk is full or read-only.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another's.</exception>
    public void Touch()
    {
        Directory.CreateDirectory(Incoming);
        using var file = new FileStream(
            Path.Combine(Incoming, Guid.NewGuid().ToString("N")),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            1,
            FileOptions.DeleteOnClose
        );
        file.Write(new byte[4096]);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Takes away what a crash left half done. Runs when the server starts; costs by what was left, not by what is stored.</summary>
    public async Task SweepAsync(Db db, CancellationToken cancel = default)
    {
        if (!Directory.Exists(Incoming))
            return;
        foreach (var path in Directory.EnumerateFiles(Incoming))
        {
            try
            {
                using var unused = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                if (
                    Path.GetFileName(path).Split('-') is [var hash, _]
                    && FileLocation.IsHash(hash)
                    && !await db.Files.AnyAsync(f => f.Hash == hash, cancel)
                )
                    File.Delete(PathOf(hash));
                File.Delete(path);
            }
            catch (IOException)
            {
                // Another server is taking it in.
            }
        }
    }

    /// <summary>A name that harms nowhere: no folder, nothing unseen, at most 120 characters with its ending kept.</summary>
    public static string CleanName(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        string normal;
        try
        {
            normal = last.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            normal = new string([.. last.Where(c => !char.IsSurrogate(c))]);
        }
        var clean = new StringBuilder(normal.Length);
        foreach (var letter in normal)
        {
            if (char.IsControl(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format)
                continue;
            clean.Append("<>:\"|?*".Contains(letter, StringComparison.Ordinal) || char.IsWhiteSpace(letter) ? ' ' : letter);
        }
        var words = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ' ');
        var ending = Path.GetExtension(words);
        if (ending.Length is < 2 or > 12)
            ending = "";
        var stem = words[..^ending.Length].Trim('.', ' ');
        if (stem.Length > MostName - ending.Length)
            stem = stem[..(MostName - ending.Length)].TrimEnd();
        if (stem.Length > 0 && char.IsHighSurrogate(stem[^1]))
            stem = stem[..^1];
        return (stem.Length == 0 ? "file" : stem) + ending;
    }
}

/// <summary>A file that was sent and checked, not stored yet.</summary>
public sealed class ReceivedFile : IDisposable
{
    /// <summary>The name of the question that it answers.</summary>
    public const string Question = "file";

    internal ReceivedFile(string path, FileStream content, FileLocation location, long size, FileKind kind) =>
        (Path, Content, Location, Size, Kind) = (path, content, location, size, kind);

    internal string Path { get; }
    internal FileStream Content { get; }

    /// <value>Its hash and its name.</value>
    public FileLocation Location { get; }

    /// <value>Bytes.</value>
    public long Size { get; }

    /// <value>What it is.</value>
    public FileKind Kind { get; }

    /// <value>The marker while its row is being written; null where the file was there already.</value>
    internal FileStream? Marker { get; set; }

    /// <summary>The row of the file is on the disk: its marker goes.</summary>
    internal void Settled()
    {
        if (Marker is not null)
            File.Delete(Marker.Name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Marker?.Dispose();
        Content.Dispose();
        File.Delete(Path);
    }
}

/// <summary>What of the disk .NET has no call for.</summary>
static class Disk
{
    /// <summary>Makes sure that a name that was made or moved in a folder is there after the power went. Windows does so by itself.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (handle < 0)
            return;
        _ = Sync(handle);
        _ = Close(handle);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Close(int handle);
}
