using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
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
    public sealed record Cited(Thing Thing, string Id, string Title, Evidence? Evidence)
    {
        /// <value>Of evidence, who made it, by their role where they are on the staff list; null where nobody says.</value>
        public string? Author { get; init; }

        /// <value>Of a measure, how it stands; null for anything else.</value>
        public Glanced? At { get; init; }
    }

    /// <summary>A framework and what the plan cites of it.</summary>
    public sealed record FrameworkCited(string Name, IReadOnlyList<Question> Questions);

    /// <summary>A key question, or another heading of a framework, with what the plan cites below it.</summary>
    /// <param name="Name">What it is called; null for what stands below no heading.</param>
    /// <param name="Statements">What is cited, what has no evidence first.</param>
    /// <param name="Silent">What stands beside it in the framework, and the plan says nothing of.</param>
    public sealed record Question(string? Name, IReadOnlyList<Answered> Statements, IReadOnlyList<Domain.Govern.Cited> Silent)
    {
        /// <value>How it stands.</value>
        public string Says =>
            Statements.Count(s => s.Proofs.Count == 0) is var gaps && gaps == 0
                ? Statements.Count == 1
                    ? "Evidence stands beside it."
                    : $"Evidence stands beside all {Statements.Count}."
                : Statements.Count == 1
                    ? "No evidence names it yet."
                    : $"{gaps} of {Statements.Count} without evidence.";
    }

    /// <value>What is shown, by framework and key question.</value>
    public IReadOnlyList<FrameworkCited> Groups =>
        [
            .. Shown
                .GroupBy(a => a.Code.Split(':')[0], StringComparer.Ordinal)
                .Select(f => new FrameworkCited(
                    Shipped.Data.Framework(f.Key)?.Name ?? f.Key,
                    [
                        .. f.GroupBy(a => HeadingOf(a.Code), StringComparer.Ordinal)
                            // As the publisher has them.
                            .OrderBy(q => PlaceOf(f.Key, q.Key))
                            .Select(q => new Question(
                                q.Key is { } heading ? Shipped.Data.Requirement($"{f.Key}:{heading}")?.Title : null,
                                [.. q.OrderBy(a => a.Proofs.Count > 0).ThenBy(a => a.By.Count == 0)],
                                q.Key is null || IsFiltered ? [] : Silent(f.Key, q.Key)
                            )),
                    ]
                )),
        ];

    static int PlaceOf(string framework, string? heading) =>
        Shipped.Data.Framework(framework)?.Requirements.TakeWhile(r => r.Id != heading).Count() ?? 0;

    bool IsFiltered => Without || !string.IsNullOrWhiteSpace(Words) || !string.IsNullOrEmpty(Objective);

    /// <summary>The id of what a requirement stands below in its framework; its own where others stand below it.</summary>
    static string? HeadingOf(string code) =>
        Shipped.Data.Requirement(code) is not { } cited
            ? null
            : cited.Requirement.Parent
                ?? (cited.Framework.Requirements.Any(r => r.Parent == cited.Requirement.Id) ? cited.Requirement.Id : null);

    IReadOnlyList<Domain.Govern.Cited> Silent(string framework, string heading) =>
        Shipped.Data.Framework(framework) is not { } known
            ? []
            :
            [
                .. known
                    .Requirements.Where(r => r.Parent == heading && r.Status is null && !codes.Contains($"{framework}:{r.Id}"))
                    .Select(r => new Domain.Govern.Cited(known, r)),
            ];

    HashSet<string> codes = [];

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported =>
        (
            new()
            {
                Caption = "Requirements and their proof",
                Columns = [new("Framework"), new("Key question"), new("Statement"), new("What we do"), new("Figure"), new("Evidence")],
                Rows = Groups.SelectMany(f =>
                    f.Questions.SelectMany(q => Table(f, q).Rows.Select(r => (IReadOnlyList<Inline>)[f.Name, q.Name ?? "", .. r]))
                ),
            },
            $"{PlanId}-requirements"
        );

    /// <summary>What is cited of a key question, as a table: the statement, what is done, its figure and its evidence.</summary>
    public DataTable Table(FrameworkCited framework, Question question) =>
        new()
        {
            Caption = $"{framework.Name}{(question.Name is null ? "" : ": " + question.Name)}",
            IsEqual = true,
            Classes = "answered",
            Columns = [new("Statement") { IsKey = true }, new("What we do"), new("Figure"), new("Evidence") { IsKey = true }],
            Rows = question.Statements.Select(a =>
                (IReadOnlyList<Inline>)
                    [
                        Shipped.Data.Requirement(a.Code) is { } cited ? Inline.Of(new Standard(cited)) : a.Code,
                        Inline.Of(new Several([.. a.By.Where(c => c.At is null).Select(c => (Component)new NamedThing(PlanId, c))])),
                        Inline.Of(new Several([.. a.By.Where(c => c.At is not null).Select(c => (Component)new Figure(PlanId, c))])),
                        Inline.Of(
                            new Several(
                                a.Proofs.Count > 0
                                    ? [.. a.Proofs.Select(p => (Component)new ProofLine(PlanId, p))]
                                    :
                                    [
                                        new NoEvidence(
                                            MayWrite
                                                ? $"{To.Add(PlanId, Thing.Of<Evidence>())}?requirements={Uri.EscapeDataString(a.Code)}"
                                                : null
                                        ),
                                        .. a.Near.Take(20).Select(n => (Component)new ProofLine(PlanId, n) { IsNear = true }),
                                    ]
                            )
                        ),
                    ]
            ),
        };

    /// <summary>Some lines below each other in a cell.</summary>
    sealed record Several(IReadOnlyList<Component> Lines) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            if (Lines.Count == 0)
                return;
            html.Raw("<ul class=\"plain-list\">");
            foreach (var line in Lines)
                html.Raw("<li>").Part(line).Raw("</li>");
            html.Raw("</ul>");
        }
    }

    sealed record NamedThing(string Plan, Cited Cited) : Component
    {
        protected override void Render(HtmlWriter html) =>
            html.Part(new Link(Cited.Title, To.Item(Plan, Cited.Thing, Cited.Id)))
                .Raw(" <span class=\"fact__word\">")
                .Text(Cited.Thing.Noun)
                .Raw("</span>");
    }

    sealed record Figure(string Plan, Cited Cited) : Component
    {
        protected override void Render(HtmlWriter html) =>
            html.Part(new Link(Cited.Title, To.Item(Plan, Cited.Thing, Cited.Id)))
                .Raw(": ")
                .Text(Cited.At!.Last is null ? "no figures yet" : Units.Of(Cited.At.Latest, Cited.At.Unit))
                .Text(Cited.At.Target is { } target ? $", target {Units.Of(target, Cited.At.Unit)}" : "");
    }

    sealed record NoEvidence(string? Add) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Part(State.Of(StateKind.Unknown, "No evidence names it yet"));
            if (Add is not null)
                html.Raw(". ").Part(new Link("Add evidence for it", Add));
        }
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 1000);
        var series = Seen.Series;
        // What cites a requirement, and what evidence supports: one query for both, with how the measures stand.
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
                        Body = i.List == Evidence.List || i.List == Measure.List ? i.Body : null,
                    }
            )
            .GroupJoin(
                series,
                r => new { Plan = PlanId, Measure = r.List == Measure.List ? r.Id : "" },
                s => new { s.Plan, s.Measure },
                (r, s) => new { Row = r, Series = s }
            )
            .SelectMany(
                r => r.Series.DefaultIfEmpty(),
                (r, s) =>
                    new
                    {
                        r.Row.List,
                        r.Row.Id,
                        r.Row.Title,
                        r.Row.Position,
                        r.Row.IsRequirement,
                        r.Row.ToId,
                        r.Row.Body,
                        Last = s!.Last,
                        Latest = s.Latest,
                        Target = s.Target,
                        Variation = s.Variation,
                        Assurance = s.Assurance,
                    }
            )
            .OrderBy(r => r.List)
            .ThenBy(r => r.Position)
            .Take(20_000)
            .ToListAsync(Cancel);
        var things = rows.DistinctBy(r => (r.List, r.Id))
            .ToDictionary(
                r => (r.List, r.Id),
                r => new Cited(
                    Thing.Find(r.List)!,
                    r.Id,
                    r.Title,
                    r.List is Evidence.List ? (Evidence)Shape.Of<Evidence>().FromJson(r.Body!) : null
                )
                {
                    Author = AuthorOf(r.List, r.Body),
                    At =
                        r.List is Measure.List
                            ? Of(r.Last, r.Latest, r.Target, r.Variation, r.Assurance, (Measure)Shape.Of<Measure>().FromJson(r.Body!))
                            : null,
                }
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
        codes = [.. all.Select(a => a.Code)];
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
        Shown = IsSheet ? fit : [.. fit.Skip((Number - 1) * PageSize).Take(PageSize)];
    }

    static Glanced Of(DateOnly? last, double? latest, double? target, string? variation, string? assurance, Measure measure) =>
        MeasureWords.Of(
            variation is null
                ? null
                : new SeriesRow
                {
                    Last = last,
                    Latest = latest,
                    Target = target,
                    Variation = variation,
                    Assurance = assurance,
                },
            measure
        );

    string? AuthorOf(string list, string? body) =>
        list is Evidence.List && ((Evidence)Shape.Of<Evidence>().FromJson(body!)).Author is { } author ? Staff(author) ?? author : null;

    static bool Fits(Answered answered, string words)
    {
        // Several words in any order.
        var all = string.Join(
            '\n',
            [answered.Code, answered.Title, .. answered.By.Concat(answered.Proofs).SelectMany(c => new[] { c.Title, c.Id })]
        );
        return words
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => all.Contains(word, StringComparison.CurrentCultureIgnoreCase));
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
    sealed record ProofLine(string Plan, Cited Cited) : Component
    {
        /// <value>True where it is about what answers the requirement, and does not name it.</value>
        public bool IsNear { get; init; }

        protected override void Render(HtmlWriter html)
        {
            html.Part(new Link(Cited.Title, To.Item(Plan, Cited.Thing, Cited.Id)));
            var evidence = Cited.Evidence!;
            string?[] facts =
            [
                IsNear ? "does not name it" : null,
                evidence.Type is { } type ? Domain.Shapes.Words.Read(type) : null,
                evidence.On is { } on ? Days.Read(on) : "no date",
                Cited.Author,
            ];
            html.Raw(" <span class=\"fact__word\">").Text(string.Join(", ", facts.OfType<string>())).Raw("</span>");
            if (FileLocation.TryRead(evidence.Location, out var file))
                html.Raw(" ").Part(new Link("Open " + file.Name, To.File(Plan, Cited.Id)));
        }
    }
}
