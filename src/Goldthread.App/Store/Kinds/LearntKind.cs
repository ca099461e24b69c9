using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>How far people are with the short lessons, each in the chain of whoever learns.</summary>
sealed class LearntKind : ToldKind
{
    /// <summary>The list under which the record tells of them.</summary>
    public const string List = "learnt";

    public override string Table => "learnt";

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => field is "answers" or "done" or "away";

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        [.. (await db.Learnt.Select(r => r.PersonId).Distinct().ToListAsync(stop)).Select(LearntRow.OwnerOf)];

    /// <summary>What a row says, as the record has it.</summary>
    internal static IReadOnlyList<Change> Fields(LearntRow row) =>
        [
            new("answers", JsonValue.Nothing, Change.Text(row.Answers)),
            new("done", JsonValue.Nothing, Change.Text(row.Done?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            new("away", JsonValue.Nothing, row.Away ? "true" : "false"),
        ];

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        LearntRow.PersonOf(chain.Owner) is not { } person
            ? []
            :
            [
                .. (await chain.Db.Learnt.Where(r => r.PersonId == person).ToListAsync(chain.Stop)).Select(r => new Present(
                    List,
                    r.Lesson,
                    WhereIs(chain, List, r.Lesson),
                    Fields(r)
                )),
            ];
}
