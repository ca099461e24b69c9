using Goldthread.Domain;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Forms;

/// <summary>What is said where a new thing was sent with nothing in it.</summary>
public static class FirstQuestions
{
    /// <summary>Is nothing answered? To save an empty form is a slip. Where an answer is owed, the operation asks for that one.</summary>
    /// <param name="thing">The list.</param>
    /// <param name="asked">The fields that are asked.</param>
    /// <param name="values">The answers by field name, without what was only proposed.</param>
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
    public static Refusal Blank(IReadOnlyList<Field> asked)
    {
        var first = asked.OrderBy(f => f.AskedFirst ?? int.MaxValue).First(f => f is { Inner: null, RefersTo.Count: 0 });
        return new(first.Name, $"Nothing is answered yet. Begin with “{first.Label}”, or cancel.");
    }
}
