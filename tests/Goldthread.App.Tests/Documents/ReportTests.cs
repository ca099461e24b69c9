using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.App.Govern.Example;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Documents;

/// <summary>Reports that people read: what they say, and what they say where the plan knows nothing.</summary>
public sealed class ReportTests
{
    static readonly DateOnly Today = new(2026, 11, 25);

    static PlanDocument Plan(string example = "rowan-court") => LoadExample.Read(example, Today);

    static T Item<T>(string id, params (string Field, string Value)[] answers)
        where T : Item, new()
    {
        var (item, shape) = (new T(), Shape.Of<T>());
        shape["id"].Set(item, id);
        foreach (var (field, value) in answers)
        {
            if (shape[field].Kind is FieldKind.Texts)
            {
                shape[field].Set(item, new[] { value });
                continue;
            }
            Assert.Null(shape[field].Parse(value, out var parsed));
            shape[field].Set(item, parsed);
        }
        return item;
    }

    static List<string> Said(Document document) =>
        [
            .. document.Blocks.SelectMany(b =>
                b switch
                {
                    Heading heading => [heading.Text],
                    Paragraph said => [said.Word ?? "", said.Text],
                    Bullets bullets => bullets.Lines.Select(l => l.Text),
                    Grid grid => grid.Rows.SelectMany(r => r).SelectMany(c => c.Lines).Select(l => l.Text),
                    _ => Array.Empty<string>(),
                }
            ),
        ];

    static List<string> Made(string kind, PlanDocument plan, string? about = null) =>
        Said(DocumentKind.Of(kind).Make(new(plan, Today) { About = about }));

    [Fact]
    public void The_return_counts_words_and_names_a_person_who_must_not_be_in_it()
    {
        var plan = Plan();
        plan.SetItems(
            Thing.Of<PirAnswer>(),
            [
                Item<PirAnswer>(
                    "PI1",
                    ("question", "How do you keep people safe?"),
                    ("text", "Mrs Edith Smith in room 4 fell twice and now walks.")
                ),
                Item<PirAnswer>("PI2", ("question", "How do you listen?"), ("from", "O1")),
            ]
        );

        var said = Made("pir", plan);

        Assert.Contains("11 of 500 words. Not approved yet.", said);
        Assert.Contains(said, s => s.Contains("“Mrs Edith Smith” looks like a person", StringComparison.Ordinal));
        Assert.Contains("Nobody has written an answer yet.", said);
        Assert.Contains("What could be told here", said);
        Assert.Contains(said, s => s.StartsWith("Objective: ", StringComparison.Ordinal));
        Assert.Contains("1 of 2 questions are answered, 0 approved.", said);
    }

    [Fact]
    public void An_answer_to_a_visit_says_what_is_not_answered_and_what_is_open_from_before()
    {
        var plan = Plan();
        var recommended = Shape.Of<Visit>()["recommendations"];
        Visit Of(string id, string on, string text, string? response)
        {
            var visit = Item<Visit>(id, ("kind", "reg44"), ("on", on), ("opinion_safe", "Children are safe"));
            var part = recommended.Inner!.New();
            recommended.Inner["text"].Set(part, text);
            recommended.Inner["response"].Set(part, response);
            recommended.Set(visit, recommended.List([part]));
            return visit;
        }
        plan.SetItems(
            Thing.Of<Visit>(),
            [
                Of("VI1", "2026-09-10", "Mend the gate", null),
                Of("VI2", "2026-10-10", "Ask children about food", "Done at the house meeting"),
            ]
        );

        var said = Made("reg44", plan);

        Assert.Contains("Ask children about food", said);
        Assert.Contains("Done at the house meeting", said);
        Assert.Contains("10 Sep 2026: Mend the gate. Not answered yet.", said);
        // Of the visit that is asked for.
        Assert.Contains("Not answered yet", Made("reg44", plan, "VI1"));
        Assert.Throws<Missing>(() => Made("reg44", plan, "VI9"));
    }

    [Fact]
    public void A_review_of_the_quality_of_care_says_whom_nobody_heard_and_by_when_it_is_sent()
    {
        var plan = Plan();
        plan.SetItems(
            Thing.Of<Review>(),
            [Item<Review>("RV1", ("kind", "reg45"), ("held_on", "2026-10-01"), ("text", "Care is good; the mornings are loud."))]
        );
        plan.SetItems(Thing.Of<Engagement>(), []);
        plan.SetItems(Thing.Of<FeedbackItem>(), []);

        var said = Made("reg45", plan);

        Assert.Contains("Care is good; the mornings are loud.", said);
        Assert.Contains("by 29 Oct 2026", said);
        Assert.Equal(4, said.Count(s => s == "Not in this time"));
        Assert.Contains("1 Apr 2026 to 1 Oct 2026", said);
    }

    [Fact]
    public void A_risk_that_nobody_outside_has_looked_at_has_a_gap()
    {
        var plan = Plan();
        var risk = Item<Risk>("R1", ("event", "Nobody comes at night"), ("status", "open"));
        plan.SetItems(Thing.Of<Risk>(), [risk]);

        var said = Made("assurance", plan);

        Assert.Contains("Nobody has looked whether the controls work", said);
        Assert.Contains("Nothing controls it", said);
        Assert.Contains("Risks of no objective", said);
    }

    [Fact]
    public void An_evaluation_says_that_nobody_has_evaluated_or_what_they_wrote()
    {
        var plan = Plan();
        plan.SetItems(Thing.Of<Review>(), []);
        Assert.Contains("Nobody has evaluated this plan yet. What follows is what the plan itself knows.", Made("evaluation", plan));

        plan.SetItems(
            Thing.Of<Review>(),
            [Item<Review>("RV9", ("kind", "evaluation"), ("held_on", "2026-11-01"), ("text", "Falls are fewer."))]
        );
        Assert.Contains("Falls are fewer.", Made("evaluation", plan));
    }

    [Theory]
    [InlineData("New", "Action “Train” is new.")]
    [InlineData("Taken out", "Action “Train” was taken out.")]
    [InlineData("Put back", "Action “Train” was put back.")]
    [InlineData("Changed", "Action “Train”: due was 1 Jan 2026 and is now 3 Feb 2026; owner is now Cook. Why: The cook was ill.")]
    public void What_became_of_a_thing_is_a_sentence(string did, string sentence)
    {
        (string, string?, string?)[] fields = did is "Changed" ? [("Due", "1 Jan 2026", "3 Feb 2026"), ("Owner", null, "Cook")] : [];
        var changed = new ChangedThing(
            "Action “Train”",
            did,
            fields,
            did is "Changed" ? ["The cook was ill."] : [],
            [new RecordRow { List = "actions", Item = "A1" }]
        );
        var pair = new PlanVersions.Pair([], new(VersionKind.Reviewed, 3, Today, "M"), new(VersionKind.Now, 9, Today, null));

        var report = DocumentKind.Of("change-since").Make(new(Plan(), Today) { Changes = new(pair, [changed], false) });

        Assert.Contains(sentence, Said(report));
        var line = report.Blocks.OfType<Bullets>().Single().Lines.Single();
        Assert.EndsWith(did is "Taken out" ? "/compare?from=3" : "/implement/actions/A1", line.Address, StringComparison.Ordinal);
    }
}
