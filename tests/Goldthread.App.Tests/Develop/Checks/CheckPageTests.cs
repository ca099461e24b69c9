using System.Globalization;
using System.Text;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;
using YamlDotNet.RepresentationModel;

namespace Goldthread.App.Tests.Develop.Checks;

/// <summary>docs/checks: a page for each check, made from the code, the specification and the mutants.</summary>
public sealed class CheckPageTests
{
    [Fact]
    public void Each_check_has_its_page()
    {
        foreach (var check in Check.All)
            Approved.Holds($"docs/checks/{check.Id}.md", Page(check));
    }

    [Fact]
    public void The_pages_have_an_index()
    {
        var text = new StringBuilder("# The plan checks\n\nWhat a good operational plan shows, and `goldthread check` looks for.\n");
        text.Append(
            "An error blocks approval. A warning wants a mended plan or a waiver with a reason and an end. The rest is good to know.\n"
        );
        foreach (var group in Check.All.GroupBy(c => c.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| Check | Severity | Mended in |\n|---|---|---|\n");
            foreach (var check in group)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| [{check.Id} {check.Title}]({check.Id}.md) | {Words.Written(check.Severity)} | {check.Stage} |\n"
                );
            }
        }
        Approved.Holds("docs/checks/README.md", text.ToString());
    }

    static string Page(Check check)
    {
        // The first that shows the check on the newest examples.
        var mutant = Mutant.All.First(m => m.Check == check.Id && m.Findings().Any(f => f.Check.Id == check.Id));
        var specified = SpecificationTests.Of(check.Id);
        var syllabus = Shipped.Data.Framework("syllabus-operational-plans")!;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {check.Id} {check.Title}\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Capital(Words.Written(check.Severity))}, group {check.Group}, mended in {check.Stage}{(check.Edition > 1 ? $", edition {check.Edition}" : "")}{(check.OnlyLive ? ", of a live plan only" : "")}. About: `{specified["about"]}`.\n\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"## What\n\nFound when: {specified["when"]}.\n\n");
        text.Append("## Why\n\n");
        if (check.Why.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"{check.Why}.\n\n");
        foreach (var line in check.Syllabus)
        {
            var requirement = syllabus.Find(line)!;
            text.Append(CultureInfo.InvariantCulture, $"- {line} {requirement.Title}: {requirement.Text}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"\n## How to mend it\n\n{check.Fix}.\n");
        var laws = Shipped.Data.Laws.Where(l => check.Laws.Contains(l.Duty!.Value)).ToArray();
        if (laws.Length > 0)
        {
            text.Append("\n## The law\n\n");
            foreach (var law in laws)
                text.Append(CultureInfo.InvariantCulture, $"- {law.Sentence()}\n");
        }
        if (check.Field is { } field)
            text.Append(CultureInfo.InvariantCulture, $"\nIt is mended in the field `{field}`.\n");
        if (check.Adds is { } list)
            text.Append(CultureInfo.InvariantCulture, $"\nIt is mended by adding to `{list}`.\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n## Example\n\nBefore, in [{mutant.Example}.yaml](../../examples/{mutant.Example}.yaml):\n\n```yaml\n"
        );
        var clean = Mutant.Load(mutant.Example);
        var paths = mutant.Edits.Select(e => e.Path).ToArray();
        foreach (var (path, value) in mutant.Edits.Take(4))
            Show(text, path, value);
        foreach (var (path, value) in mutant.Additions.Take(2))
            Show(text, path + "/(one more)", value);
        foreach (var path in mutant.Removals)
            Show(text, path, null);
        text.Append("```\n\n");
        foreach (var finding in mutant.Findings().Where(f => f.Check.Id == check.Id))
            text.Append(CultureInfo.InvariantCulture, $"> {finding.About}: {finding.Message}\n");
        text.Append("\nAfter:\n\n```yaml\n");
        foreach (var path in paths.Concat(mutant.Removals).Take(4))
            Show(text, path, Mutant.Find(clean, path));
        foreach (var (path, _) in mutant.Additions.Take(2))
            Show(text, path + "/(one more)", null);
        text.Append("```\n");
        return text.ToString();
    }

    /// <summary>A value at its path: <c>objectives/O1/due: 2027-03-31</c>.</summary>
    static void Show(StringBuilder text, string path, YamlNode? value)
    {
        if (value is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"# {path}: none\n");
            return;
        }
        var written = new StringWriter(CultureInfo.InvariantCulture);
        new YamlStream(new YamlDocument(new YamlMappingNode(new YamlScalarNode(path), Short(value)))).Save(written, assignAnchors: false);
        text.Append(written.ToString().ReplaceLineEndings("\n").Replace("\n...\n", "\n", StringComparison.Ordinal));
    }

    /// <summary>A long list is cut, so that a page stays a page.</summary>
    static YamlNode Short(YamlNode value) =>
        value is YamlSequenceNode { Children.Count: > 6 } list ? new YamlSequenceNode(list.Children.TakeLast(3)) : value;

    static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
