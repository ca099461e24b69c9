using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Example;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Learn.Lessons;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Learn;

/// <summary>The short lessons as they ship, and what people do with them.</summary>
public sealed class LessonTests
{
    static IEnumerable<string> Texts(ShortLesson lesson) =>
        [
            lesson.Title,
            .. lesson.Idea,
            .. lesson.Facts.Select(f => f.Text),
            lesson.Mistake,
            lesson.Example!.Text,
            .. lesson.Questions.SelectMany(q => (string[])[q.Ask, .. q.Choices, q.Because]),
        ];

    [Fact]
    public void There_is_a_lesson_for_each_idea_of_the_syllabus_in_an_order_without_a_gap()
    {
        Assert.Equal(Enumerable.Range(1, 27), Shipped.Lessons.Select(l => l.Place!.Value));
        Assert.Equal(27, Shipped.Lessons.Select(l => l.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([9, 5, 5, 8], Shipped.Lessons.GroupBy(l => l.Chapter).OrderBy(g => g.Key).Select(g => g.Count()));
    }

    [Fact]
    public void A_lesson_is_short_and_somebody_of_twelve_can_read_it()
    {
        var wrong = new List<string>();
        foreach (var lesson in Shipped.Lessons)
        {
            var text = string.Join(' ', Texts(lesson).Select(t => t.TrimEnd('.', '?', '"') + "."));
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            if (words is < 100 or > 500)
                wrong.Add($"{lesson.Id} has {words} words.");
            if (ReadingAge.Of(text) is > 12 and var age)
                wrong.Add($"{lesson.Id} is for somebody of {age:0.0}.");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_fact_says_who_says_it_and_every_source_is_dated_and_used()
    {
        var facts = Shipped.Lessons.SelectMany(l => l.Facts).ToList();
        Assert.All(facts, f => Assert.True(f.Source is null != (f.Checks.Count == 0), f.Text));
        Assert.All(facts.Where(f => f.Source is not null), f => Assert.Contains(f.Source!, Shipped.Sources));
        Assert.All(Shipped.Sources.Values, s => Assert.True(s.On is { Year: >= 2026 }, s.Id));
        Assert.Empty(Shipped.Sources.Keys.Except(facts.Select(f => f.Source!)));
        Assert.All(Shipped.Lessons, l => Assert.True(l.Facts.Count >= 2, l.Id));
    }

    [Fact]
    public void Three_questions_have_one_right_answer_each_and_an_explanation()
    {
        foreach (var lesson in Shipped.Lessons)
        {
            Assert.Equal(3, lesson.Questions.Count);
            foreach (var question in lesson.Questions)
            {
                Assert.EndsWith("?", question.Ask, StringComparison.Ordinal);
                Assert.InRange(question.Right!.Value, 1, question.Choices.Count);
                Assert.InRange(question.Choices.Count, 2, 5);
                Assert.True(question.Because.Split(' ').Length >= 4, $"{lesson.Id}: {question.Because}");
            }
        }
        // Not always the same place.
        var places = Shipped.Lessons.SelectMany(l => l.Questions).GroupBy(q => q.Right).ToDictionary(g => g.Key!.Value, g => g.Count());
        Assert.True(places[1] >= 15 && places[2] >= 15, string.Join(", ", places));
    }

    [Fact]
    public void What_an_example_shows_is_in_the_plan_that_it_names()
    {
        var plans = LoadExample
            .Names.Select(n => LoadExample.Read(n, new DateOnly(2026, 12, 1)))
            .ToDictionary(d => d.Plan!.Id, StringComparer.Ordinal);
        foreach (var lesson in Shipped.Lessons)
        {
            var plan = plans[lesson.Example!.Plan];
            foreach (var see in lesson.Example.See)
            {
                var (list, id) = see.Split('/') is [var l, var i] ? (l, i) : throw new InvalidOperationException(see);
                Assert.Contains(id, plan.ItemsOf(Thing.Find(list)!).OfType<Item>().Select(p => p.Id));
            }
        }
    }

    [Theory, Databases]
    public async Task Answers_are_kept_for_whoever_gave_them_and_the_record_tells_of_them(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", WebHost.Administrator, WebHost.Password).RunAsync(writer);
        await using var db = at.Open();
        var stop = TestContext.Current.CancellationToken;
        var person = await db.Users.SingleAsync(stop);
        var me = new Actor(person.Id, person.Name, false, []);
        var lesson = Shipped.Lessons[0];
        int[] right = [.. lesson.Questions.Select(q => q.Right!.Value)];
        int[] wrong = [right[0] == 1 ? 2 : 1, .. right[1..]];

        Assert.Equal(2, await writer.RunAsync(me, work => Study.AnswerAsync(work, lesson.Id, wrong)));
        Assert.Null((await RowAsync())!.Done);
        Assert.Equal(3, await writer.RunAsync(me, work => Study.AnswerAsync(work, lesson.Id, right)));
        var row = await RowAsync();
        Assert.Equal(string.Concat(right), row!.Answers);
        Assert.NotNull(row.Done);
        // What is done stays done.
        await writer.RunAsync(me, work => Study.AnswerAsync(work, lesson.Id, wrong));
        Assert.NotNull((await RowAsync())!.Done);

        await writer.RunAsync(me, work => Study.PutAwayAsync(work, lesson.Id, back: false));
        Assert.True((await RowAsync())!.Away);
        Assert.Equal(lesson.Id, (await db.Users.AsNoTracking().SingleAsync(stop)).LessonsAway);
        await writer.RunAsync(me, work => Study.PutAwayAsync(work, lesson.Id, back: true));
        Assert.Equal("", (await db.Users.AsNoTracking().SingleAsync(stop)).LessonsAway);

        await Assert.ThrowsAsync<Missing>(() => writer.RunAsync(me, work => Study.AnswerAsync(work, "no-such", right)));
        foreach (
            int[] bad in (int[][])
                [
                    [],
                    [1, 2],
                    [0, 1, 1],
                    [1, 1, 99],
                    [-1, 1, 1],
                ]
        )
            await Assert.ThrowsAsync<RuleBroken>(() => writer.RunAsync(me, work => Study.AnswerAsync(work, lesson.Id, bad)));
        await Assert.ThrowsAsync<RuleBroken>(() => writer.RunAsync(Actor.CommandLine, work => Study.AnswerAsync(work, lesson.Id, right)));

        Assert.Equal(
            ["AnswerLesson", "AnswerLesson", "AnswerLesson", "PutAwayLesson", "PutAwayLesson"],
            await db
                .Records.Where(r => r.Stream == LearntRow.OwnerOf(person.Id))
                .OrderBy(r => r.Seq)
                .Select(r => r.Operation)
                .ToListAsync(stop)
        );
        Assert.Empty(
            (await Verification.RunAsync(at.Database, new FileStore(new Place(Path.GetTempPath(), at.Database)), stop: stop)).Faults
        );

        Task<LearntRow?> RowAsync() => db.Learnt.AsNoTracking().SingleOrDefaultAsync(r => r.Lesson == lesson.Id, stop);
    }
}
