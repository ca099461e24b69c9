using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Implement.Actions;

/// <summary>What was seen, where it is all that shows an action to be done, is evidence: an observation of the day.</summary>
sealed class Close : Follow<CloseAction>
{
    protected override async Task BeforeAsync(Work work, Holder holder, string id, Part thing, CloseAction move)
    {
        // What a gate asks for is named, and what was seen is not enough.
        if (move.Evidence.Count > 0 || string.IsNullOrWhiteSpace(move.Note) || ((Action)thing).HasGate)
            return;
        move.IsShownBy(await Observation.AddAsync(work, holder.Id, id, move.Note));
    }

    protected override Task AfterAsync(Work work, Holder holder, string id, Part thing, CloseAction move) =>
        ComesBack.AddAsync(work, holder, (Action)thing, move);
}

/// <summary>An action that comes back and is cancelled is skipped, with its reason: the next one is made all the same.</summary>
sealed class Skip : Follow<CancelAction>
{
    protected override Task AfterAsync(Work work, Holder holder, string id, Part thing, CancelAction move) =>
        ComesBack.AddAsync(work, holder, (Action)thing, move);
}

/// <summary>Makes the next one of an action that comes back, once: it names this one as what comes before it, be it that it was removed since.</summary>
static class ComesBack
{
    static readonly Thing Actions = Thing.Of<Action>();

    public static async Task AddAsync(Work work, Holder holder, Action action, Move move)
    {
        if (action.Following(work.Today, await BeforeAsync(work, holder, action)) is not { } next)
            return;
        var id = action.Id;
        var after = await work
            .Db.Items.AsNoTracking()
            .Where(i =>
                i.Owner == holder.Id
                && i.List == Action.List
                && work.Db.Links.Any(l =>
                    l.Owner == i.Owner && l.List == i.List && l.Id == i.Id && l.Field == "after" && l.ToList == Action.List && l.ToId == id
                )
            )
            .Select(i => i.Body)
            .ToListAsync();
        if (after.Exists(b => ((Action)Actions.Shape.FromJson(b)).Repeats?.Every == action.Repeats!.Every))
            return;
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, holder);
        next = hidden.Shown(next);
        await AddItem.AddAsync(
            work,
            holder,
            Actions,
            Actions.Shape.Fields.Where(f => !f.IsId && f.IsSet(next)).ToDictionary(f => f.Name, f => f.Get(next), StringComparer.Ordinal),
            isPart: true
        );
        move.Tells($"It comes back: the next one is due on {Days.Read(next.Due!.Value)}.");
    }

    /// <summary>When the one before was due, be it removed since: it tells a 30th from the last of a month. Asked for where that is the question.</summary>
    static async Task<DateOnly?> BeforeAsync(Work work, Holder holder, Action action)
    {
        if (action is not { Repeats: not null, Due: { } due, After.Count: > 0 } || !Days.IsLastOfMonth(due))
            return null;
        var rows = await work
            .Db.Items.AsNoTracking()
            .Where(i => i.Owner == holder.Id && i.List == Action.List && action.After.Contains(i.Id))
            .Select(i => i.Body)
            .ToListAsync();
        return rows.Select(b => (Action)Actions.Shape.FromJson(b))
            .Where(a => a.Repeats?.Every == action.Repeats.Every && a.Due < due)
            .Max(a => a.Due);
    }
}
