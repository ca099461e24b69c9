using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Evaluate.Requirements;

/// <summary>From one requirement to its proof: what in the plan answers it, and the evidence. What has none is named.</summary>
public sealed class IndexModel : PlanPage
{
    /// <summary>Requirements on one page.</summary>
    public const int PageSize = 50;

    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "requirements";

    [BindProperty(SupportsGet = true, Name = "q")]
    [MaxLength(200, ErrorMessage = "Search with at most 200 characters.")]
    public string? Words { get; set; }

    /// <value>True for those without evidence alone.</value>
    [BindProperty(SupportsGet = true, Name = "without")]
    public bool Without { get; set; }

    /// <value>The objective that cites them, or null for all.</value>
    [BindProperty(SupportsGet = true, Name = "objective")]
    [MaxLength(200)]
    public string? Objective { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<Answered> Shown { get; private set; } = [];

    /// <value>What that objective is called, where it cites any.</value>
    public string? ObjectiveTitle { get; private set; }

    public int All { get; private set; }
    public int Unproved { get; private set; }
    public int Total { get; private set; }

    /// <summary>A requirement and what answers it.</summary>
    /// <param name="Code">FRAMEWORK:REQUIREMENT.</param>
    /// <param name="Title">Its title; empty where the framework is not known.</param>
    /// <param name="By">What cites it: objectives, measures, audits.</param>
    /// <param name="Proofs">Evidence that cites it.</param>
    /// <param name="Near">Evidence that supports what cites it, without citing it.</param>
    public sealed record Answered(
        string Code,
        string Title,
        IReadOnlyList<Cited> By,
        IReadOnlyList<Cited> Proofs,
        IReadOnlyList<Cited> Near
    );

    /// <summary>One thing that cites a requirement.</summary>
    public sealed record Cited(Thing Thing, string Id, string Title, Evidence? Evidence);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 1000);
        // What cites a requirement, and what evidence supports: one query for both.
        var rows = await Seen
            .Links.Where(l => l.Owner == PlanId && (l.ToList == "requirement" || (l.List == Evidence.List && l.Field == "supports")))
            .Join(
                Seen.Items.Where(i => i.RemovedAt == null),
                l => new
                {
                    l.Owner,
                    l.List,
                    l.Id,
                },
                i => new
                {
                    i.Owner,
                    i.List,
                    i.Id,
                },
                (l, i) =>
                    new
                    {
                        i.List,
                        i.Id,
                        i.Title,
                        i.Position,
                        IsRequirement = l.ToList == "requirement",
                        l.ToId,
                        Body = i.List == Evidence.List ? i.Body : null,
                    }
            )
            .OrderBy(r => r.List)
            .ThenBy(r => r.Position)
            .Take(20_000)
            .ToListAsync(Cancel);
        var things = rows.Select(r => (r.List, r.Id, r.Title, r.Body))
            .Distinct()
            .ToDictionary(
                r => (r.List, r.Id),
                r => new Cited(Thing.Find(r.List)!, r.Id, r.Title, r.Body is null ? null : (Evidence)Shape.Of<Evidence>().FromJson(r.Body))
            );
        var supporting = rows.Where(r => !r.IsRequirement).ToLookup(r => r.ToId, r => things[(r.List, r.Id)]);
        List<Answered> all =
        [
            .. rows.Where(r => r.IsRequirement)
                .GroupBy(r => r.ToId)
                // By framework, and in it as the publisher has them.
                .OrderBy(g => g.Key.Split(':')[0], StringComparer.Ordinal)
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g =>
                {
                    var cited = g.Select(r => things[(r.List, r.Id)]).Distinct().ToList();
                    List<Cited> by = [.. cited.Where(c => c.Evidence is null)];
                    List<Cited> proofs = [.. cited.Where(c => c.Evidence is not null)];
                    return new Answered(
                        g.Key,
                        Shipped.Data.Requirement(g.Key)?.Title ?? "",
                        by,
                        proofs,
                        [.. by.SelectMany(c => supporting[c.Id]).Distinct().Except(proofs)]
                    );
                }),
        ];
        All = all.Count;
        Unproved = all.Count(a => a.Proofs.Count == 0);
        var fit = all.Where(a => !Without || a.Proofs.Count == 0)
            .Where(a =>
                string.IsNullOrEmpty(Objective) || a.By.Any(c => c.Thing.List is Domain.Develop.Objective.List && c.Id == Objective)
            )
            .Where(a => string.IsNullOrWhiteSpace(Words) || Fits(a, Words.Trim()))
            .ToList();
        ObjectiveTitle = fit.SelectMany(a => a.By)
            .FirstOrDefault(c => c.Thing.List is Domain.Develop.Objective.List && c.Id == Objective)
            ?.Title;
        Total = fit.Count;
        Shown = [.. fit.Skip((Number - 1) * PageSize).Take(PageSize)];
    }

    static bool Fits(Answered answered, string words)
    {
        bool In(string text) => text.Contains(words, StringComparison.CurrentCultureIgnoreCase);
        return In(answered.Code) || In(answered.Title) || answered.By.Concat(answered.Proofs).Any(c => In(c.Title) || In(c.Id));
    }

    /// <summary>The address of this page with one thing changed.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = Words,
            ["without"] = Without ? "true" : null,
            ["objective"] = Objective,
            ["page"] = null,
        };
        query[name] = value;
        return To.With(To.Plan(PlanId) + "/evaluate/requirements", query);
    }

    /// <summary>Evidence in one line: what it is, from when, by whom, and the way to it.</summary>
    public Component Line(Cited cited) => new ProofLine(PlanId, cited);

    sealed record ProofLine(string Plan, Cited Cited) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Part(new Link(Cited.Title, To.Item(Plan, Cited.Thing, Cited.Id)));
            var evidence = Cited.Evidence!;
            string?[] facts =
            [
                evidence.Type is { } type ? Domain.Shapes.Words.Read(type) : null,
                evidence.On is { } on ? Days.Read(on) : "no date",
                evidence.Author,
            ];
            html.Raw(" <span class=\"fact__word\">").Text(string.Join(", ", facts.OfType<string>())).Raw("</span>");
            if (FileLocation.TryRead(evidence.Location, out var file))
                html.Raw(" ").Part(new Link("Open " + file.Name, To.File(Plan, Cited.Id)));
        }
    }
}
