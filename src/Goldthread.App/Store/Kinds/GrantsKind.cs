using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Roles of people in areas: a role in an area is one thing, known by the account, the role and the area.</summary>
sealed class GrantsKind : ToldKind
{
    const string List = "grants";

    public override string Table => "grants";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = Reasons.Number };

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal)
        {
            ["GiveRole"] = line =>
                [
                    new(
                        List,
                        Key(line.Row.Item, line.New("role"), line.New("area_id")),
                        Does.Make,
                        line.Changes.Where(c => c.Field is "staff")
                    ),
                ],
            ["JoinStaff"] = line =>
                [
                    new(
                        List,
                        Key(line.Row.Item, line.New("role"), line.New("area_id")),
                        Does.Set,
                        line.Changes.Where(c => c.Field is "staff")
                    ),
                ],
            ["TakeRole"] = line => [new(List, Key(line.Row.Item, line.Old("role"), line.Old("area_id")), Does.Remove, [])],
        };

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) => field is "staff";

    protected override bool IsGone => true;

    protected override string WhereIs(Chain chain, string list, string id) => PeopleKind.Where(chain, id.Split(' ')[0]);

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        !chain.IsInstallation
            ? []
            :
            [
                .. (await chain.Db.Grants.OrderBy(g => g.Id).ToListAsync(chain.Stop)).Select(g => new Present(
                    List,
                    Key(g.PersonId.ToString(), Change.Text(g.Role), Change.Number(g.AreaId)),
                    PeopleKind.Where(chain, g.PersonId.ToString()),
                    [new("staff", JsonValue.Nothing, Change.Text(g.Staff))]
                )),
            ];

    static string Key(string? person, string role, string area) => $"{person} {JsonValue.Text(role)} {area}";
}
