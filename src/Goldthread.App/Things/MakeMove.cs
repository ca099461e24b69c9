using System.Collections.Frozen;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Evaluate.Adaptations;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Things;

/// <summary>Makes any move of a thing or of a plan: who may, whether its state allows it, what the domain says, one line in the record.</summary>
public static class MakeMove
{
    /// <summary>The field of a record line that holds what was answered; nothing of the thing itself.</summary>
    public const string Answers = "move";

    /// <summary>Makes a move of an item.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="move">Which move.</param>
    /// <param name="id">The item.</param>
    /// <param name="values">The answers by field name.</param>
    /// <param name="seen">The version that the caller saw; null where none is told.</param>
    /// <param name="unread">Answers that could not be read: said once it is clear that the person may and that it is its turn.</param>
    /// <exception cref="Forbidden">The person may not make it.</exception>
    /// <exception cref="OutOfTurn">The item's state does not allow it, or the plan is closed.</exception>
    /// <exception cref="StaleEdit">The version is not the present one.</exception>
    /// <exception cref="RuleBroken">Something is missing or not accepted.</exception>
    /// <returns>The move as it was made: its answers, the new item that it made, what else came of it.</returns>
    public static async Task<Move> RunAsync(
        Work work,
        string plan,
        MoveKind move,
        string id,
        IReadOnlyDictionary<string, object?> values,
        int? seen = null,
        IReadOnlyList<Refusal>? unread = null
    )
    {
        var thing = move.Thing!;
        var holder = await work.HolderAsync(plan);
        var row = await Items.RowAsync(work, holder, thing, id);
        if (!Acceptance.MayMove(work.Actor, holder.Path, move, row.Person))
            throw new Forbidden(WhoMay(move));
        var follow = Follow.Of(move);
        await follow.AllowAsync(work, holder, id);
        holder.RefuseClosed();
        if (seen is { } version)
            await Items.RefuseStaleAsync(work, row, thing, version);
        var old = ItemRows.Read(thing, row);
        move.RefuseOutOfTurn(old);
        var made = await AnswersAsync(work, holder, move, values, unread ?? []);
        await follow.BeforeAsync(work, holder, id, old, made);
        var now = thing.Shape.Copy(old);
        move.Make(made, now, await MomentAsync(work, holder));
        var changes = Items.Difference(thing.Shape, old, now);
        var reason = ReasonOf(move, made);
        Acceptance.OweReason(holder, changes.Exists(c => thing.Shape[c.Field].AsksWhy), reason);
        await Acceptance.AcceptAsync(work, holder, thing, now);
        await ItemStore.ChangeAsync(work, thing, row, now, reason, move.Operation, told: Told(move, made));
        await Adapt.RecordAsync(work, holder, Adapt.AboutOf(old, id), thing.Shape, old, now, reason, of: row);
        await follow.AfterAsync(work, holder, id, now, made);
        return made;
    }

