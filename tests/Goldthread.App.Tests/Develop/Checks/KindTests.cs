using System.Globalization;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using YamlDotNet.RepresentationModel;

namespace Goldthread.App.Tests.Develop.Checks;

/// <summary>Twelve kinds of plan, six bad and six good: what an assessor would send back is stopped, and a good plan is left in peace.</summary>
public sealed class KindTests
{
    static readonly DateOnly Today = new(2026, 11, 22);
    static readonly string Folder = Path.Combine(Mutant.Folder, "kinds");

    static IReadOnlyList<Finding> Found(string kind)
    {
        using var file = File.OpenRead(Path.Combine(Folder, kind + ".yaml"));
        var read = PlanFile.Read(file, Shipped.Data);
        Assert.True(read.Document is not null, $"{kind}: {string.Join("; ", read.Errors)}");
        return PlanChecks.Run(read.Document, Today, Shipped.Data);
    }

    /// <summary>What each has to hear at least, as the assessor who marks it would say it.</summary>
    [Theory]
    [InlineData("strategy", "PL005 objectives/O1", "PL005 objectives/O4", "PL006 objectives/O2")]
    [InlineData("alone", "PL041 plan", "PL184 stakeholders/residents", "PL185 stakeholders/day-staff", "PL196 plan")]
    [InlineData("vague", "PL010 plan", "PL011 objectives/O1", "PL011 actions/A1", "PL212 risks/R1")]
    [InlineData("lawless", "PL080 plan", "PL090 plan", "PL152 notifications/N1", "PL182 actions/A12", "PL140 actions/A3")]
    [InlineData("silent", "PL100 plan", "PL110 plan", "PL116 plan", "PL024 measures/M1", "PL205 training/T1")]
    [InlineData("boxes", "PL010 objectives/O1", "PL189 measures/M1", "PL194 staff/act", "PL210 plan", "PL210 actions/A1")]
    public void A_bad_plan_is_stopped_by_at_least_two_errors(string kind, params string[] heard)
    {
        var found = Found(kind);
        Assert.True(found.Count(f => f.Severity == Severity.Error) >= 2, string.Join("\n", found));
        Assert.Empty(heard.Except(found.Select(f => $"{f.Check.Id} {f.About}")));
    }

    [Theory]
    [InlineData("good-care-home")]
    [InlineData("good-childrens-home")]
    [InlineData("good-council")]
    [InlineData("good-ward")]
    [InlineData("good-scotland")]
    [InlineData("good-wales")]
    public void A_good_plan_has_no_error_and_at_most_one_warning(string kind)
    {
        var found = Found(kind);
        Assert.DoesNotContain(found, f => f.Severity == Severity.Error);
        Assert.True(found.Count(f => f.Severity == Severity.Warning) <= 1, string.Join("\n", found));
    }

    /// <summary>
    /// The faults that exercises plant together, each by a mutant of its check on one example: nine of ten are found, and hardly anything that was not
    /// planted is. Where one fault mends another, or speaks for it, the list says so.
    /// </summary>
    [Fact]
    public void Planted_faults_are_found_and_little_else()
    {
        using var reader = File.OpenText(Path.Combine(Mutant.Folder, "exercises.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var (planted, missed, found, unplanted) = (0, 0, 0, 0);
        var text = new StringBuilder("# Planted faults: what is not found, and what is found that was not planted\n");
        foreach (var (name, checks) in ((YamlMappingNode)yaml.Documents[0].RootNode).Children)
        {
            string[] all = [.. ((YamlSequenceNode)checks).Select(c => c.ToString())];
            string[] examples = ["care-home", "childrens-home", "draft"];
            var example = examples.First(e =>
                all.Count(c => Choices(c, e).Any()) == examples.Max(o => all.Count(c => Choices(c, o).Any()))
            );
            var expected = new HashSet<string>(StringComparer.Ordinal);
            var chosen = new List<Mutant>();
            var undone = new List<string>();
            PlanDocument? plan = null;
            foreach (var check in all)
            {
                var choices = Choices(check, example).ToArray();
                if (choices.Length == 0)
                    continue;
                // Two that take away what the other names, or that write the same place, cannot be planted together; nor can one that mends another.
                foreach (var mutant in choices)
                {
                    if (Together(example, [.. chosen, mutant]) is not { } both)
                        continue;
                    string[] wanted = [.. mutant.Findings().Select(f => f.Check.Id), .. expected];
                    if (wanted.Except(PlanChecks.Run(both, Today, Shipped.Data).Select(f => f.Check.Id)).Any())
                        continue;
                    plan = both;
                    chosen.Add(mutant);
                    expected.UnionWith(wanted);
                    break;
                }
                if (!expected.Contains(check))
                    undone.Add(check);
            }
            var heard = PlanChecks.Run(plan!, Today, Shipped.Data);
            string[] lost = [.. expected.Except(heard.Select(f => f.Check.Id)).Order(StringComparer.Ordinal)];
            string[] more = [.. heard.Where(f => !expected.Contains(f.Check.Id)).Select(f => $"{f.Check.Id} {f.About}")];
            planted += expected.Count + undone.Count;
            missed += lost.Length + undone.Count;
            found += heard.Count;
            unplanted += more.Length;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{name} ({example}, {expected.Count} planted)\n  not found: {string.Join(", ", lost)}\n  undone by another, or said by it: {string.Join(", ", undone)}\n  not planted: {string.Join(", ", more)}\n"
            );
        }
        Approved.Holds("tests/Goldthread.App.Tests/Develop/Checks/exercises.txt", text.ToString());
        Assert.True(missed * 10 <= planted, $"{missed} of {planted} planted faults are not found.");
        Assert.True(unplanted * 10 <= found, $"{unplanted} of {found} findings were not planted.");

        static PlanDocument? Together(string example, IEnumerable<Mutant> mutants)
        {
            var root = Mutant.Load(example);
            foreach (var mutant in mutants)
            {
                if (!mutant.TryApplyTo(root))
                    return null;
            }
            return PlanFile.Read(Encoding.UTF8.GetBytes(Mutant.Written(root)), Shipped.Data).Document;
        }

        // The mutants of a check that show it on that example, the newest first.
        static IEnumerable<Mutant> Choices(string check, string example) =>
            Mutant.All.Where(m => m.Check == check && m.Example == example && m.Findings().Any(f => f.Check.Id == check));
    }

    [Fact]
    public void What_each_kind_gets_is_written_down()
    {
        var text = new StringBuilder(
            "# What each kind of plan gets\n\n| Plan | Errors | Warnings | Advice | The errors |\n|---|---|---|---|---|\n"
        );
        foreach (var file in Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var kind = Path.GetFileNameWithoutExtension(file);
            var found = Found(kind);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {kind} | {found.Count(f => f.Severity == Severity.Error)} | {found.Count(f => f.Severity == Severity.Warning)} | {found.Count(f => f.Severity == Severity.Info)} | {string.Join(", ", found.Where(f => f.Severity == Severity.Error).Select(f => $"{f.Check.Id} {f.About}"))} |\n"
            );
        }
        Approved.Holds("tests/Goldthread.App.Tests/Develop/Checks/kinds/README.md", text.ToString());
    }
}
