using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Checks;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Blocks approval of a plan, never saving it.</summary>
    Error,

    /// <summary>Wants a mended plan or a reasoned waiver.</summary>
    Warning,

    /// <summary>Good to know; can be put away.</summary>
    [Reads("advice")]
    Info,
}
