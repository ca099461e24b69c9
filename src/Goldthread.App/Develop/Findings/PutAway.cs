using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Findings;

/// <summary>
/// Advice that a plan's people have read and put away: one finding, <c>PL134 adaptations/AD1</c>, or all of a check, <c>PL134</c>. It is kept with the
/// plan in this installation; the plan file has no place for it, since it changes nothing in the plan.
/// </summary>
public static class PutAway
{
    /// <summary>The greatest number of lines that one plan keeps.</summary>
    public const int Most = 1000;

    internal static string KeyOf(Finding finding) => KeyOf(finding.Check.Id, finding.About);

    /// <summary>What was put away, as one text: <c>PL134 adaptations/AD1</c>, or <c>PL134</c> for all of a check.</summary>
    internal static string KeyOf(string check, string about) => about.Length == 0 ? check : $"{check} {about}";

    /// <summary>What a plan's people have put away.</summary>
    internal static async Task<IReadOnlySet<string>> OfAsync(Db db, string plan) =>
        (await db.PutAway.AsNoTracking().Where(a => a.Plan == plan).ToListAsync())
            .Select(a => KeyOf(a.CheckId, a.About))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Puts advice away, or takes it back.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="check">The check; only advice can be put away.</param>
    /// <param name="about">What the finding is about, <c>adaptations/AD1</c>; null for all findings of the check.</param>
    /// <param name="back">True to take it back.</param>
    /// <exception cref="RuleBroken">It is an error or a warning, or too much is put away.</exception>
    public static async Task RunAsync(Work work, string plan, string check, string? about, bool back)
    {
        await work.PlanAsync(plan, Permission.WritePlans);
        if (Check.Find(check) is not { } known || about?.Length > 200)
            throw new Missing("finding");
        if (known.Severity != Severity.Info && !known.MayBeAdvice)
            throw new RuleBroken("Only advice can be hidden. Mend this, or ask an approver to accept it for now.");
        about ??= "";
        var row = await work.Db.PutAway.FirstOrDefaultAsync(a => a.Plan == plan && a.CheckId == check && a.About == about);
        if (back == row is null)
            return;
        if (row is not null)
            work.Db.PutAway.Remove(row);
        else if (await work.Db.PutAway.CountAsync(a => a.Plan == plan) >= Most)
            throw new RuleBroken($"At most {Most:N0} pieces of advice can be hidden one by one. Hide all of a check instead.");
        else
            work.Db.PutAway.Add(
                new PutAwayRow
                {
                    Plan = plan,
                    CheckId = check,
                    About = about,
                }
            );
        var key = KeyOf(check, about);
        work.Record(
            plan,
            back ? "TakeBackAdvice" : "PutAwayAdvice",
            "findings",
            null,
            [new Change("advice", back ? Change.Text(key) : "null", back ? "null" : Change.Text(key))]
        );
    }
}
