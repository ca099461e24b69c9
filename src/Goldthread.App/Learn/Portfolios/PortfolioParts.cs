using System.Globalization;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>What stands in a portfolio, between its rows and its parts; the one door by which a part is written.</summary>
public static class PortfolioParts
{
    /// <summary>So many things one portfolio holds at most.</summary>
    public const int Most = 1000;

    /// <summary>The list under which claims stand.</summary>
    public const string Claims = "portfolio_claims";

    /// <summary>The list under which stands what was handed in.</summary>
    public const string Submissions = "portfolio_submissions";

    /// <summary>The list under which decisions stand.</summary>
    public const string Decisions = "portfolio_decisions";

    /// <summary>The list under which samples stand.</summary>
    public const string Samples = "portfolio_samples";

    static readonly Dictionary<string, Shape> Shapes = new(StringComparer.Ordinal)
    {
        [Claims] = Shape.Of<FrozenClaim>(),
        [Submissions] = Shape.Of<Submission>(),
        [Decisions] = Shape.Of<CriterionDecision>(),
        [Samples] = Shape.Of<DrawnSample>(),
    };

    /// <summary>The shape of what stands under a list, or null where portfolios have no such list.</summary>
    public static Shape? ShapeOf(string list) => Shapes.GetValueOrDefault(list);

    /// <summary>What the record calls a part.</summary>
    public static string IdOf(PortfolioPartRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.PortfolioId}-{row.Number}");

    /// <summary>The part of a row.</summary>
    public static PortfolioPart Read(PortfolioPartRow row) => (PortfolioPart)Shapes[row.List].FromJson(row.Body);

    /// <summary>Where a criterion stands after all that happened.</summary>
    /// <param name="parts">What stands in the portfolio, in its order, without what was withdrawn.</param>
    /// <param name="criterion">The criterion.</param>
    public static CriterionStanding StandingOf(IEnumerable<PortfolioPart> parts, string criterion) =>
        parts.Aggregate(CriterionStanding.Nothing, (standing, part) => part.After(criterion, standing));

    /// <summary>What stands in a portfolio, in its order, without what was withdrawn.</summary>
    public static async Task<IReadOnlyList<(PortfolioPartRow Row, PortfolioPart Part)>> OfAsync(
        Db db,
        int portfolio,
        CancellationToken cancel = default
    ) => [.. (await OfAllAsync(db, [portfolio], cancel))[portfolio]];

    /// <summary>What stands in several portfolios, each in its order.</summary>
    public static async Task<ILookup<int, (PortfolioPartRow Row, PortfolioPart Part)>> OfAllAsync(
        Db db,
        IReadOnlyList<int> portfolios,
        CancellationToken cancel = default
    )
    {
        var rows = await db
            .PortfolioParts.AsNoTracking()
            .Where(r => portfolios.Contains(r.PortfolioId) && r.RemovedAt == null)
            .OrderBy(r => r.PortfolioId)
            .ThenBy(r => r.Number)
            // What was frozen is long, and is read where one claim is shown.
            .Select(r => new PortfolioPartRow
            {
                PortfolioId = r.PortfolioId,
                Number = r.Number,
                List = r.List,
                Body = r.Body,
                Author = r.Author,
            })
            .ToListAsync(cancel);
        return rows.ToLookup(r => r.PortfolioId, r => (r, Read(r)));
    }

    /// <summary>Adds a part, with its line of the record in the chain of the learner.</summary>
    internal static async Task<int> AddAsync(
        Work work,
        PortfolioRow portfolio,
        string list,
        string operation,
        PortfolioPart part,
        string? frozen = null
    )
    {
        Refuse(part);
        var last = await work.Db.PortfolioParts.Where(r => r.PortfolioId == portfolio.Id).MaxAsync(r => (int?)r.Number) ?? 0;
        if (last >= Most)
            throw new RuleBroken($"A portfolio holds at most {Most} things. Begin another for what is new.");
        var row = new PortfolioPartRow
        {
            PortfolioId = portfolio.Id,
            Number = last + 1,
            List = list,
            Body = Shapes[list].ToJson(part),
            Frozen = frozen,
            Author = work.Actor.PersonId,
        };
        work.Db.PortfolioParts.Add(row);
        work.Record(LearntRow.OwnerOf(portfolio.PersonId), operation, list, IdOf(row), Items.Difference(Shapes[list], null, part));
        return row.Number;
    }

    /// <summary>Refuses what is left out, too long, or could identify somebody.</summary>
    /// <exception cref="RuleBroken">With every refusal that was found.</exception>
    internal static void Refuse(PortfolioPart part)
    {
        var refusals = Acceptance.Refusals(Shape.Of(part.GetType()), part);
        refusals.AddRange(
            Walk.FreeTexts(part)
                .Where(t => t.Text.Length > t.Field.Max)
                .Select(t => new Refusal(t.Place, $"Write at most {t.Field.Max} characters; this has {t.Text.Length}."))
        );
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
    }

    /// <summary>Sets fields of a new part.</summary>
    internal static T With<T>(T part, params (string Field, object? Value)[] values)
        where T : PortfolioPart
    {
        foreach (var (field, value) in values)
            Shape.Of<T>()[field].Set(part, value);
        return part;
    }
}
