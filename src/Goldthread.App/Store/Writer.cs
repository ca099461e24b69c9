using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Goldthread.App.Govern;
using Goldthread.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Goldthread.App.Store;

/// <summary>
/// The one way to change the database. On SQLite all operations go through one queue and many of them share a transaction, each in a savepoint of
/// its own: full durability at many times the rate. On PostgreSQL each has its own transaction and they run side by side. Operations don't know the
/// difference: an operation is acknowledged when it is on the disk.
/// </summary>
/// <remarks>
/// On SQLite what is acknowledged lies in the log beside the file at first. When nothing was written for a while, and at the end, it is moved into the
/// file: somebody may copy that file alone.
/// </remarks>
public sealed class Writer : IAsyncDisposable
{
    const int MostInOneTransaction = 256;
    const int Attempts = 5;

    /// <summary>After this long without a write, all that was written is moved into the database file itself (SQLite).</summary>
    internal static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    readonly Database database;
    readonly TimeProvider clock;
    readonly Channel<Job> queue = Channel.CreateBounded<Job>(new BoundedChannelOptions(4096) { SingleReader = true });
    readonly Lock starting = new();
    Task? loop;

    /// <param name="database">Where to write.</param>
    /// <param name="clock">What time it is.</param>
    public Writer(Database database, TimeProvider clock)
    {
        this.database = database;
        this.clock = clock;
    }

    /// <summary>Runs an operation: all of it is stored, with its record, or nothing is.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="operation">Reads and changes through <see cref="Work.Db"/>; may be run again after a clash on PostgreSQL.</param>
    /// <param name="cancel">Stops it while it waits for its turn; once begun it is finished.</param>
    /// <returns>What the operation returned, once it is on the disk.</returns>
    public async Task<T> RunAsync<T>(Actor actor, Func<Work, Task<T>> operation, CancellationToken cancel = default)
    {
        if (!database.IsSqlite)
            return await RunOnPostgresAsync(actor, operation, cancel);
        T result = default!;
        var job = new Job(
            async (db, records) =>
            {
                var work = new Work(db, actor, clock)
                {
                    Chain = some =>
                    {
                        records.Append(some.Records);
                        return Task.CompletedTask;
                    },
                };
                result = await operation(work);
                work.AskAboutNames();
                await db.SaveChangesAsync(CancellationToken.None);
                await work.RaiseAsync();
                return work;
            },
            cancel
        );
        Start();
        await queue.Writer.WriteAsync(job, cancel);
        await job.Done.Task;
        return result;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Actor actor, Func<Work, Task> operation, CancellationToken cancel = default) =>
        RunAsync(
            actor,
            async work =>
            {
                await operation(work);
                return true;
            },
            cancel
        );

