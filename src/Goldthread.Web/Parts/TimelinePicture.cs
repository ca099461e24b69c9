using System.Globalization;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>An action on the timeline.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Group">Under which heading it stands; null for none.</param>
/// <param name="Starts">When it starts, or null.</param>
/// <param name="Due">When it is due, or null.</param>
/// <param name="Status">Where it stands.</param>
public sealed record TimelineRow(string Id, string Title, string? Group, DateOnly? Starts, DateOnly? Due, ActionStatus Status)
{
    /// <value>True for a milestone.</value>
    public bool IsMilestone { get; init; }

    /// <value>True on the critical path.</value>
    public bool IsCritical { get; init; }

    /// <value>True where it is owed since.</value>
    public bool IsLate { get; init; }

    /// <value>The ids of what comes before it.</value>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <value>The days that were approved, where they are others.</value>
    public (DateOnly? Starts, DateOnly? Due) Approved { get; init; }

    /// <value>How far it is, 0 to 100.</value>
    public int Progress { get; init; }
}

/// <summary>
/// Actions by month, as one picture: a bar an action, what waits for what, the critical path, today, and the days that were approved where they are
/// others. Presentation attributes and classes alone, so that it is right as a file of its own; a page recolours it by its classes.
/// </summary>
/// <param name="Layout">Where everything stands.</param>
public sealed record TimelinePicture(TimelineLayout Layout) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var (width, height) = (N(TimelineLayout.Width), N(Layout.Height));
        html.Raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timeline\" font-family=\"sans-serif\" font-size=\"13\"")
            .Attribute("viewBox", $"0 0 {width} {height}")
            .Attribute("width", width)
            .Attribute("height", height)
            .Raw(" aria-labelledby=\"timeline-title timeline-words\"><title id=\"timeline-title\">")
            .Text(Layout.Title)
            .Raw("</title><desc id=\"timeline-words\">")
            .Text(Layout.Description)
            .Raw("</desc>");
        foreach (var tick in Layout.Ticks)
        {
            html.Raw($"<path class=\"timeline__grid\" d=\"M{N(tick.X)} 36V{height}\" stroke=\"#d9d6ce\" fill=\"none\"/>");
            if (tick.Year is not null)
                Words(html, "timeline__year", tick.X + 3, 30, tick.Year, " font-weight=\"bold\"");
            Words(html, "timeline__month", tick.X + 3, 46, tick.Month);
        }
        foreach (var (group, y) in Layout.Headings)
            Words(html, "timeline__group", 4, y + 17, group, " font-weight=\"bold\"");
        foreach (var line in Layout.Lines)
            html.Raw(
                line.IsCritical
                    ? $"<path class=\"timeline__line is-critical\" d=\"{Path(line)}\" stroke=\"#1b2a2f\" stroke-width=\"3\" fill=\"none\"/>"
                    : $"<path class=\"timeline__line\" d=\"{Path(line)}\" stroke=\"#8a8f8c\" fill=\"none\"/>"
            );
        foreach (var bar in Layout.Bars)
            Bar(html, bar);
        if (Layout.TodayX is { } today)
        {
            html.Raw(
                $"<path class=\"timeline__today\" d=\"M{N(today)} 18V{height}\" stroke=\"#1b2a2f\" stroke-width=\"2\" fill=\"none\"/>"
            );
            Words(html, "timeline__now", Math.Min(today - 3, TimelineLayout.Width - 90), 13, Layout.Today);
        }
        html.Raw("</svg>");
    }

    static void Bar(HtmlWriter html, TimelineLayout.Bar bar)
    {
        var row = bar.Row;
        html.Raw("<g><title>").Text(TimelineLayout.Words(row)).Raw("</title>");
        Words(html, "timeline__label", 12, bar.Top + 17, bar.Label, row.IsCritical ? " font-weight=\"bold\"" : "");
        if (bar.Ghost is { } ghost)
            html.Raw(
                $"<rect class=\"timeline__ghost\" x=\"{N(ghost.From)}\" y=\"{N(bar.Top + 18)}\" width=\"{N(ghost.To - ghost.From)}\" height=\"4\" fill=\"#d9d6ce\" stroke=\"#8a8f8c\"/>"
            );
        var (x, y, wide) = (bar.From, bar.Top + 5, bar.To - bar.From);
        var over = row.Status is ActionStatus.Done or ActionStatus.Cancelled;
        if (row.IsMilestone)
        {
            var (middle, centre) = (bar.To, y + 6);
            html.Raw(
                $"<path class=\"timeline__milestone{(over ? " is-over" : "")}\" d=\"M{N(middle)} {N(centre - 8)}l8 8-8 8-8-8z\" fill=\"{(over ? "#0b5c7a" : "#fff")}\" stroke=\"#1b2a2f\" stroke-width=\"{(row.IsCritical ? 3 : 1.5)}\"/>"
            );
        }
        else
        {
            html.Raw(
                $"<rect class=\"timeline__bar{(row.IsCritical ? " is-critical" : "")}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(wide)}\" height=\"12\" rx=\"2\" fill=\"#fff\" stroke=\"#1b2a2f\" stroke-width=\"{(row.IsCritical ? "3" : "1")}\"{(row.Status is ActionStatus.Cancelled ? " stroke-dasharray=\"3 3\"" : "")}/>"
            );
            var done =
                row.Status is ActionStatus.Done ? 100
                : row.Status is ActionStatus.Cancelled ? 0
                : row.Progress;
            if (done > 0)
                html.Raw(
                    $"<rect class=\"timeline__done\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(wide * done / 100)}\" height=\"12\" rx=\"2\" fill=\"#0b5c7a\"/>"
                );
            if (row.Status is ActionStatus.Blocked)
                html.Raw(
                    $"<path class=\"timeline__block\" d=\"M{N(x + 2)} {N(y + 6)}H{N(x + wide - 2)}\" stroke=\"#1b2a2f\" stroke-width=\"4\"/>"
                );
        }
        html.Raw("</g>");
    }

    static string Path(TimelineLayout.Line line)
    {
        var turn = Math.Max(line.FromX + 5, Math.Min(line.FromX + 5, line.ToX - 5));
        return line.ToX - 4 >= turn
            ? $"M{N(line.FromX)} {N(line.FromY)}H{N(turn)}V{N(line.ToY)}H{N(line.ToX)}"
            // It starts before the other ends: round it.
            : $"M{N(line.FromX)} {N(line.FromY)}H{N(turn)}V{N((line.FromY + line.ToY) / 2)}H{N(line.ToX - 6)}V{N(line.ToY)}H{N(line.ToX)}";
    }

    static void Words(HtmlWriter html, string name, double x, double y, string text, string more = "") =>
        html.Raw($"<text class=\"{name}\" x=\"{N(x)}\" y=\"{N(y)}\" fill=\"#1b2a2f\"{more}>").Text(text).Raw("</text>");

    static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>Where everything of a timeline stands: a pure function of its rows.</summary>
