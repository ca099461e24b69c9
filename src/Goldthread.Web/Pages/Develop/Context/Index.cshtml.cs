using Goldthread.App.Develop.Context;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Context;

/// <summary>
/// What the plan is built on, as boards (a column a part: strengths, weaknesses ...) or as a list. A line becomes an objective, a risk or a stakeholder in one
/// step; what led to nothing yet is told.
/// </summary>
public sealed class IndexModel : PlanPage
{
    static readonly Shape Lines = Shape.Of<ContextItem>();
    static readonly Field[] Questions = [Lines["analysis"], Lines["kind"], Lines["text"], Lines["weight"]];

    /// <summary>The columns that a look has, whatever is in them.</summary>
    static readonly Dictionary<ContextAnalysis, string[]> Columns = new()
    {
        [ContextAnalysis.Swot] = ["Strength", "Weakness", "Opportunity", "Threat"],
        [ContextAnalysis.Pestle] = ["Political", "Economic", "Social", "Technical", "Legal", "Environmental"],
    };

    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "context";

    /// <value><c>list</c> for the list; else boards.</value>
    [FromQuery(Name = "view")]
    public string? View { get; set; }

    [BindProperty(Name = "place")]
    public int Place { get; set; } = -1;

    [BindProperty(Name = "seen")]
    [System.ComponentModel.DataAnnotations.MaxLength(4000, ErrorMessage = "Look at the line again.")]
    public string? SeenText { get; set; }

    [BindProperty(Name = "list")]
    [System.ComponentModel.DataAnnotations.MaxLength(60, ErrorMessage = "Choose what it becomes.")]
    public string? ListName { get; set; }

    [BindProperty(Name = "called")]
    [System.ComponentModel.DataAnnotations.MaxLength(4000, ErrorMessage = "Write at most 4,000 characters.")]
    public string? Called { get; set; }

