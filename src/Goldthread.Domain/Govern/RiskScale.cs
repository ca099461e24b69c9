using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>The scale by which risks are measured: what the steps mean, what their product means, and what is accepted. It is data, since many bodies have a wording of their own.</summary>
public sealed class RiskScale : Part
{
    [Owed]
    public IReadOnlyList<RiskStep> Likelihood { get; private set; } = [];

    [Owed]
    public IReadOnlyList<RiskStep> Consequence { get; private set; } = [];

    /// <value>What a consequence means for what would be harmed.</value>
    public IReadOnlyList<RiskAnchors> Anchors { get; private set; } = [];

    [Owed]
    public IReadOnlyList<RiskBand> Bands { get; private set; } = [];

    /// <value>What is accepted where a risk does not say itself how large it may be; the one without a category for all others.</value>
    [Owed]
    public IReadOnlyList<RiskAppetite> Accepts { get; private set; } = [];

    /// <summary>What a score means: "high". A score between two bands belongs to the upper one.</summary>
    /// <param name="score">From 1 to 25.</param>
    public RiskBand BandOf(int score) => Bands.FirstOrDefault(b => score <= b.To) ?? Bands[^1];

    /// <summary>How dark a score is drawn: the place of its band.</summary>
    public int WeightOf(int score) => Bands.TakeWhile(b => b != BandOf(score)).Count();

    /// <summary>A score in words and as a number: "9 of 25, high".</summary>
    public string Read(int score) => $"{score} of 25, {BandOf(score).Name}";

    /// <summary>The largest that is accepted of a risk: what it says itself, else what is accepted of what it would harm.</summary>
    public int AcceptedOf(Risk risk) =>
        risk.Target?.Score
        ?? (Accepts.FirstOrDefault(a => a.Category is { } category && category == risk.Category) ?? Accepts.First(a => a.Category is null))
            .Most!
            .Value;
}

/// <summary>One step of a scale.</summary>
public sealed class RiskStep : Part
{
    [Owed]
    [Within(1, 5)]
    public int? Step { get; private set; }

    [Owed]
    public string Name { get; private set; } = "";

    public string? Says { get; private set; }

    /// <value>Its share where something happens once or not at all.</value>
    public string? Once { get; private set; }
}

/// <summary>What the five steps of consequence mean for what would be harmed.</summary>
public sealed class RiskAnchors : Part
{
    [Owed]
    public RiskCategory? Category { get; private set; }

    [Owed]
    public IReadOnlyList<string> Steps { get; private set; } = [];
}

/// <summary>What scores mean, from the lowest band up.</summary>
public sealed class RiskBand : Part
{
    [Owed]
    public string Name { get; private set; } = "";

    [Owed]
    [Within(1, 25)]
    public int? From { get; private set; }

    [Owed]
    [Within(1, 25)]
    public int? To { get; private set; }
}

/// <summary>The largest risk that is accepted.</summary>
public sealed class RiskAppetite : Part
{
    public RiskCategory? Category { get; private set; }

    [Owed]
    [Within(1, 25)]
    public int? Most { get; private set; }
}
