using System.Text.Json;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Evaluate.Adaptations;

/// <summary>
/// What a refused change had changed is put back to what it was, in the same operation and as a line of its own in the record of the thing. What was
/// changed again since, or taken out, stays as it is, and the record says so. What was is read in the record, where it stands whole; the change itself
/// keeps a short text of it, which people may edit.
/// </summary>
static class PutBack
{
    /// <summary>What the record calls the line of a thing that was put back.</summary>
    internal const string Operation = "PutBack";

    /// <summary>What the record calls the line of a thing that stays as it is.</summary>
    internal const string Stays = "LeaveAsItIs";

    /// <summary>One field of one thing, as a line of the record tells that it changed.</summary>
    /// <param name="Seq">The line.</param>
    /// <param name="List">The list; <c>plan</c> for the plan itself.</param>
    /// <param name="Id">The item.</param>
    /// <param name="Field">The field.</param>
    /// <param name="Old">What was, as JSON.</param>
    /// <param name="New">What was put instead, as JSON.</param>
    sealed record Traced(long Seq, string List, string Id, Field Field, string Old, string New);

    /// <summary>Puts back what a change had changed.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="holder">The plan.</param>
    /// <param name="change">The id of the change that is refused.</param>
    /// <param name="reason">Why it is refused.</param>
    /// <returns>What came of it, in a sentence.</returns>
    public static async Task<string> RunAsync(Work work, Holder holder, string change, string reason)
    {
        if (await TraceAsync(work, holder.Id, change) is not { } traced)
        {
            const string Unknown = "What was changed is not in the record, so nothing is put back. Change it by hand.";
            work.Record(holder.Id, Stays, Adaptation.List, change, [], Unknown);
            return Unknown;
        }
        var before = await BeforeAsync(work, holder.Id, change, traced);
        var what = $"The {Words.Read(Adapt.Of(traced.Field))}";
        var stays =
            traced.List is PlanRow.List
                ? await PlanAsync(work, holder, traced, before, reason)
                : await ItemAsync(work, holder, traced, before, reason);
        if (stays is null)
            return $"{what} is what it was before.";
        var said = $"{what} {stays}";
        work.Record(holder.Id, Stays, traced.List, traced.Id, [], said.Length <= 1000 ? said : said[..999] + "…");
        return said;
    }

    const string Again = "was changed again since, so it stays as it is.";

    /// <returns>Null where it was put back; else why it stays.</returns>
    static async Task<string?> ItemAsync(Work work, Holder holder, Traced traced, string before, string reason)
    {
        var thing = Thing.Find(traced.List)!;
        if (await work.Db.Items.FindAsync(holder.Id, traced.List, traced.Id) is not { RemovedAt: null } row)
            return "stays as it is: the thing was taken out of the plan since.";
        var old = ItemRows.Read(thing, row);
        if (!IsStill(traced, old))
            return Again;
        var now = With(thing.Shape, old, traced.Field, before);
        try
        {
            await Acceptance.AcceptAsync(work, holder, thing, now);
        }
        catch (RuleBroken broken)
        {
            return $"stays as it is, since what it was before is not accepted now: {broken.Message}";
        }
        await ItemStore.ChangeAsync(work, thing, row, now, reason, Operation);
        return null;
    }

    /// <inheritdoc cref="ItemAsync"/>
    static async Task<string?> PlanAsync(Work work, Holder holder, Traced traced, string before, string reason)
    {
        var row = await work.PlanAsync(holder.Id, Domain.Govern.Permission.See);
        var document = PlanRows.Read(row);
        var shape = Shape.Of<Plan>();
        var (old, now) = (document.Plan!, (Plan)shape.Copy(document.Plan!));
        List<Change> changes;
        if (shape.Find(traced.Field.Name) == traced.Field)
        {
            if (!IsStill(traced, old))
                return Again;
            now = (Plan)With(shape, old, traced.Field, before);
            var refusals = Acceptance.Refusals(shape, now);
            refusals.AddRange((await References.OfAsync(work, holder, now)).Broken(now));
            if (refusals.Count > 0)
                return $"stays as it is, since what it was before is not accepted now: {refusals[0].Message}";
            changes = Items.Difference(shape, old, now);
        }
        else
        {
            var money = document.Resources?.Budget ?? (Budget)Shape.Of<Budget>().New();
            if (!IsStill(traced, money))
                return Again;
            var resources = Shape.Of<PlanDocument>()["resources"];
            var was = Shape.ToJson(resources, document);
            EditPlan.SetApproved(document, traced.Field.Get(With(Shape.Of<Budget>(), money, traced.Field, before)));
            changes = [new(resources.Name, was, Shape.ToJson(resources, document))];
        }
        await EditPlan.StoreAsync(work, row, document, now, Operation, changes, reason);
        return null;
    }

    static bool IsStill(Traced traced, Part now) => string.Equals(Shape.ToJson(traced.Field, now), traced.New, StringComparison.Ordinal);

    static Part With(Shape shape, Part part, Field field, string json)
    {
        var copy = shape.Copy(part);
        field.Set(copy, field.Get(Of(shape, field, json)));
        return copy;
    }