public sealed class TimelineLayout
{
    /// <summary>Width in user units: a page's at a desk; on A3 it grows with the sheet.</summary>
    public const double Width = 1120;

    /// <summary>Where the months begin; the names stand before it.</summary>
    public const double Left = 320;

    /// <summary>Height of a row.</summary>
    public const double RowHeight = 26;

    const double Head = 54;
    const double LetterWidth = 6.9;
    const double LeastMonth = 34;
    const int MonthsBeyond = 12;

    /// <summary>A month's line, with its word and, where one begins, its year.</summary>
    public sealed record Tick(double X, string Month, string? Year);

    /// <summary>An action's bar: where it begins and ends, and what stands before it.</summary>
    public sealed record Bar(TimelineRow Row, double Top, double From, double To, string Label, (double From, double To)? Ghost);

    /// <summary>From the end of an action to the start of one that waits for it.</summary>
    public sealed record Line(double FromX, double FromY, double ToX, double ToY, bool IsCritical);

    public IReadOnlyList<Tick> Ticks { get; }
    public IReadOnlyList<Bar> Bars { get; }
    public IReadOnlyList<Line> Lines { get; }
    public IReadOnlyList<(string Group, double Top)> Headings { get; }
    public double Height { get; }

    /// <value>Where today is; null where it is not on the picture.</value>
    public double? TodayX { get; }

    /// <value>"Today 25 Nov 2026".</value>
    public string Today { get; }

    public string Title { get; }

    /// <value>The picture in a few sentences.</value>
    public string Description { get; }

