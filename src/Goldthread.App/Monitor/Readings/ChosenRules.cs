using Goldthread.App.Store;
using Goldthread.Spc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Readings;

/// <summary>The rules that were chosen for a measure or for the organisation, as the database keeps them.</summary>
static class ChosenRules
{
    /// <summary>The rules that a row says.</summary>
    public static ChartRules Of(ChartRulesRow row) => Of(row.Rules, row.Points);

    /// <inheritdoc cref="Of(ChartRulesRow)"/>
    public static ChartRules Of(string rules, int points) => new(rules is "nhs-r" ? RuleProfile.NhsR : RuleProfile.MakingDataCount, points);

    /// <summary>What was chosen for a measure, or with no measure for the organisation; null where nobody has.</summary>
    public static Task<ChartRulesRow?> RowAsync(Db db, string owner, string measure) =>
        db.ChartRules.FirstOrDefaultAsync(r => r.Owner == owner && r.Measure == measure);

    /// <summary>Puts rules into the row, which is made or taken away where it must be.</summary>
    public static void Store(Db db, ChartRulesRow? row, string owner, string measure, ChartRules? rules)
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
