using System.ComponentModel.DataAnnotations;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Frameworks;

/// <summary>
/// The day on which a framework changes: the newer one beside the older, what of it is covered by what the plans cite, which evidence to look at again, and
/// the change itself in many plans at once, taken back in one step.
/// </summary>
public sealed class ChangeModel : GoldthreadPage
{
    /// <summary>So many citations are looked through.</summary>
    const int Most = 20_000;

    /// <summary>Evidence that a row names.</summary>
    const int MostEvidence = 5;

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    /// <value>The older framework; the first that the newer one knows unless said.</value>
    [BindProperty(SupportsGet = true, Name = "from")]
    [MaxLength(100)]
    public string? From { get; set; }

    [BindProperty(Name = "plans")]
    public string[] Chosen { get; set; } = [];

    [BindProperty(Name = "related")]
    public bool WithRelated { get; set; }

    [BindProperty(Name = "reason")]
    [MaxLength(300)]
    public string? Reason { get; set; }

    public Framework Framework => Shipped.Data.Framework(Id) ?? throw new Missing("framework");

    public IReadOnlyList<string> Olders => Crosswalk.OldersOf(Framework);

    public Framework? Older { get; private set; }

    /// <summary>A plan that cites the older framework and that the visitor writes.</summary>
    public sealed record PlanCiting(string Id, string Title, int Things);

    /// <value>The plans that can be changed.</value>
    public IReadOnlyList<PlanCiting> Plans { get; private set; } = [];

    /// <value>Changes that were made, the newest first.</value>
    public IReadOnlyList<(string Reason, string Says)> Made { get; private set; } = [];

    public IReadOnlyList<Option> OlderOptions => [.. Olders.Select(o => new Option(Shipped.Data.Framework(o)?.Name ?? o, o))];

    sealed record Citing(string Requirement, string List, string Id, string Title, string Plan);

    ILookup<string, Citing> citing = Array.Empty<Citing>().ToLookup(c => "");
    IReadOnlyList<Crosswalk.Crossed> crossed = [];

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <value>How it stands, in words.</value>
    public string Lead
    {
        get
        {
            if (Older is null)
                return $"“{Framework.Name}” says of no older framework that it takes its place.";
            var by = crossed.CountBy(Covering).ToDictionary();
            return $"From “{Older.Name}”: of {crossed.Count} requirements {by.GetValueOrDefault(Covers.Yes)} are covered by what the plans that you see cite, {by.GetValueOrDefault(Covers.Partly)} in part and {by.GetValueOrDefault(Covers.No)} not.";
        }
    }

