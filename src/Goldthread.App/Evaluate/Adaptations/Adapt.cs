using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Evaluate.Adaptations;

/// <summary>
/// A reasoned change to an approved plan is an adaptation of it: written beside the change, in the same operation. Nobody has agreed to it yet; an
/// approver does so on the page of approval, and until then the checks say so.
/// </summary>
static class Adapt
{
    const int Longest = 200;

    /// <summary>What an adaptation of a part is about: its id; the plan where it is known by its place alone, and so cannot be named.</summary>
    internal static string AboutOf(Part part, string id) => part is Item { Id.Length: > 0 } ? id : "plan";

    /// <param name="work">The operation under way.</param>
    /// <param name="holder">The plan; nothing is written for a strategy or before approval.</param>
    /// <param name="about">The id of what changed; <c>plan</c> for the plan itself.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="old">What was.</param>
    /// <param name="now">What is.</param>
    /// <param name="reason">Why; where none was owed nothing is written.</param>
    /// <param name="told">Adaptations that tell of it already: a plan file may bring its own.</param>
    /// <param name="of">The row of what changed; null for the plan itself. Who does not see it does not see how it was changed.</param>
    public static async Task RecordAsync(
        Work work,
        Holder holder,
        string about,
        Shape shape,
        Part old,
        Part now,
        string? reason,
        IReadOnlyList<Adaptation>? told = null,
        ItemRow? of = null
    )
    {
        if (!holder.IsApproved || string.IsNullOrWhiteSpace(reason))
            return;
        foreach (var change in Changes(shape, old, now))
        {
            if (told?.Any(a => a.About == about && a.Field == change.Field && a.To == Short(change.To)) == true)
                continue;
            await AddItem.AddAsync(work, holder, Thing.Of<Adaptation>(), Values(work, about, change, reason, of), secret: of);
        }
    }

    /// <summary>As the other, for many things of one change, none of them a measure: their adaptations get their ids at once.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="holder">The plan; nothing is written before approval.</param>
    /// <param name="changed">What changed.</param>
    /// <param name="reason">Why; it has been accepted.</param>
    public static async Task RecordAsync(Work work, Holder holder, IReadOnlyList<Adapted> changed, string? reason)
    {
        if (!holder.IsApproved || string.IsNullOrWhiteSpace(reason))
            return;
        var thing = Thing.Of<Adaptation>();
        var free = await ItemStore.FreeAsync(work.Db, holder.Id, thing);
        var position = free.Position;
        foreach (var (id, shape, old, now, row) in changed)
        {
            foreach (var change in Changes(shape, old, now))
            {
                var adaptation = (Adaptation)
                    Items.With(
                        thing.Shape,
                        thing.Shape.New(),
                        Values(work, AboutOf(old, id), (change.Field, change.From, change.To), reason, row)
                    );
                adaptation.NameIt(free.Next(row.Restricted));
                await ItemStore.AddAsync(work, holder.Id, thing, adaptation, adaptation.Id, position++, reason, judges: false, secret: row);
            }
        }
    }

    static Dictionary<string, object?> Values(
        Work work,
        string about,
        (AdaptedField Field, string From, string To) change,
        string reason,
        ItemRow? of
    ) =>
        new(StringComparer.Ordinal)
        {
            ["on"] = work.Today,
            ["about"] = about,
            ["field"] = change.Field,
            ["from"] = Short(change.From),
            ["to"] = Short(change.To),
            ["reason"] = reason.Trim(),
            ["restricted"] = of is { Restricted: true } ? true : null,
        };

    /// <summary>What the change of a field is called.</summary>
    internal static AdaptedField Of(Field field) =>
        field.Name switch
        {
            "target" or "trajectory" => AdaptedField.Target,
            "due" or "ends" => AdaptedField.Due,
            "owner" or "accountable" => AdaptedField.Owner,
            "cost" or "planned" or "approved_total" => AdaptedField.Budget,
            "starts" => AdaptedField.Starts,
            "title" => AdaptedField.Title,
            _ => AdaptedField.Scope,
        };

    /// <summary>What of a part changed that asks why, in the words of an adaptation.</summary>
    internal static IEnumerable<(AdaptedField Field, string From, string To)> Changes(Shape shape, Part old, Part now)
    {
        foreach (var field in shape.Fields.Where(f => f.AsksWhy))
        {
            var (from, to) = (field.Write(old), field.Write(now));
            if (from == to)
                continue;
            // The figure of a target alone, where it is the figure that moved.
            if (field.Name is "target")
            {
                var value = field.Inner!["value"];
                var (was, will) = (Value(value, field.Get(old)), Value(value, field.Get(now)));
                if (was != will)
                    (from, to) = (was, will);
            }
            yield return (Of(field), from, to);
        }
    }

    static string Value(Field field, object? owner) => owner is Part part ? field.Write(part) : "";

    /// <summary>A text as an adaptation keeps it.</summary>
    internal static string? Short(string text) =>
        text.Length == 0 ? null
        : text.Length <= Longest ? text
        : text[..(Longest - 1)] + "…";
}

/// <summary>What a change changed.</summary>
/// <param name="Id">The id of its row.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Old">What was.</param>
/// <param name="Now">What is.</param>
/// <param name="Row">Its row.</param>
readonly record struct Adapted(string Id, Shape Shape, Part Old, Part Now, ItemRow Row);
