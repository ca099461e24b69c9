namespace Goldthread.App.Store.Kinds;

/// <summary>A row as the record would tell it.</summary>
/// <param name="List">The list under which it is told of.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Where">Where it is, for people.</param>
/// <param name="Fields">What its fields are.</param>
sealed record Present(string List, string Id, string Where, IEnumerable<Change> Fields)
{
    /// <value>When it was removed, or null.</value>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <value>When it was made; null where the row does not keep it.</value>
    public DateTimeOffset? MadeAt { get; init; }

    /// <value>What is wrong with it in itself, or null.</value>
    public string? Wrong { get; init; }

    /// <value>Asks more of what the record tells of it: what is wrong, or null.</value>
    public Func<Replay.Told, string?>? More { get; init; }
}

/// <summary>A table whose rows the record tells: each row against its lines, and each thing of the lines against the rows.</summary>
abstract class ToldKind : Kind
{
    /// <summary>The rows that belong to a chain.</summary>
    protected abstract Task<IReadOnlyList<Present>> RowsAsync(Chain chain);

    /// <value>True where a row goes when its thing is taken out; else it stays, and says since when.</value>
    protected virtual bool IsGone => false;

    /// <summary>True for a field that older lines do not speak of.</summary>
    protected virtual bool IsLate(string field) => false;

    /// <summary>Where a thing is that has no row.</summary>
    protected virtual string WhereIs(Chain chain, string list, string id) =>
        chain.IsInstallation ? $"{list}/{id}" : $"{chain.Owner}, {list}/{id}";

    /// <summary>That these fields are not as they should be, in a sentence.</summary>
    protected virtual string Say(IReadOnlyList<string> fields) => $"These fields are not as the record tells: {string.Join(", ", fields)}.";

    public override async IAsyncEnumerable<(string Where, string What)> FaultsAsync(Chain chain)
    {
        var rows = await RowsAsync(chain);
        chain.Whole.Look(Table, rows.Count);
        var seen = new HashSet<(string, string)>();
        foreach (var row in rows)
        {
            var what = row.Wrong ?? (seen.Add((row.List, row.Id)) ? Against(chain.Told, row) : "It is there more than once.");
            if (what is not null)
                yield return (row.Where, what);
            seen.Add((row.List, row.Id));
        }
        foreach (var (key, told) in chain.Told.Things)
        {
            var isGone = (IsGone && told.RemovedAt is not null) || (told.Fields.Count == 0 && IsNothing(told));
            if (Tells(key.List) && !seen.Contains(key) && !isGone)
                yield return (WhereIs(chain, key.List, key.Id), "It is in the record and not there.");
        }
    }

    /// <summary>True where a thing without any field needs no row.</summary>
    protected virtual bool IsNothing(Replay.Told told) => false;

    string? Against(Replay record, Present row)
    {
        if (record.Things.GetValueOrDefault((row.List, row.Id)) is not { } told)
            return record.IsGenerated ? null : "It was added past the record.";
        if (told.RemovedAt is null != row.RemovedAt is null)
            return told.RemovedAt is null ? "It was removed past the record." : "It was brought back past the record.";
        if (!IsSame(told.RemovedAt, row.RemovedAt))
            return "It was not removed when the record tells.";
        if (row.MadeAt is not null && !IsSame(told.MadeAt, row.MadeAt))
            return "It was not made when the record tells.";
        var differing = told.Differing(row.Fields, IsLate);
        return differing.Count > 0 ? Say(differing) : row.More?.Invoke(told);
    }

    static bool IsSame(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other is null ? one == other : Db.Microseconds(one.Value) == Db.Microseconds(other.Value);
}
