using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Things;

/// <summary>Between an item and its row: the body, and the columns by which lists are searched and sorted.</summary>
public static class ItemRows
{
    static readonly string[] TitleFields =
    [
        "role",
        "change_idea",
        "competence",
        "message",
        "said",
        "issue",
        "text",
        "purpose",
        "method",
        "theme",
        "incident_kind",
        "check",
        "field",
    ];
    static readonly string[] PersonFields = ["owner", "accountable", "staff", "sender"];
    static readonly string[] DueFields = ["due", "scheduled", "next_review", "re_audit", "review", "by", "week", "expires", "on"];
    static readonly string[] StateFields = ["status", "kind", "type", "level", "act"];
    static readonly string[] ObjectiveFields = ["objective", "objectives"];

    /// <summary>The item of a row.</summary>
    public static Part Read(Thing thing, ItemRow row) => thing.Shape.FromJson(row.Body);

    /// <summary>The item of a row.</summary>
    public static T Read<T>(ItemRow row)
        where T : Part => (T)Shape.Of<T>().FromJson(row.Body);

    /// <summary>The rows of one list in the order of the list.</summary>
    public static IEnumerable<ItemRow> InOrder(IEnumerable<ItemRow> rows) =>
        rows.OrderBy(r => r.Position).ThenBy(r => r.Id, StringComparer.Ordinal);

    /// <summary>One word of an item, for lists of many that need no more of it: the body is searched, not read.</summary>
    /// <param name="body">The row's body.</param>
    /// <param name="field">A field of the item itself that is a choice of one.</param>
    /// <returns>Null where nothing is chosen.</returns>
    public static T? Word<T>(string body, string field)
        where T : struct, Enum
    {
        // A text of the body cannot look like this: its own quotation marks are escaped.
        var name = $"\"{field}\":\"";
        var at = body.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
            return null;
        at += name.Length;
        return Words.TryParse<T>(body[at..body.IndexOf('"', at)], out var word) ? word : null;
    }

    /// <summary>Writes an item into its row; a measure's readings are kept in their own table.</summary>
    /// <param name="thing">The list.</param>
    /// <param name="part">The item.</param>
    /// <param name="row">Its row. Who makes a new one gives it its author.</param>
    /// <param name="by">The account that writes: where it marks the item restricted, it is the author from now on.</param>
    public static void Write(Thing thing, Part part, ItemRow row, Guid? by)
    {
        var restricted = part.Restricted == true;
        if (restricted && !row.Restricted)
            row.Author = by;
        row.Restricted = restricted;
        if (part is Measure { Readings.Count: > 0 })
        {
            part = thing.Shape.Copy(part);
            thing.Shape["readings"].Set(part, null);
        }
        row.Body = thing.Shape.ToJson(part);
        row.Title = Headline(thing, part);
        row.Person = First(thing, part, PersonFields);
        row.Due = DueFields.Select(name => thing.Shape.Find(name)?.Get(part)).OfType<DateOnly>().Select(d => (DateOnly?)d).FirstOrDefault();
        row.State = StateOf(thing, part);
        row.Objective = First(thing, part, ObjectiveFields);
    }

    /// <summary>What an item is called in a list: its title, name or first words; else its id, or what it is.</summary>
    public static string Headline(Thing thing, Part part)
    {
        var text = First(thing, part, "title", "name") ?? Said(part) ?? First(thing, part, TitleFields) ?? (part as Item)?.Id;
        text ??= Words.Capital(thing.Noun);
        return text.Length <= 300 ? text : text[..297] + "…";
    }

    /// <summary>What says more than any one field: a review is known by its kind and day, hours by their week.</summary>
    static string? Said(Part part) =>
        part switch
        {
            Review { Kind: { } kind, HeldOn: var held, Scheduled: var planned } => Words.Capital(Words.Read(kind))
                + " review"
                + ((held ?? planned) is { } day ? ", " + Days.Read(day) : ""),
            Allocation { Hours: { } hours, Week: { } week } => $"{hours:0.##} hours in the week of {Days.Read(week)}",
            Risk { Event: { } happens } => Words.Capital(happens),
            _ => null,
        };

    /// <summary>The state's word; a review is planned until it is held.</summary>
    static string? StateOf(Thing thing, Part part)
    {
        // Agreed to by somebody, or still asked for.
        if (part is Waiver { By: var by })
            return string.IsNullOrWhiteSpace(by) ? "asked" : "agreed";
        if (part is Adaptation { Refused: not null })
            return "refused";
        if (part is Adaptation { Approver: var approver })
            return string.IsNullOrWhiteSpace(approver) ? "asked" : "agreed";
        if (thing.Shape.Find("held_on") is { } held)
            return held.IsSet(part) ? "held" : "planned";
        var field = StateFields.Select(name => thing.Shape.Find(name)).FirstOrDefault(f => f is not null);
        return field?.Write(part) is { Length: > 0 } state ? state : null;
    }

    static string? First(Thing thing, Part part, params string[] names)
    {
        foreach (var name in names)
        {
            var text = thing.Shape.Find(name)?.Get(part) switch
            {
                string one => one,
                IReadOnlyList<string> { Count: > 0 } several => several[0],
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(text))
                return text;
        }
        return null;
    }
}
