using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Xunit.Sdk;

namespace Goldthread.Web.Tests.Nhs;

/// <summary>Our components write the markup that nhsuk-frontend's own examples ask for. What is left out stands in Skipped.txt, with a reason.</summary>
public class ExamplesTests
{
    static readonly string[] Components =
    [
        "back-link",
        "button",
        "character-count",
        "checkboxes",
        "date-input",
        "details",
        "error-message",
        "error-summary",
        "fieldset",
        "file-upload",
        "hint",
        "input",
        "inset-text",
        "label",
        "notification-banner",
        "pagination",
        "password-input",
        "radios",
        "select",
        "skip-link",
        "summary-list",
        "tag",
        "textarea",
        "warning-callout",
    ];

    static readonly string Web = FindWeb();

    public static TheoryData<string> All => [.. Components];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_example_gives_the_same_markup_or_is_skipped_with_a_reason(string component)
    {
        var skipped = Skipped().Where(line => string.Equals(line.Component, component, StringComparison.Ordinal)).ToList();
        var used = new HashSet<string>(StringComparer.Ordinal);
        var failures = new List<string>();
        var same = 0;
        foreach (var fixture in Fixtures(component))
        {
            var name = fixture.GetProperty("name").GetString()!;
            var difference = Difference(component, fixture);
            var reason = skipped.FirstOrDefault(line => line.Matches(name, difference));
            if (reason is not null)
            {
                used.Add(reason.Pattern);
                if (difference is null && reason.Pattern.EndsWith('*') is false)
                    failures.Add($"{component} | {name} | is skipped but holds");
                continue;
            }
            if (difference is null)
                same++;
            else
                failures.Add($"{component} | {name} | {difference}");
        }
        foreach (var line in skipped.Where(line => !used.Contains(line.Pattern)))
            failures.Add($"{component} | {line.Pattern} | is skipped but there is no such example");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(same > 0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{component}: {same} examples hold");
    }

    static string? Difference(string component, JsonElement fixture)
    {
        string ours;
        try
        {
            ours = Example.Read(component, fixture.GetProperty("context")).ToString();
        }
        catch (NotSupportedException e)
        {
            return "no option " + e.Message;
        }
        var theirs = Normal(fixture.GetProperty("html").GetString()!);
        var normal = Normal(ours);
        return string.Equals(normal, theirs, StringComparison.Ordinal) ? null : $"\n  theirs {theirs}\n  ours   {normal}";
    }

    /// <summary>Attributes in order, classes in order, runs of white space as one, none at the edges of an element.</summary>
    static string Normal(string html)
    {
        var body = new HtmlParser().ParseDocument("<body>" + html + "</body>").Body!;
        var text = new StringBuilder();
        foreach (var child in body.ChildNodes)
            Write(child, text);
        return text.ToString();
    }

    static void Write(INode node, StringBuilder text)
    {
        if (node is IText words)
        {
            var parts = words.Data.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
            text.AppendJoin(' ', parts);
            return;
        }
        if (node is not IElement element)
            return;
        text.Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal))
        {
            var value = attribute.Value;
            if (string.Equals(attribute.Name, "class", StringComparison.Ordinal))
                value = string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
            text.Append(' ').Append(attribute.Name).Append("=\"").Append(value).Append('"');
        }
        text.Append('>');
        foreach (var child in element.ChildNodes)
            Write(child, text);
        text.Append("</").Append(element.LocalName).Append('>');
    }

    static List<JsonElement> Fixtures(string component)
    {
        var file = Path.Combine(Web, "client/node_modules/nhsuk-frontend/dist/nhsuk/components", component, "fixtures.json");
        Assert.True(File.Exists(file), $"{file} is missing: build src/Goldthread.Web without SkipClientAssets, which fetches it.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("fixtures").Clone().EnumerateArray()];
    }

    static IEnumerable<Skip> Skipped()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Nhs/Skipped.txt")))
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            Assert.True(cells is [_, _, { Length: > 10 }], $"Skipped.txt wants component | example | reason: {line}");
            yield return new(cells[0], cells[1]);
        }
    }

    sealed record Skip(string Component, string Pattern)
    {
        public bool Matches(string name, string? difference) =>
            Pattern.EndsWith('*') ? name.Contains(Pattern.Trim('*'), StringComparison.Ordinal)
            : Pattern.StartsWith("no option ", StringComparison.Ordinal) ? string.Equals(difference, Pattern, StringComparison.Ordinal)
            : string.Equals(name, Pattern, StringComparison.Ordinal);
    }

    static string FindWeb()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Goldthread.slnx")))
                return Path.Combine(folder.FullName, "src/Goldthread.Web");
        }
        throw new XunitException("No Goldthread.slnx above the tests.");
    }
}
