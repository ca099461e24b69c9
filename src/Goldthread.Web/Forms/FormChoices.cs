using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Forms;

/// <summary>What references may name: the items of the lists of the plan, and requirements.</summary>
/// <param name="Lists">Id and text of each item, by list.</param>
/// <param name="Requirements">Code and title of each requirement that fits the area.</param>
public sealed record FormChoices(
    IReadOnlyDictionary<string, IReadOnlyList<(string Id, string Text)>> Lists,
    IReadOnlyList<(string Id, string Text)> Requirements
)
{
    /// <value>Nothing: no question of the form names anything.</value>
    public static FormChoices None { get; } = new(new Dictionary<string, IReadOnlyList<(string, string)>>(), []);

    /// <summary>The items that a field may name.</summary>
    public IReadOnlyList<(string Id, string Text)> Of(Field field) =>
        field.RefersToAny
            ?
            [
                ("plan", "The plan as a whole"),
                .. Thing
                    .All.Where(t => t.HasId && Lists.ContainsKey(t.List))
                    .SelectMany(t => Lists[t.List].Select(i => (i.Id, $"{Words.Capital(t.Noun)}: {i.Text}"))),
            ]
            : [.. field.RefersTo.SelectMany(l => Lists.GetValueOrDefault(l) ?? [])];

    /// <summary>What to say where there is none.</summary>
    public string NoneOf(Field field) =>
        field.RefersTo.Count > 0 && Thing.Find(field.RefersTo[0]) is { } thing
            ? $"No {thing.Plural} yet. Add some first, or leave this for later."
            : "There is nothing to choose yet.";
}
