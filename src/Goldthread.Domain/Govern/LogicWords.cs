using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>The words by which an output of a logic model is told from an outcome.</summary>
public sealed class LogicWords : Part
{
    /// <value>Words that say that work was done, and not what it changed.</value>
    [Owed]
    public IReadOnlyList<string> DoneWords { get; private set; } = [];

    internal Phrases Done => LazyInitializer.EnsureInitialized(ref done, () => new(DoneWords));

    Phrases? done;
}
