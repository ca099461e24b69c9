using Goldthread.Domain;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Forms;

/// <summary>What a form asks first, so that a thing is written down in two minutes; the rest waits behind "More to say".</summary>
public static class FirstQuestions
{
    /// <summary>The names of the fields that come first, in their order; null for all.</summary>
    public static IReadOnlyCollection<string>? Of(Shape shape) =>
        shape.AskedFirst is { Count: > 0 } first ? [.. first.Select(f => f.Name)] : null;

    /// <summary>Is nothing answered? To save an empty form is a slip. Where an answer is owed, the operation asks for that one.</summary>
    /// <param name="thing">The list.</param>
    /// <param name="asked">The fields that are asked.</param>
    /// <param name="values">The answers by field name.</param>
    public static bool IsBlank(Thing thing, IReadOnlyList<Field> asked, IReadOnlyDictionary<string, object?> values)
    {
        if (asked.Any(f => f.IsOwed))
            return false;
        var part = thing.Shape.New();
        foreach (var (name, value) in values)
            thing.Shape[name].Set(part, value);
        return !asked.Any(f => f.IsSet(part));
    }

    /// <summary>What is said where nothing is answered: the question to begin with.</summary>
    public static Refusal Blank(Thing thing, IReadOnlyList<Field> asked)
    {
        var first = asked.First(f => f is { Inner: null, RefersTo.Count: 0 } && (thing.AskedFirst.Count == 0 || f.AskedFirst is not null));
        return new(first.Name, $"Nothing is answered yet. Begin with “{first.Label}”, or cancel.");
    }
}
