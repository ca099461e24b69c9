namespace Goldthread.Web.Parts;

/// <summary>The head of every page of a plan: what plan it is, how it hangs together, and where in the cycle one is. Set it with <c>HttpContext.Features.Set</c> and use the layout <c>_Plan</c>.</summary>
/// <param name="Title">The plan's title.</param>
/// <param name="Href">The plan's first page.</param>
public sealed record PlanHead(string Title, string Href)
{
    /// <value>The area, or null.</value>
    public string? Area { get; init; }

    /// <value>The period as people write it: "1 Apr 2026 to 31 Mar 2027".</value>
    public string? Period { get; init; }

    /// <value>Its status in a word: "Draft", "Approved".</value>
    public string? Status { get; init; }

    /// <value>From value to the thing that the page is about; empty for no thread.</value>
    public IReadOnlyList<Knot> LineOfSight { get; init; } = [];

    /// <value>The stages, in the order of the cycle.</value>
    public IReadOnlyList<StageTab> Stages { get; init; } = [];

    /// <value>Where the person is on the way through what is to be finished before approval; null where they are not on it.</value>
    public FinishWalk? Walk { get; init; }

    /// <value>The things of the present stage; empty for no side list.</value>
    public IReadOnlyList<SideGroup> Side { get; init; } = [];
}

/// <summary>One knot of the thread: a value, a strategic objective, an objective, an action, a measure, a piece of evidence.</summary>
/// <param name="Kind">What it is: "Objective".</param>
/// <param name="Text">Its title; empty where it is missing.</param>
/// <param name="Href">Its page, or null.</param>
public sealed record Knot(string Kind, string Text, string? Href = null)
{
    /// <value>Why the thread is cut before this knot, as a sentence; null where it holds.</value>
    public string? Cut { get; init; }

    /// <value>Where the cut is mended, for somebody who may; null for nowhere.</value>
    public string? Mend { get; init; }

    /// <value>True where it is cut on the side of the purpose: it serves nothing. Else something is missing after it.</value>
    public bool IsLoose { get; init; }

    /// <value>True for the thing that the page is about.</value>
    public bool IsCurrent { get; init; }

    /// <value>A short fact beside it: "92 % in October".</value>
    public string? Fact { get; init; }

    /// <value>What hangs on it, on the page of the whole thread.</value>
    public IReadOnlyList<Knot> Below { get; init; } = [];
}

/// <summary>One stage in the navigation of a plan.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Its page.</param>
/// <param name="Waiting">How many things wait in it.</param>
/// <param name="IsCurrent">True where the page is in it.</param>
public sealed record StageTab(string Text, string Href, int Waiting = 0, bool IsCurrent = false);

/// <summary>Some things of a stage under one word.</summary>
/// <param name="Title">The word; null for none.</param>
/// <param name="Items">The things.</param>
public sealed record SideGroup(string? Title, IReadOnlyList<SideItem> Items)
{
    /// <value>True for what is no place of the plan: it says nothing of where one is.</value>
    public bool IsBeside { get; init; }
}

/// <summary>One line of the side list.</summary>
/// <param name="Text">What is there.</param>
/// <param name="Href">Its page.</param>
/// <param name="Count">How many there are; null or 0 shows nothing.</param>
/// <param name="IsCurrent">True where the page is there.</param>
public sealed record SideItem(string Text, string Href, int? Count = null, bool IsCurrent = false);
