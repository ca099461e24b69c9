using System.Text;
using FsCheck.Xunit;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Develop.PlanFiles;

public sealed class RoundTripTests
{
    const string Damage = "[]{}:,-#&*!|>'\"%@` \n\t?~\0é0a<";
    static readonly DateOnly Today = new(2026, 11, 22);
    static readonly Lazy<string> Draft = new(() => File.ReadAllText(Path.Combine(Repository.Root, "examples", "draft.yaml")));

    static PlanDocument Read(byte[] utf8)
    {
        var read = PlanFile.Read(utf8, Shipped.Data);
        Assert.True(read.Document is not null, string.Join("\n", read.Errors) + "\n" + Encoding.UTF8.GetString(utf8));
        return read.Document;
    }

    static string Whole(PlanDocument plan) => Shape.Of<PlanDocument>().ToJson(plan);

    [Theory]
    [InlineData("care-home")]
    [InlineData("childrens-home")]
    [InlineData("draft")]
    public void Importing_an_export_of_an_example_changes_nothing(string example)
    {
        var plan = Read(File.ReadAllBytes(Path.Combine(Repository.Root, "examples", example + ".yaml")));
        var yaml = PlanFile.ToYaml(plan);
        var again = Read(Encoding.UTF8.GetBytes(yaml));
        Assert.Equal(Whole(plan), Whole(again));
        Assert.Equal(yaml, PlanFile.ToYaml(again));
        Assert.Empty(PlanChecks.Run(again, Today, Shipped.Data));
    }

    [Property(MaxTest = 150)]
    public void Importing_an_export_of_any_plan_changes_nothing(int seed)
    {
        var plan = RandomPlan.Of(seed);
        Assert.Equal(Whole(plan), Whole(Read(Encoding.UTF8.GetBytes(PlanFile.ToYaml(plan)))));
        Assert.Equal(Whole(plan), Whole(Read(PlanFile.ToJson(plan))));
        Assert.Equal(Whole(plan), Whole(Read(PlanFile.ToJson(plan, camelCase: true, indented: false))));
    }

    [Property(MaxTest = 400)]
    public void The_checks_find_the_same_in_any_plan_and_never_throw(int seed)
    {
        var plan = RandomPlan.Of(seed);
        var findings = PlanChecks.Run(plan, Today, Shipped.Data).Select(f => $"{f} {f.Waived}").ToArray();
        Assert.Equal(findings, PlanChecks.Run(plan, Today, Shipped.Data).Select(f => $"{f} {f.Waived}"));
        foreach (var day in (DateOnly[])[DateOnly.MinValue, DateOnly.MaxValue])
            Assert.NotNull(PlanChecks.Run(plan, day, Shipped.Data));
    }

    [Property(MaxTest = 300)]
    public void A_file_with_any_damage_is_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Draft.Value);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length);
            var letter = Damage[random.Next(Damage.Length)];
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, new string(letter, random.Next(1, 4)));
                    break;
                case 2:
                    text[at] = letter;
                    break;
                default:
                    text.Append(text.ToString(at, Math.Min(random.Next(1, 400), text.Length - at)));
                    break;
            }
        }
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text.ToString()), Shipped.Data);
        if (read.Document is { } plan)
            Assert.NotNull(PlanChecks.Run(plan, Today, Shipped.Data));
        else
            Assert.All(read.Errors, e => Assert.True(e is { Line: >= 1, Column: >= 1, Message.Length: > 0 }));
    }

    [Fact]
    public void Five_thousand_actions_in_one_circle_are_one_finding()
    {
        var text = new StringBuilder(
            "goldthread: 1\narea: {name: A}\nplan: {id: P, title: P, starts: 2026-01-01, ends: 2026-12-31}\nactions:\n"
        );
        for (var i = 0; i < 5000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"- {{id: A{i}, title: T, after: [A{(i + 1) % 5000}]}}\n");
        var plan = Read(Encoding.UTF8.GetBytes(text.ToString()));
        var circle = Assert.Single(PlanChecks.Run(plan, Today, Shipped.Data), f => f.Check.Id == "PL053");
        Assert.Equal("actions/A0", circle.About);
    }
}
