using System.Globalization;
using Goldthread.App.Develop.Staff;
using Goldthread.App.Evaluate.Adaptations;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>Starts a plan for an area: a draft that follows the organisation's strategy and has the area's staff list, whose first is whoever starts the first plan.</summary>
public static class StartPlan
{
    /// <param name="work">The operation under way.</param>
    /// <param name="areaId">The area.</param>
    /// <param name="values">The plan's own fields by name; id, title, starts and ends are owed.</param>
    /// <returns>The plan's id.</returns>
    public static async Task<string> RunAsync(Work work, int areaId, IReadOnlyDictionary<string, object?> values)
    {
        var db = work.Db;
        var area = await db.Areas.FirstOrDefaultAsync(a => a.Id == areaId && a.RemovedAt == null);
        if (area is null || !work.Actor.May(Permission.See, area.Path))
            throw new Missing("area");
        if (!work.Actor.May(Permission.WritePlans, area.Path))
            throw new Forbidden("You do not write plans in this area.");
        var shape = Shape.Of<Plan>();
        var plan = (Plan)Items.With(shape, shape.New(), values);
        Acceptance.RefuseMoved(null, shape.Fields.Where(f => f.IsSet(plan)));
        var refusals = Acceptance.Refusals(shape, plan);
        if (string.IsNullOrWhiteSpace(plan.Id))
            refusals.Add(new("id", "Give the plan a short id, like OP-2026."));
        else if (Ids.WhyNotOfPlan(plan.Id) is { } not)
            refusals.Add(new("id", not));
        else if (await db.Plans.AnyAsync(p => p.Id == plan.Id))
            refusals.Add(new("id", "There is a plan of this id already. Choose another, like OP-2026-2."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var document = new PlanDocument();
        Shape.Of<PlanDocument>()["plan"].Set(document, plan);
        var strategy = await db.Strategies.OrderBy(s => s.Id).Select(s => (int?)s.Id).FirstOrDefaultAsync();
        var row = new PlanRow
        {
            Id = plan.Id,
            AreaId = areaId,
            StrategyId = strategy,
        };
        await ItemStore.WritePlanAsync(
            work,
            row,
            document,
            "StartPlan",
            [.. Items.Difference(shape, null, plan), .. PlanRows.PlaceChanges(null, area, strategy)]
        );
        await FirstOfStaff.AddAsync(work, area);
        return plan.Id;
    }

    /// <summary>A short id that is still free: the area's first word and the year, such as ROWAN-2026.</summary>
    /// <param name="db">The database.</param>
    /// <param name="area">What the area is called.</param>
    /// <param name="year">The year in which the plan starts.</param>
    public static async Task<string> FreeIdAsync(Db db, string area, int year, CancellationToken cancel = default)
    {
        var word = new string([.. area.TakeWhile(c => c is not ' ').Where(char.IsAsciiLetterOrDigit).Take(20)]);
        var id = string.Create(CultureInfo.InvariantCulture, $"{(word.Length == 0 ? "PLAN" : word.ToUpperInvariant())}-{year}");
        var taken = await db.Plans.Where(p => p.Id.StartsWith(id)).Select(p => p.Id).Take(1000).ToListAsync(cancel);
        return taken.Contains(id) ? $"{id}-{Enumerable.Range(2, 1000).First(n => !taken.Contains($"{id}-{n}"))}" : id;
    }
}

/// <summary>Changes what a plan says of itself.</summary>
public static class EditPlan
{
    /// <summary>What the law asks of a children's home stands beside the plan in the plan file; it is written with it.</summary>
    public const string HomeField = "childrens_home";

    /// <summary>So does a learner's portfolio.</summary>
    public const string PortfolioField = "portfolio";

    /// <summary>And the money that is approved in all, which the plan file has beside the lines of the budget.</summary>
    public const string ApprovedField = "approved_total";

    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan.</param>
    /// <param name="version">The version that the person saw.</param>
    /// <param name="values">New values by field name, of the plan, or of what is beside it by the names here; fields that are left out stay.</param>
    /// <param name="reason">Why, owed for some fields once the plan is approved.</param>
    /// <returns>The version now.</returns>
    /// <exception cref="StaleEdit">Somebody saved in between.</exception>
    /// <exception cref="RuleBroken">Something is not accepted.</exception>
    public static async Task<int> RunAsync(
        Work work,
        string id,
        int version,
        IReadOnlyDictionary<string, object?> values,
        string? reason = null
    )
    {
        var row = await work.PlanAsync(id, Permission.WritePlans);
        var document = PlanRows.Read(row);
        var shape = Shape.Of<Plan>();
        var old = document.Plan!;
        var own = values.Where(v => v.Key is not (HomeField or PortfolioField or ApprovedField)).ToDictionary(StringComparer.Ordinal);
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, Holder.Of(row));
        List<Refusal> unknown = [.. hidden.Unknown(Items.With(shape, shape.New(), own))];
        var now = hidden.Kept(old, (Plan)Items.With(shape, shape.Copy(old), own));
        var changes = Items.Difference(shape, old, now);
        var before = ImportPlan.Beside.Select(name => Shape.ToJson(Shape.Of<PlanDocument>()[name], document)).ToList();
        var wasBudget = BudgetOf(document);
        SetBeside(document, values, hidden, unknown);
        changes.AddRange(
            ImportPlan
                .Beside.Zip(before, (name, was) => new Change(name, was, Shape.ToJson(Shape.Of<PlanDocument>()[name], document)))
                .Where(c => c.Old != c.New)
        );
        var isMoneyChanged = BudgetOf(document).ApprovedTotal != wasBudget.ApprovedTotal;
        if (changes.Count == 0 && unknown.Count == 0)
            return row.Version;
        if (row.Version != version)
            throw new StaleEdit(old, row.Version, await work.LastWriterAsync(id, "plan"));
        if (changes.Any(c => c.Field is "id"))
            throw new RuleBroken("The id of a plan cannot change.", "id");
        Acceptance.RefuseMoved(null, changes.Select(c => shape.Find(c.Field)).OfType<Field>());
        Acceptance.OweReason(Holder.Of(row), isMoneyChanged || changes.Any(c => shape.Find(c.Field) is { AsksWhy: true }), reason);
        var refusals = Acceptance.Refusals(shape, now);
        refusals.AddRange(unknown);
        refusals.AddRange((await References.OfAsync(work, Holder.Of(row), now)).Broken(now));
        foreach (var (name, part) in ((string, Part?)[])[(HomeField, document.ChildrensHome), (PortfolioField, document.Portfolio)])
        {
            if (part is null || !changes.Any(c => c.Field == name))
                continue;
            var broken = Acceptance.Refusals(Shape.Of<PlanDocument>()[name].Inner!, part);
            broken.AddRange((await References.OfAsync(work, Holder.Of(row), part)).Broken(part));
            refusals.AddRange(broken.Select(r => r with { Field = r.Field is null ? name : $"{name}.{r.Field}" }));
        }
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await StoreAsync(work, row, document, now, "EditPlan", changes, reason);
        await Adapt.RecordAsync(work, Holder.Of(row), "plan", shape, old, now, reason);
        await Adapt.RecordAsync(work, Holder.Of(row), "plan", Shape.Of<Budget>(), wasBudget, BudgetOf(document), reason);
        return row.Version;
    }

    /// <summary>A copy of the plan's budget without its lines; empty where there is none.</summary>
    static Budget BudgetOf(PlanDocument document)
    {
        var shape = Shape.Of<Budget>();
        return (Budget)(document.Resources?.Budget is { } budget ? shape.Copy(budget) : shape.New());
    }

    /// <summary>Sets what the plan file has beside the plan itself, where there is an answer to it.</summary>
    static void SetBeside(PlanDocument document, IReadOnlyDictionary<string, object?> values, Hidden hidden, List<Refusal> unknown)
    {
        var root = Shape.Of<PlanDocument>();
        if (values.TryGetValue(HomeField, out var duties))
            root[HomeField].Set(document, duties);
        if (values.TryGetValue(PortfolioField, out var portfolio))
        {
            unknown.AddRange(portfolio is Part part ? hidden.Unknown(part) : []);
            root[PortfolioField]
                .Set(document, document.Portfolio is { } old && portfolio is Portfolio now ? hidden.Kept(old, now) : portfolio);
        }
        if (values.TryGetValue(ApprovedField, out var approved) && !Equals(approved, document.Resources?.Budget?.ApprovedTotal))
            SetApproved(document, approved);
    }

    /// <summary>Sets the money that is approved in all, beside the lines of the budget.</summary>
    internal static void SetApproved(PlanDocument document, object? approved)
    {
        var root = Shape.Of<PlanDocument>();
        var (resources, budget) = (root["resources"], Shape.Of<Resources>()["budget"]);
        var all = document.Resources ?? (Resources)Shape.Of<Resources>().New();
        var money = all.Budget ?? (Budget)Shape.Of<Budget>().New();
        Shape.Of<Budget>()[ApprovedField].Set(money, approved);
        budget.Set(all, Shape.Of<Budget>().Fields.Any(f => f.IsSet(money)) ? money : null);
        resources.Set(document, Shape.Of<Resources>().Fields.Any(f => f.IsSet(all)) ? all : null);
    }

    internal static Task StoreAsync(
        Work work,
        PlanRow row,
        PlanDocument document,
        Plan now,
        string operation,
        IReadOnlyList<Change> changes,
        string? reason
    )
    {
        Shape.Of<PlanDocument>()["plan"].Set(document, now);
        return ItemStore.WritePlanAsync(work, row, document, operation, changes, reason);
    }
}