    /// <summary>Finishes what waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (loop is not null)
            await loop;
    }

    void Start()
    {
        lock (starting)
            loop ??= Task.Run(LoopAsync);
    }

    async Task LoopAsync()
    {
        var batch = new List<Job>();
        SqliteConnection? connection = null;
        DbContextOptions<SqliteDb>? options = null;
        while (await MoreAsync(connection))
        {
            batch.Clear();
            try
            {
                if (connection is null)
                {
                    connection = await OpenAsync();
                    options = Database.On(connection, database.Extra);
                }
                await WriteBatchAsync(connection, options!, batch);
            }
            catch (Exception failed)
            {
                // The whole transaction is lost (the disk is full, the file is gone): nobody in it is told that it was stored.
                Take(batch);
                foreach (var job in batch)
                    job.Fail(failed);
                if (connection is not null)
                    await connection.DisposeAsync();
                connection = null;
            }
        }
        if (connection is null)
            return;
        TryCheckpoint(connection);
        await connection.DisposeAsync();
    }

    /// <summary>Waits for the next operation; meanwhile empties the log once nothing was written for a while.</summary>
    /// <returns>False once there is none and never will be.</returns>
    async Task<bool> MoreAsync(SqliteConnection? connection)
    {
        var more = queue.Reader.WaitToReadAsync().AsTask();
        // Tried again where somebody was reading what the log holds.
        while (connection is not null && !more.IsCompleted)
        {
            using var stop = new CancellationTokenSource();
            if (await Task.WhenAny(more, Task.Delay(Idle, clock, stop.Token)) == more)
                await stop.CancelAsync();
            else if (TryCheckpoint(connection))
                break;
        }
        return await more;
    }

    /// <summary>Moves what the log holds into the file, and empties the log.</summary>
    /// <returns>False where that has to be tried again: somebody reads what was before.</returns>
    static bool TryCheckpoint(SqliteConnection connection)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            using var answer = command.ExecuteReader();
            return answer.Read() && answer.GetInt64(0) == 0;
        }
        catch (SqliteException)
        {
            // Nothing is lost: it stays in the log, and the next write meets whatever is wrong and says so.
            return true;
        }
    }

    void Take(List<Job> batch)
    {
        if (batch.Count == 0 && queue.Reader.TryRead(out var job))
            batch.Add(job);
    }

    async Task WriteBatchAsync(SqliteConnection connection, DbContextOptions<SqliteDb> options, List<Job> batch)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        await using var db = new SqliteDb(options);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        db.Database.AutoSavepointsEnabled = false;
        await db.Database.UseTransactionAsync(transaction);
        var records = new SqliteRecords(connection, transaction);
        // Prepared once a transaction: each operation begins and ends with them.
        await using var begin = Command(connection, transaction, "SAVEPOINT one");
        await using var keep = Command(connection, transaction, "RELEASE one");
        while (batch.Count < MostInOneTransaction && queue.Reader.TryRead(out var job))
        {
            batch.Add(job);
            if (job.Cancel.IsCancellationRequested)
            {
                job.Failure = new OperationCanceledException(job.Cancel);
                continue;
            }
            begin.ExecuteNonQuery();
            try
            {
                var work = await job.Operation(db, records);
                records.Append(work.Records);
                keep.ExecuteNonQuery();
                records.Keep();
            }
            // A full disk or a broken one takes the whole transaction away, and SQLite then writes each statement for itself: nobody's is kept.
            catch (Exception failed) when (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                job.Failure = Refusal(failed) ?? failed;
                await using var undo = Command(connection, transaction, "ROLLBACK TO one; RELEASE one");
                undo.ExecuteNonQuery();
            }
            finally
            {
                // An operation that failed half-way leaves the ends of the chains where they were.
                records.Drop();
                db.ChangeTracker.Clear();
            }
        }
        records.WriteHeads();
        await transaction.CommitAsync();
        foreach (var job in batch)
            job.Finish();
    }

    async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(database.Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // Acknowledged means on the disk, also when the power goes.
        command.CommandText = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }

    async Task<T> RunOnPostgresAsync<T>(Actor actor, Func<Work, Task<T>> operation, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancel.ThrowIfCancellationRequested();
            await using var db = database.Open();
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
            db.Database.AutoSavepointsEnabled = false;
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            try
            {
                var connection = (NpgsqlConnection)db.Database.GetDbConnection();
                var work = new Work(db, actor, clock) { Chain = some => PostgresRecords.AppendAsync(connection, some) };
                var result = await operation(work);
                work.AskAboutNames();
                await db.SaveChangesAsync(CancellationToken.None);
                await work.RaiseAsync();
                await PostgresRecords.AppendAsync(connection, work);
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
            catch (DbUpdateException refused) when (Refusal(refused) is { } why)
            {
                ExceptionDispatchInfo.Throw(why);
            }
            catch (Exception clash) when (attempt < Attempts && IsClash(clash))
            {
                await transaction.RollbackAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>What was refused on the way to the database, which EF wraps as a fault of it; null for anything else.</summary>
    static RuleBroken? Refusal(Exception failed) => (failed as DbUpdateException)?.InnerException as RuleBroken;

    /// <summary>Two operations met: run the later one again on what the earlier one left.</summary>
    static bool IsClash(Exception exception) =>
        exception switch
        {
            DbUpdateConcurrencyException => true,
            PostgresException e => e.SqlState
                is PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.UniqueViolation,
            DbUpdateException e => e.InnerException is DbException inner && IsClash(inner),
            _ => false,
        };

    sealed class Job(Func<Db, SqliteRecords, Task<Work>> operation, CancellationToken cancel)
    {
        public Func<Db, SqliteRecords, Task<Work>> Operation => operation;
        public CancellationToken Cancel => cancel;
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public Exception? Failure { get; set; }

        public void Fail(Exception failure) => Done.TrySetException(Failure ?? failure);

        public void Finish()
        {
            if (Failure is null)
                Done.TrySetResult();
            else
                Done.TrySetException(Failure);
        }
    }
}
