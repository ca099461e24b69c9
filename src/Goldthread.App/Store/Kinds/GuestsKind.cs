using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Guests of a plan: who is let in to which lines, until when.</summary>
sealed class GuestsKind : ToldKind
{
    /// <summary>The list under which the record tells of them.</summary>
    public const string List = "guests";

    const string Code =
        "A code that holds for minutes: it is a secret, which no line may hold, and it lets in nobody without the address that it goes with.";

    public override string Table => "guests";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["code_hash"] = Code,
            ["code_until"] = Code,
            ["code_tries"] = Code,
        };

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal) { ["InviteGuest"] = Means.Makes, ["RevokeGuest"] = Means.Removes };

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => field is "person" or "partner" or "lines" or "until";

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.Guests.Select(g => g.Plan).Distinct().ToListAsync(stop);

    /// <summary>What a row says, as the record has it.</summary>
    internal static IReadOnlyList<Change> Fields(GuestRow row) =>
        [
            new("person", JsonValue.Nothing, Change.Text(row.PersonId.ToString())),
            new("partner", JsonValue.Nothing, Change.Text(row.Partner)),
            new("lines", JsonValue.Nothing, Change.Text(row.Lines)),
            new("until", JsonValue.Nothing, Change.Text(row.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ];

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        [
            .. (await chain.Db.Guests.Where(g => g.Plan == chain.Owner).OrderBy(g => g.Id).ToListAsync(chain.Stop)).Select(g => new Present(
                List,
                g.Id.ToString(CultureInfo.InvariantCulture),
                $"{chain.Owner}, guests/{g.Id.ToString(CultureInfo.InvariantCulture)}",
                Fields(g)
            )
            {
                RemovedAt = g.RevokedAt,
                MadeAt = g.MadeAt,
            }),
        ];
}
