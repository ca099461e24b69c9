using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>A quality assurer draws decisions of others, and says what came of it; never of their own.</summary>
public static class QualityAssurance
{
    /// <summary>Draws a decision to be looked at.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="decision">The decision's number.</param>
    /// <param name="why">Why this one.</param>
    /// <exception cref="Forbidden">They are no quality assurer here, or it is their own decision.</exception>
    /// <exception cref="RuleBroken">It was drawn already, or something is left out.</exception>
    public static async Task DrawAsync(Work work, int id, int decision, string? why)
    {
        var seen = await SeenPortfolio.ToWriteAsync(work, id, LearningRole.Iqa);
        var parts = await PortfolioParts.OfAsync(work.Db, id);
        var decided = DecisionOf(work, parts, decision);
        if (parts.Any(p => p.Part is DrawnSample drawn && drawn.Decision == decision))
            throw new OutOfTurn("This decision was drawn already.");
        await PortfolioParts.AddAsync(
            work,
            seen.Row,
            PortfolioParts.Samples,
            "DrawSample",
            PortfolioParts.With(
                new DrawnSample(),
                ("decision", decision),
                ("criterion", decided.Criterion),
                ("on", work.Today),
                ("why", string.IsNullOrWhiteSpace(why) ? null : why.Trim())
            )
        );
    }

    /// <summary>Says what came of a sample: agreed, or what the assessor is to do.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="sample">The sample's number.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="note">What the assessor is told; owed where something is to be done.</param>
    /// <exception cref="Forbidden">They are no quality assurer here, or it is their own decision.</exception>
    /// <exception cref="OutOfTurn">It was judged already, or the criterion was decided anew since.</exception>
    public static async Task JudgeAsync(Work work, int id, int sample, SampleOutcome? outcome, string? note)
    {
        var seen = await SeenPortfolio.ToWriteAsync(work, id, LearningRole.Iqa);
        var parts = await PortfolioParts.OfAsync(work.Db, id);
        var drawn = parts.FirstOrDefault(p => p.Row.Number == sample).Part as DrawnSample ?? throw new Missing("sample");
        DecisionOf(work, parts, drawn.Decision!.Value);
        if (drawn.Outcome is not null)
            throw new OutOfTurn("This sample was judged already.");
        if (outcome is null)
            throw new RuleBroken("Say what came of it: agreed, or action needed.", "outcome");
        var row = await work.Db.PortfolioParts.SingleAsync(r => r.PortfolioId == id && r.Number == sample);
        var now = (DrawnSample)Shape.Of<DrawnSample>().Copy(drawn);
        PortfolioParts.With(
            now,
            ("outcome", outcome),
            ("note", string.IsNullOrWhiteSpace(note) ? null : note.Trim()),
            ("judged_on", work.Today)
        );
        PortfolioParts.Refuse(now);
        row.Body = Shape.Of<DrawnSample>().ToJson(now);
        work.Record(
            LearntRow.OwnerOf(seen.Row.PersonId),
            "JudgeSample",
            PortfolioParts.Samples,
            PortfolioParts.IdOf(row),
            Items.Difference(Shape.Of<DrawnSample>(), drawn, now)
        );
    }

    /// <summary>May this person look at a decision for quality? Never at their own.</summary>
    public static bool MaySample(Guid? actor, PortfolioPartRow decision) => decision.Author is not null && decision.Author != actor;

    static CriterionDecision DecisionOf(Work work, IReadOnlyList<(PortfolioPartRow Row, PortfolioPart Part)> parts, int number)
    {
        var (row, part) = parts.FirstOrDefault(p => p.Row.Number == number);
        if (part is not CriterionDecision decision)
            throw new Missing("decision");
        return MaySample(work.Actor.PersonId, row)
            ? decision
            : throw new Forbidden("This is your own decision. Somebody else looks at it.");
    }
}
