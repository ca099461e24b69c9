using System.Globalization;
using System.Text;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;

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
