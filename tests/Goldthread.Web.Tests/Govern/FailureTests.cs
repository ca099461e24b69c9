using System.Net.Sockets;
using Goldthread.Web.Errors;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Goldthread.Web.Tests.Govern;

/// <summary>What is not the caller's fault, and is not the program's either.</summary>
public sealed class FailureTests
{
    static readonly (string What, Exception Fault, int Status)[] Faults =
    [
        ("SQLite has no room", new SqliteException("database or disk is full", 13), 507),
        ("the file of evidence has no room", new IOException("No space left on device", 28), 507),
        ("PostgreSQL has no room", new PostgresException("could not extend file", "ERROR", "ERROR", "53100"), 507),
        ("SQLite's file beside the log has no room", Extended(10, 4874), 507),
        ("the quota is used up", new IOException("Disk quota exceeded", 122), 507),
        ("SQLite is held by another program", new SqliteException("database is locked", 5), 503),
        ("SQLite's file is read-only", new SqliteException("attempt to write a readonly database", 8), 503),
        ("SQLite's folder is read-only", new SqliteException("unable to open database file", 14), 503),
        ("SQLite's disk fails", Extended(10, 778), 503),
        ("the folder of evidence is another's", new UnauthorizedAccessException("Access to the path is denied."), 503),
        ("the folder of evidence is read-only", new IOException("Read-only file system", 30), 503),
        ("PostgreSQL is a copy that only reads", new PostgresException("cannot execute INSERT", "ERROR", "ERROR", "25006"), 503),
        ("PostgreSQL does not listen", new NpgsqlException("Failed to connect", new SocketException(111)), 503),
        ("PostgreSQL starts", new PostgresException("the database system is starting up", "FATAL", "FATAL", "57P03"), 503),
        ("PostgreSQL has another table", new PostgresException("no such table", "ERROR", "ERROR", "42P01"), 500),
        ("SQLite has another table", new SqliteException("no such table", 1), 500),
        ("a fault of ours", new InvalidOperationException("Never happens"), 500),
    ];

    public static IEnumerable<TheoryDataRow<string>> Whats => Faults.Select(f => new TheoryDataRow<string>(f.What));

    [Theory, MemberData(nameof(Whats))]
    public void The_status_says_whose_fault_it_is(string what)
    {
        var (_, fault, status) = Faults.Single(f => f.What == what);
        Assert.Equal(status, Failure.StatusOf(fault));
        Assert.Equal(
            status,
            Failure.StatusOf(new InvalidOperationException("Likely transient", new DbUpdateException("Not saved", fault)))
        );
        Assert.Equal(status is 500, Failure.WordsOf(fault) is null);
    }

    static SqliteException Extended(int code, int extended) => new("disk I/O error", code, extended);
}
