using System.ComponentModel.DataAnnotations;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ChartKind = Goldthread.Domain.Monitor.ChartKind;

namespace Goldthread.Web.Pages.Monitor.Measures;

/// <summary>Chooses which chart a measure is drawn as, and by whose rules it is judged.</summary>
public sealed class ChartModel : ThingPage
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(Name = "version")]
    public int Version { get; set; }

    [BindProperty(Name = "kind")]
    [MaxLength(20, ErrorMessage = "Choose one of the charts.")]
    public string? Kind { get; set; }

    [BindProperty(Name = "rules")]
    [MaxLength(40, ErrorMessage = "Choose one of the rules.")]
    public string? Rules { get; set; }

    [BindProperty(Name = "reason")]
    [MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    public ChartModel() => (ListName, StageWord) = (Measure.List, "monitor");

    public Measure Measure { get; private set; } = null!;
    public ChartSuggestion? Suggestion { get; private set; }
    ChartRules organisation = ChartRules.Usual;

    /// <inheritdoc/>
    public override string KeyOf(string? field) =>
        field switch
        {
            "points" => "rules",
            "chart" => "kind",
            _ => field ?? "",
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var series = Seen.Series.Where(s => s.Plan == PlanId);
        var found =
            await SeenItems
                .Where(i => i.List == ListName && i.Id == Id && i.RemovedAt == null)
                .Select(i => new { Row = i, Packed = series.Where(s => s.Measure == Id).Select(s => s.Packed).FirstOrDefault() })
                .FirstOrDefaultAsync(Cancel)
            ?? throw new Missing(Thing.Noun);
        var row = found.Row;
        if (!MayWrite)
            throw new Forbidden("Only a planner of the area changes how a measure is drawn.");
        Measure = ItemRows.Read<Measure>(row);
        Sight = await SightAsync(row);
        Suggestion = MeasureChart.Suggest(Measure, PackedReadings.Unpack(found.Packed ?? []));
        var bases = await ChartBases.LoadAsync(Db, Seen, PlanId, Cancel);
        organisation = bases.Organisation;
        if (HttpMethods.IsGet(Request.Method))
        {
            var basis = bases.Of(Id);
            Version = row.Version;
            Kind = Words.Written(Measure.Chart ?? ChartKind.Xmr);
            Rules = basis.IsOwn ? $"{basis.Rules.Word} {basis.Rules.RunLength}" : "organisation";
        }
    }

    /// <summary>Changes it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        if (!Words.TryParse<ChartKind>(Kind ?? "", out var kind))
            throw new RuleBroken("Choose one of the charts.", "kind");
        ChartRules? rules =
            Rules is "organisation" ? null
            : (Rules ?? "").Split(' ') is [var profile, var points] ? ChartRules.Of(profile, points)
            : throw new RuleBroken("Choose one of the rules.", "rules");
        var changed = await Writer.RunAsync(Actor, work => ChooseChart.RunAsync(work, PlanId, Id, Version, kind, rules, Reason), Cancel);
        return Done(To.Item(PlanId, Thing, Id), changed ? "The chart is changed." : "Nothing changed: the chart was so already.");
    }

    /// <summary>The kinds of chart with what each is for.</summary>
    public IReadOnlyList<Choice> Kinds() =>
        [
            .. Enum.GetValues<ChartKind>()
                .Select(k =>
                {
                    _ = ChartKinds.TryParse(Words.Written(k), out var kind);
                    var text = kind.Title() + (Suggestion?.Kind == kind ? " (suggested)" : "");
                    return new Choice(Capital(text), Words.Written(k)) { Hint = new Hint { Text = ChartWord.For(k) } };
                }),
        ];

    /// <summary>Whose rules there are.</summary>
    public IReadOnlyList<Choice> RuleChoices() =>
        [
            new Choice($"As the organisation: {organisation}", "organisation"),
            .. ChartWord.Rules.Select(r => new Choice(r.ToString(), $"{r.Word} {r.RunLength}")),
        ];
}

/// <summary>What the charts and the rules are for, in words.</summary>
public static class ChartWord
{
    /// <value>All rules that can be chosen.</value>
    public static IReadOnlyList<ChartRules> Rules { get; } = [new(), new(RuleProfile.MakingDataCount, 6), new(RuleProfile.NhsR)];

    /// <summary>What a chart is for.</summary>
    public static string For(ChartKind kind) =>
        kind switch
        {
            ChartKind.Xmr => "Nearly any figure: one value a day, week or month.",
            ChartKind.Run => "Few figures, or most of them the same: the median, and no limits.",
            ChartKind.P => "So many out of so many, such as 18 of 20 care plans.",
            ChartKind.PPrime => "The same with numbers in the hundreds and thousands, where the limits of a P chart are too narrow.",
            ChartKind.U => "Events over a size that changes, such as falls over bed days.",
            ChartKind.UPrime => "The same with large sizes, where the limits of a U chart are too narrow.",
            ChartKind.C => "Events where the size stays the same, such as complaints a month of one home.",
            ChartKind.T => "Time between rare events, such as days between serious injuries.",
            ChartKind.G => "Cases between rare events, such as admissions between infections.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
