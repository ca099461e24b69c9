using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Things;

/// <summary>Who may write an item, and what every item has to meet before it is stored, whichever page, file or call it comes from.</summary>
public static class Acceptance
{
    /// <summary>Refuses what is blank and owed, what could identify somebody, what breaks a rule of its own, and references to nothing.</summary>
    /// <exception cref="RuleBroken">With every refusal that was found.</exception>
    internal static async Task AcceptAsync(Work work, Holder holder, Thing thing, Part part, IEnumerable<Refusal>? more = null)
    {
        var refusals = Refusals(thing.Shape, part);
        refusals.AddRange(more ?? []);
        refusals.AddRange((await References.OfAsync(work, holder, part, thing)).Broken(part));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
    }

    /// <summary>What can be said of a part without the database.</summary>
    internal static List<Refusal> Refusals(Shape shape, Part part)
    {
        var refusals = new List<Refusal>();
        foreach (var field in shape.Fields)
        {
            if (field.IsOwed && !field.IsSet(part) && !field.Name.Equals("id", StringComparison.Ordinal))
                refusals.Add(new(field.Name, field.LeftOut));
        }
        foreach (var text in Walk.FreeTexts(part))
        {
            if (Identifiable.Find(text.Text) is { } found)
                refusals.Add(new(text.Place, found.Explanation()));
        }
        refusals.AddRange(part.BrokenRules().SelectMany(r => r.Refusals));
        return refusals;
    }

    /// <summary>May this person write all of a list: add, change, remove? Planners any list; quality leads audits; contributors feedback and evidence.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="path">The path of the plan's area.</param>
    /// <param name="thing">The list.</param>
    public static bool MayWrite(Actor actor, string path, Thing thing) =>
        actor.May(Permission.WritePlans, path)
        || (actor.May(Permission.Assure, path) && thing.List is Audit.List or RegulatoryAction.List)
        || (actor.May(Permission.Contribute, path) && thing.List is FeedbackItem.List or Evidence.List);

    /// <summary>May this person add to a list? Who may write it, and whoever contributes may ask a question.</summary>
    /// <inheritdoc cref="MayWrite"/>
    public static bool MayAdd(Actor actor, string path, Thing thing) =>
        MayWrite(actor, path, thing) || (actor.May(Permission.Contribute, path) && thing.List is Question.List);

    /// <summary>May this person record on an item that is theirs? Contributors on their own actions: how far they are, and what shows it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="path">The path of the plan's area.</param>
    /// <param name="thing">The list.</param>
    /// <param name="person">The staff id of whose it is, or null.</param>
    public static bool MayRecord(Actor actor, string path, Thing thing, string? person) =>
        thing.List is Domain.Implement.Action.List && IsTheirs(actor, path, person);

    /// <summary>Is it this person who answers for it, and may they contribute in the area?</summary>
    /// <inheritdoc cref="MayRecord"/>
    public static bool IsTheirs(Actor actor, string path, string? person) =>
        person is not null && actor.May(Permission.Contribute, path) && actor.StaffIn(path).Contains(person, StringComparer.Ordinal);

    /// <summary>May this person make a move of a thing?</summary>
    /// <param name="actor">Who.</param>
    /// <param name="path">The path of the plan's area.</param>
    /// <param name="move">The move.</param>
    /// <param name="person">The staff id of whoever answers for the thing, or null.</param>
    public static bool MayMove(Actor actor, string path, MoveKind move, string? person) =>
        move.Needs.Any(n => actor.May(n, path))
        || (move.Thing is { } thing && move.Needs.Contains(Permission.WritePlans) && MayWrite(actor, path, thing))
        || (move.IsOwn && IsTheirs(actor, path, person));

    /// <summary>What moves set, no form and no call that changes fields gives.</summary>
    /// <param name="thing">Whose fields they are; null for the plan's own.</param>
    /// <param name="changed">The fields that are changed.</param>
    /// <exception cref="RuleBroken">One of them is set by a move: the sentence names it.</exception>
    internal static void RefuseMoved(Thing? thing, IEnumerable<Field> changed)
    {
        if (
            changed.Where(f => f.MovedBy.Count > 0).Select(f => new Refusal(f.Name, MoveKind.Refusal(thing, f))).ToList() is
            { Count: > 0 } moved
        )
            throw new RuleBroken(moved);
    }

    /// <summary>A new item may say how it stands, as a plan file may; what an approver alone gives, it may not.</summary>
    /// <exception cref="RuleBroken">It gives something of which only an approver's move can tell.</exception>
    internal static void RefuseAgreed(Thing thing, Part part) =>
        RefuseMoved(
            thing,
            thing.Shape.Fields.Where(f =>
                f.MovedBy.Count > 0
                && f.IsSet(part)
                && MoveKind.On(thing).Any(m => f.MovedBy.Contains(m.Name) && m.Needs.All(n => n is Permission.Approve))
            )
        );

    /// <summary>Asks whether this person may write an item.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="holder">The plan or the strategy.</param>
    /// <param name="thing">The list.</param>
    /// <param name="row">The item; null for a new one.</param>
    /// <param name="fields">What is changed of it; null where it is added, removed or brought back.</param>
    /// <exception cref="Forbidden">No.</exception>
    internal static void Allow(Actor actor, Holder holder, Thing thing, ItemRow? row, IEnumerable<Field>? fields = null)
    {
        var path = holder.Path;
        if (
            holder.MayWrite(actor)
            || (row is null && fields is null ? MayAdd(actor, path, thing) : MayWrite(actor, path, thing))
            || (
                fields is not null
                && MayRecord(actor, path, thing, row?.Person)
                // What their moves set is refused by a sentence that names the move.
                && fields.All(f => Items.IsProgress(f) || f.MovedBy.Count > 0)
            )
        )
        {
            holder.RefuseClosed();
            return;
        }
        throw new Forbidden(
            actor.May(Permission.Contribute, path)
                ? "You can record progress on your own actions, add feedback and evidence, and ask questions. A planner of the area can change the rest."
                : "Your role in this area lets you read, not write."
        );
    }

    /// <summary>Asks whether this person may write an item, before it is said what is wrong with what they sent.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="plan">The plan, with its area.</param>
    /// <param name="thing">The list.</param>
    /// <param name="row">The item; null for a new one.</param>
    /// <param name="fields">What is changed of it; null where it is added, removed or brought back.</param>
    /// <exception cref="Forbidden">No.</exception>
    public static void Allow(Actor actor, PlanRow plan, Thing thing, ItemRow? row, IEnumerable<Field>? fields = null) =>
        Allow(actor, Holder.Of(plan), thing, row, fields);

    /// <summary>After approval some changes owe a reason.</summary>
    /// <exception cref="RuleBroken">The reason is missing, or could identify somebody.</exception>
    internal static void OweReason(Holder holder, bool owed, string? reason) => OweReason(holder.IsApproved, owed, reason);

    /// <inheritdoc cref="OweReason(Holder, bool, string?)"/>
    internal static void OweReason(bool isApproved, bool owed, string? reason)
    {
        if (owed && isApproved && string.IsNullOrWhiteSpace(reason))
            throw new RuleBroken("The plan is approved. Say why this changes.", "reason");
        if (reason is not null && Identifiable.Find(reason) is { } found)
            throw new RuleBroken(found.Explanation(), "reason");
        if (reason?.Length > 1000)
            throw new RuleBroken("Write at most 1,000 characters.", "reason");
    }
}