    /// <summary>Lays out the rows in their order; what has no day is left out.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="rows">The actions.</param>
    /// <param name="starts">When the plan starts: a year before it is shown at most.</param>
    /// <param name="ends">When it ends: a year after it is shown at most.</param>
    /// <param name="today">Today.</param>
    public TimelineLayout(string title, IReadOnlyList<TimelineRow> rows, DateOnly starts, DateOnly ends, DateOnly today)
    {
        Title = title;
        Today = "Today " + Days.Read(today);
        var drawn = rows.Where(r => r.Due is not null || r.Starts is not null).ToList();
        var all = drawn.SelectMany(r => new[] { r.Starts, r.Due, r.Approved.Starts, r.Approved.Due }).OfType<DateOnly>().ToList();
        var from = Month(Later(Days.AddMonths(starts, -MonthsBeyond), Earlier(starts, all.DefaultIfEmpty(starts).Min())));
        var to = Month(
            Earlier(Days.AddMonths(Later(ends, starts), MonthsBeyond), Later(Later(ends, starts), all.DefaultIfEmpty(ends).Max()))
        );
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month + 1;
        var end = from.AddMonths(months);
        var perDay = (Width - Left - 12) / (end.DayNumber - from.DayNumber);
        double X(DateOnly day) => Left + (Math.Clamp(day.DayNumber - from.DayNumber, 0, end.DayNumber - from.DayNumber) * perDay);

        var step = new[] { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600 }.First(s => s * (Width - Left) / months >= LeastMonth || s == 600);
        var ticks = new List<Tick>();
        string? year = null;
        for (var month = 0; month < months; month += step)
        {
            var day = from.AddMonths(month);
            var own = day.Year.ToString(CultureInfo.InvariantCulture);
            ticks.Add(new(X(day), day.ToString("MMM", CultureInfo.InvariantCulture), own == year ? null : own));
            year = own;
        }
        Ticks = ticks;

        var (bars, headings, y) = (new List<Bar>(), new List<(string, double)>(), Head);
        string? group = null;
        foreach (var row in drawn)
        {
            if (row.Group is not null && row.Group != group)
            {
                headings.Add((Cut(row.Group, (int)((Width - 8) / LetterWidth / 2)), y));
                group = row.Group;
                y += RowHeight;
            }
            var (begin, close) = Ends(row.Starts, row.Due);
            var ghost = row.Approved is { Starts: null, Due: null }
                ? null
                : ((double, double)?)Ends(row.Approved.Starts ?? row.Starts, row.Approved.Due ?? row.Due);
            bars.Add(
                new(row, y, begin, close, Cut(row.Title, (int)((Left - 24) / (row.IsCritical ? LetterWidth + 0.4 : LetterWidth))), ghost)
            );
            y += RowHeight;
        }
        (Bars, Headings, Height) = (bars, headings, y + 8);

        var by = bars.GroupBy(b => b.Row.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        Lines =
        [
            .. bars.SelectMany(b =>
                b.Row.After.Distinct(StringComparer.Ordinal)
                    .Where(a => a != b.Row.Id && by.ContainsKey(a))
                    .Select(a => new Line(by[a].To, by[a].Top + 11, b.From, b.Top + 11, by[a].Row.IsCritical && b.Row.IsCritical))
            ),
        ];
        TodayX = today >= from && today < end ? X(today) : null;

        var critical = drawn.Where(r => r.IsCritical).ToList();
        var late = drawn.Count(r => r.IsLate);
        Description = string.Join(
                ' ',
                (string[])
                    [
                        drawn.Count == 0
                            ? "No action has a day yet."
                            : $"{(drawn.Count == 1 ? "1 action" : $"{drawn.Count} actions")} from {Days.Read(all.Min())} to {Days.Read(all.Max())}.",
                        critical.Count == 0
                            ? ""
                            : $"On the critical path: {string.Join("; ", critical.Take(10).Select(r => r.Title))}{(critical.Count > 10 ? $" and {critical.Count - 10} more" : "")}.",
                        late == 0 ? "" : $"{(late == 1 ? "1 is" : $"{late} are")} late.",
                        Today + ".",
                    ]
            )
            .Replace("  ", " ", StringComparison.Ordinal)
            .Trim();

        (double From, double To) Ends(DateOnly? first, DateOnly? last)
        {
            var stop = X((last ?? first!.Value).AddDays(1));
            var begin = X(first ?? last!.Value);
            return begin <= stop - 5 ? (begin, stop) : (Math.Max(Left, stop - 5), Math.Max(Left, stop - 5) + 5);
        }
    }

    /// <summary>What a row says, in words.</summary>
    internal static string Words(TimelineRow row) =>
        string.Join(
            ", ",
            new[]
            {
                row.Title,
                row.IsMilestone ? "milestone" : null,
                row.Starts is { } starts ? "from " + Days.Read(starts) : null,
                row.Due is { } due ? "due " + Days.Read(due) : null,
                row.IsLate ? "late" : Domain.Shapes.Words.Read(row.Status),
                row.IsCritical ? "on the critical path" : null,
                row.Approved.Due is { } was ? "approved for " + Days.Read(was) : null,
            }.OfType<string>()
        );

    static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";

    static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);

    static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
