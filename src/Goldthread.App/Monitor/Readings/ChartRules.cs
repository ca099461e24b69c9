using System.Text.Json;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
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

    internal string ToJson() => JsonSerializer.Serialize(new { rules = Word, points = RunLength });

    internal static ChartRules FromJson(string json)
    {
        using var read = JsonDocument.Parse(json);
        return new(
            read.RootElement.GetProperty("rules").GetString() is "nhs-r" ? RuleProfile.NhsR : RuleProfile.MakingDataCount,
            read.RootElement.GetProperty("points").GetInt32()
        );
    }

    /// <summary>The setting's name: of the organisation, or of one measure. What the plan file knows nothing of is kept beside the plan.</summary>
    internal const string Setting = "charts";

    internal static string SettingOf(string plan, string measure) =>
        $"{Setting}/{Uri.EscapeDataString(plan)}/{Uri.EscapeDataString(measure)}";
}

/// <summary>What a chart stands on besides the measure and its figures: whose rules, and what its target was before.</summary>
/// <param name="Rules">Whose rules.</param>
/// <param name="Targets">The adaptations of the measure's target, in order of their days.</param>
/// <param name="IsOwn">True where the rules were chosen for this measure.</param>
public sealed record ChartBasis(ChartRules Rules, IReadOnlyList<Adaptation> Targets, bool IsOwn = false)
{
    /// <value>The usual rules and one target for all time.</value>
    public static ChartBasis Usual { get; } = new(ChartRules.Usual, []);
}

/// <summary>What the charts of a plan stand on; one query.</summary>
public sealed class ChartBases
{
    readonly string plan;
    readonly Dictionary<string, ChartRules> rules;
    readonly ILookup<string, Adaptation> targets;

    ChartBases(string plan, Dictionary<string, ChartRules> rules, IEnumerable<Adaptation> adaptations)
    {
        this.plan = plan;
        this.rules = rules;
        targets = adaptations
            .Where(a => a is { Field: AdaptedField.Target, About: not null, On: not null })
            .OrderBy(a => a.On)
            .ToLookup(a => a.About!, StringComparer.Ordinal);
    }

    /// <value>The organisation's rules.</value>
    public ChartRules Organisation => rules.GetValueOrDefault(ChartRules.Setting, ChartRules.Usual);

    /// <summary>Of one measure.</summary>
    public ChartBasis Of(string measure)
    {
        var own = rules.GetValueOrDefault(ChartRules.SettingOf(plan, measure));
        return new(own ?? Organisation, [.. targets[measure]], own is not null);
    }

    /// <summary>Of a plan as it is stored.</summary>
    public static Task<ChartBases> LoadAsync(Db db, string plan, CancellationToken cancel = default) =>
        LoadAsync(db, db.Items, plan, cancel);

    /// <summary>Of a plan as somebody sees it: changes of targets that are hidden from them are told to them by no chart.</summary>
    /// <param name="db">The database, for the rules.</param>
    /// <param name="seen">What they see.</param>
    /// <param name="plan">The plan.</param>
    public static Task<ChartBases> LoadAsync(Db db, Seen seen, string plan, CancellationToken cancel = default) =>
        LoadAsync(db, seen.Items, plan, cancel);

    static async Task<ChartBases> LoadAsync(Db db, IQueryable<ItemRow> items, string plan, CancellationToken cancel)
    {
        var all = await LoadAsync(db, items, [plan], cancel);
        return all(plan);
    }

    /// <summary>Of several plans, in one query.</summary>
    public static Task<Func<string, ChartBases>> LoadAsync(Db db, IReadOnlyCollection<string> plans, CancellationToken cancel = default) =>
        LoadAsync(db, db.Items, plans, cancel);

