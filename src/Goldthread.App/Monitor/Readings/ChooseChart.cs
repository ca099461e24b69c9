using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Monitor.Readings;

/// <summary>Chooses how the chart of one measure is drawn and judged.</summary>
public static class ChooseChart
{
    /// <param name="work">The operation under way.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="measureId">The measure.</param>
    /// <param name="version">The measure's version that the person saw.</param>
    /// <param name="chart">The kind of chart.</param>
    /// <param name="rules">Rules of its own, or null for those of the organisation.</param>
    /// <param name="reason">Why; owed where the plan is approved, and always for rules of its own.</param>
    /// <returns>True where something changed.</returns>
    public static async Task<bool> RunAsync(
        Work work,
        string planId,
        string measureId,
        int version,
        Domain.Monitor.ChartKind chart,
        ChartRules? rules,
        string? reason
    )
    {
        var thing = Thing.Of<Measure>();
        var holder = await work.HolderAsync(planId);
        var row = await Items.RowAsync(work, holder, thing, measureId);
        Acceptance.Allow(work.Actor, holder, thing, row);
        var measure = ItemRows.Read<Measure>(row);
        var chosen = await ChosenRules.RowAsync(work.Db, planId, measureId);
        var old = chosen is null ? null : ChosenRules.Of(chosen);
        var judged = old != rules;
        var drawn = measure.Chart != chart;
        if (!judged && !drawn)
            return false;
        Acceptance.OweReason(holder, true, reason);
        if (judged && rules is not null && string.IsNullOrWhiteSpace(reason))
            throw new RuleBroken("Say why this measure has rules of its own.", "reason");
        if (judged)
        {
            ChosenRules.Store(work.Db, chosen, planId, measureId, rules);
            work.Record(
                planId,
                "ChooseChart",
                thing.List,
                measureId,
                [new("rules", old?.ToJson() ?? "null", rules?.ToJson() ?? "null")],
                reason
            );
            await work.Db.SaveChangesAsync();
        }
        if (drawn)
            await EditItem.RunAsync(
                work,
                planId,
                thing,
                measureId,
                version,
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["chart"] = chart },
                reason
            );
        else
            await RecordReadings.JudgeAgainAsync(work, planId, measure);
        return true;
    }
}
