using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Spc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Readings;

/// <summary>Whose rules judge a chart, and how many points make a shift or a trend.</summary>
/// <param name="Profile">Whose rules.</param>
/// <param name="RunLength">6 or 7; the NHS-R rules are always 7.</param>
public sealed record ChartRules(RuleProfile Profile = RuleProfile.MakingDataCount, int RunLength = 7)
{
    /// <value>What counts until somebody says otherwise.</value>
    public static ChartRules Usual { get; } = new();

    /// <value>The profile as the command line and the API write it: <c>making-data-count</c>.</value>
    public string Word => Profile == RuleProfile.NhsR ? "nhs-r" : "making-data-count";

    /// <summary>"Making Data Count, 7 points make a shift or a trend".</summary>
    public override string ToString() =>
        (Profile == RuleProfile.NhsR ? "NHS-R" : "Making Data Count") + $", {RunLength} points make a shift or a trend";

    /// <summary>The rules of a form's answers.</summary>
    /// <exception cref="RuleBroken">There are no such rules.</exception>
    public static ChartRules Of(string? profile, string? length) =>
        (profile, length) switch
        {
            ("nhs-r", _) => new(RuleProfile.NhsR),
            ("making-data-count", "6") => new(RuleProfile.MakingDataCount, 6),
            ("making-data-count", "7" or null or "") => new(),
            ("making-data-count", _) => throw new RuleBroken("Choose 6 or 7 points.", "points"),
            _ => throw new RuleBroken("Choose Making Data Count or NHS-R.", "rules"),
        };

    internal static ChartRules Of(ChartRulesRow row) =>
        new(row.Rules is "nhs-r" ? RuleProfile.NhsR : RuleProfile.MakingDataCount, row.Points);

    /// <summary>As the record has it: <c>{"rules":"nhs-r","points":7}</c>.</summary>
    internal string ToJson() => JsonSerializer.Serialize(new { rules = Word, points = RunLength });

    /// <summary>The rules that were chosen for a measure, or for the organisation; null where nobody has.</summary>
    internal static Task<ChartRulesRow?> RowAsync(Db db, string owner, string measure) =>
        db.ChartRules.FirstOrDefaultAsync(r => r.Owner == owner && r.Measure == measure);

    /// <summary>Puts these rules into the row, which is made or taken away where it must be.</summary>
    internal static void Store(Db db, ChartRulesRow? row, string owner, string measure, ChartRules? rules)
    {
        if (rules is null)
        {
            db.ChartRules.Remove(row!);
            return;
        }
        if (row is null)
            db.ChartRules.Add(row = new ChartRulesRow { Owner = owner, Measure = measure });
        (row.Rules, row.Points) = (rules.Word, rules.RunLength);
    }
}
