namespace Goldthread.Domain.Shapes;

/// <summary>Walks a part and everything inside it.</summary>
public static class Walk
{
    /// <summary>One text that people wrote freely.</summary>
    /// <param name="Path">The field's path: <c>title</c>, <c>notes.text</c>.</param>
    /// <param name="Field">The field.</param>
    /// <param name="Text">The text, not blank.</param>
    /// <param name="Place">The path with the places of parts, as forms name it: <c>notes[0].text</c>.</param>
    public readonly record struct FreeText(string Path, Field Field, string Text, string Place);

    /// <summary>One reference to another item or to shipped data.</summary>
    /// <param name="Path">The field's path: <c>strategic</c>, <c>requirements.id</c>.</param>
    /// <param name="Field">The field; it says to which lists, or to which shipped data.</param>
    /// <param name="Id">What it names.</param>
    /// <param name="Place">The path with the places of parts, as forms name it: <c>requirements[0].id</c>.</param>
    public readonly record struct Reference(string Path, Field Field, string Id, string Place);

    /// <summary>Every text of the part that people wrote freely, in the order of the fields.</summary>
    public static IEnumerable<FreeText> FreeTexts(Part part) => FreeTexts(Shape.Of(part.GetType()), part, "", "");

    /// <summary>Every reference of the part, in the order of the fields.</summary>
    public static IEnumerable<Reference> References(Part part) => References(Shape.Of(part.GetType()), part, "", "");

    /// <summary>The innermost part on the way to a place: the first measure of <c>measures[0].name</c>.</summary>
    /// <param name="part">Where the way begins.</param>
    /// <param name="place">A path with the places of parts.</param>
    public static Part PartAt(Part part, string place)
    {
        foreach (var step in place.Split('.'))
        {
            var open = step.IndexOf('[', StringComparison.Ordinal);
            var value = Shape.Of(part.GetType()).Find(open < 0 ? step : step[..open])?.Get(part);
            var next =
                value is IEnumerable<Part> several && open >= 0
                    ? several.ElementAtOrDefault(int.Parse(step[(open + 1)..^1], System.Globalization.CultureInfo.InvariantCulture))
                    : value as Part;
            if (next is null)
                return part;
            part = next;
        }
        return part;
    }

    /// <summary>Changes the answers of a part and of every part in it that hold no part themselves.</summary>
    /// <param name="part">The part; it is changed.</param>
    /// <param name="change">The new value of a field that has one; null makes it absent.</param>
    public static void Change(Part part, Func<Field, object, object?> change)
    {
        foreach (var field in Shape.Of(part.GetType()).Fields)
        {
            if (field.Inner is not null)
            {
                foreach (var (inner, _) in Parts(field, part))
                    Change(inner, change);
            }
            else if (field.Get(part) is { } value)
                field.Set(part, change(field, value));
        }
    }

    /// <summary>Changes what a part and every part in it refer to.</summary>
    /// <param name="part">The part; it is changed.</param>
    /// <param name="change">What is named instead; null for nothing.</param>
    public static void ChangeReferences(Part part, Func<Field, string, string?> change) =>
        Change(
            part,
            (field, value) =>
                field.RefersTo.Count == 0 && !field.RefersToAny ? value
                : value is IReadOnlyList<string> several ? field.List(several.Select(id => change(field, id)).OfType<string>().Distinct())
                : value is string one ? change(field, one)
                : value
        );

    /// <summary>Takes out of a part, and of every part in it, what has happened: what is left is what was planned.</summary>
    public static void Forget(Part part)
    {
        foreach (var field in Shape.Of(part.GetType()).Fields)
        {
            if (field.Happened)
                field.Set(part, null);
            else if (field.Inner is not null)
            {
                foreach (var (inner, _) in Parts(field, part))
                    Forget(inner);
            }
        }
    }

    static IEnumerable<FreeText> FreeTexts(Shape shape, Part part, string before, string place)
    {
        foreach (var field in shape.Fields)
        {
            if (field.Inner is { } inner)
            {
                foreach (
                    var text in Parts(field, part).SelectMany(p => FreeTexts(inner, p.Part, $"{before}{field.Name}.", $"{place}{p.Place}."))
                )
                    yield return text;
            }
            else if (field.IsFreeText)
            {
                foreach (var text in Texts(field, part))
                    yield return new(before + field.Name, field, text, place + field.Name);
            }
        }
    }

    static IEnumerable<Reference> References(Shape shape, Part part, string before, string place)
    {
        foreach (var field in shape.Fields)
        {
            if (field.Inner is { } inner)
            {
                foreach (
                    var reference in Parts(field, part)
                        .SelectMany(p => References(inner, p.Part, $"{before}{field.Name}.", $"{place}{p.Place}."))
                )
                    yield return reference;
            }
            else if (field.RefersTo.Count > 0 || field.RefersToAny || field.Known is not null)
            {
                foreach (var id in Texts(field, part))
                    yield return new(before + field.Name, field, id, place + field.Name);
            }
        }
    }

    static IEnumerable<(Part Part, string Place)> Parts(Field field, Part owner) =>
        field.Get(owner) switch
        {
            Part one => [(one, field.Name)],
            IEnumerable<Part> several => several.Select((p, i) => (p, $"{field.Name}[{i}]")),
            _ => [],
        };

    static IEnumerable<string> Texts(Field field, Part owner) =>
        field.Get(owner) switch
        {
            string one => [one],
            IEnumerable<string> several => several.Where(t => !string.IsNullOrWhiteSpace(t)),
            _ => [],
        };
}
