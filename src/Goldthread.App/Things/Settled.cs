using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Things;

/// <summary>What stands once it is said: a prediction, a held review. Whatever way a change comes, it is refused at the one door.</summary>
static class Settled
{
    /// <value>The lists that hold what may stand so.</value>
    public static IReadOnlyList<string> Lists { get; } =
    [.. Thing.All.Where(t => t.Shape.Type.GetMethod(nameof(Part.Settled))!.DeclaringType != typeof(Part)).Select(t => t.List)];

    /// <exception cref="RuleBroken">A field that stands would change.</exception>
    public static void Refuse(Part old, IEnumerable<Change> changes)
    {
        if (old.Settled() is not { } settled)
            return;
        var touched = changes.Where(c => settled.Fields.Contains(c.Field)).Select(c => new Refusal(c.Field, settled.Why)).ToList();
        if (touched.Count > 0)
            throw new RuleBroken(touched);
    }

    /// <exception cref="RuleBroken">It holds what stands.</exception>
    public static void RefuseRemoval(Part old)
    {
        if (old.Settled() is { } settled)
            throw new RuleBroken(settled.Why);
    }

    /// <summary>What a plan file would change of it stays as it is.</summary>
    /// <returns>True where the file said something else.</returns>
    public static bool Keep(Shape shape, Part old, Part now)
    {
        if (old.Settled() is not { } settled)
            return false;
        var other = false;
        foreach (var field in settled.Fields.Select(f => shape[f]))
        {
            other |= Shape.ToJson(field, old) != Shape.ToJson(field, now);
            field.Set(now, field.Get(old));
        }
        return other;
    }
}
