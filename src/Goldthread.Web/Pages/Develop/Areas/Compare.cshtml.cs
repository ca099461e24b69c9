using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Measures;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Spc;
using Goldthread.Spc.Words;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Option = Goldthread.Web.Nhs.Option;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>Services of an area by one measure of the catalogue, on a funnel plot: which of them differ by more than chance. Two queries.</summary>
public sealed class CompareModel : AreaPage
{
    [FromQuery(Name = "measure")]
    [MaxLength(200)]
    public string? Wanted { get; set; }

    [FromQuery(Name = "months")]
    public int Months { get; set; } = 12;

    public IReadOnlyList<Option> Measures { get; private set; } = [];
    public CatalogueMeasure? Entry { get; private set; }
    public Funnel? Funnel { get; private set; }
    public string Why { get; private set; } = "";
    public ChartWords ChartWords => new() { Title = Entry!.Name, Unit = Entry.Unit };
    IReadOnlyList<Compared.Service> services = [];
    DateOnly? from;
    Func<string, ChartBases>? bases;

    /// <summary>The most small pictures: what needs no conversation comes last.</summary>
    const int MostPictures = 48;

    /// <summary>One service beside the others: why it needs a conversation, and its course.</summary>
    /// <param name="Service">The service.</param>
    /// <param name="Need">How soon: 0 outside the funnel for the worse, then worse, target missed, no figure in time; 5 not.</param>
    /// <param name="Why">One sentence.</param>
    public sealed record Conversation(Compared.Service Service, int Need, string Why);

    /// <summary>The services, what needs a conversation first.</summary>
    public IReadOnlyList<Conversation> Conversations
    {
        get
        {
            var today = Clock.Today();
            var points = Funnel?.Points.ToDictionary(p => p.Unit.Name, StringComparer.Ordinal) ?? [];
            return [.. services.Select(Of).OrderBy(c => c.Need).ThenBy(c => c.Service.Name, StringComparer.CurrentCultureIgnoreCase)];

            Conversation Of(Compared.Service s)
            {
                var one = new AreaFigures.Standing(
                    s.Plan,
                    "",
                    s.AreaId,
                    s.Name,
                    s.Measure,
                    s.Of,
                    null,
                    s.Series,
                    Freshness.IsStale(s.Of.Frequency, s.Newest, today)
                );
                return points.GetValueOrDefault(s.Name) is { Type: PointType.Concern } point
                        ? new(
                            s,
                            0,
                            $"{(point.Side == Side.High ? "Higher" : "Lower")} than chance explains among these services."
                                + (one.IsWorse ? " " + one.Why : "")
                        )
                    : one.Need < 4 ? new(s, one.Need + 1, one.Why)
                    : points.GetValueOrDefault(s.Name) is { Type: PointType.Improvement }
                        ? new(s, 5, "Better than chance explains among these services: ask them how.")
                    : new(s, 6, "As the others, within chance.");
            }
        }
    }

    /// <value>How many need a conversation, in words.</value>
    public string Stands =>
        Conversations.Count(c => c.Need < 5) is var count && count == 0
            ? $"None of {services.Count:N0} services needs a conversation about this."
        : count == 1 ? $"1 of {services.Count:N0} services needs a conversation about this."
        : $"{count:N0} of {services.Count:N0} services need a conversation about this.";

    /// <value>True where small pictures are left out.</value>
    public int Left => Math.Max(0, services.Count - MostPictures);

