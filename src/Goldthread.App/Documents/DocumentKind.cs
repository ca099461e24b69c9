using Goldthread.App.Store;

namespace Goldthread.App.Documents;

/// <summary>A document that can be made of any plan. One line of the table is one document: as a page, in print, in Word and on the command line.</summary>
/// <param name="Name">Its word in addresses and on the command line: <c>one-page</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="For">For what it is good, in a sentence.</param>
/// <param name="Make">Makes it of what somebody sees of a plan.</param>
public sealed record DocumentKind(string Name, string Title, string For, Func<PlanWords, Document> Make)
{
    /// <value>All of them.</value>
    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        new("one-page", "Plan on a page", "One sheet of A4, from the values to the measures.", PlanOnAPage.Of),
        new("plan", "The whole plan as a document", "Everything in the plan, to read, to print and to send.", WholePlan.Of),
    ];

    /// <summary>The document of a name.</summary>
    /// <exception cref="Missing">There is none.</exception>
    public static DocumentKind Of(string name) =>
        All.FirstOrDefault(k => k.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new Missing("document");
}
