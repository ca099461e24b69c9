using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Goldthread.App.Govern.Backups;

/// <summary>One table as a backup has it: a line of JSON a row, the same from either engine.</summary>
sealed class BackupTable
{
    readonly IEntityType entity;
    readonly (string Name, PropertyInfo Property, Type Type)[] columns;

    BackupTable(IEntityType entity)
    {
        this.entity = entity;
        Name = entity.GetTableName()!;
        columns =
        [
            .. entity
                .GetProperties()
                .Select(p => (p.GetColumnName(), p.PropertyInfo!, Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType))
                .OrderBy(c => c.Item1, StringComparer.Ordinal),
        ];
    }

    /// <value>The table's name.</value>
    public string Name { get; }

    /// <value>The column whose numbers the database gives, or null.</value>
    public string? Numbered =>
        entity.FindPrimaryKey() is { Properties: [{ ValueGenerated: ValueGenerated.OnAdd } key] } && key.ClrType == typeof(int)
            ? key.GetColumnName()
            : null;

    /// <summary>All tables, each after those that it names.</summary>
    public static IReadOnlyList<BackupTable> All(Db db)
    {
        var left = db.Model.GetEntityTypes().OrderBy(e => e.GetTableName(), StringComparer.Ordinal).ToList();
        List<BackupTable> tables = [];
        var done = new HashSet<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.First(e => e.GetForeignKeys().All(k => k.PrincipalEntityType == e || done.Contains(k.PrincipalEntityType)));
            left.Remove(next);
            done.Add(next);
            tables.Add(new(next));
        }
        return tables;
    }

    /// <summary>Writes all rows, in the order of their key as the engine sorts it.</summary>
    /// <returns>How many there were.</returns>
    public Task<long> WriteAsync(Db db, Stream into, CancellationToken cancel) =>
        (Task<long>)
            typeof(BackupTable)
                .GetMethod(nameof(WriteRowsAsync), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(entity.ClrType)
                .Invoke(this, [db, into, cancel])!;

    async Task<long> WriteRowsAsync<T>(Db db, Stream into, CancellationToken cancel)
        where T : class
    {
        var count = 0L;
        using var json = new Utf8JsonWriter(into);
        await foreach (var row in InOrder(db.Set<T>()).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            json.WriteStartObject();
            foreach (var (name, property, _) in columns)
                Write(json, name, property.GetValue(row));
            json.WriteEndObject();
            await json.FlushAsync(cancel);
            json.Reset();
            into.WriteByte((byte)'\n');
            count++;
        }
        return count;
    }

    /// <summary>By its key; an area after the one that it is in.</summary>
    IQueryable<T> InOrder<T>(IQueryable<T> rows)
        where T : class
    {
        if (rows is IQueryable<AreaRow> areas)
            return (IQueryable<T>)areas.OrderBy(a => a.Path.Length).ThenBy(a => a.Id);
        IOrderedQueryable<T>? ordered = null;
        foreach (var name in entity.FindPrimaryKey()!.Properties.Select(p => p.Name))
            ordered = ordered is null ? rows.OrderBy(r => EF.Property<object>(r, name)) : ordered.ThenBy(r => EF.Property<object>(r, name));
        return ordered!;
    }

    static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool yes:
                json.WriteBoolean(name, yes);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number:
                // As text: the shortest that is read as the same number, and what JSON has no number for.
                json.WriteString(name, number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset at:
                json.WriteNumber(name, Db.Microseconds(at));
                break;
            case DateOnly day:
                json.WriteString(name, day.ToString("O", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                json.WriteBase64String(name, bytes);
                break;
            case Guid id:
                json.WriteString(name, id);
                break;
            case string text:
                json.WriteString(name, text);
                break;
            default:
                throw new InvalidOperationException($"A backup has no way to write {value.GetType().Name}.");
        }
    }

    /// <summary>Reads rows and inserts them, many at a time.</summary>
    /// <exception cref="NotDone">A line is no row of this table.</exception>
    public Task<long> ReadAsync(Db db, Stream from, CancellationToken cancel) =>
        (Task<long>)
            typeof(BackupTable)
                .GetMethod(nameof(ReadRowsAsync), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(entity.ClrType)
                .Invoke(this, [db, from, cancel])!;

    async Task<long> ReadRowsAsync<T>(Db db, Stream from, CancellationToken cancel)
        where T : class
    {
        const int Batch = 5000;
        var count = 0L;
        List<T> rows = [];
        using var lines = new StreamReader(from);
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            rows.Add((T)Read(line, count + 1));
            count++;
            if (rows.Count < Batch)
                continue;
            await Bulk.InsertAsync(db, rows);
            rows.Clear();
        }
        await Bulk.InsertAsync(db, rows);
        return count;
    }

    object Read(string line, long number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = Activator.CreateInstance(entity.ClrType)!;
            foreach (var (name, property, type) in columns)
                property.SetValue(row, json.RootElement.TryGetProperty(name, out var value) ? Read(value, type) : null);
            return row;
        }
        catch (Exception wrong)
            when (wrong is JsonException or FormatException or InvalidOperationException or ArgumentException or TargetException)
        {
            throw new NotDone($"Line {number} of the table {Name} in the backup is not a row of it.", wrong);
        }
    }

    static object? Read(JsonElement value, Type type) =>
        value.ValueKind is JsonValueKind.Null ? null
        : type == typeof(string) ? value.GetString()
        : type == typeof(bool) ? value.GetBoolean()
        : type == typeof(int) ? value.GetInt32()
        : type == typeof(long) ? value.GetInt64()
        : type == typeof(double) ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : type == typeof(DateTimeOffset) ? DateTimeOffset.UnixEpoch.AddTicks(value.GetInt64() * 10)
        : type == typeof(DateOnly) ? DateOnly.ParseExact(value.GetString()!, "O", CultureInfo.InvariantCulture)
        : type == typeof(byte[]) ? value.GetBytesFromBase64()
        : type == typeof(Guid) ? value.GetGuid()
        : throw new InvalidOperationException($"A backup has no way to read {type.Name}.");
}
