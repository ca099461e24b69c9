using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Goldthread.Spc.Exchange;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Tests;

/// <summary>Every example of docs/statistics.md is computed, and each figure it promises must come out.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "statistics.md"));

    public static TheoryData<int, string> Examples()
    {
        var examples = new TheoryData<int, string>();
        var count = 0;
        foreach (Match block in JsonBlock().Matches(Page))
        {
            examples.Add(++count, block.Groups["json"].Value);
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_comes_out_as_written(int number, string json)
    {
        var example = JsonNode.Parse(json)!;
        var profile = (string?)example["profile"] == "making-data-count" ? RuleProfile.MakingDataCount : RuleProfile.NhsR;
        var result =
            example["funnel"] is not null ? FunnelOf(example)
            : example["suggest"] is not null ? SuggestionOf(example)
            : CaseOf(json, profile);
        var expected = example["expect"]!.AsObject();

        Assert.NotEmpty(expected);
        foreach (var (path, value) in expected)
        {
            var actual = At(result, path);
            if (value?.GetValueKind() == System.Text.Json.JsonValueKind.Number)
            {
                Assert.True(
                    actual is not null && Math.Abs((double)actual - (double)value) <= 1e-9 * Math.Max(1, Math.Abs((double)value)),
                    $"example {number}, {path}: {value} but {actual?.ToJsonString() ?? "null"}"
                );
            }
            else
            {
                Assert.Equal(value?.ToJsonString(), actual?.ToJsonString());
            }
        }
    }

    /// <summary>What the command says of the case, with the sentence and the planned course, which it keeps for text and picture.</summary>
    private static JsonNode CaseOf(string json, RuleProfile profile)
    {
        var result = Cases.Result(json, profile);
        var file = CaseFile.Read(System.Text.Encoding.UTF8.GetBytes(json), profile);
        var chart = Chart.Make(file.Series!, file.Kind, file.Options);
        result["sentence"] = Verdict.Sentence(chart, new() { Title = file.Title });
        result["trajectory"] = new JsonArray([.. chart.Points.Select(p => (JsonNode?)p.Trajectory)]);
        return result;
    }

    private static JsonObject FunnelOf(JsonNode example)
    {
        var funnel = Funnel.Of(
            [.. example["units"]!.AsArray().Select(u => new FunnelUnit((string)u![0]!, (double)u[1]!, (double)u[2]!))],
            (string?)example["funnel"] == "rate" ? FunnelKind.Rate : FunnelKind.Proportion,
            (string?)example["direction"] == "decrease" ? Direction.Decrease : Direction.Increase,
            (double?)example["multiply"] ?? 1,
            (bool?)example["overdispersion"] ?? true
        );
        double[] sizes = [.. funnel.Points.Select(p => p.Unit.Denominator).Distinct()];
        JsonObject At(Func<double, double> limit) =>
            new(sizes.Select(n => KeyValuePair.Create(n.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)limit(n))));
        return new()
        {
            ["centre"] = funnel.Centre,
            ["dispersion"] = funnel.Dispersion,
            ["widened"] = funnel.IsWidened,
            ["deviations"] = new JsonArray([.. funnel.Points.Select(p => (JsonNode)p.Deviations)]),
            ["sides"] = new JsonArray([.. funnel.Points.Select(p => (JsonNode)p.Side.ToString())]),
            ["types"] = new JsonArray([.. funnel.Points.Select(p => (JsonNode)p.Type.ToString())]),
            ["lower"] = At(n => funnel.Limits(n).Lower),
            ["upper"] = At(n => funnel.Limits(n).Upper),
        };
    }

    private static JsonObject SuggestionOf(JsonNode example)
    {
        double?[]? Numbers(string name) => example[name]?.AsArray().Select(v => (double?)v).ToArray();
        var values = Numbers("values")!;
        var suggestion = ChartSuggestion.For(
            SeriesOf.Values(values) with
            {
                Denominators = Numbers("denominators"),
            },
            (string?)example["unit"]
        );
        return new() { ["kind"] = suggestion.Kind.ShortName(), ["reason"] = suggestion.Reason.ToString() };
    }

    [Fact]
    public void Every_kind_of_chart_has_an_example()
    {
        foreach (var kind in Enum.GetValues<ChartKind>().Where(k => k != ChartKind.Xmr))
        {
            Assert.Contains($"\"chart\": \"{kind.ShortName()}\"", Page, StringComparison.Ordinal);
        }

        Assert.All(["\"proportion\"", "\"rate\""], kind => Assert.Contains($"\"funnel\": {kind}", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_class_of_a_picture_is_on_the_page()
    {
        var to = new System.Buffers.ArrayBufferWriter<byte>();
        var chart = SeriesOf.Xmr(
            [.. Enumerable.Range(0, 30).Select(i => (double?)(i % 3 + (i > 20 ? 9 : 0)))],
            new() { Targets = [new(4)] }
        );
        Pictures.ChartPicture.Write(to, chart, null, new() { Annotations = [Pictures.Annotation.OnDay(SeriesOf.Start, "x")] });
        Pictures.Sparkline.Write(to, chart);
        Pictures.ChartTable.Write(to, chart);
        foreach (var verdict in Enum.GetValues<VariationVerdict>())
        {
            Pictures.VerdictIcon.Write(to, verdict);
        }

        var classes = ClassName()
            .Matches(System.Text.Encoding.UTF8.GetString(to.WrittenSpan))
            .Select(m => m.Groups["name"].Value)
            .Distinct()
            .ToArray();

        Assert.True(classes.Length > 10);
        Assert.All(classes, name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
    }

    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var step in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node![step];
        }

        return node;
    }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("class=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ClassName();
}
