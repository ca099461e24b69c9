using Goldthread.App.Develop.Findings;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Advice that was put away: it is there or it is not.</summary>
sealed class PutAwayKind : ToldKind
{
    const string List = "put_away";

    public override string Table => "put_away";

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal)
        {
            ["PutAwayAdvice"] = line => [new(List, JsonValue.Text(line.New("advice")), Does.Make, [])],
            ["TakeBackAdvice"] = line => [new(List, JsonValue.Text(line.Old("advice")), Does.Remove, [])],
        };

    public override bool Tells(string list) => list is List;

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        await db.PutAway.Select(a => a.Plan).Distinct().ToListAsync(stop);

    protected override bool IsGone => true;

    protected override string WhereIs(Chain chain, string list, string id) => $"{chain.Owner}, advice put away: {id}";

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain) =>
        [
            .. (await chain.Db.PutAway.Where(a => a.Plan == chain.Owner).ToListAsync(chain.Stop))
                .Select(a => PutAway.KeyOf(a.CheckId, a.About))
                .Select(key => new Present(List, key, WhereIs(chain, List, key), [])),
        ];
}
