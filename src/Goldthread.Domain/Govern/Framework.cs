using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;

namespace Goldthread.Domain.Govern;

/// <summary>A regulator's framework, a law, a syllabus or a unit of a qualification, as versioned data that ships with the product.</summary>
public sealed class Framework : Part
{
    [Owed]
    [IsId]
    public string Id { get; private set; } = "";

    [Owed]
    public FrameworkKind? Kind { get; private set; }

    [Owed]
    public string Name { get; private set; } = "";

    [Owed]
    public string Publisher { get; private set; } = "";

    /// <value>Where it applies.</value>
    [Owed]
    public IReadOnlyList<Jurisdiction> Jurisdictions { get; private set; } = [];

    /// <value>To which services it applies.</value>
    [Owed]
    public IReadOnlyList<ServiceType> AppliesTo { get; private set; } = [];

    [Owed]
    public string Version { get; private set; } = "";

    public string? Supersedes { get; private set; }

    public DateOnly? EffectiveFrom { get; private set; }

    public DateOnly? EffectiveTo { get; private set; }

    [Owed]
    public FrameworkStatus? Status { get; private set; }

    /// <value>Whether its numbers and wording were compared with the publisher's.</value>
    [Owed]
    public Checked? Checked { get; private set; }

    /// <value>The day on which they were last compared.</value>
    public DateOnly? CheckedOn { get; private set; }

    /// <value>What was compared and what was not.</value>
    public string? CheckedNote { get; private set; }

    public string? StatusNote { get; private set; }

    public FrameworkSource? Source { get; private set; }

    [Owed]
    public string Licence { get; private set; } = "";

    public IReadOnlyList<string> Ratings { get; private set; } = [];

    public string? RatingNote { get; private set; }

    public string? RatingThresholdsNote { get; private set; }

    public string? ReplacesNote { get; private set; }

    public IReadOnlyList<string> EvidenceCategories { get; private set; } = [];

    public string? Counts { get; private set; }

    public string? RegsNote { get; private set; }

    [Owed]
    public IReadOnlyList<Requirement> Requirements { get; private set; } = [];

    /// <summary>The requirement of an id, or null.</summary>
    public Requirement? Find(ReadOnlySpan<char> id) =>
        LazyInitializer
            .EnsureInitialized(ref byId, () => Requirements.DistinctBy(r => r.Id).ToDictionary(r => r.Id, StringComparer.Ordinal))
            .GetAlternateLookup<ReadOnlySpan<char>>()
            .TryGetValue(id, out var found)
            ? found
            : null;

    Dictionary<string, Requirement>? byId;

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (EffectiveTo < EffectiveFrom)
            yield return new RuleBroken("A framework cannot end before it starts.", "effective_to");
        foreach (var requirement in Requirements)
        {
            if (requirement.Parent is { } parent && Find(parent) is null)
                yield return new RuleBroken($"{requirement.Id}: its parent {parent} is not in this framework.", "requirements");
            var up = requirement;
            for (var steps = 0; up is not null; steps++)
            {
                if (steps > Requirements.Count)
                {
                    yield return new RuleBroken($"{requirement.Id} is below itself.", "requirements");
                    break;
                }
                up = up.Parent is null ? null : Find(up.Parent);
            }
        }
    }
}

/// <summary>The kinds of frameworks.</summary>
public enum FrameworkKind
{
    Framework,

    [Reads("unit of a qualification")]
    Unit,
    Syllabus,
}

/// <summary>Whether a framework is in use.</summary>
public enum FrameworkStatus
{
    Current,
    Draft,
    Superseded,
    Legacy,
}

/// <summary>Whether data was compared with its source.</summary>
public enum Checked
{
    Yes,
    Partly,
    No,
}

/// <summary>Where a framework was taken from.</summary>
public sealed class FrameworkSource : Part
{
    public string? Title { get; private set; }

    public string? Organisation { get; private set; }

    public string? Year { get; private set; }

    /// <value>Where it stands.</value>
    public string? Address { get; private set; }

    /// <value>The day of what was read.</value>
    public DateOnly? On { get; private set; }
}

/// <summary>One requirement of a framework; plans cite it as FRAMEWORK:REQUIREMENT.</summary>
[Owed]
public sealed class Requirement : Item
{
    [Owed]
    public string Title { get; private set; } = "";

    public string? Text { get; private set; }

    /// <value>The requirement above it, or null.</value>
    public string? Parent { get; private set; }

    /// <value>What the publisher calls it: key-question, quality-statement, regulation, criterion.</value>
    public string? Kind { get; private set; }

    /// <value>True where it is about keeping people safe from abuse; its children do not inherit it.</value>
    public bool? Safeguarding { get; private set; }

    /// <value>Null while it stands; else what became of it: withdrawn, superseded, not-in-force. What plans could cite is never taken out of its file.</value>
    public string? Status { get; private set; }

    /// <value>Where this very line was taken from, where that is not the framework's own source.</value>
    public string? Source { get; private set; }

    /// <value>The day on which this line was compared with it.</value>
    public DateOnly? CheckedOn { get; private set; }

    /// <value>Requirements of cqc-regulations that it rests on.</value>
    public IReadOnlyList<string> Regs { get; private set; } = [];

    public IReadOnlyList<string> Topics { get; private set; } = [];

    /// <value>Quality statements of cqc-saf that it takes the place of.</value>
    public IReadOnlyList<string> ReplacesSaf { get; private set; } = [];

    /// <value>Requirements of older frameworks whose place it takes, each with how far.</value>
    public IReadOnlyList<Replaced> Replaces { get; private set; } = [];
}
