using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>Handing in, deciding, sampling: what becomes of a criterion, each by whoever may.</summary>
public static class Assess
{
    /// <summary>Hands criteria in, with what is claimed for them.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="criteria">The criteria.</param>
    /// <param name="note">What the learner wants the assessor to know, or null.</param>
    /// <exception cref="Forbidden">It is another's portfolio.</exception>
    /// <exception cref="RuleBroken">There is no centre to hand it in at, or nothing is claimed for a criterion.</exception>
    public static async Task SubmitAsync(Work work, int id, IReadOnlyList<string> criteria, string? note)
    {
        var seen = await SeenPortfolio.ToWriteAsync(work, id, LearningRole.Learner);
        if (seen.Row.AreaId is null)
            throw new RuleBroken("Choose the centre first, so that somebody can assess it.", "criteria");
        criteria = [.. criteria.Distinct(StringComparer.Ordinal)];
        if (criteria.Count == 0)
            throw new RuleBroken("Choose one or more criteria to hand in.", "criteria");
        var parts = (await PortfolioParts.OfAsync(work.Db, id)).Select(p => p.Part).ToList();
        foreach (var criterion in criteria)
        {
            var standing = PortfolioParts.StandingOf(parts, criterion);
            if (!Submission.IsReady(standing) || seen.Criteria.All(c => c.Id != criterion))
                throw new RuleBroken(
                    $"{criterion}: {Words.Read(standing)}. Hand in what is claimed, or where more was asked for.",
                    "criteria"
                );
            // Asked for more, and nothing came: it would be the same again.
            if (standing is CriterionStanding.MoreNeeded && !HasMore(parts, criterion) && string.IsNullOrWhiteSpace(note))
                throw new RuleBroken(
                    $"{criterion}: more was asked for. Claim something more, or say in the note what the assessor missed.",
                    "note"
                );
        }
        await PortfolioParts.AddAsync(
            work,
            seen.Row,
            PortfolioParts.Submissions,
            "SubmitCriteria",
            PortfolioParts.With(
                new Submission(),
                ("criteria", Shape.Of<Submission>()["criteria"].List(criteria)),
                ("on", work.Today),
                ("note", string.IsNullOrWhiteSpace(note) ? null : note.Trim())
            )
        );
    }

    static bool HasMore(IReadOnlyList<PortfolioPart> parts, string criterion)
    {
        var decided = parts.Index().Last(p => p.Item is CriterionDecision d && d.Criterion == criterion).Index;
        return parts.Skip(decided + 1).Any(p => p is FrozenClaim claim && claim.Criteria.Contains(criterion, StringComparer.Ordinal));
    }

    /// <summary>Decides about one criterion that was handed in.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="answers">The five rules with their reasons, the outcome, the feedback.</param>
    /// <exception cref="Forbidden">The person does not assess this learner.</exception>
    /// <exception cref="RuleBroken">It is not with the assessor, or something is left out.</exception>
    public static async Task DecideAsync(Work work, int id, string criterion, CriterionDecision answers)
    {
        var seen = await SeenPortfolio.ToWriteAsync(work, id, LearningRole.Assessor);
        RefuseUnknown(seen, criterion);
        var parts = (await PortfolioParts.OfAsync(work.Db, id)).Select(p => p.Part);
        if (!CriterionDecision.IsReady(PortfolioParts.StandingOf(parts, criterion)))
            throw new OutOfTurn($"{criterion} was not handed in. Decide once the learner has handed it in.");
        await PortfolioParts.AddAsync(
            work,
            seen.Row,
            PortfolioParts.Decisions,
            "DecideCriterion",
            PortfolioParts.With(answers, ("criterion", criterion), ("on", work.Today))
        );
    }

    internal static void RefuseUnknown(SeenPortfolio seen, string criterion)
    {
        if (seen.Criteria.All(c => c.Id != criterion))
            throw new Missing("criterion");
    }
}
