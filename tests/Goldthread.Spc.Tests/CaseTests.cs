using System.Text.Json;
using System.Text.Json.Nodes;
using Goldthread.Spc.Exchange;

namespace Goldthread.Spc.Tests;

/// <summary>Every reference case, figure for figure and flag for flag.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Ids()
    {
        var ids = new TheoryData<string>();
        foreach (var id in Cases.All.Keys)
        {
            ids.Add(id);
        }

        return ids;
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case_agrees_with_the_reference(string id)
    {
        var line = Cases.All[id];
        var expected = JsonNode.Parse(line)!["expected"]!;
        var actual = Cases.Result(line, profile: null);

        if ((string?)expected["error_kind"] == "reference_crash")
        {
            Assert.Equal("ok", (string?)actual["status"]);
            return;
        }

        if ((string?)expected["status"] == "error")
        {
            Assert.Equal((string?)expected["error_kind"], (string?)actual["error_kind"]);
            return;
        }

        var differences = Comparison.Differences(expected, actual);
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(10)));
    }

    [Fact]
    public void All_cases_are_here() => Assert.Equal((360, 177), (Cases.All.Count, Cases.Combined.Count));

    public static TheoryData<string> CombinedIds() => [.. Cases.Combined.Keys];

    [Theory]
    [MemberData(nameof(CombinedIds))]
    public void Combined_options_agree_with_a_second_computation(string id)
    {
        var line = Cases.Combined[id];
        var node = JsonNode.Parse(line)!;
        var profile = (string?)node["profile"] == "making-data-count" ? RuleProfile.MakingDataCount : RuleProfile.NhsR;

        var differences = Comparison.Differences(node["expected"]!, Cases.Result(line, profile));
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(10)));
    }

    [Fact]
    public void Comparison_sees_a_wrong_figure_and_a_wrong_flag()
    {
        var line = Cases.All["dev-ptd-229-rebase-none"];
        var expected = JsonNode.Parse(line)!["expected"]!;
        var actual = Cases.Result(line, profile: null);
        actual["groups"]![0]!["mean"] = 40.25 * (1 + 2e-9);
        actual["points"]!["close_to_limits"]![3] = true;

        Assert.Equal(2, Comparison.Differences(expected, actual).Count);
    }
}

internal static class Cases
{
    public static IReadOnlyDictionary<string, string> All { get; } = Load("ptd.jsonl", "qic.jsonl");

    public static IReadOnlyDictionary<string, string> Combined { get; } = Load("combined.jsonl");

    public static JsonNode Result(string line, RuleProfile? profile)
    {
        var file = CaseFile.Read(System.Text.Encoding.UTF8.GetBytes(line), profile);
        var refusal = file.Refusal;
        Chart? chart = null;
        if (file.Series is not null && !Chart.TryMake(file.Series, file.Kind, file.Options, out chart, out var reason))
        {
            refusal = reason;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            if (chart is not null)
            {
                ChartJson.Write(writer, chart);
            }
            else
            {
                ChartJson.Write(writer, refusal!);
            }
        }

        return JsonNode.Parse(stream.ToArray())!;
    }

    private static Dictionary<string, string> Load(params string[] files)
    {
        var all = new Dictionary<string, string>();
        foreach (var file in files)
        {
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", file)))
            {
                all.Add((string)JsonNode.Parse(line)!["id"]!, line);
            }
        }

        return all;
    }
}

internal static class Comparison
{
    public static List<string> Differences(JsonNode expected, JsonNode actual)
    {
        var largest = 0.0;
        foreach (var y in expected["points"]!["y"]!.AsArray())
        {
            largest = y?.GetValueKind() == JsonValueKind.Number ? Math.Max(largest, Math.Abs((double)y)) : largest;
        }

        var differences = new List<string>();
        Compare("", expected, actual, largest, differences);
        return differences;
    }

    private static void Compare(string path, JsonNode? expected, JsonNode? actual, double largest, List<string> differences)
    {
        var kind = expected?.GetValueKind() ?? JsonValueKind.Null;
        if (kind != (actual?.GetValueKind() ?? JsonValueKind.Null) && !(kind is JsonValueKind.True or JsonValueKind.False))
        {
            differences.Add($"{path}: {expected?.ToJsonString() ?? "null"} but {actual?.ToJsonString() ?? "null"}");
            return;
        }

        switch (kind)
        {
            case JsonValueKind.Object:
                var (e, a) = (expected!.AsObject(), actual!.AsObject());
                foreach (var name in e.Select(p => p.Key).Union(a.Select(p => p.Key)))
                {
                    Compare($"{path}/{name}", e[name], a[name], largest, differences);
                }

                break;
            case JsonValueKind.Array:
                var (es, actuals) = (expected!.AsArray(), actual!.AsArray());
                if (es.Count != actuals.Count)
                {
                    differences.Add($"{path}: {es.Count} items but {actuals.Count}");
                    return;
                }

                for (var i = 0; i < es.Count; i++)
                {
                    Compare($"{path}/{i}", es[i], actuals[i], largest, differences);
                }

                break;
            case JsonValueKind.Number:
                var (x, y) = ((double)expected!, (double)actual!);
                if (!(Math.Abs(x - y) <= 1e-9 * Math.Max(Math.Max(Math.Abs(x), Math.Abs(y)), 1e-3 * largest)))
                {
                    differences.Add($"{path}: {x:R} but {y:R}");
                }

                break;
            default:
                if (expected?.ToJsonString() != actual?.ToJsonString())
                {
                    differences.Add($"{path}: {expected?.ToJsonString() ?? "null"} but {actual?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }
}
