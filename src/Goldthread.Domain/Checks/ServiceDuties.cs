using Goldthread.Domain.Develop;
using static Goldthread.Domain.Checks.Facts;

namespace Goldthread.Domain.Checks;

/// <summary>N. Are the duties kept that the law gives this kind of service?</summary>
static class ServiceDuties
{
    const string Group = "N Service duties";
    const int VisitDays = 31;
    const int ReviewDays = 183;

    internal static readonly Check[] Checks =
    [
        new("PL150", "Reg 44 / reg 45 not scheduled", Severity.Error, "SYL-11")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "The law asks for both in a children's home",
            Fix = "Plan the visits and the reviews",
            Field = "childrens_home",
            Look = static (facts, found) =>
            {
                if (!facts.Area.ServiceTypes.Contains(ServiceType.ChildrensHome))
                    return;
                var duties = facts.Document.ChildrensHome;
                var gap =
                    Gap(facts, duties?.Reg44Visits ?? [], VisitDays, "regulation 44 visits")
                    ?? Gap(facts, duties?.Reg45Reviews ?? [], ReviewDays, "regulation 45 reviews");
                if (gap is not null)
                    found.Plan(gap);
            },
        },
        new("PL151", "Statement of purpose mismatch", Severity.Warning, "SYL-01", "SYL-13")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "The law asks that it says what the service really does",
            Fix = "Bring it up to date, and tell the regulator",
            Field = "childrens_home",
            Look = static (facts, found) =>
            {
                if (facts.Document.ChildrensHome is { PlanChangesPurpose: true, PurposeUpdated: null })
                    found.Plan("The plan changes the home's purpose, and the statement of purpose was not brought up to date.");
            },
        },
        new("PL152", "Notification duty untracked", Severity.Error, "SYL-13")
        {
            Group = Group,
            Stage = Stage.Monitor,
            Why = "The law asks that the regulator is told",
            Fix = "Tell the regulator, and write down when",
            Field = "notified",
            Look = static (facts, found) =>
            {
                foreach (var notification in facts.Document.Notifications)
                {
                    if (notification is { Notifiable: true, Notified: null })
                        found.About(notification, $"The incident of {Day(notification.On)} has to be told to the regulator, and was not.");
                }
            },
        },
    ];

    /// <summary>What is wrong with the days of a duty: none at all, or two that are too far apart (of a live plan, the last one and today).</summary>
    static string? Gap(Facts facts, IReadOnlyList<DateOnly> days, int most, string what)
    {
        if (days.Count == 0)
            return $"No {what} are planned.";
        DateOnly[] inOrder = [.. days.Order()];
        for (var i = 1; i < inOrder.Length; i++)
        {
            if (inOrder[i].DayNumber - inOrder[i - 1].DayNumber > most)
                return $"The {what} of {Day(inOrder[i - 1])} and {Day(inOrder[i])} are more than {most} days apart.";
        }
        return facts.IsLive && facts.Today.DayNumber - inOrder[^1].DayNumber > most
            ? $"The last of the {what} was on {Day(inOrder[^1])}, more than {most} days ago."
            : null;
    }
}
