using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Example;

/// <summary>Learning in the example: a learner with a portfolio under way, whoever assesses it, and whoever samples the decisions.</summary>
static class Learning
{
    internal const string Learner = "learner@example.org";
    internal const string Assessor = "assessor@example.org";
    internal const string Iqa = "iqa@example.org";
    const string Plan = "ROWAN-COURT";

    /// <summary>Fills it in, each thing by whoever would do it.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="database">The database.</param>
    /// <param name="centre">The area that is the centre.</param>
    /// <param name="area">The area in which the learner works.</param>
    internal static async Task FillAsync(Writer writer, Database database, int centre, int area)
    {
        Dictionary<string, Actor> who;
        await using (var db = database.Open())
        {
            var path = await db.Areas.Where(a => a.Id == area).Select(a => a.Path).SingleAsync();
            who = await db
                .Users.Where(u => u.Email == Learner || u.Email == Assessor || u.Email == Iqa)
                .ToDictionaryAsync(u => u.Email!, u => new Actor(u.Id, u.Name, false, []), StringComparer.Ordinal);
            if (who.Count == 3)
                who[Learner] = who[Learner] with { Grants = [new Grant(Role.Contributor, path)] };
        }
        // Whoever set it up may have taken the address of one of them.
        if (who.Count < 3)
            return;
        var learner = who[Learner].PersonId!.Value;
        foreach (
            var given in (Appointment[])
                [
                    new(learner, LearningRole.Learner, centre, null, null),
                    new(who[Assessor].PersonId!.Value, LearningRole.Assessor, centre, learner, null),
                    new(who[Iqa].PersonId!.Value, LearningRole.Iqa, centre, null, null),
                ]
        )
            await writer.RunAsync(Actor.CommandLine with { Name = "The example" }, work => Appoint.RunAsync(work, given));
        var id = await writer.RunAsync(who[Learner], work => KeepPortfolio.BeginAsync(work, "unit-b1-operational-plans", centre));
        await ClaimAsync(
            ["AC1.1", "AC1.2"],
            "I led the meeting in which we chose these two, and showed how each serves the aims of the group.",
            "objectives/O1",
            "objectives/O2"
        );
        await ClaimAsync(
            ["AC2.1"],
            "I asked the night team what could go wrong, and wrote the risk and what we do if it happens.",
            "risks/R1"
        );
        await ClaimAsync(
            ["AC2.3"],
            "I closed the action with the team, and the figure shows what came of it.",
            "actions/A1",
            "measures/M1"
        );
        await ClaimAsync(
            ["AC3.2"],
            "We tried it on one floor first. What we saw made us change the plan.",
            "pdsa/PD1",
            "adaptations/AD1",
            "reviews/RV2"
        );
        await writer.RunAsync(who[Learner], work => Assess.SubmitAsync(work, id, ["AC1.1", "AC2.1", "AC3.2"], null));
        await writer.RunAsync(
            who[Assessor],
            work =>
                Assess.DecideAsync(
                    work,
                    id,
                    "AC1.1",
                    Decision(true, "You say plainly what each objective is for. Next time say who disagreed.")
                )
        );
        await writer.RunAsync(
            who[Assessor],
            work =>
                Assess.DecideAsync(
                    work,
                    id,
                    "AC2.1",
                    Decision(
                        false,
                        "The risk is there. Show how you scored it, and what was done when it came close.",
                        work.Today.AddDays(28)
                    )
                )
        );
        var decision = await writer.RunAsync(
            who[Iqa],
            work => work.Db.PortfolioParts.Where(p => p.PortfolioId == id && p.List == PortfolioParts.Decisions).MinAsync(p => p.Number)
        );
        await writer.RunAsync(who[Iqa], work => QualityAssurance.DrawAsync(work, id, decision, "The first decision of a new assessor."));

        Task ClaimAsync(string[] criteria, string statement, params string[] things) =>
            writer.RunAsync(who[Learner], work => ClaimThings.RunAsync(work, id, criteria, statement, Plan, things));
    }

    static CriterionDecision Decision(bool isMet, string feedback, DateOnly? by = null) =>
        PortfolioParts.With(
            new CriterionDecision(),
            ("valid", true),
            ("valid_why", "It is what the criterion asks for."),
            ("authentic", true),
            ("authentic_why", "The history of the plan and the talk with the learner agree."),
            ("reliable", true),
            ("reliable_why", "Another assessor would see the same in the plan."),
            ("current", true),
            ("current_why", "It is of this year."),
            ("sufficient", isMet),
            ("sufficient_why", isMet ? "All of the criterion is covered." : "The scoring is not shown."),
            ("outcome", isMet ? AssessmentOutcome.Met : AssessmentOutcome.MoreNeeded),
            ("feedback", feedback),
            ("more_by", by)
        );
}
