using System.CommandLine;
using Goldthread.App.Store;

namespace Goldthread.Cli;

/// <summary>The installation that a verb works on: its folder, its database and its one writer.</summary>
internal sealed class Installation : IAsyncDisposable
{
    internal static readonly Option<string?> Data = new("--data")
    {
        Description = "The data folder; GOLDTHREAD_DATA, or data under the working directory, unless said",
        HelpName = "DIR",
        Recursive = true,
    };

    internal static readonly Option<string?> Connection = new("--database")
    {
        Description = "The database: \"Data Source=...\" is SQLite, \"Host=...\" is PostgreSQL; GOLDTHREAD_DATABASE unless said",
        HelpName = "CONNECTION",
        Recursive = true,
    };

    Installation(Place place, Terminal terminal)
    {
        Place = place;
        Terminal = terminal;
        Writer = new Writer(place.Database, ServiceTime.Clock);
    }

    /// <value>Folder and database.</value>
    internal Place Place { get; }

    /// <value>Where the verb reads and writes.</value>
    internal Terminal Terminal { get; }

    /// <value>Runs operations.</value>
    internal Writer Writer { get; }

    /// <summary>A context to read with.</summary>
    internal Db Open() => Place.Database.Open();

    /// <summary>Opens the installation that the arguments name, its schema up to date.</summary>
    /// <exception cref="NotDone">It cannot be reached.</exception>
    internal static async Task<Installation> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var place = Of(parsed);
        await Place.MigrateAsync(place.Database, cancel);
        return new Installation(place, parsed.Terminal());
    }

    /// <summary>The folder and the database that the arguments name; nothing is opened.</summary>
    internal static Place Of(ParseResult parsed) => Place.Of(parsed.GetValue(Data), parsed.GetValue(Connection));

    public ValueTask DisposeAsync() => Writer.DisposeAsync();
}
