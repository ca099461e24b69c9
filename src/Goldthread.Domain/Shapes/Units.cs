using System.Globalization;

namespace Goldthread.Domain.Shapes;

/// <summary>Numbers as people read them: never without what they are counted in.</summary>
public static class Units
{
    /// <summary>A figure as people read it: at most one digit after the point above ten, two below.</summary>
    public static string Figure(double? value) =>
        value is not { } number ? "no figure"
        : Math.Abs(number) >= 10 ? number.ToString("#,0.#", CultureInfo.InvariantCulture)
        : number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The number of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="number">Its value: a decimal, a double or an int.</param>
    /// <param name="unit">The unit of the measure that it is of, or null.</param>
    public static string Read(Field field, object number, string? unit = null)
    {
        var text = Convert.ToDecimal(number, CultureInfo.InvariantCulture).ToString("#,0.####", CultureInfo.InvariantCulture);
        return field.CountedIn switch
        {
            CountedIn.Pounds => Pounds(Convert.ToDecimal(number, CultureInfo.InvariantCulture)),
            CountedIn.PerCent => text + "%",
            CountedIn.Minutes => text == "1" ? "1 minute" : text + " minutes",
            CountedIn.Hours => text == "1" ? "1 hour" : text + " hours",
            CountedIn.HoursAWeek => text == "1" ? "1 hour a week" : text + " hours a week",
            CountedIn.Days => text == "1" ? "1 day" : text + " days",
            CountedIn.Times => text + " times",
            CountedIn.FullTime => text + " full time",
            CountedIn.UnitOfMeasure => Of(text, unit),
            // On a scale from 1: its end says how much it is.
            null when field is { Least: 1, Greatest: { } most } => $"{text} of {most.ToString(CultureInfo.InvariantCulture)}",
            _ => text,
        };
    }

    /// <summary>A sum of money: £1,250 or £12.50.</summary>
    public static string Pounds(decimal sum) =>
        (sum < 0 ? "-£" : "£") + Math.Abs(sum).ToString(sum == decimal.Truncate(sum) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);

    /// <summary>A figure of a measure in its unit: "83%", "5.8 per 1,000".</summary>
    /// <param name="figure">The figure as people read it.</param>
    /// <param name="unit">The measure's unit, or null.</param>
    public static string Of(string figure, string? unit) =>
        string.IsNullOrWhiteSpace(unit) ? figure
        : unit.StartsWith('%') ? figure + unit
        : unit.StartsWith('£') ? unit[..1] + figure + unit[1..]
        : $"{figure} {unit}";

    /// <inheritdoc cref="Of(string, string?)"/>
    public static string Of(double? figure, string? unit) => figure is null ? "no figure" : Of(Figure(figure), unit);
}
