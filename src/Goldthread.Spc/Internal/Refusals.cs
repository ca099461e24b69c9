using System.Globalization;

namespace Goldthread.Spc.Internal;

/// <summary>What cannot be judged, and the sentence that says why.</summary>
internal static class Refusals
{
    public static Refusal? Of(Series series, ChartKind kind, ChartOptions options) =>
        Shape(series, kind) ?? Options(kind, options) ?? Numbers(series, kind) ?? Duplicates(series, kind) ?? Times(series, kind, options);

    private static Refusal? Shape(Series series, ChartKind kind)
    {
        var n = series.Values.Count;
        var x = series.Categories?.Count ?? series.Dates.Count;
        if (x != n)
        {
            return Bad(
                RefusalKind.BadShape,
                series.Categories is null
                    ? $"There are {Many(x, "date")} and {Many(n, "value")}; each value needs one date."
                    : $"There are {Many(x, "name")} and {Many(n, "value")}; each value needs one name."
            );
        }

        if (series.Denominators is { } denominators && denominators.Count != n)
        {
            return Bad(
                RefusalKind.BadShape,
                $"There are {Many(n, "value")} and {Many(denominators.Count, "denominator")}; each value needs one denominator."
            );
        }

        if (series.Trajectory is { } trajectory && trajectory.Count != n)
        {
            return Bad(
                RefusalKind.BadShape,
                $"There are {Many(n, "value")} and {Many(trajectory.Count, "trajectory value")}; there is one of each at a date."
            );
        }

        return kind.NeedsDenominators() && series.Denominators is null
            ? Bad(RefusalKind.BadShape, $"A {kind.Title()} needs a denominator for each value; there are none.")
            : null;
    }

    private static Refusal? Options(ChartKind kind, ChartOptions options)
    {
        if (options.FixAfter is { } fix)
        {
            if (kind == ChartKind.Xmr && fix < 12)
            {
                return Bad(RefusalKind.FixAfterTooSmall, $"The limits are to be fixed after {Many(fix, "point")}; it must be 12 or more.");
            }

            if (fix < 1)
            {
                return Bad(RefusalKind.BadValue, $"The limits are to be fixed after {Many(fix, "point")}; it must be 1 or more.");
            }
        }

        if (options.RunLength is not (6 or 7))
        {
            return Bad(RefusalKind.BadValue, $"A shift or trend of {Many(options.RunLength, "point")} is not known; it is 6 or 7.");
        }

        if (!double.IsFinite(options.Multiply))
        {
            return Bad(RefusalKind.BadValue, "The values are to be multiplied by something that is not a number.");
        }

        if (options.CentreLine is { } line && !double.IsFinite(line))
        {
            return Bad(RefusalKind.BadValue, "The given centre line is not a number.");
        }

        foreach (var target in options.Targets)
        {
            if (!double.IsFinite(target.Value))
            {
                return Bad(RefusalKind.BadValue, "A target is not a number.");
            }
        }

        for (var i = 0; i < options.Parts.Count; i++)
        {
            if (options.Parts[i] < 1 || (i > 0 && options.Parts[i] <= options.Parts[i - 1]))
            {
                return Bad(RefusalKind.BadValue, "The parts must be whole numbers from 1, each above the one before.");
            }
        }

        if (options.Exclude.Any(e => e < 1))
        {
            return Bad(RefusalKind.BadValue, "The excluded subgroups must be whole numbers from 1; the first is 1.");
        }

        return null;
    }

    private static Refusal? Numbers(Series series, ChartKind kind)
    {
        for (var i = 0; i < series.Count; i++)
        {
            var value = series.Values[i];
            var denominator = series.Denominators?[i];
            if (IsInfinite(value) || IsInfinite(denominator) || IsInfinite(series.Trajectory?[i]))
            {
                return At(series, i, RefusalKind.BadValue, "is infinite; a figure must be a finite number");
            }

            if (denominator < 0)
            {
                return At(series, i, RefusalKind.BadValue, $"has a denominator of {Text(denominator)}; it must be 0 or more");
            }

            if (kind.CountsEvents() && value < 0)
            {
                return At(series, i, RefusalKind.BadValue, $"has a count of {Text(value)}; a count must be 0 or more");
            }

            if (kind is ChartKind.Proportion or ChartKind.ProportionPrime && value > denominator)
            {
                return At(
                    series,
                    i,
                    RefusalKind.BadValue,
                    $"counts {Text(value)} of {Text(denominator)}; the count must not be above the denominator"
                );
            }

            if (kind == ChartKind.Xmr && denominator == 0 && value is { } count && count != 0)
            {
                return At(series, i, RefusalKind.BadValue, $"divides {Text(value)} by zero; the denominator must be above 0");
            }

            if (kind == ChartKind.TimeBetween && value <= 0)
            {
                return At(series, i, RefusalKind.TimeNotPositive, $"has a time of {Text(value)}; a time between events must be above 0");
            }
        }

        return null;
    }

    private static Refusal? Duplicates(Series series, ChartKind kind)
    {
        if (kind != ChartKind.Xmr || series.Count < 2)
        {
            return null;
        }

        if (series.Categories is { } names)
        {
            var seenNames = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < names.Count; i++)
            {
                if (!seenNames.Add(names[i]))
                {
                    return At(series, i, RefusalKind.DuplicateDates, "has a name that was there before; a name comes once");
                }
            }

            return null;
        }

        var rising = true;
        for (var i = 1; i < series.Count && rising; i++)
        {
            rising = series.Dates[i] > series.Dates[i - 1];
        }

        if (rising)
        {
            return null;
        }

        var seen = new HashSet<long>();
        for (var i = 0; i < series.Count; i++)
        {
            if (!seen.Add(series.Dates[i].Ticks))
            {
                return At(series, i, RefusalKind.DuplicateDates, "has a date that was there before; a date comes once");
            }
        }

        return null;
    }

    /// <summary>Times above 0 of one date may still come to 0: their standard deviation does where they are all the same.</summary>
    private static Refusal? Times(Series series, ChartKind kind, ChartOptions options)
    {
        if (kind == ChartKind.TimeBetween && options.Aggregate == Aggregate.StandardDeviation)
        {
            foreach (var subgroup in Subgroups.Of(series, kind, options.Aggregate))
            {
                if (subgroup.Y <= 0)
                {
                    return At(
                        series,
                        subgroup.Index,
                        RefusalKind.TimeNotPositive,
                        "comes to a time of 0 with the others of its date; a time between events must be above 0"
                    );
                }
            }
        }

        return null;
    }

    private static bool IsInfinite(double? value) => value is { } x && double.IsInfinity(x);

    private static Refusal At(Series series, int index, RefusalKind kind, string what)
    {
        var name = series.Categories?[index] ?? Day(series.Dates[index]);
        return new(kind, $"Point {(index + 1).ToString(CultureInfo.InvariantCulture)} ({name}) {what}.", index);
    }

    private static string Day(DateTime on) =>
        on.ToString(on.TimeOfDay == TimeSpan.Zero ? "d MMM yyyy" : "d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    private static Refusal Bad(RefusalKind kind, string message) => new(kind, message);

    private static string Text(double? value) => (value ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Many(int count, string one) => $"{count.ToString(CultureInfo.InvariantCulture)} {one}{(count == 1 ? "" : "s")}";
}
