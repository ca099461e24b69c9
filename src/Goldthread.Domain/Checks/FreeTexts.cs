using System.Collections.Concurrent;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Checks;

/// <summary>Looks through the free texts of a part, but not of the items inside it that stand alone in a finding.</summary>
static class FreeTexts
{
    static readonly ConcurrentDictionary<Shape, Field[]> WithTexts = new();

    /// <summary>True for parts that a finding can be about: items with ids, and posts by their role.</summary>
    internal static bool StandsAlone(Shape shape) => shape.Type.IsSubclassOf(typeof(Item)) || shape.Type == typeof(EstablishmentPost);

    /// <summary>The first thing in a part's texts that identifies somebody, or null.</summary>
    internal static Identifiable.Kind? FindIdentifiable(Part part) =>
        First<Identifiable.Kind?>(part, static text => Identifiable.Find(text));

    /// <summary>What is first found in a part's texts, or null.</summary>
    /// <param name="part">The part.</param>
    /// <param name="find">Looks through one text.</param>
    internal static T? First<T>(Part part, Func<string, T?> find) => Find(Shape.Of(part.GetType()), part, find);

    static T? Find<T>(Shape shape, Part part, Func<string, T?> find)
    {
        foreach (var field in FieldsOf(shape))
        {
            switch (field.Get(part))
            {
                case string text:
                    if (find(text) is { } found)
                        return found;
                    break;
                case IReadOnlyList<string> texts:
                    foreach (var one in texts)
                    {
                        if (find(one) is { } foundIn)
                            return foundIn;
                    }
                    break;
                case Part inner:
                    if (Find(field.Inner!, inner, find) is { } foundInside)
                        return foundInside;
                    break;
                case IReadOnlyList<Part> parts:
                    foreach (var each in parts)
                    {
                        if (Find(field.Inner!, each, find) is { } foundInOne)
                            return foundInOne;
                    }
                    break;
            }
        }
        return default;
    }

    static Field[] FieldsOf(Shape shape) =>
        WithTexts.GetOrAdd(
            shape,
            static shape =>
                [.. shape.Fields.Where(f => f.Inner is { } inner ? !StandsAlone(inner) && FieldsOf(inner).Length > 0 : f.IsFreeText)]
        );
}
