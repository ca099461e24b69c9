using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Goldthread.App.Store.Kinds;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Goldthread.App.Store;

/// <summary>The chain of the record: how a line's hash is made, and how the chains are checked.</summary>
public static class Recorded
{
    /// <summary>The chain of what belongs to no plan and no strategy: accounts, areas, settings.</summary>
    public const string Installation = "installation";

    /// <summary>What is wrong with a chain.</summary>
    /// <param name="Stream">The chain.</param>
    /// <param name="Seq">The line, or 0 where it is about the chain.</param>
    /// <param name="What">One sentence.</param>
    public sealed record Fault(string Stream, long Seq, string What)
    {
        /// <summary>Where, and what: <c>OP-1, line 3: Line 2 is missing.</c></summary>
        public override string ToString() => $"{Stream}{(Seq > 0 ? $", line {Seq}" : "")}: {What}";
    }

    /// <summary>The hash of a line: SHA-256 over the hash before it and every other column, each with its length.</summary>
    public static byte[] HashOf(RecordRow row, ReadOnlySpan<byte> before)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Number(hash, row.Seq);
        Number(hash, Db.Microseconds(row.At));
        Text(hash, row.PersonId?.ToString("N"));
        Text(hash, row.Stream);
        Text(hash, row.Actor);
        Text(hash, row.Operation);
        Text(hash, row.List);
        Text(hash, row.Item);
        Text(hash, row.Reason);
        Text(hash, row.Changes);
        return hash.GetHashAndReset();
    }

    /// <summary>Walks every chain and names what was changed, removed, added or reordered.</summary>
    /// <returns>The faults, and how many lines were read.</returns>
    public static async Task<(IReadOnlyList<Fault> Faults, long Lines)> VerifyAsync(Db db, CancellationToken cancel = default)
    {
        // One moment for both tables, also while others write.
        await using var moment = await db.OneMomentAsync(cancel);
        var heads = await db.RecordHeads.ToDictionaryAsync(h => h.Stream, StringComparer.Ordinal, cancel);
        var faults = new List<Fault>();
        long lines = 0;
        var streams = await db.Records.Select(r => r.Stream).Distinct().ToListAsync(cancel);
        foreach (var stream in streams.Union(heads.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            lines += await WalkAsync(db, stream, heads.GetValueOrDefault(stream), faults, _ => { }, cancel);
        return (faults, lines);
    }

    /// <summary>Walks one chain and adds what is wrong with it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="stream">The chain.</param>
    /// <param name="head">Its end as it is kept, or null.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="each">Told of each line, in order; what it throws where a line says what none can say is a fault of the line.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>How many lines were read.</returns>
    internal static async Task<long> WalkAsync(
        Db db,
        string stream,
        RecordHeadRow? head,
        List<Fault> faults,
        Action<RecordRow> each,
        CancellationToken cancel
    )
    {
        long lines = 0;
        long seq = 0;
        byte[] before = [];
        try
        {
            await foreach (
                var row in db.Records.Where(r => r.Stream == stream).OrderBy(r => r.Seq).AsAsyncEnumerable().WithCancellation(cancel)
            )
            {
                lines++;
                if (row.Seq != seq + 1)
                    faults.Add(new(stream, row.Seq, $"Line {seq + 1} is missing."));
                var isRight = HashOf(row, before).AsSpan().SequenceEqual(row.Hash);
                if (!isRight)
                    faults.Add(new(stream, row.Seq, "The line, or the one before it, is not as it was written."));
                (seq, before) = (row.Seq, row.Hash);
                try
                {
                    each(row);
                }
                catch (Exception broken) when (Unreadable.Is(broken))
                {
                    if (isRight)
                        faults.Add(new(stream, row.Seq, $"The line cannot be read: {broken.Message}"));
                }
            }
        }
        catch (Exception broken) when (Unreadable.Is(broken))
        {
            faults.Add(new(stream, seq + 1, $"The line cannot be read, nor those that follow: {broken.Message}"));
            return lines;
        }
        // On PostgreSQL a chain that an operation waited for and then wrote nothing to has an end before its first line.
        if (lines == 0)
        {
            if (head is { Seq: not 0 })
                faults.Add(new(stream, head.Seq, "All lines of the chain are missing."));
        }
        else if (head is null)
            faults.Add(new(stream, 0, "The chain has no end on record: it was added from outside."));
        else if (head.Seq != seq || !head.Hash.AsSpan().SequenceEqual(before))
            faults.Add(new(stream, head.Seq, $"The chain should end with line {head.Seq}; it ends with line {seq}."));
        return lines;
    }

    static void Number(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    static void Text(IncrementalHash hash, string? text)
    {
        Number(hash, text?.Length ?? -1);
        if (text is null)
            return;
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        hash.AppendData(bytes, 0, Encoding.UTF8.GetBytes(text, bytes));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}

/// <summary>Writes record lines on the writer's connection; prepared once a batch, past EF, since every operation ends here.</summary>
sealed class SqliteRecords(SqliteConnection connection, SqliteTransaction transaction)
{
    readonly Dictionary<string, (long Seq, byte[] Hash)> heads = [];
    readonly HashSet<string> moved = [];

    /// <summary>Where the chains end by what the operation under way has written.</summary>
    readonly Dictionary<string, (long Seq, byte[] Hash)> ends = [];
    SqliteCommand? insert;

    /// <summary>Writes lines of the operation under way.</summary>
    public void Append(IReadOnlyList<RecordRow> records)
    {
        foreach (var record in records)
        {
            var (seq, hash) = ends.TryGetValue(record.Stream, out var end) ? end : Head(record.Stream);
            record.Seq = seq + 1;
            record.Hash = Recorded.HashOf(record, hash);
            Insert(record);
            ends[record.Stream] = (record.Seq, record.Hash);
        }
    }

    /// <summary>The operation is done: the chains end where it left them.</summary>
    public void Keep()
    {
        foreach (var (stream, end) in ends)
        {
            heads[stream] = end;
            moved.Add(stream);
        }
        Drop();
    }

    /// <summary>Forgets what the operation wrote.</summary>
    public void Drop() => ends.Clear();

    public void WriteHeads()
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "INSERT INTO record_heads (stream, seq, hash) VALUES ($stream, $seq, $hash) ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash";
        var stream = command.Parameters.Add("$stream", SqliteType.Text);
        var seq = command.Parameters.Add("$seq", SqliteType.Integer);
        var hash = command.Parameters.Add("$hash", SqliteType.Blob);
        foreach (var name in moved)
        {
            stream.Value = name;
            (seq.Value, hash.Value) = heads[name];
            command.ExecuteNonQuery();
        }
        insert?.Dispose();
    }

    (long Seq, byte[] Hash) Head(string stream)
    {
        if (heads.TryGetValue(stream, out var head))
            return head;
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT seq, hash FROM record_heads WHERE stream = $stream";
        command.Parameters.AddWithValue("$stream", stream);
        using var reader = command.ExecuteReader();
        return heads[stream] = reader.Read() ? (reader.GetInt64(0), (byte[])reader.GetValue(1)) : (0, []);
    }

    void Insert(RecordRow record)
    {
        if (insert is null)
        {
            insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText =
                "INSERT INTO records (stream, seq, at, person_id, actor, operation, list, item, reason, changes, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
            for (var i = 1; i <= 11; i++)
                insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }
        var values = insert.Parameters;
        values[0].Value = record.Stream;
        values[1].Value = record.Seq;
        values[2].Value = Db.Microseconds(record.At);
        values[3].Value = record.PersonId is { } person ? person.ToString().ToUpperInvariant() : DBNull.Value;
        values[4].Value = record.Actor;
        values[5].Value = record.Operation;
        values[6].Value = record.List ?? (object)DBNull.Value;
        values[7].Value = record.Item ?? (object)DBNull.Value;
        values[8].Value = record.Reason ?? (object)DBNull.Value;
        values[9].Value = record.Changes;
        values[10].Value = record.Hash;
        insert.ExecuteNonQuery();
    }
}

/// <summary>Writes record lines on PostgreSQL; the head's row lock puts the operations of one chain in a row, chains run side by side.</summary>
static class PostgresRecords
{
    public static async Task AppendAsync(NpgsqlConnection connection, Work work)
    {
        // Chains in name order, so that two operations never wait for each other.
        foreach (var chain in work.Records.GroupBy(r => r.Stream).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (seq, hash) = work.Alone.TryGetValue(chain.Key, out var end) ? end : await HeadAsync(connection, chain.Key);
            await using var batch = new NpgsqlBatch(connection);
            foreach (var record in chain)
            {
                record.Seq = ++seq;
                record.Hash = hash = Recorded.HashOf(record, hash);
                batch.BatchCommands.Add(Insert(record));
            }
            var head = new NpgsqlBatchCommand("UPDATE record_heads SET seq = $2, hash = $3 WHERE stream = $1");
            head.Parameters.Add(new() { Value = chain.Key });
            head.Parameters.Add(new() { Value = seq });
            head.Parameters.Add(new() { Value = hash });
            batch.BatchCommands.Add(head);
            await batch.ExecuteNonQueryAsync();
            // What the operation writes later goes on from here; the chain is locked until it ends.
            work.Alone[chain.Key] = (seq, hash);
        }
    }

    /// <summary>The end of a chain, locked until the transaction ends.</summary>
    public static async Task<(long Seq, byte[] Hash)> HeadAsync(NpgsqlConnection connection, string stream)
    {
        await using var batch = new NpgsqlBatch(connection);
        var make = new NpgsqlBatchCommand(
            "INSERT INTO record_heads (stream, seq, hash) VALUES ($1, 0, '') ON CONFLICT (stream) DO NOTHING"
        );
        make.Parameters.Add(new() { Value = stream });
        batch.BatchCommands.Add(make);
        var read = new NpgsqlBatchCommand("SELECT seq, hash FROM record_heads WHERE stream = $1 FOR UPDATE");
        read.Parameters.Add(new() { Value = stream });
        batch.BatchCommands.Add(read);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }

    static NpgsqlBatchCommand Insert(RecordRow record)
    {
        var command = new NpgsqlBatchCommand(
            "INSERT INTO records (stream, seq, at, person_id, actor, operation, list, item, reason, changes, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        );
        command.Parameters.Add(new() { Value = record.Stream });
        command.Parameters.Add(new() { Value = record.Seq });
        command.Parameters.Add(new() { Value = Db.Microseconds(record.At) });
        command.Parameters.Add(new() { Value = record.PersonId ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = record.Actor });
        command.Parameters.Add(new() { Value = record.Operation });
        command.Parameters.Add(new() { Value = record.List ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = record.Item ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = record.Reason ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = record.Changes });
        command.Parameters.Add(new() { Value = record.Hash });
        return command;
    }
}
