using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;

namespace Goldthread.App.Tests.Monitor;

/// <summary>An audit is done by its tool: its questions, its answers, and what is left once it is completed.</summary>
public sealed class AuditMovesTests(Ground ground) : IClassFixture<Ground>
{
    static GivenAnswer Given(string question, string score, string? note = null) =>
        (GivenAnswer)
            Shape
                .Of<GivenAnswer>()
                .FromJson($$"""{"question":"{{question}}","score":"{{score}}"{{(note is null ? "" : $",\"note\":\"{note}\"")}}}""");

    [Fact]
    public void Each_question_of_each_tool_has_its_source_with_the_day_on_which_it_was_looked_up()
    {
        Assert.Equal(
            ["care-plans", "dignity", "health-and-safety", "infection-prevention", "medicines", "recruitment", "reg44-visit"],
            Shipped.Data.AuditTools.Select(t => t.Id).Order(StringComparer.Ordinal)
        );
        foreach (var tool in Shipped.Data.AuditTools)
        {
            Assert.InRange(tool.Questions.Count, 10, 20);
            Assert.Equal(tool.Questions.Count, tool.Questions.Select(q => q.Text).Distinct(StringComparer.Ordinal).Count());
            Assert.All(tool.Questions, q => Assert.True(tool.SourceOf(q) is { On: not null, Text.Length: > 5 }, $"{tool.Id}/{q.Id}"));
            Assert.All(tool.Questions, q => Assert.InRange(q.Text.Length, 10, 160));
        }
        // What nobody saw says so.
        Assert.True(Shipped.Data.AuditTool("medicines")!.Sources.Single(s => s.Id == "sc1").Unverified);
        Assert.Null(Shipped.Data.AuditTool("dignity")!.Sources.Single(s => s.Id == "reg10").Unverified);
    }

    [Theory, Databases]
    public async Task An_audit_holds_its_questions_and_leaves_its_score_its_actions_and_its_next_day(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var auditor = house.Somebody(Role.QualityLead);
        var id = await house.AddAsync(auditor, plan, "audits", values: [("tool", "medicines"), ("requirements", new[] { "cqc-saf:S8" })]);
        async Task<Audit> AuditAsync() => (await house.DocumentAsync(plan)).Audits.Single(a => a.Id == id);
        Task AnswerAsync(params GivenAnswer[] answers) => house.MoveAsync(auditor, plan, "audits", id, "answer", ("answers", answers));
        var audit = await AuditAsync();
        Assert.Equal(("Medicines in care and nursing homes", 95, 15), (audit.Title, audit.Standard!.Value, audit.Answers.Count));
        Assert.All(audit.Answers, a => Assert.Null(a.Score));

        Assert.Equal("answers", (await house.RefusesAsync<RuleBroken>(plan, () => AnswerAsync())).Field);
        Assert.Equal("answers[0].question", (await house.RefusesAsync<RuleBroken>(plan, () => AnswerAsync(Given("16", "met")))).Field);
        await AnswerAsync(
            Given(audit.Answers[1].Question!, "not-met", "Two are not trained"),
            Given("1", "partly"),
            Given("3", "not-applicable")
        );
        Assert.Contains(
            "12 questions are not answered yet: 4, 5",
            (await house.RefusesAsync<RuleBroken>(plan, () => house.MoveAsync(auditor, plan, "audits", id, "complete"))).Message,
            StringComparison.Ordinal
        );
        await AnswerAsync([.. Enumerable.Range(4, 12).Select(n => Given($"{n}", "met"))]);
        await house.MoveAsync(auditor, plan, "audits", id, "complete");

        audit = await AuditAsync();
        var document = await house.DocumentAsync(plan);
        // 12 met, 1 partly, 1 not met, of 14 that apply.
        Assert.Equal((89.3, House.Today, House.Today.AddDays(91)), (audit.Score!.Value, audit.On!.Value, audit.ReAudit!.Value));
        var action = document.Actions.Single(a => a.From is { Kind: ActionOriginKind.Audit } from && from.Id == id);
        Assert.Equal(("Put right: " + audit.Answers[1].Question, audit.ReAudit), (action.Title, action.Due));
        Assert.Equal(
            (action.Id, "Two are not trained", action.Id),
            (audit.Answers[1].Action, audit.Answers[1].Note, Assert.Single(audit.Actions))
        );
        var evidence = document.Evidence.Single(e => e.Id == audit.Evidence);
        Assert.Equal((EvidenceType.Audit, id, "cqc-saf:S8"), (evidence.Type, evidence.Supports.Single(), evidence.Requirements.Single()));
        await house.RefusesAsync<OutOfTurn>(plan, () => AnswerAsync(Given("1", "met")));
        await house.RefusesAsync<OutOfTurn>(plan, () => house.MoveAsync(auditor, plan, "audits", id, "complete"));
        Assert.Equal(0, (await house.ImportAsync(Actor.CommandLine, await house.ExportAsync(plan))).Changed);

        // A tool that is chosen later is taken too; what is restricted leaves nothing that others see.
        var later = await house.AddAsync(auditor, plan, "audits", values: [("title", "One case"), ("restricted", true)]);
        await house.RefusesAsync<OutOfTurn>(
            plan,
            () => house.MoveAsync(auditor, plan, "audits", later, "answer", ("answers", new[] { Given("1", "met") }))
        );
        await house.EditAsync(auditor, plan, "audits", later, values: ("tool", "dignity"));
        await house.MoveAsync(
            auditor,
            plan,
            "audits",
            later,
            "answer",
            ("answers", (GivenAnswer[])[.. Enumerable.Range(1, 13).Select(n => Given($"{n}", "not-met"))])
        );
        await house.MoveAsync(auditor, plan, "audits", later, "complete");
        var closed = (await house.DocumentAsync(plan)).Audits.Single(a => a.Id == later);
        Assert.Equal((0, 13, "One case"), (closed.Score!.Value, closed.Actions.Count, closed.Title));
        Assert.All((await house.DocumentAsync(plan)).Actions.Where(a => closed.Actions.Contains(a.Id)), a => Assert.True(a.Restricted));
        await using var db = house.At.Open();
        Assert.Empty((await Recorded.VerifyAsync(db)).Faults);
    }
}
