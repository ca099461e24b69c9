using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern;

/// <summary>A restricted item of a plan or of its strategy: enough to say who sees it.</summary>
/// <param name="Owner">The plan, its area, or the strategy.</param>
/// <param name="List">Its list.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Author">The account that added it or marked it restricted, or null.</param>
public sealed record RestrictedItem(string Owner, string List, string Id, string Title, Guid? Author);

/// <summary>
/// What of one plan is hidden from somebody: the restricted items of others, and how they are left out of what names them. Nothing that is shown names a hidden item; nothing
/// that is saved by somebody who does not see it takes away a reference to it.
/// </summary>
public sealed class Hidden
{
    static readonly ConcurrentDictionary<Shape, bool> Naming = new();
    readonly HashSet<(string List, string Id)> items;

    Hidden(string key, HashSet<(string, string)> items) => (Key, this.items) = (key, items);

    /// <value>Nothing: the plan has nothing restricted.</value>
    public static Hidden Nothing { get; } = new("", []);

    /// <value>
    /// What of the restricted is seen; empty for what everybody sees who sees the plan. What is kept of a plan is kept by it: it is the same for all who
    /// see the same.
    /// </value>
    public string Key { get; }

    /// <value>True where nothing is hidden from them.</value>
    public bool IsNothing => items.Count == 0;

    /// <summary>What somebody sees.</summary>
    /// <param name="restricted">All restricted items of the plan and of its strategy.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="path">The path of the plan's area.</param>
    public static Hidden Of(IReadOnlyCollection<RestrictedItem> restricted, Actor actor, string path)
    {
        if (restricted.Count == 0)
            return Nothing;
        var unseen = new HashSet<(string, string)>();
        var seen = new List<string>();
        foreach (var item in restricted)
        {
            if (IsSeen(actor, item.Owner, path, item.Author))
            {
                seen.Add($"{item.List}/{item.Id}");
                continue;
            }
            unseen.Add((item.List, item.Id));
            // A post is named by its role.
            if (item.List is EstablishmentPost.List)
                unseen.Add((item.List, item.Title));
        }
        return new(string.Join(' ', seen.Order(StringComparer.Ordinal)), unseen);
    }

    /// <summary>What an actor sees of a plan or a strategy, for operations; one query.</summary>
    internal static async Task<Hidden> OfAsync(Db db, Actor actor, Holder holder)
    {
        if (actor.May(Permission.SeeRestricted, "/"))
            return Nothing;
        var (owner, strategy, area) = (holder.Id, holder.Strategy, holder.Area);
        var restricted = await db
            .Items.AsNoTracking()
            .Where(i => (i.Owner == owner || i.Owner == strategy || i.Owner == area) && i.Restricted)
            .Select(i => new RestrictedItem(i.Owner, i.List, i.Id, i.Title, i.Author))
            .ToListAsync();
        return Of(restricted, actor, holder.Path);
    }

    /// <summary>The path of the whole organisation's area: the first step of any.</summary>
    public static string RootOf(string path) => path[..(path.IndexOf('/', Math.Min(1, path.Length - 1)) + 1)];

    /// <summary>Does somebody see this restricted item?</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="owner">The plan or the strategy whose it is.</param>
    /// <param name="path">The path of the plan's area; of a strategy, of any area.</param>
    /// <param name="author">Its author.</param>
    internal static bool IsSeen(Actor actor, string owner, string path, Guid? author) =>
        (author is not null && author == actor.PersonId)
        || actor.May(Permission.SeeRestricted, StrategyRow.IdOf(owner) is null ? path : RootOf(path));

    /// <summary>Is this row hidden from them?</summary>
    public bool Has(ItemRow row) => row.Restricted && Has(row.List, row.Id);

    /// <summary>Is this item hidden from them?</summary>
    public bool Has(string list, string id) => items.Contains((list, id));

