using Goldthread.App.Govern;
using Goldthread.App.Govern.Example;
using Goldthread.App.Monitor.Measures;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.App.Tests.Monitor;

/// <summary>Figures that get worse, miss their target or do not come open one question, which ends in an answer.</summary>
public class AskQuestionsTests
{
    /// <summary>Nobody could call it worse: around 10 and a half.</summary>
    static readonly double[] Quiet = [.. Enumerable.Range(0, 24).Select(n => n % 2 == 0 ? 10.0 : 11.0)];

    static async Task<List<Question>> AskedAsync(Measured at)
    {
        await using var db = at.At.Open();
        var rows = await db.Items.Where(i => i.Owner == "OP-1" && i.List == Question.List).ToListAsync();
        return [.. ItemRows.InOrder(rows).Select(ItemRows.Read<Question>)];
    }

    static Task ChangeAsync(Measured at, string list, string id, params (string Field, object? Value)[] values) =>
        at.Writer.RunAsync(
            Actor.CommandLine,
            async work =>
            {
                var row = await work.Db.Items.AsNoTracking().SingleAsync(i => i.Owner == "OP-1" && i.List == list && i.Id == id);
                await EditItem.RunAsync(
                    work,
                    "OP-1",
                    Thing.Find(list)!,
                    id,
                    row.Version,
                    values.ToDictionary(v => v.Field, v => v.Value, StringComparer.Ordinal)
                );
            }
        );

    static async Task<Measured> LowerAsync(Engine engine, params (string Field, object? Value)[] more)
    {
        var at = await Measured.NewAsync(engine);
        await ChangeAsync(
            at,
            "measures",
            "M1",
            [("direction", Direction.Lower), ("frequency", Frequency.Monthly), ("owner", "st1"), .. more]
        );
        return at;
    }

    static Part Made<T>(params (string Field, object? Value)[] values)
        where T : Part
    {
        var shape = Shape.Of<T>();
        var part = shape.New();
        foreach (var (field, value) in values)
            shape[field].Set(part, value);
        return part;
    }

    [Theory, Databases]
    public async Task A_run_for_the_worse_is_asked_about_once_and_the_next_run_again(Engine engine)
    {
        await using var at = await LowerAsync(engine);
        // Three years at once, of which the last year is worse: one question.
        await at.Writer.ReadingsAsync("OP-1", "M1", [.. Quiet, .. Enumerable.Repeat(25.0, 9)]);

        var question = Assert.Single(await AskedAsync(at));
        Assert.Equal("Falls a month: worse since Jan 2026, more than chance explains. What is the cause?", question.Why);
        Assert.Equal(("M1", "st1", QuestionState.Open), (question.About, question.Owner, question.Stands));
        Assert.Equal(Asking.Days, question.Due!.Value.DayNumber - question.Asked!.Value.DayNumber);

        // The run goes on, before and after somebody answers.
        await at.Writer.ReadingsAsync("OP-1", "M1", [26], new(2026, 10, 1));
        await at.Writer.MoveAsync(
            "OP-1",
            "questions",
            question.Id,
            "answer",
            values: new() { ["answer"] = "A ward was full", ["cause"] = "Winter" }
        );
        await at.Writer.ReadingsAsync("OP-1", "M1", [27], new(2026, 11, 1));
        question = Assert.Single(await AskedAsync(at));
        Assert.Equal((QuestionState.Closed, "Winter"), (question.Stands, question.Cause));

        // The figures come back to what they were, and then get worse anew.
        await at.Writer.ReadingsAsync("OP-1", "M1", Quiet, new(2024, 1, 1));
        await at.Writer.ReadingsAsync("OP-1", "M1", [.. Enumerable.Repeat(10.0, 9), 11, 10], new(2026, 1, 1));
        Assert.Null((await at.SeriesAsync()).WorseSince);
        await at.Writer.ReadingsAsync("OP-1", "M1", [40], new(2026, 12, 1));
        Assert.Equal(
            ["Falls a month: worse since Dec 2026, more than chance explains. What is the cause?"],
            (await AskedAsync(at)).Where(q => q.Closed is null).Select(q => q.Why)
        );
    }

