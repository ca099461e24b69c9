using System.Text;
using System.Text.Json.Nodes;
using Goldthread.App.Store;
using Goldthread.Spc;

namespace Goldthread.Cli.Tests;

public sealed class SpcVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("goldthread-spc");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Case(string id, string values = "[1, 2, 3]", string dates = """["2024-01-01", "2024-01-02", "2024-01-03"]""") =>
        Write(id + ".json", $$$"""{"id": "{{{id}}}", "engine": "ptd", "input": {"dates": {{{dates}}}, "values": {{{values}}}}}""");

    private static (int Status, string Output, string Errors) Run(string[] files, string format = "json")
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var status = SpcVerb.Run(files, format, RuleProfile.NhsR, output, errors);
        return (status, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    [Fact]
    public void One_line_a_file_in_the_order_given()
    {
        var (status, output, errors) = Run([Case("b"), Case("a")]);
        var lines = output.TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!).ToArray();

        Assert.Equal(0, status);
        Assert.Empty(errors);
        Assert.Equal(["b", "a"], lines.Select(l => (string?)l["id"]));
        Assert.Equal(2, (double?)lines[0]["result"]!["groups"]![0]!["mean"]);
    }

    [Fact]
    public void Series_that_cannot_be_judged_does_not_stop_the_run()
    {
        var (status, output, _) = Run([Case("bad", dates: """["2024-01-01", "2024-01-01", "2024-01-02"]"""), Case("good")]);
        var lines = output.TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!["result"]!).ToArray();

        Assert.Equal(0, status);
        Assert.Equal("duplicate_dates", (string?)lines[0]["error_kind"]);
        Assert.Equal("ok", (string?)lines[1]["status"]);
    }

    [Fact]
    public void File_that_cannot_be_read_is_told_and_the_others_are_answered()
    {
        var (status, output, errors) = Run([Path.Combine(_folder.FullName, "none.json"), Write("half.json", "{\"id\":"), Case("good")]);

        Assert.Equal(2, status);
        Assert.Equal(2, errors.TrimEnd().Split('\n').Length);
        Assert.Single(output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Text_is_one_line_a_file_whatever_its_title()
    {
        var file = Write("lines.json", "{\"title\": \"Falls\\r\\nat night\", \"input\": {\"dates\": [], \"values\": []}}");
        var wrong = Write("wrong.json", "{\"id\": \"w\", \"engine\": \"a\\nb\", \"input\": {\"dates\": [], \"values\": []}}");

        Assert.Equal(
            "Falls at night: no figures yet.\nw: The engine \"a b\" is not known; it is ptd or qic.\n",
            Run([file, wrong], "text").Output
        );
    }

    [Fact]
    public void File_that_is_no_text_does_not_stop_the_run()
    {
        var bytes = Path.Combine(_folder.FullName, "bytes.json");
        File.WriteAllBytes(bytes, [.. "{\"id\":\"x\",\"input\":{\"dates\":[\""u8, 0xFF, .. "\"],\"values\":[1]}}"u8]);
        var (status, output, errors) = Run([bytes, Write("name.json", "{\"\\ud800\":1}"), Write("empty.json", ""), Case("good")]);

        Assert.Equal(2, status);
        Assert.Equal(2, errors.TrimEnd().Split('\n').Length);
        var lines = output.TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!["result"]!).ToArray();
        Assert.Equal("bad_value", (string?)lines[0]["error_kind"]);
        Assert.Equal("ok", (string?)lines[1]["status"]);
    }

    [Fact]
    public void Text_is_a_sentence_and_svg_a_picture()
    {
        Assert.Equal("Common cause variation, no sign of a real change.\n", Run([Case("a")], "text").Output);
        Assert.StartsWith("<svg ", Run([Case("a")], "svg").Output, StringComparison.Ordinal);
        Assert.Throws<NotDone>(() => Run([Case("a"), Case("b")], "svg"));
    }

    [Fact]
    public void File_without_an_id_is_called_by_its_name() =>
        Assert.Equal(
            "falls",
            (string?)JsonNode.Parse(Run([Write("falls.json", """{"input": {"dates": [], "values": []}}""")]).Output)!["id"]
        );
}
