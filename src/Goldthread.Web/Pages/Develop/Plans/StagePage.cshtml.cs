using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>A stage of a plan: its lists with what is in each and why one would add to it; in Develop also what the plan says of itself.</summary>
public sealed class StageModel : PlanPage
{
    [FromRoute(Name = "stage")]
    public string StageWord { get; set; } = "";

    public Stage Stage =>
        Words.TryParse<Stage>(StageWord, out var stage) && stage is >= Stage.Develop and <= Stage.Evaluate
            ? stage
            : throw new Missing("stage");

    protected override Stage? Current => Stage;
    protected override string? CurrentList => Stage is Stage.Develop ? "plan" : null;

    public string Lead =>
        Stage switch
        {
            Stage.Develop => "What the plan is for and what it is built on. Write it with the people it is for.",
            Stage.Implement => "Who does what by when, who is told and who is trained.",
            Stage.Monitor => "What the figures, audits and people say while it happens.",
            _ => "What it did, what you learnt, and what you change.",
        };

    /// <value>What this stage is called in the cycle that the plan follows; null where it says none.</value>
    public string? Step =>
        PlanRows.Read(Plan).Plan?.Cycle is { } cycle
            ? $"In your planning cycle ({Words.Read(cycle)}) this stage is: {PlanningCycles.StepOf(cycle, Stage)}."
            : null;

    public IReadOnlyList<Thing> Lists =>
        [.. Thing.All.Where(t => t.Stage == Stage || (Stage is Stage.Evaluate && t.Stage is Stage.Govern or Stage.Learn))];

    /// <value>What the checks find about the plan itself; in Develop.</value>
    public IReadOnlyList<Finding> FoundHere { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (Stage is not Stage.Develop)
            return;
        names = await KeptAsync(Today, NamesAsync);
        await FindAsync();
        FoundHere = [.. Found.About("", "plan").Where(f => !Found.IsAway(f)).OrderBy(f => f.Waived).ThenBy(f => f.Severity)];
        Compare("", "plan", "plan itself");
    }

    /// <summary>What the plan says of itself.</summary>
    public SummaryList? About()
    {
        if (Stage is not Stage.Develop)
            return null;
        var document = Hidden.Shown(PlanRows.Read(Plan));
        var plan = document.Plan!;
        var approved = Shape.Of<Budget>()[EditPlan.ApprovedField];
        return new SummaryList
        {
            Rows =
            [
                .. Shape
                    .Of<Plan>()
                    .Fields.Where(f => f.IsSet(plan) && f.Name is not "title")
                    .Select(f => new SummaryRow(f.Label.TrimEnd('?'), Inline.Of(new FieldValue(f, plan, Refer)))),
                .. document.Resources?.Budget is { } budget && approved.IsSet(budget)
                    ? new[] { new SummaryRow(approved.Label.TrimEnd('?'), Inline.Of(new FieldValue(approved, budget, Refer))) }
                    : [],
            ],
        };
    }

    Names names = null!;

    /// <summary>Titles of what the plan itself names.</summary>
    sealed record Names(IReadOnlyDictionary<(string List, string Id), string> Titles);

    async Task<Names> NamesAsync()
    {
        var ids = Walk.References(PlanRows.Read(Plan).Plan!)
            .Where(r => r.Field.Known is null && !r.Field.RefersTo.Contains(Domain.Develop.StaffMember.List))
            .Select(r => r.Id)
            .Distinct()
            .ToArray();
        var rows =
            ids.Length == 0
                ? []
                : await SeenItems
                    .Where(i => ids.Contains(i.Id))
                    .Select(i => new
                    {
                        i.List,
                        i.Id,
                        i.Title,
                    })
                    .ToListAsync(Cancel);
        return new(rows.ToDictionary(r => (r.List, r.Id), r => r.Title));
    }

    /// <summary>What the plan names, by its name.</summary>
    Link? Refer(Field field, string id)
    {
        if (field.RefersTo.Contains(Domain.Develop.StaffMember.List) && Staff(id) is { } role)
            return new Link(role, To.Item(PlanId, Thing.Of<Domain.Develop.StaffMember>(), id));
        foreach (var list in field.RefersToAny ? names.Titles.Keys.Where(k => k.Id == id).Select(k => k.List) : field.RefersTo)
        {
            if (names.Titles.TryGetValue((list, id), out var title) && Thing.Find(list) is { } thing)
                return new Link(title, To.Item(PlanId, thing, id));
        }
        return null;
    }
}