    [Theory, Databases]
    public async Task Two_figures_that_miss_a_target_that_is_due_ask_why(Engine engine)
    {
        await using var at = await LowerAsync(engine, ("target", Made<Target>(("value", 10.5), ("by", new DateOnly(2024, 6, 1)))));
        await at.Writer.ReadingsAsync("OP-1", "M1", [12, 12, 12, 12, 10, 12]);
        // Before the target is due nothing misses it, and one figure is no run.
        Assert.Empty(await AskedAsync(at));
        Assert.Equal(1, (await at.SeriesAsync()).Misses);

        await at.Writer.ReadingsAsync("OP-1", "M1", [12], new(2024, 7, 1));
        Assert.Equal("Falls a month: the last 2 figures miss the target. What is in the way?", Assert.Single(await AskedAsync(at)).Why);

        await at.Writer.MoveAsync("OP-1", "questions", "Q1", "drop", values: new() { ["reason"] = "The ward is closed" });
        await at.Writer.ReadingsAsync("OP-1", "M1", [12, 12], new(2024, 8, 1));
        Assert.Single(await AskedAsync(at));
        await at.Writer.ReadingsAsync("OP-1", "M1", [10, 12, 12], new(2024, 10, 1));
        Assert.Equal(2, (await AskedAsync(at)).Count);
    }

    [Theory, Databases]
    public async Task What_sets_a_contingency_off_asks_whoever_decides(Engine engine)
    {
        await using var at = await LowerAsync(engine);
        await at.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Registered manager" });
        var when = Made<ContingencyTrigger>(("measure", "M1"), ("signal", true));
        await at.Writer.AddAsync(
            "OP-1",
            "risks",
            new()
            {
                ["event"] = "people fall more often",
                ["contingency"] = Made<Contingency>(("plan", "The clinic is called"), ("decides", "st2"), ("when", when)),
            }
        );
        await at.Writer.ReadingsAsync("OP-1", "M1", [.. Quiet, 40]);

        var asked = await AskedAsync(at);
        Assert.Equal(["M1", "R1"], asked.Select(q => q.About));
        Assert.Equal("st2", asked[1].Owner);
        Assert.Equal(
            "People fall more often: Falls a month has come to the point that sets off what is planned for it. Has it happened?",
            asked[1].Why
        );
        await at.Writer.ReadingsAsync("OP-1", "M1", [41], new(2026, 2, 1));
        Assert.Equal(2, (await AskedAsync(at)).Count);
    }

