using System.Text.RegularExpressions;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Develop.Templates;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Files = Goldthread.App.Develop.Templates.Templates;

namespace Goldthread.App.Tests.Develop.Templates;

/// <summary>Each template of the catalogue, filled in and started from.</summary>
public sealed partial class TemplateTests(Ground ground) : IClassFixture<Ground>
{
    static readonly DateOnly Starts = new(2027, 1, 11);

    /// <summary>
    /// What a template cannot answer, since it has happened or is the service's own: who was asked, what the money is, what the strategy is, whose hours
    /// these are.
    /// </summary>
    static readonly string[] NotTheTemplates = ["PL002", "PL041", "PL042", "PL043", "PL060", "PL017", "PL094"];

    public static TheoryData<string> All => [.. Files.Files];

    public static IEnumerable<TheoryDataRow<Engine, string>> OnBoth =>
        from engine in Enum.GetValues<Engine>()
        from file in Files.Files
        select new TheoryDataRow<Engine, string>(engine, file);

    /// <summary>An answer to each question, of the kind that it asks for.</summary>
    static Dictionary<string, string> AnswersTo(PlanTemplate template) =>
        template.Asks.ToDictionary(
            q => q.Id,
            q =>
                Files.FieldOf(template, q) switch
                {
                    null => "Keep the records of each person complete",
                    { Kind: FieldKind.Date } => q.Id == "required-by" ? "30 Jun 2027" : "31 Dec 2026",
                    { Kind: FieldKind.Text } => "Keep the records of each person complete",
                    // A goal lies beyond what is now, whichever way is better.
                    _ when q.Id.EndsWith("-now", StringComparison.Ordinal) => "60",
                    _ => template
                        .PlanFile!.Measures.First(m => q.Sets[0].StartsWith($"measures/{m.Id}.", StringComparison.Ordinal))
                        .Direction is Goldthread.Domain.Monitor.Direction.Lower
                        ? "40"
                        : "85",
                },
            StringComparer.Ordinal
        );

    static PlanDocument Filled(PlanTemplate template, DateOnly starts, DateOnly ends)
    {
        var refusals = new List<Refusal>();
        var document = FilledTemplate.Of(template, starts, ends, AnswersTo(template), refusals);
        Assert.Empty(refusals);
        return document;
    }

    [Fact]
    public void There_is_one_for_each_kind_of_service() =>
        Assert.Equal(
            [
                "care-home",
                "childrens-home",
                "council-service-plan",
                "home-care",
                "inspection-improvement",
                "nhs-service",
                "nursing-home",
                "supported-living",
            ],
            Files.All.Select(t => t.Id).Order(StringComparer.Ordinal)
        );

    [Theory, MemberData(nameof(All))]
    public void A_plan_from_it_has_no_error_and_no_warning_of_its_own(string file)
    {
        var plan = Filled(Files.Find(file)!, Starts, Starts.AddYears(1).AddDays(-1));
        var found = PlanChecks.Run(plan, Starts, Shipped.Data).Where(f => !NotTheTemplates.Contains(f.Check.Id)).ToList();
        Assert.True(
            !found.Exists(f => f.Severity is Severity.Error or Severity.Warning),
            string.Join("\n", found.Where(f => f.Severity is not Severity.Info))
        );
    }

