using Goldthread.App.Govern;
using Goldthread.Domain;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Goldthread.App.Store;

/// <summary>One operation under way: what it reads and changes, who does it, and what it leaves in the record.</summary>
/// <param name="db">The database, inside the operation's transaction; entities are tracked.</param>
/// <param name="actor">Who does it.</param>
/// <param name="clock">What time it is.</param>
public sealed class Work(Db db, Actor actor, TimeProvider clock)
{
    readonly List<RecordRow> records = [];
    readonly HashSet<(string Stream, string? Area)> told = [];
    readonly HashSet<string> names = new(StringComparer.Ordinal);
    readonly HashSet<string> raised = new(StringComparer.Ordinal);
    readonly Dictionary<string, (long Seq, byte[] Hash)> alone = new(StringComparer.Ordinal);
    bool everyPlan;

    /// <value>The database. Changes are saved at the end of the operation.</value>
    public Db Db => db;

    /// <value>Who does it.</value>
    public Actor Actor => actor;

    /// <value>The present instant.</value>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <value>Today where the service is.</value>
    public DateOnly Today { get; } = clock.Today();

    /// <value>The lines that are not written yet.</value>
    internal IReadOnlyList<RecordRow> Records => records;

    /// <value>The ends of the chains that no other operation writes to meanwhile; empty on SQLite, where none ever does.</value>
    internal Dictionary<string, (long Seq, byte[] Hash)> Alone => alone;

    /// <value>What the operation has added links of: owner, list and id.</value>
    internal HashSet<(string Owner, string List, string Id)> Linked { get; } = [];

    /// <value>Writes the lines that are not written yet, as the engine does it.</value>
    internal Func<Work, Task> Chain { get; init; } = _ => Task.CompletedTask;

    /// <summary>
    /// Writes what the operation changed so far, and its lines, in its own transaction, and holds them no longer: for an operation of more than memory
    /// should hold. What fails after it takes all of it back.
    /// </summary>
    internal async Task LetGoAsync()
    {
        AskAboutNames();
        await db.SaveChangesAsync(CancellationToken.None);
        await Chain(this);
        records.Clear();
        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// Lets no other operation of a chain run beside this one until it ends; asked before what it reads, where two at once could each be right and both
    /// together wrong. On SQLite no two ever do.
    /// </summary>
    /// <param name="stream">The chain, as in <see cref="Record"/>.</param>
    public async Task AloneAsync(string stream)
    {
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres && !alone.ContainsKey(stream))
            alone[stream] = await PostgresRecords.HeadAsync(postgres, stream);
    }

    /// <summary>What is worked out from whole plans is worked out again for all of them: a rule for every plan has changed.</summary>
    internal void RaiseEveryPlan() => everyPlan = true;

    /// <summary>
    /// Raises the revision of each plan that a line of this operation tells of: its own chain, that of the strategy that it follows or of its area. What
    /// is worked out from a whole plan is kept by it. The writer does it at the end of every operation, so that none can forget.
    /// </summary>
    internal async Task RaiseAsync()
    {
        if (everyPlan)
        {
            everyPlan = false;
            await RaiseAsync(db.Plans);
        }
        var areas = new HashSet<int>();
        foreach (var (stream, changed) in told)
        {
            if (stream == Recorded.Installation)
            {
                if (changed is not null && raised.Add("areas/" + changed))
                    areas.Add(int.Parse(changed, System.Globalization.CultureInfo.InvariantCulture));
            }
            else if (!raised.Add(stream))
            {
                continue;
            }
            else if (StrategyRow.IdOf(stream) is { } strategy)
            {
                await RaiseAsync(db.Plans.Where(p => p.StrategyId == strategy));
            }
            else if (AreaRow.IdOf(stream) is { } area)
            {
                areas.Add(area);
            }
            else
            {
                var plan = stream;
                await RaiseAsync(db.Plans.Where(p => p.Id == plan));
            }
        }
        foreach (var area in areas)
            await RaiseAsync(db.Plans.Where(p => p.AreaId == area));

        static Task RaiseAsync(IQueryable<PlanRow> plans) =>
            plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Revision, p => p.Revision + 1));
    }

    /// <summary>Asks about the names in what the operation wrote; the writer does it at its end, after all that is refused for good.</summary>
    /// <exception cref="RuleBroken">There are some, and the actor has not said that they are of nobody who uses the service.</exception>
    internal void AskAboutNames()
    {
        if (names.Count > 0)
            throw Named.Asked(names);
    }

    /// <summary>Leaves a line in the record, stored in the operation's own transaction.</summary>
    /// <param name="stream">The chain: a plan's id, <c>strategy:1</c>, or <see cref="Recorded.Installation"/>.</param>
    /// <param name="operation">The operation's name, a verb phrase: <c>EditItem</c>.</param>
    /// <param name="list">The list of the thing, or null.</param>
    /// <param name="item">Its id, or null.</param>
    /// <param name="changes">What was and what is.</param>
    /// <param name="reason">Why, where it was asked.</param>
    /// <param name="quotes">True where it only quotes what was written before: about its names was asked then.</param>
    public void Record(
        string stream,
        string operation,
        string? list,
        string? item,
        IReadOnlyList<Change> changes,
        string? reason = null,
        bool quotes = false
    )
    {
        if (!quotes && Named.In(stream, list, changes, reason) is { Count: > 0 } named)
        {
            if (actor.NamesNobody)
                reason = Named.Answered(reason, named);
            else
                names.UnionWith(named);
        }
        told.Add((stream, stream == Recorded.Installation && list is "areas" ? item : null));
        records.Add(
            new RecordRow
            {
                Stream = stream,
                At = Now,
                PersonId = actor.PersonId,
                Actor = actor.Name,
                Operation = operation,
                List = list,
                Item = item,
                Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
                Changes = Change.ToJson(changes),
            }
        );
    }
}

/// <summary>Who was the last to write something.</summary>
static class LastWriter
{
    /// <summary>Who, as people read it; "Somebody" where the record does not say.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="stream">The chain.</param>
    /// <param name="list">The list of the thing.</param>
    /// <param name="item">Its id; null for any of the list.</param>
    public static async Task<string> LastWriterAsync(this Work work, string stream, string list, string? item = null) =>
        await work
            .Db.Records.AsNoTracking()
            .Where(r => r.Stream == stream && r.List == list && (item == null || r.Item == item))
            .OrderByDescending(r => r.Seq)
            .Select(r => r.Actor)
            .FirstOrDefaultAsync()
        ?? "Somebody";
}

/// <summary>One field that changed.</summary>
/// <param name="Field">Its name as in the plan file.</param>
/// <param name="Old">What was, as JSON text.</param>
/// <param name="New">What is, as JSON text.</param>
public sealed record Change(string Field, string Old, string New)
{
    /// <summary>The changes as the record keeps them: <c>{"due":["2026-04-01","2026-05-01"]}</c>.</summary>
    public static string ToJson(IReadOnlyList<Change> changes) =>
        changes.Count == 0
            ? "{}"
            : "{" + string.Join(",", changes.Select(c => $"{System.Text.Json.JsonSerializer.Serialize(c.Field)}:[{c.Old},{c.New}]")) + "}";

    /// <summary>A text as JSON.</summary>
    public static string Text(string? text) => System.Text.Json.JsonSerializer.Serialize(text);

    /// <summary>A whole number as JSON.</summary>
    public static string Number(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";
}
