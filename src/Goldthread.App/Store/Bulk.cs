using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Goldthread.App.Store;

/// <summary>
/// Many rows at once, in the operation's own transaction and past the change tracker: one prepared statement on SQLite, binary COPY on PostgreSQL. Rows in
/// the order of their key go in twice as fast. What is tracked and not saved yet is not seen.
/// </summary>
public static class Bulk
{
    /// <summary>Inserts rows as they are: no key is made, no default filled.</summary>
    public static async Task InsertAsync<T>(Db db, IReadOnlyCollection<T> rows)
        where T : class
    {
        if (rows.Count == 0)
            return;
        var (table, columns) = ColumnsOf<T>(db);
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync(
                $"COPY {table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) FROM STDIN (FORMAT BINARY)"
            );
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                foreach (var column in columns)
                {
                    if (column.Get(row) is { } value)
                        await copy.WriteAsync(value, column.Type);
                    else
                        await copy.WriteNullAsync();
                }
            }
            await copy.CompleteAsync();
            return;
        }
        await using var insert = Command(
            db,
            $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})"
        );
        var parameters = columns.Select((_, i) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" })).ToArray();
        for (var i = 0; i < columns.Length; i++)
            insert.Parameters[i].Value = DBNull.Value;
        insert.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                insert.Parameters[i].Value = columns[i].Get(row) ?? DBNull.Value;
            insert.ExecuteNonQuery();
        }
    }

    /// <summary>Takes away the readings of these days.</summary>
    public static async Task DeleteReadingsAsync(Db db, IReadOnlyList<(int Series, DateOnly On)> keys)
    {
        if (keys.Count == 0)
            return;
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var many = new NpgsqlCommand(
                "DELETE FROM readings r USING unnest($1, $2) AS k (series, day) WHERE r.series = k.series AND r.\"on\" = k.day",
                postgres
            );
            many.Parameters.Add(new() { Value = keys.Select(k => k.Series).ToArray() });
            many.Parameters.Add(new() { Value = keys.Select(k => k.On).ToArray() });
            await many.ExecuteNonQueryAsync();
            return;
        }
        await using var delete = Command(db, "DELETE FROM readings WHERE series = @series AND \"on\" = @day");
        delete.Parameters.AddWithValue("@series", 0);
        delete.Parameters.AddWithValue("@day", "");
        delete.Prepare();
        foreach (var (series, on) in keys)
        {
            (delete.Parameters[0].Value, delete.Parameters[1].Value) = (series, on);
            delete.ExecuteNonQuery();
        }
    }

    static SqliteCommand Command(Db db, string sql)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var command = connection.CreateCommand();
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }

    sealed record Column(string Name, string Type, Func<object, object?> Get);

    static (string Table, Column[] Columns) ColumnsOf<T>(Db db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is no row.");
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        return (
            table.Name,
            [
                .. entity
                    .GetProperties()
                    .Select(p =>
                    {
                        var read = Getters.GetOrAdd(p.PropertyInfo!, Getter);
                        var convert = p.GetTypeMapping().Converter?.ConvertToProvider;
                        return new Column(
                            p.GetColumnName(table)!,
                            p.GetColumnType(table),
                            convert is null ? read : row => read(row) is { } value ? convert(value) : null
                        );
                    }),
            ]
        );
    }

    static readonly ConcurrentDictionary<PropertyInfo, Func<object, object?>> Getters = new();

    /// <summary>Reads a property as quickly as it can be: a table of millions asks for each of its cells.</summary>
    static Func<object, object?> Getter(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(row, property.DeclaringType!), property);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }
}
