using System.Text.Json;
using Goldthread.App.Strategy;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Strategies: each the one thing without an id of its own chain.</summary>
sealed class StrategiesKind : ToldKind
{
    public const string List = "strategy";

    const string OfSource = "source.";

    public override string Table => "strategies";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["version"] = Reasons.Version };

    public override bool Tells(string list) => list is List;

    public override bool Has(string list, string field) =>
        field.StartsWith(OfSource, StringComparison.Ordinal)
            ? Shape.Of<StrategySource>().Find(field[OfSource.Length..]) is not null
            : Shape.Of<Organisation>().Find(field) is not null;

    public override async Task<IReadOnlyList<string>> OwnersAsync(Db db, CancellationToken stop) =>
        [.. (await db.Strategies.Select(s => s.Id).ToListAsync(stop)).Select(StrategyRow.OwnerOf)];

    protected override string WhereIs(Chain chain, string list, string id) => chain.Owner;

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain)
    {
        if (StrategyRow.IdOf(chain.Owner) is not { } number)
            return [];
        var rows = await chain.Db.Strategies.Where(s => s.Id == number).ToListAsync(chain.Stop);
        return [.. rows.Select(row => Bodies.Row(List, "", chain.Owner, row.Body, () => EditStrategy.Changes(null, row.Body)))];
    }
}

/// <summary>Why some columns may hold anything.</summary>
static class Reasons
{
    public const string Version =
        "A form sends it back to say what it was filled in from; a wrong one refuses one save and is shown to nobody.";

    public const string Number = "The database's own number of the row; what the row says is checked.";
}

/// <summary>Rows whose body is JSON.</summary>
static class Bodies
{
    public const string Unread = "Its body cannot be read.";

    /// <summary>A row with the fields of its body; one whose body cannot be read says so.</summary>
    public static Present Row(string list, string id, string where, string body, Func<IReadOnlyList<Change>> fields)
    {
        try
        {
            // Shapes read as far as they know; what comes after it, or does not belong there, is read here.
            using (JsonDocument.Parse(body)) { }
            return new(list, id, where, fields());
        }
        catch (Exception broken) when (Unreadable.Is(broken))
        {
            return new(list, id, where, []) { Wrong = Unread };
        }
    }
}
