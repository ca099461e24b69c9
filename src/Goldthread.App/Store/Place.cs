using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Goldthread.App.Store;

/// <summary>Where an installation keeps what it knows: a folder of files and a database.</summary>
/// <param name="Folder">The data folder, made where it was missing: the SQLite file and the files of evidence.</param>
/// <param name="Database">The database.</param>
public sealed record Place(string Folder, Database Database)
{
    /// <summary>Finds the folder and the database.</summary>
    /// <param name="folder">The folder; null for <c>GOLDTHREAD_DATA</c>, or <c>data</c> under the working directory.</param>
    /// <param name="connection">The connection string; null for <c>GOLDTHREAD_DATABASE</c>, or a SQLite file in the folder.</param>
    /// <exception cref="NotDone">The folder has no name or cannot be written, or the connection string cannot be read.</exception>
    public static Place Of(string? folder, string? connection)
    {
        folder ??= FromEnvironment("GOLDTHREAD_DATA") ?? "data";
        if (string.IsNullOrWhiteSpace(folder))
            throw new NotDone("--data is empty. It is the name of a folder, such as /var/lib/goldthread.");
        var name = connection is null ? "GOLDTHREAD_DATABASE" : "--database";
        connection ??= FromEnvironment("GOLDTHREAD_DATABASE");
        folder = Path.GetFullPath(folder);
        Try(folder);
        try
        {
            return new Place(folder, Database.At(connection ?? $"Data Source={Path.Combine(folder, "goldthread.db")}"));
        }
        catch (ArgumentException wrong)
        {
            throw new NotDone($"{name} is not understood: {wrong.Message.Split(" (Parameter")[0]}", wrong);
        }
    }

    /// <summary>Brings the database's schema up to date.</summary>
    /// <exception cref="NotDone">The database cannot be reached.</exception>
    public static async Task MigrateAsync(Database database, CancellationToken cancel = default)
    {
        try
        {
            await database.MigrateAsync(cancel);
        }
        catch (Exception unreachable) when (unreachable is DbException or SocketException or TimeoutException)
        {
            var name = database.IsSqlite
                ? $"The SQLite database {new SqliteConnectionStringBuilder(database.Connection).DataSource} (of --database or GOLDTHREAD_DATABASE, or in the data folder) cannot be opened"
                : "The database of --database or GOLDTHREAD_DATABASE cannot be reached";
            throw new NotDone($"{name}: {unreachable.Message.TrimEnd('.')}.", unreachable);
        }
    }

    static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    static void Try(string folder)
    {
        try
        {
            // What is in it is nobody else's on the machine; a folder that is there stays as its owner made it.
            if (OperatingSystem.IsWindows() || Directory.Exists(folder))
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var probe = Path.Combine(folder, $".writable-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new NotDone($"The data folder {folder} cannot be written: {refused.Message.TrimEnd('.')}.", refused);
        }
    }
}

/// <summary>What was asked of the program cannot be done: one sentence on standard error and exit status 2.</summary>
/// <param name="why">One sentence that names what is wrong.</param>
/// <param name="inner">What was behind it.</param>
public sealed class NotDone(string why, Exception? inner = null) : Exception(why, inner);
