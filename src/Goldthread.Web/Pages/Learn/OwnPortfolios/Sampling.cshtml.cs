using System.Globalization;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain.Learn;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>The sampling plan of a quality assurer: for each assessor how many decisions were drawn, how many are owed, and which come next.</summary>
public sealed class SamplingModel : GoldthreadPage
{
    const int MostNext = 30;

    /// <summary>An assessor's decisions.</summary>
    /// <param name="Name">Who decided.</param>
    /// <param name="Decisions">The decisions, in their order, and whether each was drawn.</param>
    public sealed record Line(
        string Name,
        IReadOnlyList<((SeenPortfolio Portfolio, PortfolioPartRow Row) What, CriterionDecision Decision, bool IsDrawn)> Decisions
    );

    public IReadOnlyList<Line> Assessors { get; private set; } = [];

    public DataTable Table() =>
        new()
        {
            Caption = "Decisions by assessor",
            Columns =
            [
                new("Assessor") { IsKey = true },
                new("Decisions") { IsFigure = true },
                new("Drawn") { IsFigure = true, IsKey = true },
                new("To be drawn") { IsFigure = true },
            ],
            Rows = Assessors.Select(a =>
                (IReadOnlyList<Inline>)
                    [
                        a.Name,
                        a.Decisions.Count.ToString(CultureInfo.CurrentCulture),
                        a.Decisions.Count(d => d.IsDrawn).ToString(CultureInfo.CurrentCulture),
                        SamplingPlan.Owed(a.Decisions.Count).ToString(CultureInfo.CurrentCulture),
                    ]
            ),
        };

    /// <value>What to draw next.</value>
    public IEnumerable<Link> Next =>
        Assessors
            .SelectMany(a => SamplingPlan.Next(a.Decisions).Select(w => (a, w)))
            .Take(MostNext)
            .Select(n =>
            {
                var decision = (CriterionDecision)PortfolioParts.Read(n.w.Row);
                return new Link(
                    $"{decision.Criterion}, {n.w.Portfolio.Learner}, decided by {n.a.Name}",
                    $"/learn/portfolio/{n.w.Portfolio.Row.Id}/criteria/{Uri.EscapeDataString(decision.Criterion!)}"
                );
            });

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var portfolios = (await SeenPortfolio.AllAsync(Db, Actor, Clock.Today(), cancel: Cancel))
            .Where(p => p.Roles.Contains(LearningRole.Iqa))
            .ToDictionary(p => p.Row.Id);
        var parts = await PortfolioParts.OfAllAsync(Db, [.. portfolios.Keys], Cancel);
        var all = parts.SelectMany(p => p).ToList();
        var drawn = all.Where(p => p.Part is DrawnSample)
            .Select(p => (p.Row.PortfolioId, Number: ((DrawnSample)p.Part).Decision!.Value))
            .ToHashSet();
        var decided = all.Where(p => p.Part is CriterionDecision && QualityAssurance.MaySample(Actor.PersonId, p.Row))
            .ToLookup(p => p.Row.Author!.Value);
        var who = decided.Select(d => d.Key).ToList();
        var names = await Db.Users.Where(u => who.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, Cancel);
        Assessors =
        [
            .. decided
                .Select(d => new Line(
                    names.GetValueOrDefault(d.Key, "Somebody"),
                    [
                        .. d.Select(p =>
                            (
                                (portfolios[p.Row.PortfolioId], p.Row),
                                (CriterionDecision)p.Part,
                                drawn.Contains((p.Row.PortfolioId, p.Row.Number))
                            )
                        ),
                    ]
                ))
                .OrderBy(l => l.Name, StringComparer.CurrentCulture),
        ];
    }
}
