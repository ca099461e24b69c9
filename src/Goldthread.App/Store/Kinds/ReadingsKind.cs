using System.Globalization;
using System.Text.Json;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Readings: all of a measure are one thing, whose fields are their days; a day has several only where a plan file had several.</summary>
sealed class ReadingsKind : ToldKind
{
    const string List = "readings";
    const string Format = "yyyy-MM-dd";

    public override string Table => "readings";

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal) { ["RecordReadings"] = Tell };

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => true;

    protected override bool IsNothing(Replay.Told told) => true;

    protected override string WhereIs(Chain chain, string list, string id) => $"{chain.Owner}, measures/{id}";

    protected override string Say(IReadOnlyList<string> fields) => $"The reading of {fields[0]} is not as the record tells.";

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain)
    {
        var measures = await chain.Db.Series.Where(s => s.Plan == chain.Owner).ToDictionaryAsync(s => s.Id, s => s.Measure, chain.Stop);
        var shape = Shape.Of<Reading>();
        return
        [
            .. (await OfAsync(chain))
                .GroupBy(r => r.Series)
                .Select(g => new Present(
                    List,
                    measures[g.Key],
                    WhereIs(chain, List, measures[g.Key]),
                    [
                        .. g.GroupBy(r => r.On)
                            .Select(day => new Change(Day(day.Key), JsonValue.Nothing, Array(day.Select(r => shape.ToJson(Of(r)))))),
                    ]
                )),
        ];
    }

    /// <summary>The readings of a chain's measures, in order.</summary>
    public static Task<List<ReadingRow>> OfAsync(Chain chain) =>
        chain
            .Db.Series.Where(s => s.Plan == chain.Owner)
            .Join(chain.Db.Readings, s => s.Id, r => r.Series, (s, r) => r)
            .OrderBy(r => r.Series)
            .ThenBy(r => r.On)
            .ThenBy(r => r.Ordinal)
            .ToListAsync(chain.Stop);

    /// <summary>The reading of a row.</summary>
    public static Reading Of(ReadingRow row) =>
        Reading.Of(row.On == DateOnly.MinValue ? null : row.On, row.Value, row.Numerator, row.Denominator, row.Note);

    public override async IAsyncEnumerable<(string Where, string What)> RestAsync(Whole whole)
    {
        var lost = await whole
            .Db.Readings.Where(r => !whole.Db.Series.Any(s => s.Id == r.Series))
            .Select(r => r.Series)
            .Distinct()
            .Take(100)
            .ToListAsync(whole.Stop);
        foreach (var series in lost)
            yield return ($"readings of series {series}", "They belong to no measure.");
        var odd = await whole
            .Db.Readings.Where(r =>
                r.Ordinal != whole.Db.Readings.Count(o => o.Series == r.Series && o.On == r.On && o.Ordinal < r.Ordinal)
            )
            .Select(r => r.Series)
            .Distinct()
            .Take(100)
            .ToListAsync(whole.Stop);
        foreach (var series in odd)
            yield return ($"readings of series {series}", "Those of one day are not numbered 0, 1, 2 and so on.");
    }

    /// <summary>A line has the days that changed, or as <c>readings</c> all of them.</summary>
    static IEnumerable<Telling> Tell(Line line)
    {
        if (line.Row.Item is not { } measure)
            return [];
        if (line.Changes is not [{ Field: List } all])
            return
            [
                new(
                    List,
                    measure,
                    Does.Set,
                    [
                        .. line.Changes.Select(c =>
                            c with
                            {
                                Field = Known(c.Field),
                                New = c.New is JsonValue.Nothing ? c.New : Array([Read(c.New)]),
                            }
                        ),
                    ]
                ),
            ];
        using var json = JsonDocument.Parse(all.New);
        return
        [
            new(
                List,
                measure,
                Does.Make,
                [
                    .. json
                        .RootElement.EnumerateArray()
                        .Select(r =>
                            (
                                Day: r.TryGetProperty("on", out var on) ? Known(on.GetString()) : Day(DateOnly.MinValue),
                                Json: Read(r.GetRawText())
                            )
                        )
                        .GroupBy(r => r.Day, r => r.Json, StringComparer.Ordinal)
                        .Select(g => new Change(g.Key, JsonValue.Nothing, Array(g))),
                ]
            ),
        ];
    }

    /// <summary>A reading as rows have it: they tell no day from the first one that there is.</summary>
    static string Read(string json)
    {
        if (json[0] != '{')
            throw new JsonException("A reading has fields.");
        var shape = Shape.Of<Reading>();
        var reading = (Reading)shape.FromJson(json);
        return reading.On == DateOnly.MinValue
            ? shape.ToJson(Reading.Of(null, reading.Value, reading.Numerator, reading.Denominator, reading.Note))
            : json;
    }

    /// <exception cref="FormatException">It is no day.</exception>
    static string Known(string? day) => Day(DateOnly.ParseExact(day ?? "", Format, CultureInfo.InvariantCulture));

    static string Day(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    static string Array(IEnumerable<string> values) => $"[{string.Join(',', values)}]";
}
