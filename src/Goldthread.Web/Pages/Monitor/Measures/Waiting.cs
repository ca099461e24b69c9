using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Goldthread.App.Govern;
using Goldthread.App.Store;

namespace Goldthread.Web.Pages.Monitor.Measures;

/// <summary>
/// An uploaded table between preview and confirmation: a file in the data folder by a random name, readable for half an hour by whoever sent it. A person
/// has at most <see cref="MostEach"/> of them: the oldest goes.
/// </summary>
/// <param name="place">The data folder.</param>
/// <param name="clock">What time it is.</param>
public sealed partial class Waiting(Place place, TimeProvider clock)
{
    /// <summary>The most tables of one person that wait.</summary>
    public const int MostEach = 3;

    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    string Folder => Path.Combine(place.Folder, "waiting");

    /// <summary>Keeps it and gives its name.</summary>
    public async Task<string> KeepAsync(Actor actor, byte[] file, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        Sweep();
        foreach (
            var oldest in new DirectoryInfo(Folder)
                .EnumerateFiles($"{actor.PersonId:N}-*")
                .OrderByDescending(f => f.LastWriteTimeUtc)
                .Skip(MostEach - 1)
        )
            oldest.Delete();
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = PathOf(actor, name);
        await File.WriteAllBytesAsync(path, file, cancel);
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        return name;
    }

    /// <summary>The file of a name; null where there is none, it is too old, or somebody else sent it.</summary>
    public async Task<byte[]?> FindAsync(Actor actor, string? name, CancellationToken cancel)
    {
        if (name is null || !Name().IsMatch(name))
            return null;
        Sweep();
        var path = PathOf(actor, name);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancel) : null;
    }

    /// <summary>Takes it away.</summary>
    public void Drop(Actor actor, string name)
    {
        if (Name().IsMatch(name))
            File.Delete(PathOf(actor, name));
    }

    string PathOf(Actor actor, string name) => Path.Combine(Folder, $"{actor.PersonId:N}-{name}");

    /// <summary>Takes away what has waited half an hour; runs when the server starts, and before a table is kept or read.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(Folder))
            return;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles())
        {
            if (clock.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > Longest)
                file.Delete();
        }
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Name();
}
