using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Implement.Actions;

/// <summary>What becomes of several actions at once; what is null stays as it is.</summary>
/// <param name="Accountable">Who answers for them, by the id in the staff list.</param>
/// <param name="Objective">The objective that they are for.</param>
/// <param name="Priority">1 comes first, 3 can wait.</param>
/// <param name="Later">So many days later they start and are due; below 0 for earlier.</param>
public sealed record SeveralChange(string? Accountable, string? Objective, int? Priority, int? Later)
{
    /// <summary>The most days by which actions are moved at once.</summary>
    public const int MostDays = 366;

    /// <value>What is said of another number of days.</value>
    public static string WrongDays => $"Write a whole number of days, at most {MostDays}.";

    /// <value>True where nothing is to change.</value>
    public bool IsNothing => this is { Accountable: null, Objective: null, Priority: null, Later: null or 0 };

    /// <summary>What would change of one action, by the names of the fields; nothing of one that is over.</summary>
    public IReadOnlyDictionary<string, object?> Of(Action action)
    {
        var shape = Thing.Of<Action>().Shape;
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (!action.IsOpen)
            return values;
        if (Accountable is not null)
            values["accountable"] = shape["accountable"].List([Accountable]);
        if (Objective is not null)
            values["objective"] = Objective;
        if (Priority is not null)
            values["priority"] = Priority;
        if (Later is { } days and not 0)
        {
            if (action.Starts is { } starts)
                values["starts"] = starts.AddDays(days);
            if (action.Due is { } due)
                values["due"] = due.AddDays(days);
        }
        var different = Items.Difference(shape, action, Items.With(shape, shape.Copy(action), values)).ConvertAll(c => c.Field);
        foreach (var same in values.Keys.Where(k => !different.Contains(k)).ToList())
            values.Remove(same);
        return values;
    }

    /// <summary>An action as it would be.</summary>
    public Action On(Action action)
    {
        var shape = Thing.Of<Action>().Shape;
        return (Action)Items.With(shape, shape.Copy(action), Of(action));
    }
}

/// <summary>
/// Changes several actions of a plan at once: all of them or none, with one reason, each with its own line of the record and, where the plan is approved,
/// its own adaptation.
/// </summary>
public static class ChangeSeveral
{
    /// <summary>The most that are changed at once.</summary>
    public const int Most = 500;

    /// <summary>Why several cannot be changed so; none where they can.</summary>
    /// <param name="chosen">How many are chosen.</param>
    /// <param name="change">What becomes of them.</param>
    public static IReadOnlyList<Refusal> Refusals(int chosen, SeveralChange change)
    {
        List<Refusal> refusals = [];
        if (chosen == 0)
            refusals.Add(new("actions", "Tick the actions that change."));
        if (chosen > Most)
            refusals.Add(new("actions", $"Change at most {Most} actions at once."));
        if (change.IsNothing)
            refusals.Add(new("accountable", "Choose what changes."));
        if (change.Later is < -SeveralChange.MostDays or > SeveralChange.MostDays)
            refusals.Add(new("later", SeveralChange.WrongDays));
        return refusals;
    }

    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="actions">The actions, each with the version that the person saw.</param>
    /// <param name="change">What becomes of them.</param>
    /// <param name="reason">Why; owed once the plan is approved.</param>
    /// <returns>How many were changed.</returns>
    /// <exception cref="RuleBroken">Nothing is chosen, or something is not accepted.</exception>
    /// <exception cref="StaleEdit">Somebody changed one of them in between.</exception>
    public static async Task<int> RunAsync(
        Work work,
        string plan,
        IReadOnlyList<(string Id, int Version)> actions,
        SeveralChange change,
        string? reason
    )
    {
        var holder = await work.HolderAsync(plan);
        var thing = Thing.Of<Action>();
        Acceptance.Allow(work.Actor, holder, thing, null);
        if (Refusals(actions.Count, change) is { Count: > 0 } refusals)
            throw new RuleBroken(refusals);
        var changed = 0;
        foreach (var (id, version) in actions)
        {
            var row = await Items.RowAsync(work, holder, thing, id);
            var values = change.Of((Action)ItemRows.Read(thing, row));
            if (values.Count == 0)
                continue;
            try
            {
                await EditItem.RunAsync(work, plan, thing, id, version, values, reason);
            }
            catch (RuleBroken broken)
            {
                // Which of them it is, the field does not tell.
                throw new RuleBroken([
                    .. broken.Refusals.Select(r => r.Field is "reason" ? r : new Refusal(null, $"“{row.Title}”: {r.Message}")),
                ]);
            }
            changed++;
        }
        return changed;
    }
}
