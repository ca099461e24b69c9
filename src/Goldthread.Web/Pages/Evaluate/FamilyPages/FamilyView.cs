using Goldthread.Domain.Evaluate;

namespace Goldthread.Web.Pages.Evaluate.FamilyPages;

/// <summary>The forms of a page for families, each with the end of its address.</summary>
public enum FamilyForm
{
    Page,
    Easy,
    Large,
    Poster,
}

/// <summary>A page for families as it is drawn.</summary>
/// <param name="Page">What it says.</param>
/// <param name="Form">In which form.</param>
/// <param name="On">The day on which it was published; null for a draft that never was.</param>
public sealed record FamilyView(FamilyPage Page, FamilyForm Form, DateOnly? On)
{
    /// <value>True inside the plan's workspace, below a heading of its own.</value>
    public bool IsDraft { get; init; }

    /// <value>How the heading of a part is marked up.</value>
    public string Heading => IsDraft ? "h3" : "h2";

    /// <summary>Did it help, in one sentence.</summary>
    public static string Helped(FamilyPromise promise) =>
        promise.Helped switch
        {
            Domain.Monitor.Helped.Yes => "Yes.",
            Domain.Monitor.Helped.Partly => "A little.",
            Domain.Monitor.Helped.No => "No, not yet.",
            _ => "We do not know yet.",
        };

    /// <summary>The easy-read lines under each heading that has some.</summary>
    public IEnumerable<IGrouping<EasyPlace, EasyLine>> Easy =>
        Page.Lines.Where(l => l.Under is not null && l.Picture is not null).GroupBy(l => l.Under!.Value).OrderBy(g => g.Key);

    /// <summary>The heading of a group of easy-read lines.</summary>
    public static string HeadingOf(EasyPlace place) =>
        PlanPage.Capital(Domain.Shapes.Words.Read(place)) + (place is EasyPlace.Helped ? "?" : "");
}
