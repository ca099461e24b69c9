using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Tokens of the API, known by the beginning of their hash.</summary>
sealed class TokensKind : ToldKind
{
    const string List = "tokens";

    public override string Table => "tokens";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = Reasons.Number };

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal)
        {
            ["MakeToken"] = line =>
                [
                    new(
                        List,
                        JsonValue.Text(line.New("mark")),
                        Does.Make,
                        [.. line.Changes, new("person", JsonValue.Nothing, Change.Text(line.Row.Item))]
                    ),
                ],
            ["RevokeToken"] = line => [new(List, JsonValue.Text(line.Old("mark")), Does.Remove, [])],
        };

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => field is "person" or "role" or "label" or "expires";

    protected override string WhereIs(Chain chain, string list, string id) =>
        chain.Told.Things[(list, id)].Fields.TryGetValue("person", out var person)
            ? PeopleKind.Where(chain, JsonValue.Text(person))
            : $"tokens/{id}";

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        !chain.IsInstallation
            ? []
            :
            [
                .. (await chain.Db.Tokens.OrderBy(t => t.Id).ToListAsync(chain.Stop)).Select(t => new Present(
                    List,
                    t.Mark,
                    PeopleKind.Where(chain, t.PersonId.ToString()),
                    [
                        new("person", JsonValue.Nothing, Change.Text(t.PersonId.ToString())),
                        new("role", JsonValue.Nothing, Change.Text(t.Role)),
                        new("label", JsonValue.Nothing, Change.Text(t.Label)),
                        new("expires", JsonValue.Nothing, Change.Text(t.RecordedEnd)),
                    ]
                )
                {
                    RemovedAt = t.RevokedAt,
                    MadeAt = t.CreatedAt,
                }),
            ];
}
