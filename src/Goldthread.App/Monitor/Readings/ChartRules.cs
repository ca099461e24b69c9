using System.Text.Json;
using Goldthread.Domain;
using Goldthread.Spc;

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

    /// <summary>As the record has it: <c>{"rules":"nhs-r","points":7}</c>.</summary>
    internal string ToJson() => JsonSerializer.Serialize(new { rules = Word, points = RunLength });
}