    static async Task<Func<string, ChartBases>> LoadAsync(
        Db db,
        IQueryable<ItemRow> items,
        IReadOnlyCollection<string> plans,
        CancellationToken cancel
    )
    {
        // Measures with rules of their own are few: for many plans all of them are read.
        var start = plans.Count == 1 ? ChartRules.SettingOf(plans.First(), "") : ChartRules.Setting + "/";
        var rows = await items
            .Where(i => plans.Contains(i.Owner) && i.List == "adaptations" && i.RemovedAt == null)
            .Select(i => new
            {
                Plan = (string?)i.Owner,
                Name = i.Id,
                Value = i.Body,
            })
            .Concat(
                db.Settings.Where(s => s.Name == ChartRules.Setting || s.Name.StartsWith(start))
                    .Select(s => new
                    {
                        Plan = (string?)null,
                        s.Name,
                        s.Value,
                    })
            )
            .ToListAsync(cancel);
        var settings = rows.Where(r => r.Plan is null).ToDictionary(r => r.Name, r => ChartRules.FromJson(r.Value), StringComparer.Ordinal);
        var adaptations = rows.Where(r => r.Plan is not null)
            .ToLookup(r => r.Plan!, r => (Adaptation)Shape.Of<Adaptation>().FromJson(r.Value), StringComparer.Ordinal);
        return plan => new ChartBases(plan, settings, adaptations[plan]);
    }

    /// <summary>The same rules with the adaptations of a plan file.</summary>
    internal ChartBases With(IEnumerable<Adaptation> adaptations) => new(plan, rules, adaptations);
}

/// <summary>Sets whose rules judge the charts of the organisation; what the statistics say of every measure is said again.</summary>
public static class SetChartRules
{
    const int AtOnce = 500;

    /// <summary>The organisation's rules at present.</summary>
    public static async Task<ChartRules> PresentAsync(Db db, CancellationToken cancel = default) =>
        await db.Settings.Where(s => s.Name == ChartRules.Setting).Select(s => s.Value).FirstOrDefaultAsync(cancel) is { } json
            ? ChartRules.FromJson(json)
            : ChartRules.Usual;

    /// <param name="work">The operation under way.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>How many measures have another verdict now; nothing is written where the rules are the same.</returns>
    /// <exception cref="Forbidden">Only an administrator sets it.</exception>
    public static async Task<int> RunAsync(Work work, ChartRules rules)
    {
        if (!work.Actor.May(Permission.Administer, "/"))
            throw new Forbidden("Only an administrator chooses the rules of the organisation.");
        var db = work.Db;
        var row = await db.Settings.FirstOrDefaultAsync(s => s.Name == ChartRules.Setting);
        var old = row is null ? ChartRules.Usual : ChartRules.FromJson(row.Value);
        if (old == rules)
            return 0;
        if (row is null)
            db.Settings.Add(new SettingRow { Name = ChartRules.Setting, Value = rules.ToJson() });
        else
            row.Value = rules.ToJson();
        work.Record(Recorded.Installation, "SetChartRules", "settings", ChartRules.Setting, [new("charts", old.ToJson(), rules.ToJson())]);
        work.RaiseEveryPlan();
        await db.SaveChangesAsync();
        var moved = 0;
        for (var after = 0; ; )
        {
            var some = await db.Series.Where(s => s.Id > after).OrderBy(s => s.Id).Take(AtOnce).ToListAsync();
            if (some.Count == 0)
                break;
            after = some[^1].Id;
            moved += await RecordReadings.JudgeAllAsync(db, some);
            await db.SaveChangesAsync();
            foreach (var series in some)
                db.Entry(series).State = EntityState.Detached;
        }
        return moved;
    }
}

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
        var row = await Items.RowAsync(work, planId, thing, measureId);
        Acceptance.Allow(work.Actor, holder, thing, row);
        var measure = ItemRows.Read<Measure>(row);
        var name = ChartRules.SettingOf(planId, measureId);
        var setting = await work.Db.Settings.FirstOrDefaultAsync(s => s.Name == name);
        var old = setting is null ? null : ChartRules.FromJson(setting.Value);
        var judged = old != rules;
        var drawn = measure.Chart != chart;
        if (!judged && !drawn)
            return false;
        Acceptance.OweReason(holder, true, reason);
        if (judged && rules is not null && string.IsNullOrWhiteSpace(reason))
            throw new RuleBroken("Say why this measure has rules of its own.", "reason");
        if (judged)
        {
            if (rules is null)
                work.Db.Settings.Remove(setting!);
            else if (setting is null)
                work.Db.Settings.Add(new SettingRow { Name = name, Value = rules.ToJson() });
            else
                setting.Value = rules.ToJson();
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
