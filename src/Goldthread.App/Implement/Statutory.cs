using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Implement;

/// <summary>The statutory calendar that ships with the product, and how a line of it becomes an action that comes back.</summary>
public static class Statutory
{
    static readonly Lazy<StatutoryCalendar> Shipped = new(() =>
        Govern.Frameworks.Shipped.Load<StatutoryCalendar>("catalogue/statutory.yaml")
    );

    /// <value>The calendar.</value>
    public static StatutoryCalendar Calendar => Shipped.Value;

    /// <summary>Adds a line as an action of the plan.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="line">The line's id.</param>
    /// <param name="due">When it is due first.</param>
    /// <param name="accountable">Who answers for it, by the id in the staff list.</param>
    /// <param name="every">How often, where the service decides; of a firm line it is the line's.</param>
    /// <param name="of">Every how many of them.</param>
    /// <returns>The action's id.</returns>
    /// <exception cref="RuleBroken">Something is missing.</exception>
    public static async Task<string> AddAsync(
        Work work,
        string plan,
        string line,
        DateOnly? due,
        string? accountable,
        Rhythm? every,
        int? of
    )
    {
        var holder = await work.HolderAsync(plan);
        Acceptance.Allow(work.Actor, holder, Thing.Of<Action>(), null);
        var asked = Calendar.Lines.FirstOrDefault(l => l.Id == line) ?? throw new Missing("line of the statutory calendar");
        List<Refusal> refusals = [];
        if (due is null)
            refusals.Add(new("due", "Say when it is due first, such as 31 3 2027."));
        if (string.IsNullOrWhiteSpace(accountable))
            refusals.Add(new("accountable", "Choose who answers for it."));
        if (!asked.IsFirm && every is null)
            refusals.Add(new("every", "Say how often it comes back: your own assessment decides."));
        if (of is < 1 or > 99)
            refusals.Add(new("of", "Write a whole number from 1 to 99."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        return await AddItem.RunAsync(
            work,
            plan,
            Thing.Of<Action>(),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["title"] = asked.Title,
                ["kind"] = ActionKind.Monitor,
                ["accountable"] = new[] { accountable! },
                ["due"] = due,
                ["repeats"] = asked.IsFirm
                    ? Repeats.Each(asked.Every!.Value, asked.Of, asked.Id)
                    : Repeats.Each(every!.Value, of, asked.Id),
            }
        );
    }
}
