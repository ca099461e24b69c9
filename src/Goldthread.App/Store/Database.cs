using System.Data.Common;
using Goldthread.App.Develop.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Goldthread.App.Store;

/// <summary>Which database, and how to open it. One for the process.</summary>
public sealed class Database
{
    // Contexts are used again: to make one costs as much as a small query.
    readonly PooledDbContextFactory<SqliteDb>? sqlite;
    readonly PooledDbContextFactory<PostgresDb>? postgres;

    Database(string connection, bool isSqlite, Action<DbContextOptionsBuilder>? more)
    {
        Connection = connection;
        IsSqlite = isSqlite;
        if (isSqlite)
            sqlite = new(Sqlite(new DbContextOptionsBuilder<SqliteDb>(), b => b.UseSqlite(connection), more).Options);
        else
            postgres = new(
                Common(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection).AddInterceptors(new WritableText()), more).Options
            );
        Extra = more;
    }

    /// <value>The connection string.</value>
    public string Connection { get; }

    /// <value>True for SQLite, false for PostgreSQL.</value>
    public bool IsSqlite { get; }

    internal Action<DbContextOptionsBuilder>? Extra { get; }

    /// <summary>The database of a connection string: <c>Data Source=...</c> is SQLite, <c>Host=...</c> is PostgreSQL.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="more">What else to set on the options (tests count commands).</param>
    /// <exception cref="ArgumentException">It is neither, it cannot be read, or it names a database in memory.</exception>
    public static Database At(string connection, Action<DbContextOptionsBuilder>? more = null)
    {
        var keys = new DbConnectionStringBuilder();
        try
        {
            keys.ConnectionString = connection;
        }
        catch (ArgumentException wrong)
        {
            throw new ArgumentException($"The database's connection string cannot be read: {wrong.Message}", nameof(connection), wrong);
        }
        if (keys.ContainsKey("Host"))
        {
            // Reads each key, so that one that is unknown is said now.
            _ = new NpgsqlConnectionStringBuilder(connection);
            return new Database(connection, false, more);
        }
        if (!keys.ContainsKey("Data Source"))
            throw new ArgumentException(
                "The database's connection string begins with neither Data Source= (SQLite) nor Host= (PostgreSQL).",
                nameof(connection)
            );
        // Waits for another process's write, 30 seconds unless the connection string says otherwise; foreign keys are checked.
        var builder = new SqliteConnectionStringBuilder(connection) { ForeignKeys = true };
        if (builder.Mode is SqliteOpenMode.Memory || builder.DataSource is ":memory:")
            throw new ArgumentException("A database in memory is gone with its connection. Data Source= names a file.", nameof(connection));
        return new Database(builder.ToString(), true, more);
    }

    /// <summary>A context for reading. Entities are not tracked; a page may query, only an operation writes.</summary>
    public Db Open() => sqlite is not null ? sqlite.CreateDbContext() : postgres!.CreateDbContext();

    /// <summary>Works out EF's model, which the first use of the database waits for; nothing is asked of the database.</summary>
    public void Prepare()
    {
        using var db = Open();
        _ = db.Model;
    }

    /// <summary>
    /// A context for the reads of one request. On SQLite the connection stays open between them, since opening it costs as much as a small query; on
    /// PostgreSQL it goes back to the others after each, since a slow visitor must not keep it.
    /// </summary>
    public Db OpenForRequest()
    {
        var db = Open();
        if (IsSqlite)
            db.Database.OpenConnection();
        return db;
    }

    /// <summary>A context on a connection that the writer holds (SQLite).</summary>
    internal static DbContextOptions<SqliteDb> On(SqliteConnection connection, Action<DbContextOptionsBuilder>? more) =>
        Sqlite(new DbContextOptionsBuilder<SqliteDb>(), b => b.UseSqlite(connection), more).Options;

    /// <summary>Brings the schema up to date; makes the database where there is none.</summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        if (IsSqlite)
        {
            // Write-ahead logging is a property of the file: readers never wait for the writer.
            await using var connection = new SqliteConnection(Connection);
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            // What a server that was killed left in the log moves into the file.
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE);";
            await command.ExecuteNonQueryAsync(cancel);
        }
        await using var db = Open();
        // Asked first: MigrateAsync builds the model of the last migration too, to compare it, which costs a start as much as its own model does.
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (db.Database.GetMigrations().Except(applied).Any())
            await db.Database.MigrateAsync(cancel);
        if (applied.Contains(StaffToAreas.Mark))
            return;
        if (applied.Count == 0)
            await StaffToAreas.MarkAsync(db);
        else
            await StaffToAreas.RunAsync(this);
    }

    /// <summary>Writes what was there already, so that a database that cannot be written shows: the one row that every installation has.</summary>
    public static Task TouchAsync(Db db) =>
        db.Database.ExecuteSqlRawAsync("UPDATE \"__EFMigrationsHistory\" SET product_version = product_version");

    static DbContextOptionsBuilder<SqliteDb> Sqlite(
        DbContextOptionsBuilder<SqliteDb> builder,
        Action<DbContextOptionsBuilder<SqliteDb>> use,
        Action<DbContextOptionsBuilder>? more
    )
    {
        use(builder);
        return Common(builder, more);
    }

    static DbContextOptionsBuilder<T> Common<T>(DbContextOptionsBuilder<T> builder, Action<DbContextOptionsBuilder>? more)
        where T : DbContext
    {
        builder
            .UseSnakeCaseNamingConvention()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(LateInQueries.Only);
        builder.ConfigureWarnings(w => w.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
        more?.Invoke(builder);
        return builder;
    }
}
