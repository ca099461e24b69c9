using System.Collections.Concurrent;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Checks;

/// <summary>Looks through the free texts of a part, but not of the items inside it that stand alone in a finding.</summary>
static class FreeTexts
{
    static readonly ConcurrentDictionary<Shape, TextField[]> WithTexts = new();

    /// <summary>A field that holds texts, or parts that do, with the fields of those: looked up once, not once a part.</summary>
    sealed record TextField(Field Field, TextField[] Inner);

    /// <summary>True for parts that a finding can be about: items with ids, and posts by their role.</summary>
    internal static bool StandsAlone(Shape shape) => shape.Type.IsSubclassOf(typeof(Item)) || shape.Type == typeof(EstablishmentPost);

    /// <summary>The first thing in a part's texts that identifies somebody, or null.</summary>
    internal static Identifiable.Kind? FindIdentifiable(Part part) =>
        First<Identifiable.Kind?>(part, static text => Identifiable.Find(text));

    /// <summary>What is first found in a part's texts, or null.</summary>
    /// <param name="part">The part.</param>
    /// <param name="find">Looks through one text.</param>
    internal static T? First<T>(Part part, Func<string, T?> find) => Find(FieldsOf(Shape.Of(part.GetType())), part, find);

    static T? Find<T>(TextField[] fields, Part part, Func<string, T?> find)
    {
        foreach (var field in fields)
        {
            switch (field.Field.Get(part))
            {
                case string text:
                    if (find(text) is { } found)
                        return found;
                    break;
                case IReadOnlyList<string> texts:
                    for (var i = 0; i < texts.Count; i++)
                    {
                        if (find(texts[i]) is { } foundIn)
                            return foundIn;
                    }
                    break;
                case Part inner:
                    if (Find(field.Inner, inner, find) is { } foundInside)
                        return foundInside;
                    break;
                // An array is asked as one: through the list that it is each part would cost a look at its type.
                case Part[] parts:
                    foreach (var each in parts)
                    {
                        if (Find(field.Inner, each, find) is { } foundInEach)
                            return foundInEach;
                    }
                    break;
                case IReadOnlyList<Part> parts:
                    for (var i = 0; i < parts.Count; i++)
                    {
                        if (Find(field.Inner, parts[i], find) is { } foundInOne)
                            return foundInOne;
                    }
                    break;
            }
        }
        return default;
    }

    static TextField[] FieldsOf(Shape shape) =>
        WithTexts.GetOrAdd(
            shape,
            static shape =>
                [
                    .. shape
                        .Fields.Where(f => f.Inner is { } inner ? !StandsAlone(inner) && FieldsOf(inner).Length > 0 : f.IsFreeText)
                        .Select(f => new TextField(f, f.Inner is { } inner ? FieldsOf(inner) : [])),
                ]
        );
}
