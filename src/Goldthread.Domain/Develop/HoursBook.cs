using System.Globalization;

namespace Goldthread.Domain.Develop;

/// <summary>The hours that the plan asks of people against the hours that they have, by person and week.</summary>
public sealed class HoursBook
{
    /// <summary>Weeks that are shown side by side: a quarter of a year.</summary>
    public const int WeeksShown = 13;

    /// <summary>A person's week.</summary>
    /// <param name="Monday">Its Monday.</param>
    /// <param name="Asked">The hours that the plan asks.</param>
    /// <param name="There">The hours that there are once leave and fixed work are taken off; null where no contract says.</param>
    /// <param name="DaysOff">How many working days of it are leave.</param>
    public sealed record Week(DateOnly Monday, decimal Asked, decimal? There, int DaysOff)
    {
        /// <value>True where more is asked than there is.</value>
        public bool IsOver => Asked > There;
    }

    /// <summary>A person's weeks.</summary>
    /// <param name="Person">The person; null for hours of somebody who is not on the staff list.</param>
    /// <param name="Name">Their role.</param>
    /// <param name="Asked">The weeks in which the plan asks something, in their order.</param>
    public sealed record Line(StaffMember? Person, string Name, IReadOnlyList<Week> Asked)
    {
        /// <value>All that the plan asks of them.</value>
        public decimal Sum => Asked.Sum(w => w.Asked);

        /// <value>The weeks in which more is asked than there is, the worst first.</value>
        public IReadOnlyList<Week> Over => [.. Asked.Where(w => w.IsOver).OrderByDescending(w => w.Asked - w.There)];

        /// <summary>A week, whether something is asked in it or not.</summary>
        public Week At(DateOnly monday) => Asked.FirstOrDefault(w => w.Monday == monday) ?? Make(Person, monday, 0);
    }

    HoursBook(IReadOnlyList<Line> lines, DateOnly first, DateOnly last) => (Lines, First, Last) = (lines, first, last);

    /// <value>The people: those of whom too much is asked first, then by how much is asked. Of whom nothing is asked is not among them.</value>
    public IReadOnlyList<Line> Lines { get; }

    /// <value>The Monday of the first week: of the plan, or of the first hours asked.</value>
    public DateOnly First { get; }

    /// <value>The Monday of the last week.</value>
    public DateOnly Last { get; }

    /// <value>All that the plan asks.</value>
    public decimal Sum => Lines.Sum(l => l.Sum);

    static Week Make(StaffMember? person, DateOnly monday, decimal asked)
    {
        var leave = person is null ? [] : WeekHours.DaysAway(person);
        return new(
            monday,
            asked,
            person?.ContractedHours is { } contracted ? WeekHours.Free(person, contracted, monday, leave) : null,
            WeekHours.DaysOff(monday, leave)
        );
    }

    /// <summary>The hours of a plan.</summary>
    /// <param name="document">The plan with its staff and its allocations.</param>
    public static HoursBook Of(PlanDocument document)
    {
        var people = document.Staff.DistinctBy(s => s.Id).ToDictionary(s => s.Id, StringComparer.Ordinal);
        var asked = (document.Resources?.Allocations ?? [])
            .Where(a => a is { Staff.Length: > 0, Week: not null, Hours: not null })
            .GroupBy(a => a.Staff!, StringComparer.Ordinal)
            .Select(g =>
            {
                var person = people.GetValueOrDefault(g.Key);
                return new Line(
                    person,
                    person is null ? "Somebody who left"
                        : person.Role is { Length: > 0 } role ? role
                        : person.Id,
                    [
                        .. g.GroupBy(a => Days.MondayOf(a.Week!.Value))
                            .OrderBy(w => w.Key)
                            .Select(w => Make(person, w.Key, w.Sum(a => a.Hours!.Value))),
                    ]
                );
            })
            .OrderByDescending(l => l.Over.Count)
            .ThenByDescending(l => l.Sum)
            .ToList();
        var mondays = asked.SelectMany(l => l.Asked).Select(w => w.Monday).ToList();
        var starts = Days.MondayOf(document.Plan?.Starts ?? mondays.FirstOrDefault());
        var ends = Days.MondayOf(document.Plan?.Ends ?? mondays.LastOrDefault());
        return new(asked, mondays.Append(starts).Min(), mondays.Append(ends).Max());
    }

    /// <summary>The thirteen weeks in which a day is, counted from the first.</summary>
    public IReadOnlyList<DateOnly> WeeksAround(DateOnly day)
    {
        var weeks = Math.Clamp((Days.MondayOf(day).DayNumber - First.DayNumber) / 7, 0, (Last.DayNumber - First.DayNumber) / 7);
        var from = First.AddDays(weeks / WeeksShown * WeeksShown * 7);
        return [.. Enumerable.Range(0, WeeksShown).Select(n => from.AddDays(n * 7))];
    }

    /// <summary>Who is asked for more than they have, and in which week, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Lines.Count == 0)
                return "No hours are set aside for the plan yet.";
            var over = Lines.Where(l => l.Over.Count > 0).ToList();
            var unknown = Lines.Count(l => l.Person is { ContractedHours: null });
            var first =
                over.Count == 0
                    ? $"Nobody is asked for more hours than they have: {Number(Sum)} hours are asked of {Several.Count(Lines.Count, "person", "people")}."
                    : Several.Of(
                        [
                            .. over.Select(l =>
                                $"{l.Name} is asked for {Number(l.Over[0].Asked)} hours in the week of {Days.Read(l.Over[0].Monday)} and has {Number(l.Over[0].There!.Value)}{(l.Over.Count > 1 ? $" ({Several.Count(l.Over.Count, "such week")})" : "")}"
                            ),
                        ],
                        3
                    ) + ".";
            return unknown == 0
                ? first
                : $"{first} Nobody has said how many hours {Several.Count(unknown, "person", "people")} of them {(unknown == 1 ? "has" : "have")}.";
        }
    }

    static string Number(decimal hours) => hours.ToString("#,0.##", CultureInfo.InvariantCulture);
}
