using System.Globalization;
using System.Text.Json;

namespace Goldthread.Spc.Exchange;

/// <summary>Reads the parts of a case file. A figure that is none is a refusal that names the point.</summary>
internal sealed class CaseReader
{
    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmK",
    ];

    private static readonly string[] InputNames =
    [
        "dates",
        "values",
        "numerators",
        "denominators",
        "target",
        "trajectory",
        "improvement_direction",
        "rebase_dates",
        "options",
    ];

    private static readonly string[] XmrNames = ["screen_outliers", "fix_after_n_points", "run_length"];

    /// <summary>Options of the R package that are about labels and breaks in its picture: no figure depends on them.</summary>
    private static readonly string[] LabelNames = ["percentage_y_axis", "y_axis_breaks", "break_lines", "label_limits"];

    private static readonly string[] ClassicalNames =
    [
        "chart",
        "screened_mr",
        "freeze",
        "part",
        "exclude",
        "multiply",
        "cl",
        "y_neg",
        "agg_fun",
        "method",
    ];

    private Refusal? _refusal;

    public static CaseFile Read(JsonElement root, RuleProfile profile)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A case is a JSON object.");
        }

        return new CaseReader().ReadCase(root, profile);
    }

    private CaseFile ReadCase(JsonElement root, RuleProfile profile)
    {
        var id = Text(root, "id") ?? "";
        var title = Text(root, "title");
        var engine = Word(root, "engine") ?? "ptd";
        var input = Child(root, "input");
        if (input.ValueKind != JsonValueKind.Object)
        {
            Refuse(RefusalKind.BadShape, "The case has no input; it must be an object with dates and values.");
        }

        var options = Child(input, "options");
        if (options.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            Refuse(RefusalKind.BadShape, "The options must be an object, such as {\"chart\": \"run\"}.");
        }

        var xmr = engine == "ptd";
        var kind = ChartKind.Xmr;
        if (!xmr)
        {
            if (engine != "qic")
            {
                Refuse(RefusalKind.BadValue, $"The engine \"{Short(engine)}\" is not known; it is ptd or qic.");
            }
            else if (!ChartKinds.TryParse(Word(options, "chart") ?? "run", out kind) || kind == ChartKind.Xmr)
            {
                Refuse(
                    RefusalKind.BadValue,
                    $"The chart \"{Short(Text(options, "chart") ?? "")}\" is not known; it is run, i, mr, ip, c, u, up, p, pp, g, t, xbar or s."
                );
            }
        }

        Known(input, "field", InputNames);
        Known(options, "option", xmr ? XmrNames : ClassicalNames, xmr ? LabelNames : []);
        var series = ReadSeries(input, xmr, kind);
        var chartOptions = xmr ? XmrOptions(input, options, profile) : ClassicalOptions(input, options, kind, profile);
        return new(id, title, _refusal is null ? series : null, kind, chartOptions, _refusal);
    }

    /// <summary>A name with a slip of the pen must not quietly leave the default in force.</summary>
    private void Known(JsonElement parent, string what, string[] names, params ReadOnlySpan<string> others)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in parent.EnumerateObject())
        {
            if (!names.Contains(property.Name) && !others.Contains(property.Name))
            {
                Refuse(
                    RefusalKind.BadValue,
                    $"The {what} \"{Short(property.Name)}\" is not known; it is {string.Join(", ", names[..^1])} or {names[^1]}."
                );
            }
        }
    }

    private Series ReadSeries(JsonElement input, bool xmr, ChartKind kind)
    {
        var x = Array(input, "dates", required: true);
        var values = Numbers(input, "values", required: true);

        // On XmR the values are what is charted; numerators and denominators are there for information, but must fit.
        var denominators = Numbers(input, "denominators");
        var numerators = Numbers(input, "numerators");
        var trajectory = Numbers(input, "trajectory");
        Fits(values, numerators, "numerator");
        Fits(values, denominators, "denominator");
        var names = xmr ? null : Names(x);
        return new Series
        {
            Dates = names is null ? Dates(x) : [],
            Categories = names,
            Values = values ?? [],
            Denominators = xmr && kind == ChartKind.Xmr ? null : denominators,
            Trajectory = trajectory,
        };
    }

    private void Fits(double?[]? values, double?[]? others, string name)
    {
        if (values is null || others is null)
        {
            return;
        }

        if (values.Length != others.Length)
        {
            Refuse(
                RefusalKind.BadShape,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"There are {values.Length} values and {others.Length} {name}{(others.Length == 1 ? "" : "s")}; each value needs one."
                )
            );
        }

        if (System.Array.FindIndex(others, n => n is { } x && double.IsInfinity(x)) is >= 0 and var at)
        {
            Refuse(
                RefusalKind.BadValue,
                string.Create(CultureInfo.InvariantCulture, $"Point {at + 1} has an infinite {name}; a figure must be a finite number."),
                at
            );
        }
    }

    private ChartOptions XmrOptions(JsonElement input, JsonElement options, RuleProfile profile)
    {
        var screen = Truth(options, "screen_outliers");
        return new ChartOptions
        {
            Profile = profile,
            Direction = ReadDirection(input),

            // The workbook screens nothing, and every case of the R package says what that package would do.
            ScreenMovingRanges = profile == RuleProfile.MakingDataCount ? false : screen,
            FixAfter = Whole(options, "fix_after_n_points"),
            RunLength = Whole(options, "run_length") ?? 7,
            Targets = Targets(input),
            Rebases = [.. Dates(Array(input, "rebase_dates"), "Rebase").Select(d => new Rebase(d))],
        };
    }

    private ChartOptions ClassicalOptions(JsonElement input, JsonElement options, ChartKind kind, RuleProfile profile)
    {
        var centre = Number(Child(options, "cl"), "cl");
        var method = Word(options, "method") ?? "anhoej";
        var aggregate = Word(options, "agg_fun") ?? "mean";
        return new ChartOptions
        {
            Profile = profile,
            Direction = ReadDirection(input),
            Targets = Targets(input),
            ScreenMovingRanges = Truth(options, "screened_mr") ?? true,
            FixAfter = Whole(options, "freeze"),
            Parts = Wholes(options, "part"),
            Exclude = Wholes(options, "exclude"),
            Multiply = Number(Child(options, "multiply"), "multiply") ?? 1,

            // The reference gives a T chart the root of its centre line; the library, as people do, the time itself.
            CentreLine = kind == ChartKind.TimeBetween && centre is { } root ? Math.Pow(root, 3.6) : centre,
            LimitsMayBeNegative = Truth(options, "y_neg") ?? true,
            Runs = method switch
            {
                "anhoej" => RunsMethod.Anhoej,
                "bestbox" => RunsMethod.BestBox,
                "cutbox" => RunsMethod.CutBox,
                _ => Refuse<RunsMethod>(
                    RefusalKind.BadValue,
                    $"The runs analysis \"{Short(method)}\" is not known; it is anhoej, bestbox or cutbox."
                ),
            },
            Aggregate = aggregate switch
            {
                "mean" => Aggregate.Mean,
                "median" => Aggregate.Median,
                "sum" => Aggregate.Sum,
                "sd" => Aggregate.StandardDeviation,
                _ => Refuse<Aggregate>(
                    RefusalKind.BadValue,
                    $"The aggregate \"{Short(aggregate)}\" is not known; it is mean, median, sum or sd."
                ),
            },
        };
    }

    private Direction ReadDirection(JsonElement input)
    {
        var direction = Word(input, "improvement_direction") ?? "increase";
        return direction switch
        {
            "increase" => Direction.Increase,
            "decrease" => Direction.Decrease,
            "neutral" => Direction.Neutral,
            _ => Refuse<Direction>(
                RefusalKind.BadValue,
                $"The improvement direction \"{Short(direction)}\" is not known; it is increase, decrease or neutral."
            ),
        };
    }

    private Target[] Targets(JsonElement input)
    {
        var target = Child(input, "target");
        if (target.ValueKind != JsonValueKind.Array)
        {
            return Number(target, "target") is { } value ? [new Target(value)] : [];
        }

        // One target a date: the one in force from there on.
        var x = Array(input, "dates");
        if (target.GetArrayLength() != x.Length)
        {
            Refuse(
                RefusalKind.BadShape,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"There are {x.Length} dates and {target.GetArrayLength()} targets; there is one target, or one for each date."
                )
            );
        }

        var dates = Dates(x);
        var targets = new List<Target>();
        var i = 0;
        foreach (var item in target.EnumerateArray())
        {
            if (Number(item, "target", i) is { } value && i < dates.Length)
            {
                targets.Add(new Target(value, dates[i]));
            }

            i++;
        }

        return [.. targets];
    }

    /// <summary>Names in place of dates: where not one looks like a date.</summary>
    private static string[]? Names(JsonElement[] x)
    {
        if (x.Length == 0)
        {
            return null;
        }

        var names = new string[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i].ValueKind != JsonValueKind.String || TextOf(x[i]) is not { Length: > 0 } name || char.IsAsciiDigit(name[0]))
            {
                return null;
            }

            names[i] = name;
        }

        return names;
    }

    private DateTime[] Dates(JsonElement[] x, string what = "Point")
    {
        var dates = new DateTime[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            if (
                x[i].ValueKind != JsonValueKind.String
                || !DateTime.TryParseExact(
                    TextOf(x[i]),
                    DateForms,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                    out dates[i]
                )
            )
            {
                Refuse(
                    RefusalKind.BadValue,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{what} {i + 1} has {Shown(x[i])} for a date; a date is written 2026-04-01."
                    ),
                    i
                );
            }
        }

        return dates;
    }

    private double?[]? Numbers(JsonElement parent, string name, bool required = false)
    {
        var child = Child(parent, name);
        if (!required && child.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        var items = Array(parent, name, required);
        var numbers = new double?[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            numbers[i] = Number(items[i], name, i);
        }

        return numbers;
    }

    private double? Number(JsonElement element, string name, int? index = null)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.Number:
                if (element.TryGetDouble(out var number))
                {
                    return number;
                }

                break;
            case JsonValueKind.String when element.ValueEquals("Infinity"u8):
                return double.PositiveInfinity;
            case JsonValueKind.String when element.ValueEquals("-Infinity"u8):
                return double.NegativeInfinity;
        }

        var where = index is { } i
            ? string.Create(CultureInfo.InvariantCulture, $"Point {i + 1} has {Shown(element)} in {name}")
            : $"There is {Shown(element)} for {name}";
        Refuse(RefusalKind.BadValue, $"{where}; it must be a number.", index);
        return null;
    }

    private int? Whole(JsonElement parent, string name)
    {
        var number = Number(Child(parent, name), name);
        return number is null ? null
            : number == Math.Floor(number.Value) && Math.Abs(number.Value) <= int.MaxValue ? (int)number
            : Refuse<int?>(RefusalKind.BadValue, $"There is {Shown(Child(parent, name))} for {name}; it must be a whole number.");
    }

    private int[] Wholes(JsonElement parent, string name)
    {
        var child = Child(parent, name);
        if (child.ValueKind == JsonValueKind.Number)
        {
            return [Whole(parent, name) ?? 0];
        }

        return
        [
            .. Array(parent, name)
                .Select(e =>
                    e.ValueKind == JsonValueKind.Number
                    && e.TryGetDouble(out var number)
                    && Math.Floor(number) == number
                    && Math.Abs(number) <= int.MaxValue
                        ? (int)number
                        : Refuse<int>(RefusalKind.BadValue, $"There is {Shown(e)} in {name}; it must be a whole number.")
                ),
        ];
    }

    private bool? Truth(JsonElement parent, string name) =>
        Child(parent, name) is var child && child.ValueKind == JsonValueKind.True ? true
        : child.ValueKind == JsonValueKind.False ? false
        : child.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null
        : Refuse<bool?>(RefusalKind.BadValue, $"There is {Shown(child)} for {name}; it must be true or false.");

    private JsonElement[] Array(JsonElement parent, string name, bool required = false)
    {
        var child = Child(parent, name);
        if (child.ValueKind == JsonValueKind.Array)
        {
            return [.. child.EnumerateArray()];
        }

        if (required || child.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
        {
            Refuse(RefusalKind.BadShape, $"The case needs a list of {name}.");
        }

        return [];
    }

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } child ? TextOf(child) : null;

    /// <summary>A word that must be text where it is there at all.</summary>
    private string? Word(JsonElement parent, string name)
    {
        var child = Child(parent, name);
        return child.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => TextOf(child),
            _ => Refuse<string>(RefusalKind.BadValue, $"There is {Shown(child)} for {name}; it must be a word in quotes."),
        };
    }

    /// <summary>The text of a string; what is no Unicode, such as half a pair of surrogates, is a replacement character.</summary>
    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static string Shown(JsonElement element)
    {
        string text;
        try
        {
            text = element.ValueKind == JsonValueKind.Undefined ? "nothing" : element.GetRawText();
        }
        catch (InvalidOperationException)
        {
            text = "something that is no text";
        }

        return Short(text);
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private void Refuse(RefusalKind kind, string message, int? index = null) => _refusal ??= new(kind, message, index);

    private T Refuse<T>(RefusalKind kind, string message)
    {
        Refuse(kind, message);
        return default!;
    }
}
