using System.Text.Json;
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

    internal const string Setting = "put-away:";

    internal static string SettingOf(string plan) => Setting + plan;

    internal static string KeyOf(Finding finding) => $"{finding.Check.Id} {finding.About}";

    internal static IReadOnlySet<string> Read(string? kept) =>
        kept is null ? new HashSet<string>() : JsonSerializer.Deserialize<HashSet<string>>(kept)!;

    internal static string Write(IEnumerable<string> away) => JsonSerializer.Serialize(away.Order(StringComparer.Ordinal));

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
            throw new RuleBroken("Only advice can be put away. Mend this, or ask an approver to let it stand for a time.");
        var name = SettingOf(plan);
        var setting = await work.Db.Settings.FirstOrDefaultAsync(s => s.Name == name);
        var away = Read(setting?.Value).ToHashSet(StringComparer.Ordinal);
        var key = string.IsNullOrEmpty(about) ? check : $"{check} {about}";
        if (back ? !away.Remove(key) : !away.Add(key))
            return;
        if (away.Count > Most)
            throw new RuleBroken($"At most {Most:N0} pieces of advice can be put away one by one. Put all of a check away instead.");
        if (setting is null)
            work.Db.Settings.Add(setting = new SettingRow { Name = name });
        setting.Value = Write(away);
        work.Record(
            plan,
            back ? "TakeBackAdvice" : "PutAwayAdvice",
            "findings",
            null,
            [new Change("advice", back ? Change.Text(key) : "null", back ? "null" : Change.Text(key))]
        );
    }
}
