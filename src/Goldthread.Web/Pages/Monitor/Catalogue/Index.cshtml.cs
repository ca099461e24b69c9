using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Monitor.Measures;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Option = Goldthread.Web.Nhs.Option;

namespace Goldthread.Web.Pages.Monitor.Catalogue;

/// <summary>The measure catalogue: what there is for this service, and one button that puts a measure into the plan with everything filled.</summary>
public sealed class IndexModel : ThingPage
{
    public IndexModel() => (ListName, StageWord) = (Measure.List, "monitor");

    [FromQuery(Name = "q")]
    [MaxLength(200)]
    public string? Words { get; set; }

    [FromQuery(Name = "kind")]
    [MaxLength(60)]
    public string? Kind { get; set; }

    /// <value>A kind of service, or <c>any</c>; those of the plan's area unless said.</value>
    [FromQuery(Name = "service")]
    [MaxLength(60)]
    public string? Service { get; set; }

    [FromQuery(Name = "framework")]
    [MaxLength(100)]
    public string? FrameworkId { get; set; }

    [BindProperty(Name = "entry")]
    [MaxLength(200, ErrorMessage = "Choose a measure of the catalogue.")]
    public string? Entry { get; set; }

    public IReadOnlyList<CatalogueMeasure> Entries { get; private set; } = [];
    public int All => Shipped.Data.Measures.Count;

    /// <value>The measure of this plan that is taken from an entry, by entry.</value>
    public IReadOnlyDictionary<string, string> Present { get; private set; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Present = (
            await Seen
                .Links.Where(l => l.Owner == PlanId && l.List == Measure.List && l.ToList == "catalogue")
                .Join(
                    SeenItems.Where(i => i.RemovedAt == null),
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
                    (l, i) => new { l.ToId, i.Id }
                )
                .ToListAsync(Cancel)
        ).GroupBy(l => l.ToId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        var types = AreaRows.Read(Plan.Area!).ServiceTypes;
        Service ??= types is [var only] ? Domain.Shapes.Words.Written(only) : "any";
        Entries =
        [
            .. Shipped.Data.Measures.Where(m =>
                (string.IsNullOrEmpty(Kind) || m.Domain == Kind)
                && (
                    Service is "any" or ""
                    || m.ServiceTypes.Count == 0
                    || m.ServiceTypes.Any(t => Domain.Shapes.Words.Written(t) == Service)
                )
                && (string.IsNullOrEmpty(FrameworkId) || m.Links.Any(l => l.StartsWith(FrameworkId + ":", StringComparison.Ordinal)))
                && Has(m)
            ),
        ];
    }

    /// <summary>Every word that is searched for is somewhere in the entry, its requirements' titles included.</summary>
    bool Has(CatalogueMeasure measure)
    {
        if (string.IsNullOrWhiteSpace(Words))
            return true;
        var text = string.Join(
            ' ',
            [
                measure.Id,
                measure.Name,
                measure.Numerator,
                measure.Denominator,
                measure.Note,
                measure.Source,
                .. measure.Links.Select(l => $"{l} {Shipped.Data.Requirement(l)?.Requirement.Title}"),
            ]
        );
        return Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Puts the entry into the plan as a measure.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        var entry = Shipped.Data.Measure(Entry ?? "") ?? throw new RuleBroken("Choose a measure of the catalogue.", "entry");
        var measure = Thing.Shape.New();
        Catalogued.Fill(measure, entry);
        var values = Thing.Shape.Fields.Where(f => f.IsSet(measure)).ToDictionary(f => f.Name, f => f.Get(measure), StringComparer.Ordinal);
        var id = await Writer.RunAsync(Actor, work => AddItem.RunAsync(work, PlanId, Thing, values), Cancel);
        return Done(
            To.Item(PlanId, Thing, id),
            $"{entry.Name} is in the plan as {id}. Change it to say who enters it and where it is to get to."
        );
    }

    public IEnumerable<Option> KindOptions() =>
        Shipped.Data.Measures.Select(m => m.Domain).OfType<string>().Distinct().Select(d => new Option(Capital(d), d));

    public IEnumerable<Option> ServiceOptions() =>
        Enum.GetValues<ServiceType>().Select(t => new Option(Capital(Domain.Shapes.Words.Read(t)), Domain.Shapes.Words.Written(t)));

    public IEnumerable<Option> FrameworkOptions() =>
        Shipped
            .Data.Measures.SelectMany(m => m.Links)
            .Select(l => l[..Math.Max(0, l.IndexOf(':', StringComparison.Ordinal))])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(id => new Option(Shipped.Data.Framework(id)?.Name ?? id, id));

    /// <summary>What an entry says.</summary>
    public Component Facts(CatalogueMeasure entry)
    {
        var facts = new List<(string, Inline)>();
        void Say(string what, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
                facts.Add((what, Capital(text)));
        }
        Say("Counted", Catalogued.Counted(entry));
        Say("Unit", entry.Unit);
        Say(
            "Better",
            entry.Direction is { } way ? Domain.Shapes.Words.Read(way) + (entry.DirectionNote is { } why ? ": " + why : "") : null
        );
        Say(
            "How often",
            entry.Frequency is { } often ? Domain.Shapes.Words.Read(often) + (entry.FrequencyNote is { } how ? ": " + how : "") : null
        );
        Say(
            "Chart",
            entry.Chart is { } chart
                ? $"{Domain.Shapes.Words.Read(chart)}. {ChartWord.For(chart)}"
                    + (entry.ChartWhenRare is { } rare ? $" Where it is rare: {Domain.Shapes.Words.Read(rare)}." : "")
                : null
        );
        Say("Source", entry.Source);
        if (entry.Source?.Contains("unchecked", StringComparison.OrdinalIgnoreCase) == true)
            facts.Add(("Checked", Inline.Of(State.Of(StateKind.Unknown, "Partly: compare it with the source before you rely on it"))));
        Say("Note", entry.Note);
        if (entry.Links.Count > 0)
            facts.Add(("Answers", Inline.Of(new Answered(entry.Links))));
        return new Described(facts);
    }

    /// <summary>What an entry says, word by word.</summary>
    sealed record Described(IReadOnlyList<(string Word, Inline Text)> Facts) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Raw("<dl class=\"catalogued__facts\">");
            foreach (var (word, text) in Facts)
                html.Raw("<dt>").Text(word).Raw("</dt><dd>").Text(text).Raw("</dd>");
            html.Raw("</dl>");
        }
    }

    /// <summary>The requirements of an entry; a framework that is not wholly checked says so.</summary>
    sealed record Answered(IReadOnlyList<string> Links) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Raw("<ul class=\"plain-list\">");
            foreach (var id in Links)
            {
                html.Raw("<li>");
                if (Shipped.Data.Requirement(id) is { } cited)
                {
                    html.Part(
                        new Link(
                            $"{id} {cited.Title}",
                            $"/govern/frameworks/{cited.Framework.Id}#{Uri.EscapeDataString(cited.Requirement.Id)}"
                        )
                    );
                    if (cited.Framework.Checked is { } state and not Checked.Yes)
                        html.Text(string.Create(CultureInfo.InvariantCulture, $" (checked: {Domain.Shapes.Words.Read(state)})"));
                }
                else
                    html.Text(id);
                html.Raw("</li>");
            }
            html.Raw("</ul>");
        }
    }
}