    /// <summary>The services beside one another, each with its course and one sentence.</summary>
    public DataTable Multiples() =>
        new()
        {
            Caption = $"{Entry!.Name}: which services need a conversation, and why",
            Columns =
            [
                new("Service") { IsKey = true },
                new("Why") { IsKey = true },
                new("Course"),
                new(Entry.Unit is { } unit ? $"Newest, {unit}" : "Newest") { IsFigure = true },
                new("Of"),
            ],
            Rows = Conversations
                .Take(MostPictures)
                .Select(c =>
                {
                    var readings = PackedReadings.Unpack(c.Service.Series.Packed);
                    var chart =
                        readings.Count > 1
                            ? MeasureChart.Small(c.Service.Of, readings, bases!(c.Service.Plan).Of(c.Service.Measure))
                            : null;
                    return (IReadOnlyList<Inline>)
                        [
                            Inline.Of(new Link(c.Service.Name, To.Item(c.Service.Plan, Thing.Of<Measure>(), c.Service.Measure))),
                            c.Need is 3 ? Inline.Of(State.Of(StateKind.Stale, c.Why)) : c.Why,
                            chart is null ? "" : Inline.Of(Drawn.Spark(chart, MeasureChart.WordsOf(c.Service.Of))),
                            c.Service.Series.Latest is { } latest ? Units.Figure(latest) : "",
                            c.Service.Newest is { } newest ? Days.ReadMonth(newest) : "None yet",
                        ];
                }),
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        Months = Math.Clamp(Months, 1, 120);
        var shared = (await Compared.EntriesAsync(Db, Actor, Row.Path, Cancel))
            .Select(s => (s.Services, Entry: Shipped.Data.Measure(s.Id)))
            .Where(s => s.Entry is not null && Compared.KindOf(s.Entry) is not null)
            .ToList();
        Measures = [.. shared.Select(s => new Option($"{s.Entry!.Name} ({s.Services} services)", s.Entry.Id))];
        Entry = shared.FirstOrDefault(s => s.Entry!.Id == Wanted).Entry ?? (shared.Count > 0 ? shared[0].Entry : null);
        if (Entry is null)
            return;
        (services, from) = await Compared.ServicesAsync(Db, Actor, Row.Path, Entry.Id, Months, Cancel);
        // Two areas may have one name; each keeps a line of its own.
        var twice = services.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        services = [.. services.Select(s => twice.Contains(s.Name) ? s with { Name = $"{s.Name} ({s.Plan})" } : s)];
        var units = services.Where(s => s.Denominator > 0).Select(s => new FunnelUnit(s.Name, s.Numerator, s.Denominator)).ToList();
        // Few areas have more rules than the organisation's: the small pictures are drawn by them all the same.
        bases = await ChartBases.LoadAsync(Db, [.. services.Select(s => s.Plan)], Cancel);
        try
        {
            Funnel = Funnel.Of(units, Compared.KindOf(Entry)!.Value, MeasureChart.DirectionOf(Entry.Direction), Entry.Multiplier ?? 1);
        }
        catch (ArgumentException refused)
        {
            Why =
                units.Count < 2
                    ? "Fewer than two of these services have figures in this time, each with how many out of how many. Choose a longer time."
                    : refused.Message.Split(" (Parameter", StringSplitOptions.None)[0];
        }
    }

    /// <summary>How the picture was made.</summary>
    public string How() =>
        $"Funnel plot of {(Funnel!.Kind == FunnelKind.Proportion ? "proportions" : "rates")}, figures from {Days.Read(from!.Value)} on. All services together: {Units.Figure(Funnel.Centre)} {Entry!.Unit}. "
        + (
            Funnel.IsWidened
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The services differ more than chance alone would have them (overdispersion {Funnel.Dispersion:0.0}), so the limits are widened."
                )
                : "The services differ no more than chance would have them, so the limits are not widened."
        );

    /// <summary>The same as a table.</summary>
    public DataTable Table()
    {
        var points = Funnel!.Points.ToDictionary(p => p.Unit.Name, StringComparer.Ordinal);
        var measures = Thing.Of<Measure>();
        return new DataTable
        {
            Caption = $"{Entry!.Name} by service",
            Columns =
            [
                new("Service") { IsKey = true },
                new(Entry.Unit is { } unit ? $"Figure, {unit}" : "Figure") { IsFigure = true, IsKey = true },
                new("How many") { IsFigure = true },
                new("Out of") { IsFigure = true },
                new("Lower limit") { IsFigure = true },
                new("Upper limit") { IsFigure = true },
                new("What it says"),
            ],
            Rows = services.Select(s =>
            {
                var link = Inline.Of(new Link(s.Name, To.Item(s.Plan, measures, s.Measure)));
                if (s.Denominator <= 0)
                    return (IReadOnlyList<Inline>)[link, "No figure", "", "", "", "", "No figures in this time"];
                var point = points[s.Name];
                var (lower, upper) = Funnel.Limits(s.Denominator);
                return
                [
                    link,
                    Units.Figure(point.Value),
                    Units.Figure(s.Numerator),
                    Units.Figure(s.Denominator),
                    Units.Figure(lower),
                    Units.Figure(upper),
                    Says(point),
                ];
            }),
        };
    }

    static string Says(FunnelPoint point) =>
        point.Side == Side.On
            ? "No more than chance"
            : (point.Side == Side.High ? "Higher than chance" : "Lower than chance")
                + point.Type switch
                {
                    PointType.Improvement => ", for the better",
                    PointType.Concern => ", for the worse",
                    _ => "",
                };
}