    [BindProperty(Name = "reason")]
    [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    /// <value>The form of one more line.</value>
    public ShapeForm Form => new(Questions, Answers, ModelState, FormChoices.None);

    Answers Answers { get; set; } = Answers.Of(Lines, Lines.New());

    /// <value>The lines in their order, as this person sees them.</value>
    public IReadOnlyList<ContextItem> All { get; private set; } = [];

    /// <value>What lines lead to, by id: its list and what it is called.</value>
    Dictionary<string, (Thing Thing, string Title)> Known { get; set; } = [];

    public int Nothing => All.Count(l => l.LeadsTo.Count == 0);

    public bool IsList => View is "list";

    public string Here => To.Plan(PlanId) + "/develop/context";

    /// <value>How it stands, in words.</value>
    public string Lead =>
        All.Count == 0 ? "Strengths and weaknesses, last year's results, inspections, feedback: what you saw, and what it leads to."
        : Nothing == 0 ? $"{(All.Count == 1 ? "The one line leads" : $"All {All.Count} lines lead")} to something in the plan."
        : $"{Nothing} of {All.Count} {(All.Count == 1 ? "line" : "lines")} led to nothing in the plan yet.";

    /// <inheritdoc/>
    public override string KeyOf(string? field) =>
        field is "list" or "called" or "reason"
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{field}-{Place}")
            : field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        All = Hidden.Shown(PlanRows.Read(Plan).Plan!).Context;
        string[] ids = [.. All.SelectMany(l => l.LeadsTo).Distinct(StringComparer.Ordinal)];
        var rows = await SeenItems
            .Where(i => i.RemovedAt == null && ids.Contains(i.Id))
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Title,
            })
            .ToListAsync(Cancel);
        Known = rows.GroupBy(r => r.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (Thing.Find(g.First().List)!, g.First().Title), StringComparer.Ordinal);
    }

    /// <summary>The boards: each look with its columns, each column with the places of its lines. A look that nobody took is not there.</summary>
    public IEnumerable<(string Heading, IReadOnlyList<(string Column, IReadOnlyList<int> Places)> Columns)> Boards()
    {
        foreach (
            var look in All.Select((line, place) => (line, place)).GroupBy(l => l.line.Analysis).OrderBy(g => g.Key ?? (ContextAnalysis)99)
        )
        {
            var heading = look.Key is { } analysis ? Capital(Words.Read(analysis)) : "Other";
            string[] always = look.Key is { } known && Columns.TryGetValue(known, out var own) ? own : [];
            var by = look.ToLookup(l => ColumnOf(l.line.Kind, always), l => l.place, StringComparer.OrdinalIgnoreCase);
            yield return (
                heading,
                [
                    .. always
                        .Concat(by.Select(g => g.Key).Where(k => !always.Contains(k, StringComparer.OrdinalIgnoreCase)))
                        .Select(column => (column, (IReadOnlyList<int>)[.. by[column]])),
                ]
            );
        }
    }

    /// <summary>The column of a kind as somebody wrote it: "strengths" stands under "Strength".</summary>
    static string ColumnOf(string? kind, string[] always)
    {
        var word = kind?.Trim() ?? "";
        return always.FirstOrDefault(a => word.Length > 0 && word.StartsWith(a[..^1], StringComparison.OrdinalIgnoreCase))
            ?? (word.Length == 0 ? "Lines" : Capital(word));
    }

    /// <summary>What a line leads to, each by its name with the way there.</summary>
    public Component Ways(ContextItem line) =>
        new OneAfterAnother([
            .. line.LeadsTo.Select(id =>
                Known.TryGetValue(id, out var known)
                    ? Inline.Of(new Link($"{Capital(known.Thing.Noun)}: {known.Title}", To.Item(PlanId, known.Thing, id)))
                    : (Inline)"Something of the plan"
            ),
        ]);

    /// <summary>How much a line weighs.</summary>
    public static string Weighs(ContextItem line) =>
        line.Weight switch
        {
            1 => "weighs a little",
            2 => "weighs something",
            3 => "weighs a lot",
            _ => "",
        };

    /// <summary>The lines as a table.</summary>
    public DataTable Table() =>
        new()
        {
            Caption = "What the plan is built on",
            Columns = [new("What you saw") { IsKey = true }, new("Look"), new("Part"), new("Weight"), new("Leads to") { IsKey = true }],
            Rows = All.Select(l =>
                (Inline[])
                    [
                        l.Text ?? "Nothing written",
                        l.Analysis is { } analysis ? Capital(Words.Read(analysis)) : "",
                        l.Kind ?? "",
                        Capital(Weighs(l)),
                        l.LeadsTo.Count == 0 ? "Nothing yet" : Inline.Of(Ways(l)),
                    ]
            ),
        };

    sealed record OneAfterAnother(IReadOnlyList<Inline> Items) : Component
    {
        /// <inheritdoc/>
        protected override void Render(HtmlWriter html)
        {
            for (var i = 0; i < Items.Count; i++)
                html.Raw(i == 0 ? "" : "<br>").Text(Items[i]);
        }
    }

    /// <summary>Adds a line.</summary>
    public async Task<IActionResult> OnPostAddAsync()
    {
        await FindPlanAsync();
        Answers = Answers.Of(Request.Form);
        List<Refusal> refusals = [];
        var values = Answers.Values(Questions, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await Writer.RunAsync(Actor, work => ContextLines.AddAsync(work, PlanId, values), Cancel);
        return Done(Here, "The line is added.");
    }

    /// <summary>Makes something of a line.</summary>
    public async Task<IActionResult> OnPostLeadAsync()
    {
        await FindPlanAsync();
        var id = await Writer.RunAsync(
            Actor,
            work => ContextLines.LeadAsync(work, PlanId, Place, SeenText ?? "", ListName ?? "", Called, Reason),
            Cancel
        );
        var thing = Thing.Find(ListName!)!;
        return Done(To.Item(PlanId, thing, id), $"The {thing.Noun} is added, and the line leads to it.");
    }
}
