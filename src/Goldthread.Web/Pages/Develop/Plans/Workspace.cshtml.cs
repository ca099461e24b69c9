using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>A plan at a glance: each objective with what is done for it and what its measures say, and the next step of the plan itself.</summary>
public sealed class WorkspaceModel : PlanPage
{
    protected override Stage? Current => null;

    public IReadOnlyList<Objective> Objectives { get; private set; } = [];
    public int Loose { get; private set; }

    public sealed record Measured(string Id, string Title, double? Latest, DateOnly? Last, string Variation, string? Assurance);

    public sealed record Objective(
        string Id,
        string Title,
        DateOnly? Due,
        string? Person,
        int Done,
        int All,
        int Late,
        IReadOnlyList<Measured> Measures
    );

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var today = Today;
        (Objectives, Loose) = await KeptAsync(today, () => GlanceAsync(today));
    }

    /// <summary>What is the same for everybody who sees the same of the plan, until it changes.</summary>
    sealed record Glance(IReadOnlyList<Objective> Objectives, int Loose);

    async Task<Glance> GlanceAsync(DateOnly today)
    {
        var links = Seen.Links;
        var items = await SeenItems
            .Where(i => i.RemovedAt == null && (i.List == Domain.Develop.Objective.List || i.List == Domain.Implement.Action.List))
            .OrderBy(i => i.Position)
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Title,
                i.Due,
                i.State,
                // An action may serve further objectives too.
                Serves = links
                    .Where(l =>
                        l.Owner == PlanId
                        && l.List == Domain.Implement.Action.List
                        && l.Id == i.Id
                        && l.ToList == Domain.Develop.Objective.List
                    )
                    .Select(l => l.ToId)
                    .ToList(),
                i.Person,
            })
            .ToListAsync(Cancel);
        var measures = await Seen
            .Series.Where(s => s.Plan == PlanId)
            .Join(
                SeenItems.Where(i => i.List == Measure.List && i.RemovedAt == null),
                s => s.Measure,
                i => i.Id,
                (s, i) =>
                    new
                    {
                        i.Position,
                        Measured = new Measured(i.Id, i.Title, s.Latest, s.Last, s.Variation, s.Assurance),
                        Objectives = links
                            .Where(l =>
                                l.Owner == PlanId && l.List == Measure.List && l.Id == i.Id && l.ToList == Domain.Develop.Objective.List
                            )
                            .Select(l => l.ToId)
                            .ToList(),
                    }
            )
            .OrderBy(m => m.Position)
            .ToListAsync(Cancel);
        var actions = items
            .Where(i => i.List == Domain.Implement.Action.List)
            .SelectMany(
                i => i.Serves.Select(o => Named(Domain.Develop.Objective.List, o)).OfType<string>().Distinct().DefaultIfEmpty(""),
                (action, objective) => (action, objective)
            )
            .ToLookup(s => s.objective, s => s.action);
        var ofObjective = measures
            .SelectMany(m => m.Objectives.Distinct(), (m, objective) => (Objective: objective, m.Measured))
            .ToLookup(m => m.Objective, m => m.Measured);
        return new Glance(
            [
                .. items
                    .Where(i => i.List == Domain.Develop.Objective.List)
                    .Select(o => new Objective(
                        o.Id,
                        o.Title,
                        o.Due,
                        Staff(o.Person),
                        actions[o.Id].Count(a => a.State == "done"),
                        actions[o.Id].Count(a => a.State != "cancelled"),
                        actions[o.Id].Count(a => Late.Is(a.List, a.State, a.Due, today)),
                        [.. ofObjective[o.Id]]
                    )),
            ],
            actions[""].Count() + measures.Count(m => m.Objectives.Count == 0)
        );
    }

    /// <summary>What a plan lacks that others stand on.</summary>
    public sealed record Lack(string Title, string Why, string Action, string Href);

    /// <summary>The first thing that a plan needs and does not have yet; null where it has them all, or the person does not write here.</summary>
    public Lack? Guide()
    {
        if (!MayWrite || Objectives.Count == 0 || Plan.Status is "closed")
            return null;
        Lack One(string title, string list, string action) => new(title, Thing.Find(list)!.Why, action, To.Add(PlanId, Thing.Find(list)!));
        if (CountOf(StaffMember.List) == 0)
            return One("Next: who is in the team?", StaffMember.List, "Add somebody to the staff list");
        if (CountOf(Domain.Implement.Action.List) == 0)
            return One("Next: what will be done?", Domain.Implement.Action.List, "Add an action");
        if (CountOf(Measure.List) == 0)
            return One("Next: how will you know?", Measure.List, "Add a measure");
        if (Objectives.SelectMany(o => o.Measures).FirstOrDefault(m => m.Last is null) is { } bare)
            return new(
                $"Next: figures for “{bare.Title}”",
                "Type them, paste them from a spreadsheet or upload a file. Last year’s figures help: a chart needs about twelve.",
                "Enter figures",
                To.Item(PlanId, Thing.Of<Measure>(), bare.Id) + "/enter"
            );
        if (CountOf(Stakeholder.List) == 0)
            return One("Next: whom does it touch?", Stakeholder.List, "Add a stakeholder");
        if (CountOf(Risk.List) == 0)
            return One("Next: what could go wrong?", Risk.List, "Add a risk");
        if (CountOf(Review.List) == 0)
            return One("Next: when will you look back?", Review.List, "Plan a review");
        return CountOf(Evidence.List) == 0 ? One("Next: what shows that it happened?", Evidence.List, "Add a piece of evidence") : null;
    }

    /// <summary>The plan's next step in words; null where there is none.</summary>
    public string? Next() =>
        Plan.Status switch
        {
            "draft" => "Once the people it is for, staff and partners have had their say, ask for approval.",
            "consulted" => "Somebody other than its owner and its writer approves it.",
            "approved" => "It is approved; once it starts its figures count.",
            "live" => "At its end, once it is evaluated, close it.",
            "closed" => "It is closed: it can be read, not changed.",
            _ => null,
        };

    /// <summary>The moves that can be made here: approval has a page of its own, where what stands is seen first.</summary>
    public IReadOnlyList<MoveKind> Moves => [.. MovesOfPlan().Where(m => m.Name is not ("submit" or "approve"))];
}
