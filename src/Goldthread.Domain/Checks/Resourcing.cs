using System.Globalization;
using Goldthread.Domain.Develop;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>F. Is there the time and the money?</summary>
static class Resourcing
{
    const string Group = "F Resources";
    const int FewestForOnePerson = 5;

    internal static readonly Check[] Checks =
    [
        new("PL060", "No budget", Severity.Warning, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Nobody can approve a plan without knowing what it costs",
            Fix = "Say what it costs, or why it costs nothing",
            Adds = Develop.BudgetLine.List,
            Look = static (facts, found) =>
            {
                if (facts.Document.Resources?.Budget is not { Lines.Count: > 0 } && Missing(facts.Plan.NilCostReason))
                    found.Plan("The plan has no budget line, and no reason why it costs nothing.");
            },
        },
        new("PL061", "Over-allocated person", Severity.Error, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Nobody can do more hours than they have",
            Fix = "Move or share some of the work",
            Field = "contracted_hours",
            Look = static (facts, found) =>
            {
                var given = new Dictionary<string, Dictionary<DateOnly, decimal>>(StringComparer.Ordinal);
                foreach (var allocation in facts.Document.Resources?.Allocations ?? [])
                {
                    if (allocation is { Staff: { Length: > 0 } staff, Week: { } day })
                    {
                        if (!given.TryGetValue(staff, out var weeks))
                            given[staff] = weeks = [];
                        var monday = Days.MondayOf(day);
                        weeks[monday] = weeks.GetValueOrDefault(monday) + (allocation.Hours ?? 0);
                    }
                }
                foreach (var person in facts.Document.Staff)
                {
                    if (person is not { Id.Length: > 0, ContractedHours: { } contracted } || !given.TryGetValue(person.Id, out var weeks))
                        continue;
                    var leave = WeekHours.DaysAway(person);
                    var worst = weeks
                        .Select(w => (Monday: w.Key, Given: w.Value, Free: WeekHours.Free(person, contracted, w.Key, leave)))
                        .Where(w => w.Given > w.Free)
                        .OrderByDescending(w => w.Given - w.Free)
                        .ThenBy(w => w.Monday)
                        .FirstOrDefault();
                    if (worst.Given > worst.Free)
                    {
                        found.About(
                            person,
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"In the week of {Day(worst.Monday)} {person.Role ?? person.Id} is given {worst.Given:0.##} hours and has {worst.Free:0.##}."
                            )
                        );
                    }
                }
            },
        },
        new("PL062", "Budget exceeded", Severity.Error, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "More is spent than was agreed",
            Fix = "Spend less, or ask for approval",
            Field = "forecast",
            Look = static (facts, found) =>
            {
                if (facts.Document.Resources?.Budget is not { } budget)
                    return;
                var forecast = budget.Lines.Sum(l => l.Forecast ?? l.Planned ?? 0);
                if (forecast > budget.ApprovedTotal)
                    found.Plan(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The forecast of £{forecast:N0} is above the approved £{budget.ApprovedTotal:N0}."
                        ),
                        "resources"
                    );
                foreach (var line in budget.Lines)
                {
                    if (line.Forecast > line.Planned + (line.Tolerance ?? 0))
                    {
                        found.About(
                            line,
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"\"{line.Title ?? line.Id}\" is forecast at £{line.Forecast:N0}, above its £{line.Planned:N0} and tolerance of £{line.Tolerance ?? 0:N0}."
                            )
                        );
                    }
                }
            },
        },
        new("PL063", "Single point of failure", Severity.Warning, "SYL-06", "SYL-07")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "If that person is away, the work stops",
            Fix = "Name somebody who stands in",
            Field = "deputy",
            Look = static (facts, found) =>
            {
                var open = facts.OpenActions.Count;
                if (open < FewestForOnePerson)
                    return;
                foreach (var person in facts.Document.Staff)
                {
                    if (!Missing(person.Deputy) || person.Id.Length == 0)
                        continue;
                    var own = facts.OpenActions.Count(a => a.Accountable.Contains(person.Id, StringComparer.Ordinal));
                    if (own * 5 > open * 2)
                        found.About(person, $"{person.Role ?? person.Id} answers for {own} of {open} open actions and has no deputy.");
                }
            },
        },
        new("PL064", "Staffing establishment below need", Severity.Warning, "SYL-07")
        {
            Group = Group,
            Stage = Stage.Develop,
            Why = "Too few staff is not safe",
            Fix = "Add an action to find staff, and a risk for the time until then",
            Field = "available_fte",
            Look = static (facts, found) =>
            {
                foreach (var post in facts.Document.Resources?.Establishment ?? [])
                {
                    if (post.AvailableFte < post.NeededFte)
                    {
                        found.About(
                            post,
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{post.Role}: {post.AvailableFte:0.##} available, {post.NeededFte:0.##} needed."
                            )
                        );
                    }
                }
            },
        },
    ];
}
