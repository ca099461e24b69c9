using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>Ways of leading people through a change, with the steps of each.</summary>
public sealed class ChangeModels : Part
{
    [Owed]
    public IReadOnlyList<ChangeModelSteps> Models { get; private set; } = [];
}

/// <summary>The steps of a model of change.</summary>
public sealed class ChangeModelSteps : Part
{
    [Owed]
    public ChangeModel? Model { get; private set; }

    [Owed]
    public IReadOnlyList<ChangeModelStep> Steps { get; private set; } = [];
}

/// <summary>One step of a model of change.</summary>
public sealed class ChangeModelStep : Part
{
    [Owed]
    public string Name { get; private set; } = "";

    [Owed]
    public string Says { get; private set; } = "";
}
