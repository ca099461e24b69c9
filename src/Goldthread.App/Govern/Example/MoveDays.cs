using System.Globalization;
using System.Text.RegularExpressions;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Govern.Example;

/// <summary>
/// Moves a plan by whole months, so that the example is of today whenever it is loaded: its days, and the months and years that its texts speak of.
/// What is before 2020 is history and stays.
/// </summary>
public static partial class MoveDays
{
    const int History = 2020;

    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    static readonly string[] Months = Invariant.DateTimeFormat.MonthNames[..12];

    /// <param name="document">The plan; changed in place.</param>
    /// <param name="months">By how many months; less than 0 moves it back.</param>
    public static void By(PlanDocument document, int months)
    {
        if (months == 0)
            return;
        // The plan's year, such as 2026-27, moves when its first day comes into another one.
        var starts = document.Plan!.Starts ?? throw new ArgumentException("The plan has no first day.", nameof(document));
        Move(Shape.Of<PlanDocument>(), document, months, Moved(starts, months).Year - starts.Year);
    }

    /// <summary>A day so many months later; the last of a month stays the last.</summary>
    public static DateOnly Moved(DateOnly day, int months) => day.Year < History ? day : Days.AddMonths(day, months);

    /// <summary>A text whose months and years are so many months and years later.</summary>
    public static string Moved(string text, int months, int years)
    {
        text = IsoDays().Replace(text, d => Moved(DateOnly.Parse(d.Value, Invariant), months).ToString("O", Invariant));
        text = PlanYears()
            .Replace(
                text,
                found =>
                {
                    var (first, second) = (Number(found.Groups[1]), Number(found.Groups[2]));
                    return (first + 1) % 100 == second ? $"{first + years}-{(second + years) % 100:00}" : found.Value;
                }
            );
        return MonthWords()
            .Replace(
                text,
                found =>
                {
                    var month = Array.IndexOf(Months, found.Groups[1].Value);
                    if (!found.Groups[2].Success)
                        return Months[(((month + months) % 12) + 12) % 12];
                    var moved = Moved(new DateOnly(Number(found.Groups[2]), month + 1, 1), months);
                    return $"{Months[moved.Month - 1]} {moved.Year}";
                }
            );

        static int Number(Group group) => int.Parse(group.ValueSpan, Invariant);
    }

    static void Move(Shape shape, Part part, int months, int years)
    {
        foreach (var field in shape.Fields)
        {
            switch (field.Get(part))
            {
                case Part inner:
                    Move(field.Inner!, inner, months, years);
                    break;
                case IReadOnlyList<Part> several:
                    foreach (var one in several)
                        Move(field.Inner!, one, months, years);
                    break;
                case DateOnly day:
                    field.Set(part, Moved(day, months));
                    break;
                case IReadOnlyList<DateOnly> days:
                    field.Set(part, field.List(days.Select(d => (object)Moved(d, months))));
                    break;
                case string text when IsFree(field):
                    field.Set(part, Moved(text, months, years));
                    break;
                case IReadOnlyList<string> texts when IsFree(field):
                    field.Set(part, field.List(texts.Select(t => Moved(t, months, years))));
                    break;
            }
        }
    }

    /// <summary>Ids and what names them say no day.</summary>
    static bool IsFree(Field field) => !field.IsId && field.RefersTo.Count == 0 && !field.RefersToAny && field.Known is null;

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d\b")]
    private static partial Regex IsoDays();

    [GeneratedRegex(@"\b(20\d\d)-(\d\d)\b(?!-)")]
    private static partial Regex PlanYears();

    [GeneratedRegex(@"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b(?: (\d{4})\b)?")]
    private static partial Regex MonthWords();
}
