using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>What one decides by in a list: columns of its own beside who, when and how it stands, and their sums.</summary>
public sealed class Deciding
{
    readonly Func<Part, Inline[]> cells;
    readonly Func<IReadOnlyList<Part>, Inline[]>? sums;

    Deciding(Column[] columns, Func<Part, Inline[]> cells, Func<IReadOnlyList<Part>, Inline[]>? sums = null) =>
        (Columns, this.cells, this.sums) = (columns, cells, sums);

    /// <value>The columns.</value>
    public IReadOnlyList<Column> Columns { get; }

    /// <value>True where the columns can be summed.</value>
    public bool HasSums => sums is not null;

    /// <summary>The cells of an item, one a column.</summary>
    public IReadOnlyList<Inline> Cells(Part item) => cells(item);

    /// <summary>The sums of some items, one a column; a blank one where nothing is to be summed.</summary>
    public IReadOnlyList<Inline> Sums(IReadOnlyList<Part> items) => sums!(items);

    static readonly Dictionary<string, Deciding> All = new(StringComparer.Ordinal)
    {
        [Thing.Of<Risk>().List] = Of<Risk>(
            [new("Now") { IsKey = true }, new("To be")],
            r => [Size(r.Residual ?? r.Inherent), Size(r.Target)]
        ),
        [Thing.Of<BudgetLine>().List] = Of<BudgetLine>(
            [Figure("Planned, £"), Figure("Expected, £"), Figure("Spent, £")],
            b => [Money(b.Planned), Money(b.Forecast), Money(b.Spent)],
            all =>
                [Money(all.Sum(b => b.Planned ?? 0)), Money(all.Sum(b => b.Forecast ?? b.Planned ?? 0)), Money(all.Sum(b => b.Spent ?? 0))]
        ),
        [Thing.Of<EquipmentItem>().List] = Of<EquipmentItem>(
            [Figure("Cost, £")],
            e => [Money(e.Cost)],
            all => [Money(all.Sum(e => e.Cost ?? 0))]
        ),
        [Thing.Of<Allocation>().List] = Of<Allocation>(
            [Figure("Hours")],
            a => [Number(a.Hours)],
            all => [Number(all.Sum(a => a.Hours ?? 0))]
        ),
        [Thing.Of<EstablishmentPost>().List] = Of<EstablishmentPost>(
            [Figure("Needed, full time"), Figure("Available, full time"), Figure("In post, full time")],
            p => [Number(p.NeededFte), Number(p.AvailableFte), Number(p.InPostFte)],
            all =>
                [Number(all.Sum(p => p.NeededFte ?? 0)), Number(all.Sum(p => p.AvailableFte ?? 0)), Number(all.Sum(p => p.InPostFte ?? 0))]
        ),
        [Thing.Of<Audit>().List] = Of<Audit>(
            [Figure("Score"), Figure("Standard"), new("Is it kept?") { IsKey = true }],
            a =>
                [
                    MeasureWords.FigureOr(a.Score, "Not yet"),
                    MeasureWords.FigureOr(a.Standard, "None"),
                    a is { Score: { } score, Standard: { } standard } ? (score >= standard ? "Yes" : "No") : "",
                ]
        ),
        [Thing.Of<Stakeholder>().List] = Of<Stakeholder>(
            [new("Group") { IsKey = true }, new("Power"), new("Interest")],
            s => [s.Group is { } group ? Words.Capital(Words.Read(group)) : "", OfFive(s.Power), OfFive(s.Interest)]
        ),
        [Thing.Of<FeedbackItem>().List] = Of<FeedbackItem>(
            [new("About"), new("Answered") { IsKey = true }],
            f =>
                [
                    f.Theme ?? "",
                    f.Responded is { } told ? "Told on " + Days.Read(told)
                    : string.IsNullOrWhiteSpace(f.Response) ? "Not yet"
                    : "Yes, not told yet",
                ]
        ),
        [Thing.Of<Adaptation>().List] = Of<Adaptation>(
            [new("What") { IsKey = true }, new("From"), new("To")],
            a => [a.Field is { } field ? Words.Capital(Words.Read(field)) : "", Said(a.From), Said(a.To)]
        ),
    };

    /// <summary>Of a list; null where it has none of its own.</summary>
    public static Deciding? Of(Thing thing) => All.GetValueOrDefault(thing.List);

    /// <summary>What one decides by, in one line; null where the list has nothing of its own, or the page's first sentence says it already.</summary>
    /// <param name="thing">What it is.</param>
    /// <param name="item">The item.</param>
    public static FactLine? Line(Thing thing, Part item) =>
        item is not (Risk or Audit or Adaptation) && Of(thing) is { } deciding
            ? new([
                .. deciding
                    .Columns.Zip(deciding.Cells(item), (c, v) => (c.Title, v))
                    .Where(f => f.v.Text is not ("" or "Nothing" or "Not said")),
            ])
            : null;

    static Deciding Of<T>(Column[] columns, Func<T, Inline[]> cells, Func<IReadOnlyList<T>, Inline[]>? sums = null)
        where T : Part => new(columns, p => cells((T)p), sums is null ? null : all => sums([.. all.Cast<T>()]));

    static Column Figure(string title) => new(title) { IsFigure = true };

    static Inline Money(decimal? sum) => sum is { } known ? Units.Pounds(known) : "";

    static Inline Number(decimal? number) => number?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "";

    static Inline OfFive(int? number) => number is { } known ? $"{known.ToString(CultureInfo.InvariantCulture)} of 5" : "";

    /// <summary>How large a risk is: "12 of 25, high".</summary>
    public static Inline Size(RiskScore? score) => score?.Score is { } size ? Shipped.RiskScale.Read(size) : "Not said";

    /// <summary>What a change says was or is: days as people read them.</summary>
    public static string Said(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "Nothing"
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) ? Days.Read(day)
        : text;
}
