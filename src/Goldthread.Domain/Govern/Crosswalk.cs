using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>How far a requirement takes the place of an older one.</summary>
public enum Crossing
{
    /// <summary>It asks the same.</summary>
    [Reads("the same")]
    Equal,

    /// <summary>It asks a part of it, or more than it.</summary>
    [Reads("in part")]
    Part,

    /// <summary>It is about the same matter.</summary>
    [Reads("related")]
    Related,
}

/// <summary>An older requirement, and how far a newer one takes its place.</summary>
public sealed class Replaced : Part
{
    /// <value>FRAMEWORK:REQUIREMENT.</value>
    [Owed]
    public string Id { get; private set; } = "";

    [Owed]
    public Crossing? How { get; private set; }
}

/// <summary>How well what cites the older framework covers a requirement of the newer.</summary>
public enum Covers
{
    /// <summary>Something cites it already, or cites what asks the same.</summary>
    [Reads("covered")]
    Yes,

    /// <summary>Something cites what asks a part of it, or is about the same.</summary>
    [Reads("covered in part")]
    Partly,

    /// <summary>Nothing cites anything that stood for it.</summary>
    [Reads("not covered")]
    No,
}

/// <summary>From an older framework to a newer one, requirement by requirement.</summary>
public static class Crosswalk
{
    const string Statements = "cqc-saf";

    /// <summary>One requirement of the newer framework, and those of the older whose place it takes.</summary>
    /// <param name="Newer">The requirement.</param>
    /// <param name="Olders">FRAMEWORK:REQUIREMENT of each older one, and how far.</param>
    public sealed record Crossed(Requirement Newer, IReadOnlyList<(string Older, Crossing How)> Olders);

    /// <summary>The frameworks that a newer one says how it takes the place of, by their ids.</summary>
    public static IReadOnlyList<string> OldersOf(Framework newer) =>
        [.. newer.Requirements.SelectMany(r => Of(newer, r)).Select(o => o.Older.Split(':')[0]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The requirements of the newer framework that can be cited, each with the older ones.</summary>
    /// <param name="newer">The newer framework.</param>
    /// <param name="older">The id of the older one.</param>
    public static IReadOnlyList<Crossed> Of(Framework newer, string older)
    {
        var headings = newer.Requirements.Select(r => r.Parent).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return
        [
            .. newer
                .Requirements.Where(r => r.Status is null && !headings.Contains(r.Id))
                .Select(r => new Crossed(r, [.. Of(newer, r).Where(o => o.Older.StartsWith(older + ":", StringComparison.Ordinal))])),
        ];
    }

    static IEnumerable<(string Older, Crossing How)> Of(Framework newer, Requirement requirement) =>
        requirement
            .Replaces.Where(r => r.How is not null)
            .Select(r => (r.Id, r.How!.Value))
            // Written before there were words for how far: the same where each stands for the other alone.
            .Concat(
                requirement.ReplacesSaf.Select(saf =>
                    (
                        $"{Statements}:{saf}",
                        requirement.ReplacesSaf.Count == 1 && newer.Requirements.Count(r => r.ReplacesSaf.Contains(saf)) == 1
                            ? Crossing.Equal
                            : Crossing.Part
                    )
                )
            )
            .DistinctBy(r => r.Item1);

    /// <summary>How well a requirement is covered.</summary>
    /// <param name="crossed">The requirement and the older ones.</param>
    /// <param name="code">FRAMEWORK:REQUIREMENT of it.</param>
    /// <param name="cited">True where something cites a requirement.</param>
    public static Covers Covering(Crossed crossed, string code, Func<string, bool> cited) =>
        cited(code) || crossed.Olders.Any(o => o.How is Crossing.Equal && cited(o.Older)) ? Covers.Yes
        : crossed.Olders.Any(o => cited(o.Older)) ? Covers.Partly
        : Covers.No;
}
