using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>O. Does the portfolio prove the unit, and was it judged fairly?</summary>
static class PortfolioProof
{
    const string Group = "O Portfolio";
    const int MonthsCurrent = 24;

    internal static readonly Check[] Checks =
    [
        new("PL160", "Criterion with no evidence", Severity.Warning, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Learn,
            Why = "A criterion is met only where something shows it",
            Fix = "Link a piece of evidence",
            Field = "evidence",
            Look = static (facts, found) =>
            {
                if (facts.Document.Portfolio is not { Unit: { } id } portfolio || facts.Known.Unit(id) is not { } unit)
                    return;
                foreach (var criterion in KnownData.CriteriaOf(unit))
                {
                    if (!portfolio.Claims.Any(c => c.Criterion == criterion.Id && c.Evidence.Count > 0))
                        found.Criterion(criterion.Id, portfolio, $"{criterion.Id} {criterion.Title}: nothing proves it yet.");
                }
            },
        },
        new("PL161", "Evidence not judged on VARCS", Severity.Warning, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Learn,
            Why = "Evidence counts once it is judged valid, authentic, reliable, current and sufficient",
            Fix = "Answer all five",
            Look = static (facts, found) =>
            {
                foreach (var (criterion, decisions) in ByCriterion(facts.Document.Portfolio?.Decisions ?? [], d => d.Criterion))
                {
                    var open = decisions.FirstOrDefault(d => Unjudged(d).Any());
                    if (open is not null)
                        found.Criterion(
                            criterion,
                            open,
                            $"The decision on {criterion} does not say whether the evidence is {Wording.List(Unjudged(open))}."
                        );
                }
            },
        },
        new("PL162", "Assessor and IQA are same person", Severity.Error, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Learn,
            Why = "Whoever checks the assessor must be somebody else",
            Fix = "Choose another person for quality assurance",
            Look = static (facts, found) =>
            {
                if (facts.Document.Portfolio is not { } portfolio)
                    return;
                var assessed = portfolio.Decisions.Select(d => (d.Criterion, d.Assessor)).ToHashSet();
                foreach (var (criterion, samples) in ByCriterion(portfolio.Samples, s => s.Criterion))
                {
                    var same = samples.FirstOrDefault(s => !Missing(s.Iqa) && assessed.Contains((criterion, s.Iqa)));
                    if (same is not null)
                        found.Criterion(criterion, same, $"{same.Iqa} both assessed {criterion} and sampled it.");
                }
            },
        },
        new("PL163", "Evidence too old", Severity.Warning, "SYL-14")
        {
            Group = Group,
            Stage = Stage.Learn,
            Why = "It no longer shows what the person can do now",
            Fix = "Replace it, or say why it still counts",
            Field = "evidence",
            Look = static (facts, found) =>
            {
                if (facts.Document.Portfolio is not { Claims.Count: > 0 } portfolio)
                    return;
                var oldest = AddMonths(facts.Today, -MonthsCurrent);
                var old = facts.Document.Evidence.Where(e => e.On < oldest && e.Id.Length > 0).ToLookup(e => e.Id, StringComparer.Ordinal);
                foreach (var (criterion, claims) in ByCriterion(portfolio.Claims, c => c.Criterion))
                {
                    var stale = claims.SelectMany(c => c.Evidence, (claim, id) => (claim, id)).FirstOrDefault(c => old.Contains(c.id));
                    if (stale.id is not null)
                    {
                        found.Criterion(
                            criterion,
                            stale.claim,
                            $"{stale.id} for {criterion} is of {Day(old[stale.id].First().On)}, more than {MonthsCurrent} months old."
                        );
                    }
                }
            },
        },
    ];

    static IEnumerable<(string Criterion, IEnumerable<T> All)> ByCriterion<T>(IReadOnlyList<T> all, Func<T, string?> criterion) =>
        all.Where(one => !Missing(criterion(one)))
            .GroupBy(one => criterion(one)!, StringComparer.Ordinal)
            .Select(g => (g.Key, g.AsEnumerable()));

    static IEnumerable<string> Unjudged(AssessorDecision decision)
    {
        if (decision.Valid is null)
            yield return "valid";
        if (decision.Authentic is null)
            yield return "authentic";
        if (decision.Reliable is null)
            yield return "reliable";
        if (decision.Current is null)
            yield return "current";
        if (decision.Sufficient is null)
            yield return "sufficient";
    }
}