    Covers Covering(Crosswalk.Crossed one) => Crosswalk.Covering(one, $"{Id}:{one.Newer.Id}", citing.Contains);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var olders = Olders;
        if (olders.Count == 0)
            return;
        if (From is { Length: > 0 } given && !olders.Contains(given))
            throw new Missing("framework");
        Older =
            Shipped.Data.Framework(
                From is { Length: > 0 } from ? from
                : olders.Contains("cqc-saf") ? "cqc-saf"
                : olders[0]
            ) ?? throw new Missing("framework");
        crossed = Crosswalk.Of(Framework, Older.Id);
        string[] codes =
        [
            .. crossed
                .SelectMany(c => c.Olders.Select(o => o.Older))
                .Concat(crossed.Select(c => $"{Id}:{c.Newer.Id}"))
                .Distinct(StringComparer.Ordinal),
        ];
        var rows = await Seen
            .Links.Where(l => l.ToList == "requirement" && codes.Contains(l.ToId))
            .Join(
                Seen.Plans,
                l => l.Owner,
                p => p.Id,
                (l, p) =>
                    new
                    {
                        Link = l,
                        p.Title,
                        p.Status,
                        p.Area!.Path,
                    }
            )
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
                (a, i) =>
                    new
                    {
                        a.Link.ToId,
                        i.List,
                        i.Id,
                        ItemTitle = i.Title,
                        Plan = a.Link.Owner,
                        a.Title,
                        a.Status,
                        a.Path,
                    }
            )
            .Take(Most)
            .ToListAsync(Cancel);
        citing = rows.DistinctBy(r => (r.ToId, r.Plan, r.List, r.Id))
            .ToLookup(r => r.ToId, r => new Citing(r.ToId, r.List, r.Id, r.ItemTitle, r.Plan), StringComparer.Ordinal);
        Plans =
        [
            .. rows.Where(r => r.ToId.StartsWith(Older.Id + ":", StringComparison.Ordinal))
                .Where(r => r.Status != "closed" && Actor.May(Permission.WritePlans, r.Path))
                .GroupBy(r => (r.Plan, r.Title))
                .Select(g => new PlanCiting(g.Key.Plan, g.Key.Title, g.DistinctBy(r => (r.List, r.Id)).Count()))
                .OrderBy(p => p.Title, StringComparer.CurrentCultureIgnoreCase)
                .Take(ChangeFramework.MostPlans),
        ];
        var mark = ChangeFramework.Mark;
        var end = $": {Older.Id} to {Id}";
        var plans = Seen.Plans;
        var made = await Seen
            .Records.Where(r => r.Reason != null && r.Reason.StartsWith(mark) && r.Reason.EndsWith(end) && plans.Any(p => p.Id == r.Stream))
            .GroupBy(r => r.Reason!)
            .Select(g => new
            {
                Reason = g.Key,
                Things = g.Count(),
                At = g.Max(r => r.At),
            })
            .OrderByDescending(g => g.At)
            .Take(10)
            .ToListAsync(Cancel);
        Made = [.. made.Select(m => (m.Reason, $"{HistoryWords.At(m.At)}: {Several.Count(m.Things, "thing")}. "))];
    }

    /// <summary>Old and new side by side.</summary>
    public DataTable Table() =>
        new()
        {
            Caption = "The newer framework beside the older",
            Columns =
            [
                new("Newer") { IsKey = true },
                new("Takes the place of") { IsKey = true },
                new("What the plans cite"),
                new("Evidence to look at again"),
            ],
            Rows = crossed.Select(c =>
                (IReadOnlyList<Inline>)
                    [
                        Inline.Of(new Standard(new Cited(Framework, c.Newer))),
                        c.Olders.Count == 0
                            ? "Nothing: it is new"
                            : string.Join(
                                "; ",
                                c.Olders.Select(o => $"{Shipped.Data.Requirement(o.Older)?.Title ?? o.Older} ({Words.Read(o.How)})")
                            ),
                        PlanPage.Capital(Words.Read(Covering(c))),
                        Inline.Of(new Again([.. EvidenceOf(c)])),
                    ]
            ),
        };

    /// <summary>Evidence that cites what the requirement takes the place of, and not the requirement itself.</summary>
    IEnumerable<Citing> EvidenceOf(Crosswalk.Crossed one)
    {
        var tagged = citing[$"{Id}:{one.Newer.Id}"].Select(c => (c.Plan, c.Id)).ToHashSet();
        return one
            .Olders.SelectMany(o => citing[o.Older])
            .Where(c => c.List is Evidence.List && !tagged.Contains((c.Plan, c.Id)))
            .DistinctBy(c => (c.Plan, c.Id));
    }

    sealed record Again(IReadOnlyList<Citing> Evidence) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            if (Evidence.Count == 0)
                return;
            html.Raw("<ul class=\"plain-list\">");
            foreach (var one in Evidence.Take(MostEvidence))
                html.Raw("<li>").Part(new Link(one.Title, To.Item(one.Plan, Thing.Of<Evidence>(), one.Id))).Raw("</li>");
            if (Evidence.Count > MostEvidence)
                html.Raw("<li>").Text($"and {Evidence.Count - MostEvidence:N0} more").Raw("</li>");
            html.Raw("</ul>");
        }
    }

    /// <summary>Takes it over.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await ShowAsync();
        if (Older is null)
            throw new Missing("framework");
        // Of what is shown: nobody is told which other plans there are.
        var plans = Chosen.Where(c => Plans.Any(p => p.Id == c)).ToList();
        var done = await Writer.RunAsync(Actor, work => ChangeFramework.RunAsync(work, Framework, Older.Id, plans, WithRelated), Cancel);
        return Done(
            $"/govern/frameworks/{Uri.EscapeDataString(Id)}/change?from={Uri.EscapeDataString(Older.Id)}",
            $"{Several.Count(done.Things, "thing")} in {Several.Count(done.Plans, "plan")} cite it now."
        );
    }

    /// <summary>Takes a change back.</summary>
    public async Task<IActionResult> OnPostUndoAsync()
    {
        var done = await Writer.RunAsync(Actor, work => ChangeFramework.UndoAsync(work, Reason ?? ""), Cancel);
        return Done(
            $"/govern/frameworks/{Uri.EscapeDataString(Id)}/change",
            $"Taken back from {Several.Count(done.Things, "thing")} in {Several.Count(done.Plans, "plan")}."
        );
    }
}
