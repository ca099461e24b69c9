using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Monitor.MyWork;

/// <summary>My work as a manager reads it when the week begins: what is late, what moved since last Monday, what to decide. A few lines of each, in one screen.</summary>
public sealed class MondayModel(FirstVisit firstVisit) : IndexModel(firstVisit)
{
    /// <summary>Lines of each part: what fits one screen.</summary>
    const int MostOfEach = 6;

    /// <summary>One of the three parts.</summary>
    /// <param name="Title">What it is.</param>
    /// <param name="Count">How many there are: "6", or "20 or more".</param>
    /// <param name="Quiet">What is said where there are none.</param>
    /// <param name="Lines">The first of them: what it is, and what is to be known of it.</param>
    /// <param name="More">How many are not shown.</param>
    public sealed record Part(string Title, string Count, string Quiet, IReadOnlyList<(Inline What, string Says)> Lines, int More);

    /// <value>The Monday of this week.</value>
    public DateOnly Week => Days.MondayOf(Today);

    /// <value>The Monday before it: from then on something moved.</value>
    public DateOnly From => Week.AddDays(-7);

    DateOnly Today => Clock.Today();

    /// <value>Late, moved, to decide.</value>
    public IReadOnlyList<Part> Parts
    {
        get
        {
            var moved = MovedFrom(From);
            return
            [
                // Of several services a row each: 240 late actions of 40 services are no list.
                Late(),
                Of(
                    "Moved since " + Days.Read(From),
                    $"No measure changed beyond chance since {Days.Read(From)}.",
                    moved,
                    f => Inline.Of(new Link(f.Title, To.Item(f.Plan, Thing.Of<Domain.Monitor.Measure>(), f.Id))),
                    f => f.Says
                ),
                Of(
                    "To decide",
                    "Nothing waits for a decision of yours.",
                    ToDecide,
                    d => d.What,
                    d => d.Due is { } due ? $"{d.Kind}, {(due < Today ? "since" : "by")} {Days.Read(due)}" : d.Kind
                ),
            ];
        }
    }

    Part Late()
    {
        var services = Waits.Services.Where(s => s.Late > 0).ToList();
        var part = Of(
            "Late",
            Quiet("No action is late."),
            services.Count > 0 && Waits.LateOwn < Waits.LateCount ? [] : Waits.Late,
            l => Inline.Of(new Link(l.Title, To.Item(l.Plan, Thing.Find(l.List)!, l.Id))),
            l => l.Due is { } due ? $"{Several.Count(Today.DayNumber - due.DayNumber, "day")} late" : ""
        );
        if (part.Lines.Count > 0 || services.Count == 0)
            return part with { Count = $"{Waits.LateCount:N0}", More = Waits.LateCount - part.Lines.Count };
        return Of(
            "Late",
            "",
            services,
            s => Inline.Of(new Link(s.Title, To.List(s.Plan, Thing.Of<Domain.Implement.Action>()) + "?state=late")),
            s => Several.Count(s.Late, "late action")
        ) with
        {
            Count = Waits.LateCount >= Waits.MostLines ? $"{Waits.MostLines} or more" : $"{Waits.LateCount:N0}",
        };
    }

    static Part Of<T>(string title, string quiet, IReadOnlyList<T> all, Func<T, Inline> what, Func<T, string> says) =>
        new(
            title,
            $"{all.Count:N0}",
            quiet,
            [.. all.Take(MostOfEach).Select(one => (what(one), says(one)))],
            Math.Max(0, all.Count - MostOfEach)
        );

    /// <value>The sentence that opens the page.</value>
    public string Opens =>
        Plans == 0 ? "You see no plan yet."
        : Parts.All(p => p.Lines.Count == 0) ? Quiet("Nothing is late.") + " Nothing moved, and nothing waits for you to decide."
        : string.Join(", ", Parts.Where(p => p.Lines.Count > 0).Select(p => $"{p.Count} {char.ToLowerInvariant(p.Title[0])}{p.Title[1..]}"))
            + ".";
}