    /// <summary>Makes a move of a plan.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="move">Which move.</param>
    /// <param name="values">The answers by field name.</param>
    /// <param name="seen">The revision that the caller saw; null where none is told.</param>
    /// <param name="unread">Answers that could not be read: said once it is clear that the person may and that it is its turn.</param>
    /// <inheritdoc cref="RunAsync(Work, string, MoveKind, string, IReadOnlyDictionary{string, object?}, int?, IReadOnlyList{Refusal}?)"/>
    /// <exception cref="ChangedSince">What is to be approved is not what was seen.</exception>
    public static async Task<Move> RunAsync(
        Work work,
        string plan,
        MoveKind move,
        IReadOnlyDictionary<string, object?> values,
        int? seen = null,
        IReadOnlyList<Refusal>? unread = null
    )
    {
        var row = await work.PlanAsync(plan, Permission.See);
        var holder = Holder.Of(row);
        if (!Acceptance.MayMove(work.Actor, holder.Path, move, null))
            throw new Forbidden(WhoMay(move));
        var follow = Follow.Of(move);
        await follow.AllowAsync(work, holder, plan);
        var shape = Shape.Of<Plan>();
        var document = PlanRows.Read(row);
        var old = document.Plan!;
        move.RefuseOutOfTurn(old);
        if (seen is { } revision && revision != row.Revision)
            throw follow.IsOfWhatWasSeen
                ? new ChangedSince(await SinceAsync(work.Db, row, revision))
                : new StaleEdit(old, row.Revision, await work.LastWriterAsync(plan, "plan"));
        var made = await AnswersAsync(work, holder, move, values, unread ?? []);
        await follow.BeforeAsync(work, holder, plan, old, made);
        var now = (Plan)shape.Copy(old);
        move.Make(
            made,
            now,
            await MomentAsync(work, holder) with
            {
                Plan = (await PlanQueries.LoadAsync(work.Db, row, work.Actor)).Document,
            }
        );
        var (changes, told, reason) = (Items.Difference(shape, old, now), Told(move, made), ReasonOf(move, made));
        if (changes.Count > 0)
            await EditPlan.StoreAsync(work, row, document, now, move.Operation, [.. changes, told], reason);
        else
            work.Record(plan, move.Operation, PlanRow.List, plan, [told], reason);
        await follow.AfterAsync(work, holder, plan, now, made);
        return made;
    }

    /// <summary>The sentence of a move's line in the record; null where it is no line of a move.</summary>
    /// <param name="line">The line.</param>
    /// <param name="names">The name of what an answer names by an id, where it is known.</param>
    public static string? Sentence(RecordRow line, Func<Field, string, string?>? names = null)
    {
        if (MoveKind.OfOperation(line.Operation) is not { } move)
            return null;
        using var json = System.Text.Json.JsonDocument.Parse(line.Changes);
        return move.Sentence(
            json.RootElement.TryGetProperty(Answers, out var told) ? move.Shape.FromJson(told[1].GetRawText()) : null,
            names
        );
    }

    /// <summary>What happened to a plan after a revision of it: each operation raised it by one, and left its lines at one instant.</summary>
    static async Task<IReadOnlyList<RecordRow>> SinceAsync(Db db, PlanRow plan, int revision)
    {
        const int most = 50;
        var area = AreaRow.OwnerOf(plan.AreaId);
        var strategy = plan.StrategyId is { } number ? StrategyRow.OwnerOf(number) : null;
        var lines = (
            await db
                .Records.AsNoTracking()
                .Where(r => r.Stream == plan.Id)
                .OrderByDescending(r => r.Seq)
                .Take(most)
                .Concat(db.Records.AsNoTracking().Where(r => r.Stream == area).OrderByDescending(r => r.Seq).Take(most))
                .Concat(db.Records.AsNoTracking().Where(r => r.Stream == strategy).OrderByDescending(r => r.Seq).Take(most))
                .ToListAsync()
        )
            .OrderByDescending(l => l.At)
            .ThenByDescending(l => l.Seq);
        return [.. lines.GroupBy(l => l.At).Take(Math.Clamp(plan.Revision - revision, 0, most)).SelectMany(g => g)];
    }

    static string WhoMay(MoveKind move) =>
        move.Needs.Contains(Permission.WritePlans)
            ? $"A planner of the area{(move.IsOwn ? $", or whoever answers for the {move.Noun}," : "")} can do this."
            : "An approver of the area can do this.";

    static async Task<Move> AnswersAsync(
        Work work,
        Holder holder,
        MoveKind move,
        IReadOnlyDictionary<string, object?> values,
        IReadOnlyList<Refusal> unread
    )
    {
        if (unread.Count > 0)
            throw new RuleBroken(unread);
        var made = (Move)Items.With(move.Shape, move.New(), values);
        var refusals = Acceptance.Refusals(move.Shape, made);
        // What somebody does not see they cannot name.
        refusals.AddRange((await Hidden.OfAsync(work.Db, work.Actor, holder)).Unknown(made));
        refusals.AddRange((await References.OfAsync(work, holder, made)).Broken(made));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        return made;
    }

