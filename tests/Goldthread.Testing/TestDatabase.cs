using Goldthread.App.Store;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Goldthread.Testing;

/// <summary>
/// A migrated database of a test's own, gone when disposed. Made by copying one that was migrated once in the process: a file on SQLite, a template
/// on PostgreSQL.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    static readonly SemaphoreSlim Making = new(1);
    static readonly string Scratch = Directory.CreateTempSubdirectory("gt-db-").FullName;
    static string? sqliteTemplate;
    static string? postgresTemplate;
    static int made;

    readonly string connection;

    static TestDatabase() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Scratch, recursive: true);
        };

    TestDatabase(Engine engine, string connection)
    {
        Engine = engine;
        this.connection = connection;
        Commands = new CommandCounter();
        Database = Database.At(connection, options => options.AddInterceptors(Commands));
    }

    /// <value>Which database it is.</value>
    public Engine Engine { get; }

    /// <value>The commands that EF sent to it.</value>
    public CommandCounter Commands { get; }

    /// <value>The database as the product opens it.</value>
    public Database Database { get; }

    /// <value>The connection string, also for another process.</value>
    public string Connection => connection;

    /// <value>The file (SQLite only).</value>
    public string File => new SqliteConnectionStringBuilder(connection).DataSource;

    /// <summary>A new database with all migrations and no rows.</summary>
    /// <param name="engine">Which engine.</param>
    public static async Task<TestDatabase> NewAsync(Engine engine)
    {
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref made)}";
        if (engine == Engine.Sqlite)
        {
            var file = Path.Combine(Scratch, name + ".db");
            System.IO.File.Copy(await TemplateAsync(engine), file);
            return new TestDatabase(engine, $"Data Source={file}");
        }
        await ServerAsync($"CREATE DATABASE {name} TEMPLATE {await TemplateAsync(engine)} STRATEGY WAL_LOG");
        return new TestDatabase(engine, On(name));
    }

    /// <summary>A context to read with.</summary>
    public Db Open() => Database.Open();

    /// <summary>Runs SQL past the product, as somebody with the file or the server's password would.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using System.Data.Common.DbConnection raw =
            Engine == Engine.Sqlite ? new SqliteConnection(connection) : new NpgsqlConnection(connection);
        await raw.OpenAsync();
        await using var command = raw.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Engine == Engine.Sqlite)
        {
            using (var pool = new SqliteConnection(Database.Connection))
                SqliteConnection.ClearPool(pool);
            foreach (var file in Directory.EnumerateFiles(Scratch, Path.GetFileName(File) + "*"))
                System.IO.File.Delete(file);
            return;
        }
        await using (var pool = new NpgsqlConnection(connection))
            NpgsqlConnection.ClearPool(pool);
        await ServerAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
    }

    static async Task<string> TemplateAsync(Engine engine)
    {
        await Making.WaitAsync();
        try
        {
            if (engine == Engine.Sqlite)
                return sqliteTemplate ??= await MakeSqliteTemplateAsync();
            return postgresTemplate ??= await MakePostgresTemplateAsync();
        }
        finally
        {
            Making.Release();
        }
    }

    static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(Scratch, "template.db");
        var template = Database.At($"Data Source={file};Pooling=False");
        await template.MigrateAsync();
        return file;
    }

    static async Task<string> MakePostgresTemplateAsync()
    {
        var name = $"template_{Environment.ProcessId}";
        // Left by a process that was killed and had the same number.
        await ServerAsync($"DROP DATABASE IF EXISTS {name}");
        await ServerAsync($"CREATE DATABASE {name}");
        await Database.At(On(name) + ";Pooling=False").MigrateAsync();
        return name;
    }

    static string On(string database) => new NpgsqlConnectionStringBuilder(PostgresServer.Connection) { Database = database }.ToString();

    static async Task ServerAsync(string sql)
    {
        await using var server = new NpgsqlConnection(PostgresServer.Connection);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}
