using System.Globalization;
using Goldthread.App.Learn.Portfolios;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>The portfolios, each in the chain of its learner.</summary>
sealed class PortfoliosKind : ToldKind
{
    /// <summary>The list under which the record tells of them.</summary>
    public const string List = "portfolios";

    public override string Table => "portfolios";

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => field is "unit" or "area_id";

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        [.. (await db.Portfolios.Select(r => r.PersonId).Distinct().ToListAsync(stop)).Select(LearntRow.OwnerOf)];

    /// <summary>What a row says, as the record has it.</summary>
    internal static IReadOnlyList<Change> Fields(PortfolioRow row) =>
        [new("unit", JsonValue.Nothing, Change.Text(row.Unit)), new("area_id", JsonValue.Nothing, Change.Number(row.AreaId))];

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        LearntRow.PersonOf(chain.Owner) is not { } person
            ? []
            :
            [
                .. (await chain.Db.Portfolios.Where(r => r.PersonId == person).ToListAsync(chain.Stop)).Select(r =>
                {
                    var id = r.Id.ToString(CultureInfo.InvariantCulture);
                    return new Present(List, id, WhereIs(chain, List, id), Fields(r));
                }),
            ];
}

/// <summary>What stands in portfolios: each thing as its shape says, who wrote it, and of a claim the hash of what was frozen.</summary>
sealed class PortfolioPartsKind : ToldKind
{
    public override string Table => "portfolio_parts";

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal)
        {
            ["ClaimThings"] = Means.Makes,
            ["WithdrawClaim"] = Means.Removes,
            ["SubmitCriteria"] = Means.Makes,
            ["DecideCriterion"] = Means.Makes,
            ["DrawSample"] = Means.Makes,
        };

    public override bool Tells(string list) => PortfolioParts.ShapeOf(list) is not null;

    public override bool Has(string list, string field) => PortfolioParts.ShapeOf(list)?.Find(field) is not null;

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain)
    {
        if (LearntRow.PersonOf(chain.Owner) is not { } person)
            return [];
        var rows = await chain
            .Db.PortfolioParts.Where(r => chain.Db.Portfolios.Any(p => p.Id == r.PortfolioId && p.PersonId == person))
            .ToListAsync(chain.Stop);
        return [.. rows.Select(r => Of(chain, r))];
    }

    Present Of(Chain chain, PortfolioPartRow row)
    {
        var id = PortfolioParts.IdOf(row);
        var where = WhereIs(chain, row.List, id);
        if (PortfolioParts.ShapeOf(row.List) is not { } shape)
            return new(row.List, id, where, []) { Wrong = "There is no such list." };
        var isAsFrozen = true;
        var present = Bodies.Row(
            row.List,
            id,
            where,
            row.Body,
            () =>
            {
                var part = shape.FromJson(row.Body);
                isAsFrozen = part is FrozenClaim claim
                    ? row.Frozen is not null && Freeze.HashOf(row.Frozen) == claim.Sha256
                    : row.Frozen is null;
                return Things.Items.Difference(shape, null, part);
            }
        );
        return present with
        {
            RemovedAt = row.RemovedAt,
            Wrong = present.Wrong ?? (isAsFrozen ? null : "What was frozen is not what its hash says."),
            More = told => row.Author == told.Author ? null : "Its author is not the one that the record tells.",
        };
    }
}

/// <summary>Who is what for learners: one thing, known by the account, the role, the centre and for whom.</summary>
sealed class LearningRolesKind : ToldKind
{
    /// <summary>The list under which the record tells of them.</summary>
    public const string List = "learning_roles";

    public override string Table => "learning_roles";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = Reasons.Number };

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal) { ["Appoint"] = Means.Makes, ["EndAppointment"] = Means.Removes };

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => field is "until";

    protected override bool IsGone => true;

    /// <summary>What one is called in the record.</summary>
    public static string IdOf(LearningRoleRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.PersonId} {row.Role} {row.AreaId} {row.ForId?.ToString() ?? "all"}");

    /// <summary>What a row says, as the record has it.</summary>
    internal static IReadOnlyList<Change> Fields(LearningRoleRow row) =>
        [new("until", JsonValue.Nothing, Change.Text(row.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))];

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        !chain.IsInstallation
            ? []
            :
            [
                .. (await chain.Db.LearningRoles.ToListAsync(chain.Stop)).Select(r => new Present(
                    List,
                    IdOf(r),
                    $"{List}/{IdOf(r)}",
                    Fields(r)
                )),
            ];
}
