using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Frameworks;

/// <summary>One framework and its requirements, each at an address of its own, with what answers it in the plans that one sees.</summary>
public sealed class DetailModel : GoldthreadPage
{
    /// <summary>So many answers are shown; more are counted.</summary>
    const int Most = 2000;

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Framework Framework => Shipped.Data.Framework(Id) ?? throw new Missing("framework");

    /// <value>What answers each requirement, evidence first.</value>
    public ILookup<string, Answer> Answers { get; private set; } = null!;

    /// <summary>Something in a plan that names a requirement.</summary>
    public sealed record Answer(string Requirement, string List, string Id, string Title, string Plan, string PlanTitle);

    /// <value>How many plans claim each criterion of a unit in a portfolio, by the criterion's id, with the plans.</value>
    public ILookup<string, (string Plan, string Title)> Claims { get; private set; } =
        Array.Empty<(string, string, string)>().ToLookup(c => c.Item1, c => (c.Item2, c.Item3));

    /// <value>What a plan can show of it: answers to requirements, or claims to the criteria of a unit.</value>
    public string Lead
    {
        get
        {
            var criteria = KnownData.CriteriaOf(Framework).Select(c => c.Id).ToList();
            return Framework.Kind is FrameworkKind.Unit
                ? $"The portfolios that you see claim {criteria.Count(c => Claims[c].Any())} of {criteria.Count} criteria."
                : $"The plans that you see answer {Framework.Requirements.Count(r => Answers[$"{Id}:{r.Id}"].Any())} of {Framework.Requirements.Count} requirements.";
        }
    }