    /// <summary>Does this reference name what is hidden from them?</summary>
    public bool Has(Field field, string id) =>
        items.Count > 0 && (field.RefersToAny ? items.Any(h => h.Id == id) : field.RefersTo.Any(list => items.Contains((list, id))));

    /// <summary>The part without references to what is hidden; itself where it has none.</summary>
    public T Shown<T>(T part)
        where T : Part => items.Count == 0 ? part : (T)Strip(Shape.Of(part.GetType()), part);

    /// <summary>What is saved: what somebody wrote who did not see all of it, with the references of before that were hidden from them.</summary>
    /// <param name="old">What was.</param>
    /// <param name="now">What they wrote.</param>
    public T Kept<T>(T old, T now)
        where T : Part => items.Count == 0 ? now : (T)Merge(Shape.Of(now.GetType()), old, now);

    /// <summary>Refuses references to what is hidden as any that lead nowhere are refused: in the same words.</summary>
    /// <param name="written">What somebody wrote.</param>
    internal IEnumerable<Refusal> Unknown(Part written) =>
        items.Count == 0 ? [] : Walk.References(written).Where(r => Has(r.Field, r.Id)).Select(r => new Refusal(r.Place, NotHere(r.Id)));

    /// <summary>What is said of a reference to nothing.</summary>
    internal static string NotHere(string id) => $"“{OneLine.Short(id)}” is not in this plan. Choose one that is.";

    /// <summary>A line of the record as they may read it; null where it is about something hidden, or says nothing else.</summary>
    public RecordRow? Told(RecordRow line)
    {
        if (items.Count == 0)
            return line;
        if (line.List is not { } list)
            return line;
        if (line.Item is { } item && Has(list, item))
            return null;
        var changes = Told(list, line.Operation, line.Changes);
        return changes == line.Changes ? line
            : changes is "{}" ? null
            : new RecordRow
            {
                Stream = line.Stream,
                Seq = line.Seq,
                At = line.At,
                PersonId = line.PersonId,
                Actor = line.Actor,
                Operation = line.Operation,
                List = list,
                Item = line.Item,
                Reason = line.Reason,
                Changes = changes,
                Hash = line.Hash,
            };
    }

    string Told(string list, string operation, string changes)
    {
        using var json = JsonDocument.Parse(changes);
        var told = new List<Change>();
        var isSame = true;
        foreach (var change in json.RootElement.EnumerateObject())
        {
            var (was, will) = (change.Value[0].GetRawText(), change.Value[1].GetRawText());
            var (old, now) = (Told(list, operation, change.Name, was), Told(list, operation, change.Name, will));
            isSame &= old == was && now == will;
            if (old != now)
                told.Add(new(change.Name, old, now));
        }
        return isSame ? changes : Change.ToJson(told);
    }

