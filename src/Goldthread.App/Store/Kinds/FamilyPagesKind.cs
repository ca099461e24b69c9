using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>What families read of a plan: one page a plan, with its draft and what is published.</summary>
sealed class FamilyPagesKind : ToldKind
{
    /// <summary>The list under which the record tells of it.</summary>
    public const string List = "family_page";

    /// <summary>A plan has one.</summary>
    public const string Only = "page";

    public override string Table => "family_pages";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["version"] = Reasons.Version };

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => field is "slug" or "draft" or "published" or "published_on" or "written_by";

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.FamilyPages.Select(p => p.Plan).ToListAsync(stop);

    /// <summary>What a row says, as the record has it.</summary>
    internal static IReadOnlyList<Change> Fields(FamilyPageRow row) =>
        [
            new("slug", JsonValue.Nothing, Change.Text(row.Slug)),
            new("draft", JsonValue.Nothing, row.Draft),
            new("published", JsonValue.Nothing, row.Published ?? "null"),
            new(
                "published_on",
                JsonValue.Nothing,
                Change.Text(row.PublishedOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            ),
            new("written_by", JsonValue.Nothing, Change.Text(row.WrittenBy?.ToString())),
        ];

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        [
            .. (await chain.Db.FamilyPages.Where(p => p.Plan == chain.Owner).ToListAsync(chain.Stop)).Select(row =>
                Bodies.Row(
                    List,
                    Only,
                    $"{chain.Owner}, family page",
                    row.Draft,
                    () =>
                    {
                        if (row.Published is { } published)
                            using (System.Text.Json.JsonDocument.Parse(published)) { }
                        return Fields(row);
                    }
                )
            ),
        ];
}