    /// <summary>All that its file says of it, beside its name and its requirements.</summary>
    public SummaryList About()
    {
        var f = Framework;
        (string Key, string? Value)[] facts =
        [
            ("Publisher", f.Publisher),
            ("Version", f.Version),
            ("Standing", $"{PlanPage.Capital(Words.Read(f.Status!.Value))}. {f.StatusNote}".TrimEnd()),
            ("In force", Period(f)),
            ("Where", string.Join(", ", f.Jurisdictions.Select(j => PlanPage.Capital(Words.Read(j))))),
            ("For", string.Join(", ", f.AppliesTo.Select(s => Words.Read(s)))),
            (
                "Checked against its source",
                $"{PlanPage.Capital(Words.Read(f.Checked!.Value))}{(f.CheckedOn is { } day ? ", " + Days.Read(day) : "")}. {f.CheckedNote}".TrimEnd()
            ),
            ("Ratings", string.Join(", ", f.Ratings)),
            ("About the ratings", Several(f.RatingNote, f.RatingThresholdsNote)),
            ("Kinds of evidence", string.Join(", ", f.EvidenceCategories)),
            ("What it holds", f.Counts),
            ("About the regulations beside it", f.RegsNote),
            ("Takes the place of", Several(f.Supersedes is { } id ? Shipped.Data.Framework(id)?.Name ?? id : null, f.ReplacesNote)),
            (
                "Taken from",
                Several(
                    f.Source?.Title,
                    f.Source?.Organisation,
                    f.Source?.Year,
                    f.Source?.Address,
                    f.Source?.On is { } on ? "of " + Days.Read(on) : null
                )
            ),
            ("Licence", f.Licence),
        ];
        return new() { Rows = [.. facts.Where(r => !string.IsNullOrWhiteSpace(r.Value)).Select(r => new SummaryRow(r.Key, r.Value!))] };

        static string Several(params string?[] texts) =>
            string.Join(". ", texts.Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t!.TrimEnd('.')));
    }

    static string? Period(Framework framework) =>
        (framework.EffectiveFrom, framework.EffectiveTo) switch
        {
            ({ } from, { } to) => $"{Days.Read(from)} to {Days.Read(to)}",
            ({ } from, null) => $"From {Days.Read(from)}",
            (null, { } to) => $"To {Days.Read(to)}",
            _ => null,
        };

    /// <summary>What kind of requirement it is, below which it stands, and what it is about.</summary>
    public static IEnumerable<string> Marks(Requirement requirement)
    {
        if (requirement.Kind is { } kind)
            yield return PlanPage.Capital(kind.Replace('-', ' '));
        if (requirement.Parent is { } parent)
            yield return $"part of {parent}";
        if (requirement.Safeguarding == true)
            yield return "safeguarding";
        foreach (var topic in requirement.Topics)
            yield return topic.Replace('-', ' ');
        if (requirement.Source is { } source)
            yield return $"compared with {source}{(requirement.CheckedOn is { } day ? " on " + Days.Read(day) : "")}";
    }

    /// <summary>Where a requirement stands beside those of other frameworks, both ways.</summary>
    public IEnumerable<(string Words, Link Link)> Beside(Requirement requirement)
    {
        foreach (var id in requirement.Regs)
            yield return ("Rests on", To(Regulations, id));
        foreach (var id in requirement.ReplacesSaf)
            yield return ("Takes the place of", To(Statements, id));
        foreach (var older in requirement.Replaces.Where(o => o.Id.Contains(':', StringComparison.Ordinal)))
            yield return ($"Takes the place of ({Words.Read(older.How!.Value)})", To(older.Id.Split(':')[0], older.Id.Split(':')[1]));
        if (Id is not (Regulations or Statements))
            yield break;
        foreach (var other in Shipped.Data.FrameworkIds.Select(id => Shipped.Data.Framework(id)!))
        {
            foreach (var one in other.Requirements)
            {
                if ((Id is Regulations ? one.Regs : one.ReplacesSaf).Contains(requirement.Id))
                    yield return (Id is Regulations ? "Is what this rests on:" : "Its place is taken by", To(other.Id, one.Id));
            }
        }

        static Link To(string framework, string id) =>
            new($"{framework}:{id} {Shipped.Data.Framework(framework)?.Find(id)?.Title}".TrimEnd(), $"/govern/frameworks/{framework}#{id}");
    }

    const string Regulations = "cqc-regulations";
    const string Statements = "cqc-saf";

    async Task<ILookup<string, (string Plan, string Title)>> ClaimsAsync()
    {
        // Few plans have one, and it stands in the plan's own text.
        var rows = await Seen
            .Plans.Where(p => p.RemovedAt == null && p.Body.Contains("\"portfolio\"") && p.Body.Contains(Id))
            .OrderBy(p => p.Id)
            .Take(Most)
            .ToListAsync(Cancel);
        return rows.Select(r => (Row: r, PlanRows.Read(r).Portfolio))
            .Where(r => r.Portfolio?.Unit == Id)
            .SelectMany(r =>
                r.Portfolio!.Claims.Where(c => c.Criterion is not null && c.Evidence.Count > 0)
                    .Select(c => (Criterion: c.Criterion!, r.Row.Id, r.Row.Title))
                    .Distinct()
            )
            .ToLookup(c => c.Criterion, c => (c.Id, c.Title));
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (Framework.Kind is FrameworkKind.Unit)
            Claims = await ClaimsAsync();
        var codes = Framework.Requirements.Select(r => $"{Id}:{r.Id}").ToArray();
        var answers = await Seen
            .Links.Where(l => l.ToList == "requirement" && codes.Contains(l.ToId))
            .Join(Seen.Plans, l => l.Owner, p => p.Id, (l, p) => new { Link = l, Plan = p })
            .Join(
                Seen.Items.Where(i => i.RemovedAt == null),
                a => new
                {
                    a.Link.Owner,
                    a.Link.List,
                    a.Link.Id,
                },
                i => new
                {
                    i.Owner,
                    i.List,
                    i.Id,
                },
                (a, i) => new Answer(a.Link.ToId, i.List, i.Id, i.Title, a.Plan.Id, a.Plan.Title)
            )
            .Take(Most)
            .ToListAsync(Cancel);
        Answers = answers
            .Distinct()
            .OrderBy(a => a.List is not (Evidence.List or Audit.List))
            .ThenBy(a => a.PlanTitle, StringComparer.Ordinal)
            .ThenBy(a => a.List, StringComparer.Ordinal)
            .ThenBy(a => a.Id, StringComparer.Ordinal)
            .ToLookup(a => a.Requirement);
    }
}