    [Theory, Databases]
    public async Task A_figure_that_does_not_come_is_asked_about_by_the_day_once(Engine engine)
    {
        await using var at = await LowerAsync(engine);
        await at.Writer.ReadingsAsync("OP-1", "M1", Quiet);
        await using var later = new Writer(at.At.Database, new FakeTimeProvider(new DateTimeOffset(2026, 4, 20, 9, 0, 0, TimeSpan.Zero)));
        // Nobody answers for a draft.
        Assert.Equal(0, await AskQuestions.RunAsync(later, at.At.Database));
        await using (var db = at.At.Open())
            await db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.Status, "live"));

        Assert.Equal(1, await AskQuestions.RunAsync(later, at.At.Database));
        Assert.Equal(0, await AskQuestions.RunAsync(later, at.At.Database));
        Assert.Equal("Falls a month: no figure since Dec 2025. What became of it?", Assert.Single(await AskedAsync(at)).Why);
        await later.MoveAsync("OP-1", "questions", "Q1", "answer", values: new() { ["answer"] = "The system is down" });
        Assert.Equal(0, await AskQuestions.RunAsync(later, at.At.Database));
    }

    [Theory, Databases]
    public async Task A_question_about_what_is_restricted_is_restricted(Engine engine)
    {
        await using var at = await LowerAsync(engine, ("restricted", true));
        await at.Writer.ReadingsAsync("OP-1", "M1", [.. Quiet, 40]);

        Assert.True(Assert.Single(await AskedAsync(at)).Restricted);
    }

    /// <summary>Whoever wrote the restricted thing sees what is asked about it, and the record tells so.</summary>
    [Theory, Databases]
    public async Task A_question_about_a_secret_is_its_authors_and_the_record_agrees(Engine engine)
    {
        await using var house = await House.NewAsync(engine);
        var plan = await house.PlanAsync();
        var author = house.Somebody(Role.Planner);
        var lead = house.Somebody(Role.SafeguardingLead, Role.Planner);
        var secret = await house.AddAsync(author, plan, "actions", values: [("title", "Look into it"), ("restricted", true)]);
        var open = await house.AddAsync(author, plan, "actions", values: ("title", "Read the notes"));

        // A contributor asks about what they see, and changes nothing of what others asked.
        var contributor = house.Somebody(Role.Contributor);
        var asked = await house.AddAsync(contributor, plan, "questions", values: [("about", open), ("why", "What do they say?")]);
        await house.RefusesAsync<Forbidden>(
            plan,
            () => house.EditAsync(contributor, plan, "questions", asked, values: ("why", "Nothing?"))
        );
        await house.RefusesAsync<Forbidden>(
            plan,
            () => house.AddAsync(house.Somebody(Role.Reader), plan, "questions", values: ("why", "And I?"))
        );
        await house.RefusesAsync<RuleBroken>(
            plan,
            () => house.AddAsync(contributor, plan, "questions", values: [("about", secret), ("why", "What is this?")])
        );

        // About the secret, asked by somebody else who sees it.
        var about = await house.AddAsync(lead, plan, "questions", values: [("about", secret), ("why", "Who looked?")]);
        // About what becomes a secret.
        await house.EditAsync(author, plan, "actions", open, values: ("restricted", true));
        foreach (var id in (string[])[asked, about])
        {
            var row = await house.RowAsync(plan, "questions", id);
            Assert.Equal((true, author.PersonId), (row.Restricted, row.Author));
        }
        // Turned towards a secret.
        var turned = await house.AddAsync(lead, plan, "questions", values: [("about", "O1"), ("why", "And then?")]);
        await house.EditAsync(lead, plan, "questions", turned, values: ("about", secret));
        Assert.True((await house.RowAsync(plan, "questions", turned)).Restricted);

        // A change of a secret after approval is its author's too.
        var live = await house.PlanAsync(PlanStatus.Live);
        var kept = await house.AddAsync(author, live, "actions", values: [("title", "Look again"), ("restricted", true)]);
        await house.EditAsync(lead, live, "actions", kept, "The winter", values: ("due", "2027-03-01"));
        await using var db = house.At.Open();
        var change = await db.Items.SingleAsync(i => i.Owner == live && i.List == "adaptations");
        Assert.Equal((true, author.PersonId), (change.Restricted, change.Author));
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }

    [Fact]
    public async Task The_example_asks_at_once_and_one_question_a_measure_at_most()
    {
        await using var at = await TestDatabase.NewAsync(Engine.Sqlite);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await LoadExample.RunAsync(writer, at.Database, TimeProvider.System);

        await using var db = at.Open();
        var open = (await db.Items.Where(i => i.List == Question.List && i.State == "open").ToListAsync())
            .Select(r => (r.Owner, ItemRows.Read<Question>(r).About, ItemRows.Read<Question>(r).Why))
            .ToList();
        Assert.Contains(open, q => q.Why!.Contains("worse since", StringComparison.Ordinal));
        Assert.Equal(open.Select(q => (q.Owner, q.About)).Distinct().Count(), open.Count);
        Assert.Equal(0, await AskQuestions.RunAsync(writer, at.Database));
    }
}
