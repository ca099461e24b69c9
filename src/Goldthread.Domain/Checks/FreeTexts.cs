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
    internal static Identifiable.Kind? FindIdentifiable(Part part) => Find(Shape.Of(part.GetType()), part);

    static Identifiable.Kind? Find(Shape shape, Part part)
    {
        foreach (var field in FieldsOf(shape))
        {
            var found = field.Get(part) switch
            {
                null => null,
                string text => Identifiable.Find(text),
                IReadOnlyList<string> texts => First(texts),
                Part inner => Find(field.Inner!, inner),
                IReadOnlyList<Part> parts => First(field.Inner!, parts),
                _ => null,
            };
            if (found is not null)
                return found;
        }
        return null;
    }

    static Identifiable.Kind? First(IReadOnlyList<string> texts)
    {
        foreach (var text in texts)
        {
            if (Identifiable.Find(text) is { } found)
                return found;
        }
        return null;
    }

    static Identifiable.Kind? First(Shape shape, IReadOnlyList<Part> parts)
    {
        foreach (var part in parts)
        {
            if (Find(shape, part) is { } found)
                return found;
        }
        return null;
    }

    static Field[] FieldsOf(Shape shape) =>
        WithTexts.GetOrAdd(
            shape,
            static shape =>
                [.. shape.Fields.Where(f => f.Inner is { } inner ? !StandsAlone(inner) && FieldsOf(inner).Length > 0 : f.IsFreeText)]
        );
}
