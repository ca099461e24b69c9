using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Rules of charts: of the organisation, on the chain of the installation, and those that were chosen for one measure.</summary>
sealed class ChartRulesKind : ToldKind
{
    const string List = "chart_rules";

    public override string Table => "chart_rules";

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal)
        {
            ["SetChartRules"] = line => [Tell("", line.New("charts"))],
            ["ChooseChart"] = line => line.Row.Item is { } measure ? [Tell(measure, line.New("rules"))] : [],
        };

    static Telling Tell(string measure, string rules)
    {
        if (rules is JsonValue.Nothing)
            return new(List, measure, Does.Remove, []);
        using var json = JsonDocument.Parse(rules);
        return new(
            List,
            measure,
            Does.Make,
            [
                new("rules", JsonValue.Nothing, json.RootElement.GetProperty("rules").GetRawText()),
                new("points", JsonValue.Nothing, json.RootElement.GetProperty("points").GetRawText()),
            ]
        );
    }

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => true;

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.ChartRules.Select(r => r.Owner).Distinct().ToListAsync(stop);

    protected override bool IsGone => true;

    protected override string WhereIs(Chain chain, string list, string id) =>
        id.Length == 0 ? "rules of charts" : $"{chain.Owner}, rules of the chart of {id}";

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        [
            .. (await chain.Db.ChartRules.Where(r => r.Owner == chain.Owner).ToListAsync(chain.Stop)).Select(r => new Present(
                List,
                r.Measure,
                WhereIs(chain, List, r.Measure),
                [
                    new("rules", JsonValue.Nothing, Change.Text(r.Rules)),
                    new("points", JsonValue.Nothing, r.Points.ToString(CultureInfo.InvariantCulture)),
                ]
            )),
        ];
}
