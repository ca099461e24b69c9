using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Microsoft.AspNetCore.Mvc;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Implement.Views;

/// <summary>The actions of a plan by the day on which they are due, a month at a time, with the bank holidays of its nation.</summary>
public sealed class CalendarModel : ActionsPage
{
    /// <summary>What is shown of one day: more than these are a list.</summary>
    public const int MostShown = 20;

    /// <value>The days of a week as they are headed.</value>
    public static IReadOnlyList<string> Weekdays { get; } = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>A day: its bank holiday, and what is due; with a word for what is not the action itself.</summary>
    public sealed record Day(DateOnly On, string? Holiday, IReadOnlyList<(Action Action, string? What)> Due);

    /// <value>The month as <c>2026-11</c>; this one where it is none.</value>
    [BindProperty(SupportsGet = true, Name = "month")]
    [MaxLength(10)]
    public string? Month { get; set; }

    /// <inheritdoc/>
    public override string View => "calendar";

    /// <value>The first day of the month.</value>
    public DateOnly First { get; private set; }

    public string MonthWord => First.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <value>Its weeks from Monday to Sunday, with the days of the months beside it.</value>
    public IReadOnlyList<IReadOnlyList<Day>> Weeks { get; private set; } = [];

    /// <value>How the month stands, in words.</value>
    public string Lead
    {
        get
        {
            var due = Weeks.SelectMany(w => w).Where(d => IsOfMonth(d.On)).SelectMany(d => d.Due).ToList();
            var open = due.Count(d => d.Action.IsOpen);
            return due.Count switch
            {
                0 => "Nothing is due this month.",
                1 => open == 0 ? "1 thing was due this month, and is done." : "1 thing is due this month.",
                _ => $"{due.Count} things are due this month, {open} of them not done yet.",
            };
        }
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        First =
            DateOnly.TryParseExact(Month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            && month.Year is >= 1900 and < 2200
                ? month
                : new(Today.Year, Today.Month, 1);
        await LoadAsync();
        var days = await WorkingDaysAsync();
        var due = Shown
            .Where(a => a.Due is not null && a.Standing is not ActionStatus.Cancelled)
            .Select(a => (On: a.Due!.Value, Action: a, What: (string?)null))
            .Concat(
                Shown
                    .Where(a => a is { Standing: ActionStatus.Done, Check: { Due: not null, On: null } })
                    .Select(a => (On: a.Check!.Due!.Value, Action: a, What: (string?)"Look whether it stuck"))
            )
            .ToLookup(d => d.On, d => (d.Action, d.What));
        var start = Days.MondayOf(First);
        var weeks = (First.AddMonths(1).DayNumber - start.DayNumber + 6) / 7;
        Weeks =
        [
            .. Enumerable
                .Range(0, weeks)
                .Select(w =>
                    (IReadOnlyList<Day>)
                        [
                            .. Enumerable
                                .Range(0, 7)
                                .Select(d => start.AddDays((w * 7) + d))
                                .Select(d => new Day(d, days.Holiday(d), [.. due[d]])),
                        ]
                ),
        ];
    }

    bool IsOfMonth(DateOnly day) => (day.Year, day.Month) == (First.Year, First.Month);

    /// <summary>A month as the address has it.</summary>
    public string Address(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The calendar so many months later.</summary>
    public string To(int months) => With(View, ("month", Address(First.AddMonths(months))));

    /// <summary>How a day is drawn.</summary>
    public string Class(Day day) =>
        "calendar__cell"
        + (IsOfMonth(day.On) ? "" : " is-other")
        + (day.On == Today ? " is-today" : "")
        + (day.Due.Count == 0 && day.Holiday is null ? " is-empty" : "");
}
