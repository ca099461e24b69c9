using Microsoft.EntityFrameworkCore.Design;

namespace Goldthread.App.Store;

/// <summary>How <c>dotnet ef</c> opens the SQLite model.</summary>
public sealed class DesignSqlite : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => (SqliteDb)Database.At("Data Source=design.db").Open();
}

/// <summary>How <c>dotnet ef</c> opens the PostgreSQL model.</summary>
public sealed class DesignPostgres : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => (PostgresDb)Database.At("Host=design").Open();
}