    [Theory, MemberData(nameof(All))]
    public void No_word_of_it_is_a_placeholder(string file)
    {
        var template = Files.Find(file)!;
        foreach (var answers in (Dictionary<string, string>[])[AnswersTo(template), Owed(template)])
        {
            var refusals = new List<Refusal>();
            var plan = FilledTemplate.Of(template, Starts, Starts.AddYears(1).AddDays(-1), answers, refusals);
            Assert.Empty(refusals);
            Assert.Empty(Walk.FreeTexts(plan).Where(t => Placeholder().IsMatch(t.Text)).Select(t => $"{t.Place}: {t.Text}"));
            Assert.Empty(Walk.FreeTexts(plan).Where(t => Identifiable.Find(t.Text) is not null).Select(t => t.Text));
        }
        // Each question is of use, and each answer in a text was asked.
        var texts = string.Join('\n', Walk.FreeTexts(template.PlanFile!).Select(t => t.Text));
        Assert.All(template.Asks, q => Assert.True(q.Sets.Count > 0 || texts.Contains($"{{{q.Id}}}", StringComparison.Ordinal), q.Id));
        Assert.Empty(FilledTemplate.Names(texts).Except(template.Asks.Select(q => q.Id)).Except(["due"]));
        // What is left out where it is not answered may be left out.
        Assert.All(
            template.Asks.Where(q => q.MustBeAnswered == true),
            q =>
            {
                var refusals = new List<Refusal>();
                var without = AnswersTo(template);
                without.Remove(q.Id);
                FilledTemplate.Of(template, Starts, Starts.AddYears(1), without, refusals);
                Assert.Equal(q.Id, Assert.Single(refusals).Field);
            }
        );

        static Dictionary<string, string> Owed(PlanTemplate template) =>
            AnswersTo(template)
                .Where(a => template.Asks.First(q => q.Id == a.Key).MustBeAnswered == true)
                .ToDictionary(StringComparer.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public void Its_days_lie_in_the_plan_whenever_it_begins_and_however_long_it_is(string file)
    {
        var template = Files.Find(file)!;
        foreach (
            var (starts, months) in ((DateOnly, int)[])[(Starts, 12), (new(2026, 4, 1), 18), (new(2027, 10, 31), 24), (new(2027, 2, 28), 6)]
        )
        {
            var ends = Days.AddMonths(starts, months).AddDays(-1);
            var plan = Filled(template, starts, ends);
            var outside = plan
                .Reviews.Select(r => r.Scheduled)
                .Concat(plan.Actions.SelectMany(a => (DateOnly?[])[a.Starts, a.Due]))
                .Concat(plan.Objectives.Select(o => o.Due))
                .Concat(plan.Audits.Select(a => a.On))
                .Where(d => d < starts || d > ends);
            // When the inspector wants it is the inspector's to say.
            Assert.True(outside.All(d => d == new DateOnly(2027, 6, 30)), $"{starts}, {months} months: {string.Join(", ", outside)}");
            Assert.Empty(
                PlanChecks
                    .Run(plan, starts, Shipped.Data)
                    .Where(f => f.Check.Id is "PL110" or "PL150" or "PL190" or "PL200")
                    .Select(f => $"{starts}, {months} months: {f}")
            );
        }
    }

    [Theory, MemberData(nameof(OnBoth))]
    public async Task A_plan_starts_from_it(Engine engine, string file)
    {
        var house = ground[engine];
        var template = Files.Find(file)!;
        var id = $"T-{file}";
        await BossAsync(house);
        var people = new Dictionary<string, string>(StringComparer.Ordinal) { [template.PlanFile!.Staff[0].Id] = "boss" };
        var made = await house.Writer.RunAsync(
            house.Somebody(Role.Planner),
            work => StartFromTemplate.RunAsync(work, house.Area, template, Own(id), new(AnswersTo(template), people, NoAnswers))
        );

        await using var db = house.At.Open();
        var plan = (await PlanQueries.LoadAsync(db, id, Actor.CommandLine, TestContext.Current.CancellationToken))!;
        var filled = Filled(template, Starts, Starts.AddYears(1).AddDays(-1));
        Assert.Equal((id, filled.Objectives.Count), (made.Id, made.Counts["objectives"]));
        foreach (var thing in Thing.All.Where(t => t.Stage is not Stage.Strategy && !t.IsOfArea))
            Assert.Equal(filled.ItemsOf(thing).Count, plan.ItemsOf(thing).Count);
        // Who was chosen stands for the template's role, and no role stands twice.
        Assert.Equal("boss", plan.Plan!.Owner);
        Assert.Equal(plan.Staff.Select(s => s.Role).Distinct(), plan.Staff.Select(s => s.Role));
        Assert.Equal("Mine", plan.Plan.Title);
        Assert.Contains(
            await db.Records.Where(r => r.Stream == id).Select(r => r.Operation).ToListAsync(TestContext.Current.CancellationToken),
            o => o == nameof(StartFromTemplate)
        );
        Assert.Empty(
            PlanChecks
                .Run(plan, Starts, Shipped.Data)
                .Where(f => f.Severity is Severity.Error && !NotTheTemplates.Contains(f.Check.Id))
                .Select(f => f.ToString())
        );
    }

    [Theory, Databases]
    public async Task What_is_wrong_with_any_answer_is_said_at_once_and_nothing_is_stored(Engine engine)
    {
        var house = ground[engine];
        var template = Files.Find("care-home")!;
        var answers = AnswersTo(template);
        answers["falls-goal"] = "few";
        answers["choice-goal"] = "";
        answers["surplus"] = "1";
        var broken = await Assert.ThrowsAsync<RuleBroken>(() =>
            house.Writer.RunAsync(
                house.Somebody(Role.Planner),
                work =>
                    StartFromTemplate.RunAsync(
                        work,
                        house.Area,
                        template,
                        new Dictionary<string, object?> { ["id"] = "T-X" },
                        new(answers, NoAnswers, NoAnswers)
                    )
            )
        );
        Assert.Equal(
            ["choice-goal", "ends", "falls-goal", "starts", "surplus", "title"],
            broken.Refusals.Select(r => r.Field).Order(StringComparer.Ordinal)
        );
        var people = new Dictionary<string, string>(StringComparer.Ordinal) { ["rm"] = "nobody" };
        var serves = new Dictionary<string, string>(StringComparer.Ordinal) { ["O1"] = "SO99" };
        broken = await Assert.ThrowsAsync<RuleBroken>(() =>
            house.Writer.RunAsync(
                house.Somebody(Role.Planner),
                work => StartFromTemplate.RunAsync(work, house.Area, template, Own("T-X"), new(AnswersTo(template), people, serves))
            )
        );
        Assert.Equal(["people.rm", "serves.O1"], broken.Refusals.Select(r => r.Field));
        await using var db = house.At.Open();
        Assert.False(await db.Plans.AnyAsync(p => p.Id == "T-X", TestContext.Current.CancellationToken));
    }

    [Theory, Databases]
    public async Task Who_does_not_write_plans_there_starts_none(Engine engine)
    {
        var house = ground[engine];
        foreach (var role in Enum.GetValues<Role>().Where(r => r is not Role.Planner and not Role.Administrator))
            await Assert.ThrowsAsync<Forbidden>(() =>
                house.Writer.RunAsync(
                    house.Somebody(role),
                    work =>
                        StartFromTemplate.RunAsync(
                            work,
                            house.Area,
                            Files.Find("care-home")!,
                            Own("T-X"),
                            new(AnswersTo(Files.Find("care-home")!), NoAnswers, NoAnswers)
                        )
                )
            );
    }

    static readonly Dictionary<string, string> NoAnswers = [];

    /// <summary>Somebody whom the area has already.</summary>
    static async Task BossAsync(House house)
    {
        await using var db = house.At.Open();
        if (await db.Items.AnyAsync(i => i.Id == "boss", TestContext.Current.CancellationToken))
            return;
        var thing = Thing.Of<StaffMember>();
        var boss = Items.With(
            thing.Shape,
            thing.Shape.New(),
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = "boss", ["role"] = "Head of the house" }
        );
        await house.Writer.RunAsync(
            Actor.CommandLine,
            work => ItemStore.AddAsync(work, AreaRow.OwnerOf(house.Area), thing, boss, "boss", 1)
        );
    }

    static Dictionary<string, object?> Own(string id) =>
        new(StringComparer.Ordinal)
        {
            ["id"] = id,
            ["title"] = "Mine",
            ["starts"] = Starts,
            ["ends"] = Starts.AddYears(1).AddDays(-1),
        };

    [GeneratedRegex(
        @"[{}\[\]…]|\b(TBC|TBD|TODO|XX+|lorem|placeholder|insert here|name of)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Placeholder();
}
