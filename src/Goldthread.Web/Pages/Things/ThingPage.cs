using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Forms;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Things;

/// <summary>What the pages of a thing share: which list it is, and what its references may name.</summary>
public abstract class ThingPage : PlanPage
{
    /// <value>The list's name, from the address.</value>
    [FromRoute(Name = "list")]
    public string ListName { get; set; } = "";

    /// <value>The stage's word, from the address.</value>
    [FromRoute(Name = "stage")]
    public string StageWord { get; set; } = "";

    /// <value>The thing.</value>
    public Thing Thing =>
        Thing.Find(ListName) is { } thing && thing.Stage is not Stage.Strategy && To.Stage(thing.Stage) == StageWord
            ? thing
            : throw new Missing("list");

    /// <inheritdoc/>
    protected override Stage? Current => Thing.Stage is Stage.Govern or Stage.Learn ? Stage.Evaluate : Thing.Stage;

    /// <inheritdoc/>
    protected override string? CurrentList => ListName;

    /// <summary>The fields that a form of this thing asks.</summary>
    /// <remarks>
    /// What moves set is theirs to ask. Who agreed to a waiver, and when, is the approver's to give, on the page of the finding.
    /// </remarks>
    public static IReadOnlyList<Field> Asked(Thing thing) =>
        [
            .. thing.Shape.Fields.Where(f =>
                f.Name is not ("id" or "readings") && f.MovedBy.Count == 0 && !(thing.List is Waiver.List && f.Name is ("by" or "on"))
            ),
        ];

    /// <value>True where this person may add to the list, be it that they may not change what others added.</value>
    public bool MayAddNew => !Plan.IsClosed && Acceptance.MayAdd(Actor, Plan.Area!.Path, Thing);

    /// <value>True where this person may add to the list, and change and remove what is in it.</value>
    public bool MayAddHere => !Plan.IsClosed && Acceptance.MayWrite(Actor, Plan.Area!.Path, Thing);

    /// <summary>What the references of a form may name, and what they name now, be it that it has left: one query.</summary>
    /// <param name="fields">What the form asks.</param>
    /// <param name="answers">What is answered now.</param>
    protected internal async Task<FormChoices> ReferencesAsync(IReadOnlyList<Field> fields, Answers answers)
    {
        var lists = new HashSet<string>();
        var requirements = false;
        Gather(fields);
        var (strategy, area) = (Strategy, Area);
        string[] present = [.. answers.Named(fields)];
        var rows =
            lists.Count == 0
                ? []
                : await Seen
                    .Items.Where(i =>
                        (i.Owner == PlanId || i.Owner == strategy || i.Owner == area)
                        && lists.Contains(i.List)
                        && (i.RemovedAt == null || present.Contains(i.Id))
                    )
                    .OrderBy(i => i.Position)
                    .Select(i => new
                    {
                        i.List,
                        i.Id,
                        i.Title,
                        i.Position,
                        IsRemoved = i.RemovedAt != null,
                    })
                    .ToListAsync(Cancel);
        return new FormChoices(
            rows.GroupBy(r => r.List)
                .ToDictionary(
                    g => g.Key,
                    g =>
                        (IReadOnlyList<(string, string)>)
                            [
                                // By name; with its id only where two have one name.
                                .. g.GroupBy(r => r.Title, StringComparer.Ordinal)
                                    .SelectMany(same => same.Select(r => (Row: r, IsAlone: same.Count() == 1)))
                                    .OrderBy(r => r.Row.Position)
                                    .Select(r =>
                                        (
                                            r.Row.Id,
                                            (
                                                r.IsAlone || Thing.Find(r.Row.List) is { ByTitle: true }
                                                    ? r.Row.Title
                                                    : $"{r.Row.Title} ({r.Row.Id})"
                                            )
                                                + (
                                                    !r.Row.IsRemoved ? ""
                                                    : r.Row.List is StaffMember.List ? " (left)"
                                                    : " (removed)"
                                                )
                                        )
                                    ),
                            ]
                ),
            requirements ? Requirements.For(Plan.Area!, await LawAsync()) : []
        );

        void Gather(IEnumerable<Field> some)
        {
            foreach (var field in some)
            {
                lists.UnionWith(field.RefersToAny ? Thing.All.Where(t => t.HasId).Select(t => t.List) : field.RefersTo);
                requirements |= field.Known is Known.Requirement;
                if (field.Inner is { } inner)
                    Gather(inner.Fields);
            }
        }
    }

