using System.Text.Json;
using System.Text.Json.Nodes;

namespace Goldthread.Spc.Tests;

/// <summary>Case files that are not as they should be: an answer that names the trouble, never an exception.</summary>
public sealed class CaseFileTests
{
    private static JsonNode Result(string input, string engine = "ptd") =>
        Cases.Result($$"""{"id": "x", "engine": "{{engine}}", "input": {{input}}}""", null);

    [Theory]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1, 2]}""", "bad_shape")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "denominators": [1, 2]}""", "bad_shape")]
    [InlineData("""{"values": [1]}""", "bad_shape")]
    [InlineData("""{"dates": "2024-01-01", "values": [1]}""", "bad_shape")]
    [InlineData("""null""", "bad_shape")]
    [InlineData("""{"dates": ["2024-01-01"], "values": ["Infinity"]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1e999]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": ["NaN"]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [true]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-02-30"], "values": [1]}""", "bad_value")]
    [InlineData("""{"dates": [20240101], "values": [1]}""", "bad_value")]
    [InlineData("""{"dates": ["yesterday"], "values": [1]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "improvement_direction": "up"}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"fix_after_n_points": 3}}""", "fix_after_n_points_too_small")]
    [InlineData("""{"dates": ["2024-01-01", "2024-01-01"], "values": [1, 2]}""", "duplicate_dates")]
    [InlineData("""{"dates": ["2024-01-01", "2024-01-01T00:00:00Z"], "values": [1, 2]}""", "duplicate_dates")]
    [InlineData("{\"dates\": [\"\\ud800\"], \"values\": [1]}", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "numerators": ["Infinity"]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "denominators": ["-Infinity"]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "trajectory": ["Infinity"]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "target": "Infinity"}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "target": [1, 2]}""", "bad_shape")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "rebase_dates": ["soon"]}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": "none"}""", "bad_shape")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"fix_after_n_points": 12.5}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"fix_after_n": 12}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"screened_mr": false}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "rebase_date": ["2024-01-01"]}""", "bad_value")]
    public void Trouble_is_named(string input, string kind)
    {
        var result = Result(input);

        Assert.Equal("error", (string?)result["status"]);
        Assert.Equal(kind, (string?)result["error_kind"]);
        Assert.EndsWith(".", (string?)result["error_message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"dates": ["2024-01-01"], "values": [-1], "options": {"chart": "c"}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [3], "denominators": [2], "options": {"chart": "p"}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [3], "options": {"chart": "p"}}""", "bad_shape")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [3], "options": {"chart": "np"}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [0], "options": {"chart": "t"}}""", "t_chart_needs_positive")]
    [InlineData("""{"dates": ["2024-01-01", "Oak ward"], "values": [0, 1], "options": {"chart": "i"}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"chart": 3}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"chart": "run", "method": "best"}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"chart": "run", "part": [1.5]}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"chart": "run", "exclude": [0]}}""", "bad_value")]
    [InlineData("""{"dates": ["2024-01-01"], "values": [1], "options": {"chart": "run", "frezze": 5}}""", "bad_value")]
    public void Trouble_of_classical_charts_is_named(string input, string kind) =>
        Assert.Equal(kind, (string?)Result(input, "qic")["error_kind"]);

    [Fact]
    public void Option_that_is_not_known_is_named_with_those_that_are() =>
        Assert.Equal(
            "The option \"fix_after_n\" is not known; it is screen_outliers, fix_after_n_points or run_length.",
            (string?)Result("""{"dates": [], "values": [], "options": {"fix_after_n": 12}}""")["error_message"]
        );

    [Theory]
    [InlineData("ptd", """{"dates": [], "values": [], "improvement_direction": "WORD"}""")]
    [InlineData("qic", """{"dates": [], "values": [], "options": {"chart": "WORD"}}""")]
    [InlineData("qic", """{"dates": [], "values": [], "options": {"method": "WORD"}}""")]
    [InlineData("qic", """{"dates": [], "values": [], "options": {"agg_fun": "WORD"}}""")]
    [InlineData("qic", """{"dates": [], "values": [], "options": {"WORD": 1}}""")]
    public void Word_without_end_is_shortened(string engine, string input)
    {
        var message = (string?)Result(input.Replace("WORD", new string('a', 5000), StringComparison.Ordinal), engine)["error_message"];

        Assert.InRange(message!.Length, 40, 200);
    }

    [Fact]
    public void Options_of_labels_are_let_pass() =>
        Assert.Equal("ok", (string?)Result("""{"dates": [], "values": [], "options": {"percentage_y_axis": true}}""")["status"]);

    [Fact]
    public void Workbook_screens_nothing_whatever_the_case_says()
    {
        var line = Cases.All["dev-ptd-208-spike"];
        var groups = Cases.Result(line, RuleProfile.MakingDataCount)["groups"]!;

        Assert.Contains("\"screen_outliers\":true", line, StringComparison.Ordinal);
        Assert.Equal((double)groups[0]!["amr_unscreened"]!, (double)groups[0]!["amr"]!);
        Assert.NotEqual((double)groups[0]!["amr"]!, (double)Cases.Result(line, null)["groups"]![0]!["amr"]!);
    }

    [Fact]
    public void Count_over_zero_is_written_as_infinity()
    {
        var result = Result(
            """{"dates": ["2024-01-01", "2024-01-02"], "values": [3, 1], "denominators": [0, 5], "options": {"chart": "u"}}""",
            "qic"
        );

        Assert.Equal("Infinity", (string?)result["points"]!["y"]![0]);
        Assert.Null(result["points"]!["ucl"]![0]);
    }

    [Fact]
    public void Centre_line_of_a_t_chart_is_a_root_in_a_case_file()
    {
        var result = Result("""{"dates": ["2024-01-01", "2024-01-02"], "values": [9, 16], "options": {"chart": "t", "cl": 2}}""", "qic");

        Assert.Equal(Math.Pow(2, 3.6), (double)result["points"]!["cl"]![0]!, 12);
    }

    [Theory]
    [InlineData("bestbox", 6, 3)]
    [InlineData("cutbox", 6, 3)]
    [InlineData("anhoej", 7, 3)]
    public void Runs_are_judged_by_the_method_asked_for(string method, int longest, int crossings)
    {
        var dates = string.Join(", ", Enumerable.Range(1, 12).Select(i => $"\"2024-01-{i:00}\""));
        var result = Result(
            $$$"""{"dates": [{{{dates}}}], "values": [1,2,1,2,1,2,1,2,1,2,1,2], "options": {"method": "{{{method}}}"}}""",
            "qic"
        );

        Assert.Equal(longest, (int)result["parts"]![0]!["longest_run_max"]!);
        Assert.Equal(crossings, (int)result["parts"]![0]!["n_crossings_min"]!);
    }

    [Fact]
    public void Categories_are_kept_as_they_are()
    {
        var result = Result("""{"dates": ["Oak", "Ash"], "values": [3, 1], "options": {"chart": "i"}}""", "qic");

        Assert.Equal(["Ash", "Oak"], result["points"]!["date"]!.AsArray().Select(d => (string?)d));
    }

    [Fact]
    public void Empty_series_is_answered()
    {
        var result = Result("""{"dates": [], "values": []}""");

        Assert.Equal("ok", (string?)result["status"]);
        Assert.Empty(result["groups"]!.AsArray());
        Assert.Null(result["variation_icon"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\": ")]
    [InlineData("[1]")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"id\": \"a\", \"id\": \"b\"}")]
    public void What_is_not_a_case_at_all_is_an_exception(string text) =>
        Assert.ThrowsAny<JsonException>(() => Exchange.CaseFile.Read(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Workbook_profile_shows_no_icon_before_thirteen_points()
    {
        var result = Cases.Result(Cases.All["dev-ptd-203-short-n12"], RuleProfile.MakingDataCount);

        Assert.Equal("not_enough_points_yet", (string?)result["variation_type"]);
        Assert.Null(result["variation_icon"]);
        Assert.Null(result["assurance_icon"]);
    }
}
