using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Govern.Frameworks;

/// <summary>A measure from the catalogue, in one step: definition, direction, chart and requirements filled.</summary>
public static class Catalogued
{
    /// <summary>Fills what the catalogue knows.</summary>
    /// <param name="measure">The measure under way.</param>
    /// <param name="entry">The catalogue's entry.</param>
    public static void Fill(Part measure, CatalogueMeasure entry)
    {
        var shape = Shape.Of<Measure>();
        foreach (var (name, text) in Texts(entry))
        {
            if (!string.IsNullOrWhiteSpace(text) && shape[name].Parse(text, out var value) is null)
                shape[name].Set(measure, value);
        }
        var citation = shape["requirements"].Inner!;
        shape["requirements"]
            .Set(
                measure,
                shape["requirements"]
                    .List(
                        entry.Links.Select(link =>
                        {
                            var part = citation.New();
                            citation["id"].Set(part, link);
                            return (object)part;
                        })
                    )
            );
    }

    /// <summary>What is counted, out of what; null where the catalogue does not say.</summary>
    public static string? Counted(CatalogueMeasure entry) =>
        entry.Numerator is null || entry.Denominator is null
            ? entry.Numerator
            : $"{entry.Numerator}, out of {char.ToLowerInvariant(entry.Denominator[0])}{entry.Denominator[1..]}";

    static IEnumerable<(string Name, string? Text)> Texts(CatalogueMeasure entry)
    {
        var shape = Shape.Of<CatalogueMeasure>();
        string? Text(string name) => shape.Find(name)?.Write(entry);
        yield return ("catalogue", entry.Id);
        yield return ("name", Text("name"));
        yield return (
            "definition",
            string.Join(". ", ((string?[])[Counted(entry) ?? entry.Name, entry.Note]).Where(t => !string.IsNullOrWhiteSpace(t)))
        );
        foreach (var name in (string[])["numerator", "denominator", "unit", "multiplier", "direction", "frequency", "chart", "source"])
            yield return (name, Text(name));
    }
}
