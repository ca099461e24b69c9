using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;

namespace Goldthread.Web.Parts;

/// <summary>Where each finding is mended: the very field, or the form that adds what is missing.</summary>
/// <param name="Text">What is there: the question that the field asks, or "Add an action".</param>
/// <param name="Href">Its address.</param>
public sealed record Mending(string Text, string Href)
{
    /// <summary>What a new item begins with, so that adding it mends the finding.</summary>
    static readonly Dictionary<string, string> Begins = new(StringComparer.Ordinal)
    {
        ["PL041"] = "stage=develop",
        ["PL042"] = "stage=develop",
        ["PL043"] = "stage=develop",
        ["PL090"] = "category=safeguarding",
        ["PL170"] = "approach=lead",
        ["PL171"] = "approach=manage",
    };

    /// <summary>Where a finding of a plan is mended; a strategic objective that nothing serves is served, or said to be out of scope.</summary>
    /// <param name="page">The page of the plan: what was found in it, and what the person may do.</param>
    /// <param name="finding">One of those findings.</param>
    public static IEnumerable<Mending> All(PlanPage page, Finding finding)
    {
        var (plan, found) = (page.PlanId, page.Found);
        if (finding is { Field: "in_scope", Thing: { } thing } && thing == Thing.Of<StrategicObjective>())
        {
            var objectives = Thing.Of<Objective>();
            yield return new(
                $"Add {States.Article(objectives.Noun)}",
                $"{To.Add(plan, objectives)}?strategic={Uri.EscapeDataString(finding.Key)}&mends={Uri.EscapeDataString(Line(finding))}"
            );
            if (!page.MayWriteStrategy)
                yield break;
        }
        yield return Of(plan, found, finding);
    }

    static Mending Of(string plan, PlanFound found, Finding finding)
    {
        if (finding.Field is null && finding.Check.Adds is { } list && Thing.Find(list) is { } adds)
            return new($"Add {States.Article(adds.Noun)}", AddHref(plan, adds, finding));
        if (finding.Thing is { } thing)
        {
            var field = finding.Field is { } name ? thing.Shape.Find(name) : null;
            if (thing.Stage is Stage.Strategy)
                return new(
                    Question(field, thing),
                    $"/strategy/{thing.List["strategy.".Length..]}/{Uri.EscapeDataString(finding.Key)}/edit{At(field)}"
                );
            var item = To.Item(plan, thing, found.RowOf(finding));
            return field?.Name is "readings"
                ? new("Enter figures", item + "/enter")
                : new(Question(field, thing), $"{item}/edit{At(field)}");
        }
        var home = Shape.Of<PlanDocument>()["childrens_home"];
        if (
            finding.List.Length == 0
            && (Shape.Of<Plan>().Find(finding.Field ?? "") ?? (finding.Field == home.Name ? home : null)) is { } own
        )
            return new(Question(own, null), $"{To.Plan(plan)}/edit{At(own)}");
        if (finding.List is EditPlan.PortfolioField)
            return new("Change the portfolio", $"{To.Plan(plan)}/learn/portfolio/edit");
        if (finding.List.Length == 0 && finding.Field is EditPlan.ApprovedField)
            return new(
                Question(Shape.Of<Budget>()[EditPlan.ApprovedField], null),
                $"{To.Plan(plan)}/edit{At(Shape.Of<Budget>()[EditPlan.ApprovedField])}"
            );
        var part = finding.List.Length > 0 ? finding.List : finding.Field;
        return new("See it in the whole plan", $"{To.Plan(plan)}/whole{(part is null ? "" : "#" + part)}");
    }

    /// <summary>A finding as a line of a form: what it showed, so that the next page can say what was mended.</summary>
    public static string Line(Finding finding) => $"{finding.Check.Id} {finding.About}";

    static string AddHref(string plan, Thing adds, Finding finding)
    {
        if (adds.Stage is Stage.Strategy)
            return finding.Message.EndsWith("no value.", StringComparison.Ordinal) ? "/strategy/values/add" : "/strategy/objectives/add";
        List<string> query = ["mends=" + Uri.EscapeDataString(Line(finding))];
        if (finding.Thing is { HasId: true } about && Refers(adds, about) is { } field)
            query.Add($"{field.Name}={Uri.EscapeDataString(finding.Key)}");
        if (Begins.TryGetValue(finding.Check.Id, out var begins))
            query.Add(begins);
        return $"{To.Add(plan, adds)}?{string.Join('&', query)}";
    }

    static Field? Refers(Thing adds, Thing about) =>
        adds.Shape.Fields.FirstOrDefault(f => f.RefersTo.Contains(about.List)) ?? adds.Shape.Fields.FirstOrDefault(f => f.RefersToAny);

    static string Question(Field? field, Thing? thing) =>
        field is not null ? $"Answer: {field.Label}" : (thing is null ? "Change it" : $"Change the {thing.Noun}");

    /// <summary>The query opens what hides the field, for browsers without scripts; the fragment leads to it.</summary>
    static string At(Field? field) => field is null ? "" : $"?mend={field.Name}#{Forms.ShapeForm.IdOf(field.Name)}";
}
