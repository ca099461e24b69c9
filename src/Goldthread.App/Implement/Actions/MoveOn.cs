using Goldthread.App.Evaluate.Adaptations;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Implement.Actions;

/// <summary>
/// What depends on an action that moves, moves with it: each with its own line of the record and the same reason, and once the plan is approved with its own
/// adaptation. All or nothing. What whoever moves it does not see stays where it is.
/// </summary>
sealed class MoveOn : Follow<MoveAction>
{
    static readonly Thing Actions = Thing.Of<Action>();

    protected override async Task BeforeAsync(Work work, Holder holder, string id, Part thing, MoveAction move)
    {
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, holder);
        var rows = await work
            .Db.Items.Where(i => i.Owner == holder.Id && i.List == Action.List && i.RemovedAt == null)
            .OrderBy(i => i.Position)
            .ThenBy(i => i.Id)
            .ToListAsync();
        var plan = await work.Db.Plans.Include(p => p.Area).FirstAsync(p => p.Id == holder.Id);
        var days = BankHolidays.Of(await BankHolidays.NationAsync(work.Db, holder.Strategy, plan.Area!));
        move.Takes([
            .. KnockOn.Of([.. rows.Where(r => !hidden.Has(r)).Select(ItemRows.Read<Action>)], id, move.Starts, move.Due, days).Skip(1),
        ]);
    }

    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, MoveAction move)
    {
        if (move.With.Count == 0)
            return;
        var kind = MoveKind.Find(Actions, "move")!;
        var rows = work
            .Db.Items.Local.Where(i => i.Owner == holder.Id && i.List == Action.List)
            .ToDictionary(i => i.Id, StringComparer.Ordinal);
        var changed = new List<Adapted>();
        foreach (var shift in move.With)
        {
            var (row, of) = (rows[shift.Action.Id], move.Of(shift));
            var now = Actions.Shape.Copy(shift.Action);
            ((Action)now).MoveTo(of.Starts, of.Due);
            await ItemStore.ChangeAsync(work, Actions, row, now, move.Reason, kind.Operation, told: MakeMove.Told(kind, of));
            changed.Add(new(row.Id, Actions.Shape, shift.Action, now, row));
        }
        await Adapt.RecordAsync(work, holder, changed, move.Reason);
        move.Tells(
            move.With.Count == 1 ? "1 action that comes after it moved too." : $"{move.With.Count} actions that come after it moved too."
        );
    }
}

/// <summary>What a move of an action would move, and stores nothing.</summary>
public static class LookAhead
{
    /// <summary>The answers of a move that would be accepted, and what moves with it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="plan">The plan's row, with its area.</param>
    /// <param name="seen">The items that the person sees.</param>
    /// <param name="id">The action.</param>
    /// <param name="starts">When it starts from now on; null leaves its day.</param>
    /// <param name="due">When it is due from now on; null leaves its day.</param>
    /// <returns>The action itself first, and whose working days were counted.</returns>
    /// <exception cref="Missing">There is no such action, or the person does not see it.</exception>
    /// <exception cref="OutOfTurn">It is done or cancelled.</exception>
    /// <exception cref="RuleBroken">The days are not accepted.</exception>
    public static async Task<(IReadOnlyList<Shift> Shifts, WorkingDays Days)> RunAsync(
        Db db,
        PlanRow plan,
        IQueryable<ItemRow> seen,
        string id,
        DateOnly? starts,
        DateOnly? due,
        CancellationToken cancel = default
    )
    {
        var bodies = await seen.Where(i => i.Owner == plan.Id && i.List == Action.List && i.RemovedAt == null)
            .OrderBy(i => i.Position)
            .ThenBy(i => i.Id)
            .Select(i => i.Body)
            .ToListAsync(cancel);
        var actions = bodies.ConvertAll(b => (Action)Thing.Of<Action>().Shape.FromJson(b));
        var moved = (Action)Thing.Of<Action>().Shape.Copy(actions.Find(a => a.Id == id) ?? throw new Missing("action"));
        MoveKind.Find(Thing.Of<Action>(), "move")!.RefuseOutOfTurn(moved);
        moved.MoveTo(starts, due);
        if (moved.BrokenRules().FirstOrDefault() is { } broken)
            throw broken;
        var days = BankHolidays.Of(await BankHolidays.NationAsync(db, Holder.Of(plan).Strategy, plan.Area!, cancel));
        return (KnockOn.Of(actions, id, starts, due, days), days);
    }
}
