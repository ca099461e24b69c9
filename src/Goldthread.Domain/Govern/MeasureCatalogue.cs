using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>The measures that a plan can take ready-made.</summary>
public sealed class MeasureCatalogue : Part
{
    [Owed]
    public IReadOnlyList<CatalogueMeasure> Measures { get; private set; } = [];
}

/// <summary>A measure of the catalogue, with its definition, direction, chart and requirements.</summary>
[Owed]
public sealed class CatalogueMeasure : Item
{
    [Owed]
    public string Name { get; private set; } = "";

    public string? Domain { get; private set; }

    public string? Numerator { get; private set; }

    public string? Denominator { get; private set; }

    public string? Unit { get; private set; }

    public double? Multiplier { get; private set; }

    public Direction? Direction { get; private set; }

    public string? DirectionNote { get; private set; }

    public Frequency? Frequency { get; private set; }

    public string? FrequencyNote { get; private set; }

    public ChartKind? Chart { get; private set; }

    /// <value>The chart to use where it happens so seldom that the usual one says nothing.</value>
    public ChartKind? ChartWhenRare { get; private set; }

    public IReadOnlyList<ServiceType> ServiceTypes { get; private set; } = [];

    /// <value>The requirements that it answers, each FRAMEWORK:REQUIREMENT.</value>
    public IReadOnlyList<string> Links { get; private set; } = [];

    public string? Source { get; private set; }

    public string? Note { get; private set; }
}
