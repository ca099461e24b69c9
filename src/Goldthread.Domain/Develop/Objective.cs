using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Develop;

/// <summary>What the plan sets out to change, in the area's own power and within the plan's time.</summary>
[Thing("objectives", Stage.Develop, "objective", "O", Why = "An objective says what will be different, for whom and by when.")]
public sealed class Objective : Item
{
    /// <value>What will be different.</value>
    [Owed]
    [AsksWhy]
    [Asks("What will be different?", Hint = "Say from what to what, by when. One thing only.")]
    public string Title { get; private set; } = "";

    /// <value>The day by which it is reached.</value>
    [AsksWhy]
    [Asks("By when?")]
    public DateOnly? Due { get; private set; }
}
