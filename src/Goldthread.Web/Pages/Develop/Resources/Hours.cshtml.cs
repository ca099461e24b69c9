using System.Globalization;
using Goldthread.App.Develop.Pictures;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Resources;

/// <summary>Hours asked against hours there, by person and week: who is asked for too much, and when.</summary>
public sealed class HoursModel : PicturePage<HoursBook>
{
    /// <summary>People that are drawn at most.</summary>
    public const int MostDrawn = 40;

    protected override string Place => "resources/hours";

    protected override IReadOnlyCollection<string> Lists => [StaffMember.List, Allocation.List];

    protected override HoursBook Look(PlanDocument document) => HoursBook.Of(document);

    /// <value>A day of the weeks that are shown; those of today, or of the worst week, unless said.</value>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    /// <value>The weeks that are shown.</value>
    public IReadOnlyList<DateOnly> Weeks =>
        View.WeeksAround(
            DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : View.Lines is [{ Over: [var worst, ..] }, ..] ? worst.Monday
            : Today
        );

    /// <value>The weeks before, where there are any.</value>
    public string? Earlier => Weeks[0] > View.First ? Address(Weeks[0].AddDays(-7)) : null;

    /// <value>The weeks after, where there are any.</value>
    public string? Later => Weeks[^1] < View.Last ? Address(Weeks[^1].AddDays(7)) : null;

    string Address(DateOnly day) => $"{Here}?from={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <value>The heat map.</value>
    public Component Picture
    {
        get
        {
            var (weeks, lines) = (Weeks, View.Lines.Take(MostDrawn).ToList());
            var layout = HeatLayout.Of(
                [.. lines.Select(l => (l.Name, l.Person is { } person ? AddressOf<StaffMember>(person.Id) : null))],
                [.. weeks.Select(w => w.ToString("d MMM", CultureInfo.InvariantCulture))],
                (row, column) =>
                {
                    var week = lines[row].At(weeks[column]);
                    return new(
                        week.Asked > 0 ? Number(week.Asked)
                            : week.DaysOff == 5 ? "away"
                            : "",
                        week.IsOver ? 4
                            : week.Asked == 0 ? 0
                            : week.There is { } there and > 0 ? 1 + (int)Math.Min(2, week.Asked * 3 / there)
                            : 1,
                        week.IsOver,
                        $"{lines[row].Name}, week of {Days.Read(weeks[column])}: {Said(week)}"
                    );
                }
            );
            return new HeatPicture(
                layout,
                $"Hours asked by person and week, from {Days.Read(weeks[0])}",
                $"A row a person, a column a week, the hours that the plan asks in each. A triangle and a frame mark where more is asked than there is. {View.Sentence}"
            );
        }
    }

    static string Said(HoursBook.Week week) =>
        week.There is { } there
            ? $"{Number(week.Asked)} asked, {Number(there)} there{(week.DaysOff > 0 ? $", {Several.Count(week.DaysOff, "day")} of leave" : "")}"
            : $"{Number(week.Asked)} asked";

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-hours");

    /// <summary>The same as a table, with sums.</summary>
    public DataTable Table()
    {
        var weeks = Weeks;
        return new()
        {
            Id = "as-table",
            Caption = $"Hours asked and hours there, from {Days.Read(weeks[0])}",
            Columns =
            [
                new("Who"),
                new("Asked in these weeks") { IsFigure = true, IsKey = true },
                new("There in them") { IsFigure = true },
                new("Asked in all") { IsFigure = true },
                new("Weeks with too much") { IsKey = true },
                new("Week by week"),
            ],
            Rows = OnThisPage(View.Lines)
                .Select(l =>
                {
                    var shown = weeks.Select(l.At).ToList();
                    return (IReadOnlyList<Inline>)
                        [
                            l.Person is { } person ? LinkTo<StaffMember>(person.Id, l.Name) : l.Name,
                            Number(shown.Sum(w => w.Asked)),
                            l.Person?.ContractedHours is null ? "Not said" : Number(shown.Sum(w => w.There ?? 0)),
                            Number(l.Sum),
                            l.Over.Count == 0 ? "None" : Several.Of([.. l.Over.Select(w => $"{Days.Read(w.Monday)}: {Said(w)}")], 3),
                            string.Join(
                                "; ",
                                shown
                                    .Where(w => w.Asked > 0)
                                    .Select(w => $"{w.Monday.ToString("d MMM", CultureInfo.InvariantCulture)}: {Said(w)}")
                            ),
                        ];
                }),
            Foot =
            [
                "Sum",
                Number(View.Lines.Sum(l => weeks.Sum(w => l.At(w).Asked))),
                Number(View.Lines.Sum(l => weeks.Sum(w => l.At(w).There ?? 0))),
                Number(View.Sum),
                "",
                "",
            ],
        };
    }

    static string Number(decimal hours) => hours.ToString("#,0.##", CultureInfo.InvariantCulture);
}
