using System.Globalization;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Templates;

/// <summary>Starts a plan from a template: what it asks is answered, and all the rest of it is there.</summary>
public static class StartFromTemplate
{
    /// <summary>Says of a person of the template that it is whoever starts the plan.</summary>
    public const string Me = "me";

    /// <summary>What was answered beside the plan's own fields.</summary>
    /// <param name="Answers">To the template's questions, as text, by the question's id.</param>
    /// <param name="People">Who somebody of the template is, by their id there: an id of the staff list, <see cref="Me"/>, or nothing to add them to the list.</param>
    /// <param name="Serves">Which strategic objective an objective serves, by the objective's id; nothing where none is chosen.</param>
    public sealed record Given(
        IReadOnlyDictionary<string, string> Answers,
        IReadOnlyDictionary<string, string> People,
        IReadOnlyDictionary<string, string> Serves
    );

    /// <summary>The name of a refusal about who somebody of the template is.</summary>
    public static string PersonField(string id) => "people." + id;

    /// <summary>The name of a refusal about what an objective serves.</summary>
    public static string ServesField(string id) => "serves." + id;

    /// <param name="work">The operation under way.</param>
    /// <param name="areaId">The area.</param>
    /// <param name="template">What the plan starts from.</param>
    /// <param name="values">The plan's own fields by name; id, title, starts and ends are owed.</param>
    /// <param name="given">What else was answered.</param>
    /// <returns>The plan, and how many of each list it has.</returns>
    /// <exception cref="RuleBroken">Something is missing or not accepted.</exception>
    public static async Task<ImportPlan.Result> RunAsync(
        Work work,
        int areaId,
        PlanTemplate template,
        IReadOnlyDictionary<string, object?> values,
        Given given
    )
    {
        var refusals = new List<Refusal>();
        string? id = null;
        try
        {
            id = await StartPlan.RunAsync(work, areaId, values);
        }
        catch (RuleBroken broken)
        {
            // What is wrong with the other answers is said at once.
            refusals.AddRange(broken.Refusals);
        }
        var starts = values.GetValueOrDefault("starts") as DateOnly? ?? work.Today;
        var ends = values.GetValueOrDefault("ends") is DateOnly last && last >= starts ? last : starts.AddYears(1).AddDays(-1);
        var filled = FilledTemplate.Of(template, starts, ends, given.Answers, refusals);
        foreach (var name in given.Answers.Keys.Where(name => !template.Asks.Any(q => q.Id == name)))
            refusals.Add(new(name, "The template does not ask this."));
        if (id is null || refusals.Count > 0)
            throw new RuleBroken(refusals);
        await work.Db.SaveChangesAsync();
        var row = await work.Db.Plans.Include(p => p.Area).FirstAsync(p => p.Id == id);
        var document = (await PlanQueries.LoadAsync(work.Db, row, work.Actor)).Document;
        await JoinPeopleAsync(work, row, document, filled, given.People, refusals);
        Serve(document, filled, given.Serves, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        foreach (var thing in Thing.All.Where(t => t.Stage is not Stage.Strategy && !t.IsOfArea))
            document.SetItems(thing, filled.ItemsOf(thing));
        foreach (var field in Shape.Of<Plan>().Fields.Where(f => !f.IsId && f.IsSet(filled.Plan!) && !f.IsSet(document.Plan!)))
            field.Set(document.Plan!, field.Get(filled.Plan!));
        var home = Shape.Of<PlanDocument>()["childrens_home"];
        home.Set(document, home.Get(filled));
        return await ImportPlan.RunAsync(work, document, operation: nameof(StartFromTemplate));
    }

    /// <summary>Who each person of the template is here; who is nobody yet is added to the staff list.</summary>
    static async Task JoinPeopleAsync(
        Work work,
        PlanRow plan,
        PlanDocument document,
        PlanDocument filled,
        IReadOnlyDictionary<string, string> people,
        List<Refusal> refusals
    )
    {
        var thing = Thing.Of<StaffMember>();
        var owner = AreaRow.OwnerOf(plan.AreaId);
        var taken = (await work.Db.Items.Where(i => i.Owner == owner && i.List == thing.List).Select(i => i.Id).ToListAsync()).ToHashSet(
            StringComparer.OrdinalIgnoreCase
        );
        List<StaffMember> staff = [.. document.Staff];
        var mine =
            staff.Find(s => work.Actor.OwnStaffIn(plan.Area!.Path).Contains(s.Id, StringComparer.Ordinal))
            ?? (staff.Count == 1 ? staff[0] : null);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var person in filled.Staff)
        {
            var chosen = people.GetValueOrDefault(person.Id) ?? "";
            var known = chosen switch
            {
                "" => staff.Find(s => string.Equals(s.Role?.Trim(), person.Role, StringComparison.OrdinalIgnoreCase)),
                Me => mine,
                _ => staff.Find(s => s.Id == chosen),
            };
            if (known is null && chosen.Length > 0)
            {
                refusals.Add(new(PersonField(person.Id), "Choose somebody of the staff list, or let the role be added to it."));
                continue;
            }
            if (known is null)
            {
                var id = person.Id;
                for (var number = 2; !taken.Add(id); number++)
                    id = person.Id + number.ToString(CultureInfo.InvariantCulture);
                known = (StaffMember)thing.Shape.New();
                known.NameIt(id);
                thing.Shape["role"].Set(known, person.Role);
                staff.Add(known);
            }
            names[person.Id] = known.Id;
        }
        document.SetItems(thing, staff);
        Walk.ChangeReferences(
            filled,
            (field, id) => field.RefersTo.Contains(StaffMember.List) && names.TryGetValue(id, out var here) ? here : id
        );
    }

    static void Serve(PlanDocument document, PlanDocument filled, IReadOnlyDictionary<string, string> serves, List<Refusal> refusals)
    {
        var strategic = Shape.Of<Objective>()["strategic"];
        foreach (var (objective, chosen) in serves.Where(s => s.Value.Length > 0))
        {
            var one = filled.Objectives.FirstOrDefault(o => o.Id == objective);
            if (one is null || document.Strategy?.Objectives.Any(s => s.Id == chosen) != true)
                refusals.Add(new(ServesField(objective), "Choose one of the strategic objectives."));
            else
                strategic.Set(one, strategic.List([chosen]));
        }
    }
}
