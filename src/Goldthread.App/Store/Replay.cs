using System.Text.Json;
using Goldthread.App.Store.Kinds;

namespace Goldthread.App.Store;

/// <summary>
/// What one chain of the record says that there is: its lines told again from the first to the last. What is there is compared with it, so that a row
/// that was changed, removed or added past the operations shows, however well it fits together in itself. What a line means its kind says.
/// </summary>
sealed class Replay
{
    /// <summary>The field of a line that tells whose a restricted thing is, where that is not who wrote the line: an account.</summary>
    public const string Author = "author_id";

    /// <summary>One thing as the record tells it.</summary>
    public sealed class Told
    {
        readonly HashSet<string> spoken = new(StringComparer.Ordinal);

        /// <value>The last new value of each field, as JSON; a field that was emptied is not there.</value>
        public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

        /// <value>True where the record has told it from its beginning: what no line speaks of is not there.</value>
        public bool IsWhole { get; set; }

        /// <value>When it was taken out and not brought back; null where it is there.</value>
        public DateTimeOffset? RemovedAt { get; set; }

        /// <value>When it was first told of.</value>
        public required DateTimeOffset MadeAt { get; init; }

        /// <value>The account that added it, or that marked it restricted.</value>
        public Guid? Author { get; set; }

        /// <summary>The fields that are not as they were told, in order.</summary>
        /// <param name="present">What is there: JSON by field; a field that is empty is left out or null.</param>
        /// <param name="isLate">True for fields that older lines do not speak of: they count only where a line does.</param>
        public IReadOnlyList<string> Differing(IEnumerable<Change> present, Func<string, bool> isLate)
        {
            var there = present.Where(c => c.New != JsonValue.Nothing).ToDictionary(c => c.Field, c => c.New, StringComparer.Ordinal);
            return
            [
                .. Fields
                    .Keys.Concat(there.Keys.Where(name => spoken.Contains(name) || (IsWhole && !isLate(name))))
                    .Distinct()
                    .Where(name =>
                        !JsonValue.AreSame(
                            Fields.GetValueOrDefault(name, JsonValue.Nothing),
                            there.GetValueOrDefault(name, JsonValue.Nothing)
                        )
                    )
                    .Order(StringComparer.Ordinal),
            ];
        }

        internal void Set(Change change)
        {
            spoken.Add(change.Field);
            if (change.New == JsonValue.Nothing)
                Fields.Remove(change.Field);
            else
                Fields[change.Field] = change.New;
        }
    }

    readonly Dictionary<(string List, string Id), Told> things = [];
    readonly Dictionary<string, List<string>> orders = new(StringComparer.Ordinal);

    /// <value>The things by list and id.</value>
    public IReadOnlyDictionary<(string List, string Id), Told> Things => things;

    /// <value>True for a plan that was generated for trying scale: its first state is on no line.</value>
    public bool IsGenerated { get; private set; }

    /// <summary>The order of a list's ids, removed ones among them: as they were added, or as an operation put them.</summary>
    public IReadOnlyList<string> Order(string list) => orders.GetValueOrDefault(list) ?? [];

    /// <summary>Tells one line; they come in their order.</summary>
    /// <exception cref="JsonException">The line cannot be read; others that JSON and days throw may come as well, see <see cref="Unreadable"/>.</exception>
    public void Tell(RecordRow row)
    {
        var line = Line.Read(row);
        IsGenerated |= line.Changes.Any(c => c.Field is PlansKind.Generated);
        // All of it is read before any of it counts.
        foreach (var telling in Kind.MeaningOf(row.Operation)(line).Select(t => t with { Fields = [.. t.Fields] }).ToList())
        {
            if (telling.Does == Does.Order)
                Sort(telling);
            else
                Tell(row, telling);
        }
    }

    void Sort(Telling telling)
    {
        var order = telling.Fields.FirstOrDefault()?.New ?? throw new JsonException("The line does not say which order.");
        var ids = JsonSerializer.Deserialize<List<string?>>(order);
        if (ids is null || ids.Contains(null) || ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
            throw new JsonException("An order is a list of ids, each once.");
        orders[telling.List] = [.. ids.OfType<string>().Union(Order(telling.List))];
    }

    void Tell(RecordRow row, Telling telling)
    {
        var key = (telling.List, telling.Id);
        if (!things.TryGetValue(key, out var told))
        {
            things[key] = told = new Told
            {
                MadeAt = row.At,
                Author = row.PersonId,
                IsWhole = !IsGenerated,
            };
            if (!orders.TryAdd(telling.List, [telling.Id]))
                orders[telling.List].Add(telling.Id);
        }
        var wasRestricted = IsRestricted(told);
        if (telling.Does == Does.Make)
        {
            told.Fields.Clear();
            told.IsWhole = true;
        }
        if (telling.Does == Does.Remove)
            told.RemovedAt = row.At;
        else if (telling.Does is Does.Make or Does.Restore)
            told.RemovedAt = null;
        foreach (var change in telling.Fields.Where(c => Kind.Of(telling.List)?.Has(telling.List, c.Field) == true))
            told.Set(change);
        if (IsRestricted(told) && !wasRestricted)
            told.Author = row.PersonId;
        if (telling.Fields.FirstOrDefault(c => c.Field is Author) is { } whose)
            told.Author = JsonSerializer.Deserialize<Guid?>(whose.New);
    }

    static bool IsRestricted(Told told) => told.Fields.GetValueOrDefault("restricted") is "true";
}
