using Goldthread.App.Store;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Things;

/// <summary>Between an item and its row: the body, and the columns by which lists are searched and sorted.</summary>
public static class ItemRows
{
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
        row.Person = thing.PersonOf(part);
        row.Due = thing.DueOf(part);
        row.State = thing.StateOf(part);
        row.Objective = thing.ObjectiveOf(part);
    }

    /// <summary>What an item is called in a list: its title, name or first words; else its id, or what it is.</summary>
    public static string Headline(Thing thing, Part part)
    {
        var text = thing.TitleOf(part) ?? (part as Item)?.Id ?? Words.Capital(thing.Noun);
        return text.Length <= 300 ? text : text[..297] + "…";
    }
}