    /// <summary>Under whose law the organisation works, where its strategy says so.</summary>
    async Task<Jurisdiction?> LawAsync() =>
        Plan.StrategyId is { } strategy && await Db.Strategies.FirstOrDefaultAsync(s => s.Id == strategy, Cancel) is { } row
            ? EditStrategy.Read(row).Organisation.Jurisdiction
            : null;

    /// <value>The objective that the item serves and what of the strategy that serves, once <see cref="SightAsync"/> has looked.</value>
    protected internal IReadOnlyList<Titled> Above { get; private set; } = [];

    /// <summary>The line of sight of an item: value, strategic objective, objective, and itself. One query where it belongs to an objective.</summary>
    protected internal async Task<IReadOnlyList<Knot>> SightAsync(ItemRow row)
    {
        if (
            Thing.Stage is Stage.Strategy
            || (
                Thing.List is not Objective.List
                && row.Objective is null
                && Thing.List is not (Domain.Implement.Action.List or Measure.List or Risk.List)
            )
        )
            return [];
        var knots = new List<Knot>();
        var objective = Thing.List is Objective.List ? row.Id : Named(Objective.List, row.Objective);
        List<Titled> rows = objective is null
            ? []
            : await ItemQueries
                .Above.On(Db, PlanId, Strategy ?? PlanId, objective)
                .Where(i => !Hidden.Has(i.List, i.Id))
                .ToListAsync(Cancel);
        Above = rows;
        if (rows.FirstOrDefault(r => r.List == Domain.Strategy.Value.List) is { } value)
            knots.Add(new Knot("Value", value.Title, "/strategy"));
        if (rows.FirstOrDefault(r => r.List == StrategicObjective.List) is { } strategic)
            knots.Add(new Knot("Strategic objective", strategic.Title, "/strategy"));
        else
            knots.Add(
                new Knot("Strategic objective", "")
                {
                    Cut = objective is null ? "No objective leads there yet" : "The objective names none",
                }
            );
        var own = Thing.Of<Objective>();
        if (Thing.List is not Objective.List)
            knots.Add(
                rows.FirstOrDefault(r => r.List == Objective.List) is { } parent
                    ? new Knot("Objective", parent.Title, To.Item(PlanId, own, parent.Id))
                    : new Knot("Objective", "") { Cut = $"This {Thing.Noun} belongs to no objective" }
            );
        knots.Add(new Knot(Capital(Thing.Noun), row.Title) { IsCurrent = true });
        return knots;
    }

    /// <value>What the checks find about the item, once <see cref="FindHereAsync"/> has looked.</value>
    public IReadOnlyList<Finding> FoundHere { get; private set; } = [];

    /// <summary>Looks what the checks find about the item, and what saving it has just mended.</summary>
    /// <param name="id">The id of its row.</param>
    protected internal async Task FindHereAsync(string id)
    {
        await FindAsync();
        var key = Found.KeyOf(ListName, id);
        FoundHere = [.. Found.About(ListName, key).Where(f => !Found.IsAway(f)).OrderBy(f => f.Waived).ThenBy(f => f.Severity)];
        Compare(ListName, key, Thing.Noun);
    }

    /// <summary>The row of the item in the address.</summary>
    protected internal async Task<ItemRow> RowAsync(string id, bool removedToo = false) =>
        await ItemQueries.Row.On(Db, OwnerOf(Thing), ListName, id).FirstOrDefaultAsync(Cancel) is { } row
        && (removedToo || row.RemovedAt is null)
        && !Hidden.Has(row)
            ? row
            : throw new Missing(Thing.Noun);

    /// <summary>Brings an item back that was taken out.</summary>
    protected async Task<IActionResult> BackAsync(string id)
    {
        await FindPlanAsync();
        await Writer.RunAsync(Actor, work => RestoreItem.RunAsync(work, PlanId, Thing, id), Cancel);
        return Done(To.Item(PlanId, Thing, id), $"The {Thing.Noun} is back in the plan.");
    }
}
