using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;

namespace Goldthread.Domain.Learn;

/// <summary>A broken plan to be mended: what is wrong with it, which day counts as today, and what helps. Content, not code: <c>catalogue/exercises</c>.</summary>
[Owed]
public sealed class Exercise : Item
{
    /// <value>How hard it is, from 1 to 4.</value>
    [Owed]
    [Within(1, 4)]
    public int? Level { get; private set; }

    [Owed]
    public string Title { get; private set; } = "";

    [Owed]
    public ServiceType? Service { get; private set; }

    [Owed]
    public Jurisdiction? Nation { get; private set; }

    /// <value>The day that counts as today: without it an exercise would be another one every day.</value>
    [Owed]
    public DateOnly? Day { get; private set; }

    /// <value>What happened there, in a few sentences.</value>
    [Owed]
    public string Story { get; private set; } = "";

    /// <value>What was broken on purpose.</value>
    [Owed]
    public IReadOnlyList<PlantedFault> Faults { get; private set; } = [];

    /// <value>Three hints, each telling more.</value>
    [Owed]
    public IReadOnlyList<string> Hints { get; private set; } = [];

    /// <value>What an examiner would say.</value>
    [Owed]
    public string Examiner { get; private set; } = "";
}

/// <summary>A fault that was planted: what a check finds, and about what.</summary>
[Owed]
public sealed class PlantedFault : Part
{
    [Owed]
    [Known(Known.Check)]
    public string Check { get; private set; } = "";

    /// <value>What it is about, as findings say: <c>objectives/O1</c>, or <c>plan</c>.</value>
    [Owed]
    public string About { get; private set; } = "";

    /// <value>True where to take it out is one way to mend it.</value>
    public bool? MayGo { get; private set; }
}