    /// <summary>Who makes it, with their id in the plan's staff list where they are in it.</summary>
    static async Task<Moment> MomentAsync(Work work, Holder holder)
    {
        string[] ids = [.. work.Actor.OwnStaffIn(holder.Path)];
        var staff =
            ids.Length == 0
                ? null
                : await work
                    .Db.Items.Where(i => i.Owner == holder.Area && i.List == StaffMember.List && i.RemovedAt == null && ids.Contains(i.Id))
                    .OrderBy(i => i.Position)
                    .Select(i => i.Id)
                    .FirstOrDefaultAsync();
        return new Moment(work.Actor.Name, staff, work.Today);
    }

    /// <summary>What the line of a move tells of its answers.</summary>
    internal static Change Told(MoveKind move, Move made) => new(Answers, "null", move.Shape.ToJson(made));

    static string? ReasonOf(MoveKind move, Move made) => move.Shape.Find("reason")?.Get(made) as string;
}

/// <summary>
/// What a move asks and does beside changing its own thing: in the same transaction, before it or after. A class of its own a move, found by the move's
/// class; most moves have none.
/// </summary>
abstract class Follow
{
    static readonly FrozenDictionary<Type, Follow> All = typeof(Follow)
        .Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Follow)) && !t.IsAbstract)
        .Select(t => (Follow)Activator.CreateInstance(t)!)
        .ToFrozenDictionary(f => f.Move);

    /// <summary>What follows a move: what is said of its own class, or of the nearest that it derives from.</summary>
    public static Follow Of(MoveKind move)
    {
        var type = move.Shape.Type;
        while (true)
        {
            if (All.TryGetValue(type.IsGenericType ? type.GetGenericTypeDefinition() : type, out var follow))
                return follow;
            type = type.BaseType!;
        }
    }

    protected abstract Type Move { get; }

    /// <value>True where the move is of what the person saw: if the plan was changed since, that is told and nothing is done.</value>
    public virtual bool IsOfWhatWasSeen => false;

    /// <summary>Asks who may, beyond the move's own declaration.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="holder">The plan.</param>
    /// <param name="id">The item, or the plan.</param>
    /// <exception cref="Forbidden">No.</exception>
    public virtual Task AllowAsync(Work work, Holder holder, string id) => Task.CompletedTask;

    public virtual Task BeforeAsync(Work work, Holder holder, string id, Part thing, Move move) => Task.CompletedTask;

    public virtual Task AfterAsync(Work work, Holder holder, string id, Part thing, Move move) => Task.CompletedTask;

    /// <summary>Most moves change their own thing and no more.</summary>
    sealed class Nothing : Follow
    {
        protected override Type Move => typeof(Move);
    }
}

/// <summary>What follows one move.</summary>
/// <typeparam name="T">The move.</typeparam>
abstract class Follow<T> : Follow
    where T : Move
{
    protected sealed override Type Move => typeof(T);

    /// <summary>Before the domain decides.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="holder">The plan.</param>
    /// <param name="id">The item, or the plan.</param>
    /// <param name="thing">As it is.</param>
    /// <param name="move">The answers.</param>
    protected virtual Task BeforeAsync(Work work, Holder holder, string id, Part thing, T move) => Task.CompletedTask;

    /// <summary>After the thing is changed.</summary>
    /// <inheritdoc cref="BeforeAsync(Work, Holder, string, Part, T)"/>
    protected virtual Task AfterAsync(Work work, Holder holder, string id, Part thing, T move) => Task.CompletedTask;

    public sealed override Task BeforeAsync(Work work, Holder holder, string id, Part thing, Move move) =>
        BeforeAsync(work, holder, id, thing, (T)move);

    public sealed override Task AfterAsync(Work work, Holder holder, string id, Part thing, Move move) =>
        AfterAsync(work, holder, id, thing, (T)move);
}
