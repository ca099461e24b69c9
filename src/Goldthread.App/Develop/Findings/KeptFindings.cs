using System.Threading.Channels;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Goldthread.App.Develop.Findings;

/// <summary>
/// What the checks find, worked out once for a revision of a plan and a day. The findings stay in this process's memory, bounded; the key holds the
/// revision, which is read from the database with the plan, so that no process shows what another made old. The counts are kept in the database,
/// so that lists of plans read them with their rows; where they are old, they are worked out behind the page.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="writer">Keeps the counts.</param>
/// <param name="clock">What day it is.</param>
/// <param name="log">Told of a plan whose findings cannot be worked out.</param>
public sealed partial class KeptFindings(Store.Database database, Writer writer, TimeProvider clock, ILogger<KeptFindings>? log = null)
    : IAsyncDisposable
{
    /// <summary>Findings of all plans together: those of a thousand services.</summary>
    const int MostFindings = 300_000;

    /// <summary>What is read behind the pages is in nobody's count of commands.</summary>
    readonly Lazy<Store.Database> behind = new(() => Store.Database.At(database.Connection));

    readonly Lock gate = new();
    readonly Kept byPlan = new(MostFindings);
    readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    readonly Channel<(string Plan, FindingCounts? Counts)> queue = Channel.CreateBounded<(string, FindingCounts?)>(
        new BoundedChannelOptions(4096) { SingleReader = true }
    );
    readonly CancellationTokenSource stopping = new();
    Task? loop;

    /// <value>Today where the service is.</value>
    public DateOnly Today => clock.Today();

    /// <summary>What the checks find in what somebody sees of a plan.</summary>
    /// <param name="db">To read with.</param>
    /// <param name="plan">The plan as it was just read: its revision counts.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="hidden">What of it is hidden from them.</param>
    /// <param name="cancel">Ends when the visitor goes away.</param>
    /// <exception cref="Missing">The plan is gone.</exception>
    public async ValueTask<PlanFound> OfAsync(Db db, PlanRow plan, Actor actor, Hidden hidden, CancellationToken cancel = default) =>
        Find(plan.Id, hidden.Key, plan.Revision, Today) ?? KeepOf(plan, await PlanQueries.LoadAsync(db, plan, actor, cancel));

    /// <summary>What the checks find in a plan, and the plan itself, loaded once for both.</summary>
    /// <inheritdoc cref="OfAsync"/>
    public async Task<(PlanFound Found, PlanDocument Document)> WithDocumentAsync(
        Db db,
        PlanRow plan,
        Actor actor,
        CancellationToken cancel = default
    )
    {
        var loaded = await PlanQueries.LoadAsync(db, plan, actor, cancel);
        return (Find(plan.Id, loaded.Hidden.Key, plan.Revision, Today) ?? KeepOf(plan, loaded), loaded.Document);
    }

    PlanFound KeepOf(PlanRow plan, PlanQueries.Loaded loaded)
    {
        var found = Of(loaded, plan.Id, plan.Revision, Today);
        Keep(plan.Id, loaded.Hidden.Key, found);
        // The database keeps the counts of what everybody sees.
        if (loaded.Hidden.Key.Length == 0)
            Behind(plan.Id, found.Counts);
        return found;
    }

    /// <summary>The counts of a plan in a list, as they are kept, of what everybody sees of it; old ones are worked out anew behind the page.</summary>
    /// <param name="plan">The plan's id.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="kept">The counts that the database keeps of it, or null.</param>
    /// <returns>The counts, and whether they are of this revision and today.</returns>
    public (FindingCounts? Counts, bool IsNow) Look(string plan, int revision, FindingCountRow? kept)
    {
        if (Find(plan, "", revision, Today) is { } found)
            return (found.Counts, true);
        var counts = FindingCounts.Of(kept) ?? byPlan.Find<PlanFound>((plan, ""))?.Counts;
        if (counts is not null && counts.Revision == revision && counts.Day == Today)
            return (counts, true);
        Behind(plan, null);
        return (counts, false);
    }

    /// <summary>Works out what the checks find in what somebody sees of a plan; nothing is kept.</summary>
    internal static async Task<PlanFound> WorkOutAsync(
        Db db,
        string plan,
        int revision,
        DateOnly today,
        Actor actor,
        CancellationToken cancel = default
    )
    {
        var row = await PlanQueries.RowAsync(db, plan, cancel) ?? throw new Missing("plan");
        return Of(await PlanQueries.LoadAsync(db, row, actor, cancel), plan, revision, today);
    }

    internal static PlanFound Of(PlanQueries.Loaded loaded, string plan, int revision, DateOnly today) =>
        new(
            plan,
            revision,
            today,
            PlanChecks.Run(loaded.Document, today, Shipped.Data),
            loaded.Document.Waivers,
            loaded.PutAway,
            loaded.Rows
        );

    PlanFound? Find(string plan, string sight, int revision, DateOnly today) =>
        byPlan.Find<PlanFound>((plan, sight)) is { } found && found.Counts.Revision == revision && found.Counts.Day == today ? found : null;

    void Keep(string plan, string sight, PlanFound found) => byPlan.Keep((plan, sight), found, 1 + found.All.Count);

    /// <summary>Leaves for later: to keep counts, or without them to work them out.</summary>
    void Behind(string plan, FindingCounts? counts)
    {
        lock (gate)
        {
            // One that there is no room for is asked for again by the next visit.
            if ((counts is not null || waiting.Add(plan)) && !queue.Writer.TryWrite((plan, counts)) && counts is null)
                waiting.Remove(plan);
            loop ??= Task.Run(LoopAsync);
        }
    }

    async Task LoopAsync()
    {
        await foreach (var (plan, counts) in queue.Reader.ReadAllAsync(stopping.Token))
        {
            if (counts is null)
            {
                lock (gate)
                    waiting.Remove(plan);
            }
            try
            {
                if ((counts ?? await CountAsync(plan)) is { } now)
                    await writer.RunAsync(Actor.CommandLine, work => KeepAsync(work.Db, plan, now), stopping.Token);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // A check failed, or the database went away: the next visit asks again.
                if (log is not null)
                    NotWorkedOut(log, failed, plan);
            }
        }
    }

    async Task<FindingCounts?> CountAsync(string plan)
    {
        await using var db = behind.Value.Open();
        var revision = await db
            .Plans.Where(p => p.Id == plan && p.RemovedAt == null)
            .Select(p => (int?)p.Revision)
            .FirstOrDefaultAsync(stopping.Token);
        if (revision is not { } number)
            return null;
        if (Find(plan, "", number, Today) is { } kept)
            return kept.Counts;
        var found = await WorkOutAsync(db, plan, number, Today, Actor.Everybody, stopping.Token);
        Keep(plan, "", found);
        return found.Counts;
    }

    /// <summary>Keeps the counts, in the transaction under way; past EF, since it is no part of what the visitor asked for.</summary>
    internal static async Task KeepAsync(Db db, string plan, FindingCounts counts)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = """
            INSERT INTO finding_counts (plan, revision, day, errors, warnings, advice, waived)
            VALUES (@plan, @revision, @day, @errors, @warnings, @advice, @waived)
            ON CONFLICT (plan) DO UPDATE SET revision = excluded.revision, day = excluded.day, errors = excluded.errors,
                warnings = excluded.warnings, advice = excluded.advice, waived = excluded.waived
            """;
        foreach (
            var (name, value) in new (string, object)[]
            {
                ("plan", plan),
                ("revision", counts.Revision),
                ("day", counts.Day),
                ("errors", counts.Errors),
                ("warnings", counts.Warnings),
                ("advice", counts.Advice),
                ("waived", counts.Waived),
            }
        )
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }

    [LoggerMessage(LogLevel.Error, "The findings of plan {Plan} could not be worked out.")]
    static partial void NotWorkedOut(ILogger log, Exception failed, string plan);

    /// <summary>Stops what is worked out behind the pages.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stopping.CancelAsync();
        if (loop is not null)
        {
            try
            {
                await loop;
            }
            catch (OperationCanceledException) { }
        }
        stopping.Dispose();
        byPlan.Dispose();
    }
}