    static Part Of(Shape shape, Field field, string json) => shape.FromJson($"{{\"{field.Name}\":{json}}}");

    /// <summary>
    /// What it was before. Where that was itself put there by a change that was refused later, once this one had overwritten it, it is what was before that.
    /// </summary>
    static async Task<string> BeforeAsync(Work work, string plan, string change, Traced traced)
    {
        var thing = Thing.Of<Adaptation>();
        var rows = await work
            .Db.Items.AsNoTracking()
            .Where(i => i.Owner == plan && i.List == thing.List && i.Id != change && i.RemovedAt == null)
            .ToListAsync();
        var refused = new List<Traced>();
        foreach (var row in rows.Where(r => ItemRows.Read<Adaptation>(r).Refused is not null))
        {
            if (await TraceAsync(work, plan, row.Id) is { } other && other.Seq < traced.Seq)
                refused.Add(other);
        }
        var before = traced.Old;
        foreach (var other in refused.OrderByDescending(r => r.Seq))
        {
            if ((other.List, other.Id, other.Field, other.New) == (traced.List, traced.Id, traced.Field, before))
                before = other.Old;
        }
        return before;
    }

    /// <summary>Finds the line of the record that made a change: it stands before the line by which the change was written down, in the same operation.</summary>
    static async Task<Traced?> TraceAsync(Work work, string plan, string change)
    {
        var written = await work
            .Db.Records.AsNoTracking()
            .Where(r => r.Stream == plan && r.List == Adaptation.List && r.Item == change && r.Operation == "AddItem")
            .OrderByDescending(r => r.Seq)
            .FirstOrDefaultAsync();
        if (written is null)
            return null;
        var adaptation = Written(written);
        var lines = work
            .Db.Records.AsNoTracking()
            .Where(r =>
                r.Stream == plan
                && r.Seq < written.Seq
                && r.At == written.At
                && r.PersonId == written.PersonId
                && r.List != null
                && r.List != Adaptation.List
            );
        // What has no id of its own is told as a change of the plan.
        if (adaptation.About is { } about and not "plan")
            lines = lines.Where(r => r.Item == about);
        await foreach (var line in lines.OrderByDescending(r => r.Seq).AsAsyncEnumerable())
        {
            if (Changed(line).FirstOrDefault(t => IsTold(t, adaptation)) is { } traced)
                return traced;
        }
        return null;
    }

    static Adaptation Written(RecordRow line)
    {
        var shape = Shape.Of<Adaptation>();
        using var json = JsonDocument.Parse(line.Changes);
        var fields = json.RootElement.EnumerateObject().Where(p => shape.Find(p.Name) is not null);
        return (Adaptation)shape.FromJson("{" + string.Join(",", fields.Select(p => $"\"{p.Name}\":{p.Value[1].GetRawText()}")) + "}");
    }

    /// <summary>The fields whose change asks why, of those that a line tells of.</summary>
    static IEnumerable<Traced> Changed(RecordRow line)
    {
        var shape = line.List is PlanRow.List ? Shape.Of<Plan>() : Thing.Find(line.List!)?.Shape;
        if (shape is null || line.Item is not { } item)
            yield break;
        using var json = JsonDocument.Parse(line.Changes);
        foreach (
            var told in json
                .RootElement.EnumerateObject()
                .Where(p => p.Value is { ValueKind: JsonValueKind.Array } v && v.GetArrayLength() == 2)
        )
        {
            var (old, now) = (told.Value[0].GetRawText(), told.Value[1].GetRawText());
            if (shape.Find(told.Name) is { AsksWhy: true } field)
                yield return new(line.Seq, line.List!, item, field, old, now);
            else if (line.List is PlanRow.List && told.Name is "resources")
                yield return Money(old, now) with
                {
                    Seq = line.Seq,
                    Id = item,
                };
        }
    }

    /// <summary>The money that is approved in all, which the record keeps with all resources of the plan.</summary>
    static Traced Money(string old, string now)
    {
        var field = Shape.Of<Budget>()[EditPlan.ApprovedField];
        return new(0, PlanRow.List, "", field, Of(old), Of(now));

        string Of(string resources) =>
            resources is not "null" && ((Resources)Shape.Of<Resources>().FromJson(resources)).Budget is { } budget
                ? Shape.ToJson(field, budget)
                : "null";
    }

    /// <summary>True where a change tells of just this: the same part, from what to what.</summary>
    static bool IsTold(Traced traced, Adaptation told)
    {
        var shape =
            traced.Field.Name is EditPlan.ApprovedField ? Shape.Of<Budget>()
            : traced.List is PlanRow.List ? Shape.Of<Plan>()
            : Thing.Find(traced.List)!.Shape;
        return Adapt
            .Changes(shape, Of(shape, traced.Field, traced.Old), Of(shape, traced.Field, traced.New))
            .Any(c => c.Field == told.Field && Adapt.Short(c.From) == told.From && Adapt.Short(c.To) == told.To);
    }
}