    string Told(string list, string operation, string name, string value)
    {
        if (operation is "OrderItems")
            return JsonSerializer.Serialize(JsonSerializer.Deserialize<string[]>(value)!.Where(id => !Has(list, id)));
        // Advice that was put away: PL134 adaptations/AD1.
        if (list is "findings")
            return items.Any(h => value.EndsWith($" {h.List}/{h.Id}\"", StringComparison.Ordinal)) ? "null" : value;
        var shape =
            list is not "plan" ? Thing.Find(list)?.Shape
            : Shape.Of<Plan>().Find(name) is not null ? Shape.Of<Plan>()
            : Shape.Of<PlanDocument>();
        if (value is "null" || shape?.Find(name) is not { } field || !Names(field))
            return value;
        var part = shape.New();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value));
        reader.Read();
        try
        {
            field.ReadJson(ref reader, part);
        }
        // A line of an older shape.
        catch (Exception strange) when (strange is JsonException or InvalidOperationException or FormatException)
        {
            return "null";
        }
        var shown = Strip(shape, part);
        return ReferenceEquals(shown, part) ? value : Shape.ToJson(field, shown);
    }

    /// <summary>Can a part of this field, or anything inside it, name an item of a list?</summary>
    static bool Names(Field field) =>
        field.RefersTo.Count > 0 || field.RefersToAny || (field.Inner is { } inner && Naming.GetOrAdd(inner, s => s.Fields.Any(Names)));

    Part Strip(Shape shape, Part part)
    {
        Part? copy = null;
        foreach (var field in shape.Fields)
        {
            if (!Names(field) || field.Get(part) is not { } value)
                continue;
            var shown = value switch
            {
                Part one => Emptied(field.Inner!, one, Strip(field.Inner!, one)),
                IReadOnlyList<Part> several => Several(field, several),
                string one => Has(field, one) ? null : one,
                IReadOnlyList<string> several => several.Any(id => Has(field, id))
                    ? field.List(several.Where(id => !Has(field, id)))
                    : several,
                _ => value,
            };
            if (ReferenceEquals(shown, value))
                continue;
            copy ??= shape.Copy(part);
            field.Set(copy, shown);
        }
        return copy ?? part;
    }

    object Several(Field field, IReadOnlyList<Part> several)
    {
        var shown = several.Select(p => Emptied(field.Inner!, p, Strip(field.Inner!, p))).ToList();
        return shown.SequenceEqual(several, ReferenceEqualityComparer.Instance) ? several : field.List(shown.OfType<object>());
    }

    /// <summary>A part of which nothing is left is not there; an item of a list is, with nothing in it.</summary>
    static Part? Emptied(Shape shape, Part part, Part shown) =>
        !ReferenceEquals(part, shown) && shape.Find("restricted") is null && !shape.Fields.Any(f => f.IsSet(shown)) ? null : shown;

    Part Merge(Shape shape, Part old, Part now)
    {
        Part? copy = null;
        foreach (var field in shape.Fields)
        {
            if (!Names(field) || field.Get(old) is not { } was)
                continue;
            var will = field.Get(now);
            var kept = was switch
            {
                string one => will is null && Has(field, one) ? one : will,
                IReadOnlyList<string> several => Texts(field, several, (IReadOnlyList<string>?)will ?? []) ?? will,
                Part one => will is Part other ? Merge(field.Inner!, one, other)
                : Emptied(field.Inner!, one, Strip(field.Inner!, one)) is null ? one
                : null,
                IReadOnlyList<Part> several => Parts(field, several, (IReadOnlyList<Part>?)will ?? []) ?? will,
                _ => will,
            };
            if (ReferenceEquals(kept, will))
                continue;
            copy ??= shape.Copy(now);
            field.Set(copy, kept);
        }
        return copy ?? now;
    }

    object? Texts(Field field, IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        var unseen = old.Where(id => Has(field, id)).ToList();
        if (unseen.Count == 0)
            return null;
        return old.Except(unseen).SequenceEqual(now) ? old : field.List(now.Union(unseen));
    }

    object? Parts(Field field, IReadOnlyList<Part> old, IReadOnlyList<Part> now)
    {
        var shape = field.Inner!;
        var shown = old.Select(p => Emptied(shape, p, Strip(shape, p))).ToList();
        if (shown.SequenceEqual(old, ReferenceEqualityComparer.Instance))
            return null;
        var left = shown.Select(p => p is null ? null : shape.ToJson(p)).ToList();
        var result = new Part?[now.Count];
        for (var i = 0; i < now.Count; i++)
        {
            var at = left.IndexOf(shape.ToJson(now[i]));
            if (at < 0)
                continue;
            (result[i], left[at]) = (old[at], null);
        }
        for (var i = 0; i < now.Count; i++)
        {
            // What was changed is known by its place.
            result[i] ??= i < old.Count && left[i] is not null ? Merge(shape, old[i], now[i]) : now[i];
        }
        return result.SequenceEqual(old.Where((_, i) => shown[i] is not null), ReferenceEqualityComparer.Instance)
            ? old
            : field.List([.. result.OfType<Part>(), .. old.Where((_, i) => shown[i] is null)]);
    }
}
