using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Govern.Tables;

/// <summary>What is asked of a flat table.</summary>
/// <param name="Db">To read with.</param>
/// <param name="Actor">Who asks: nothing is in the table but what they see.</param>
/// <param name="Findings">What the checks find.</param>
/// <param name="Path">The path of the area, those below it with it; null for all.</param>
/// <param name="Since">Only what was changed on this day or later, and figures of this day or later; null for all.</param>
public sealed record FlatAsk(Db Db, Actor Actor, KeptFindings Findings, string? Path, DateOnly? Since)
{
    /// <value>Today where the service is.</value>
    public DateOnly Today => Findings.Today;
}

/// <summary>A column of a flat table.</summary>
/// <param name="Property">Where its value is.</param>
public sealed partial record FlatColumn(PropertyInfo Property)
{
    /// <value>Its heading: <c>owner_role</c>.</value>
    public string Name { get; } = Capitals().Replace(Property.Name, "_$0").ToLowerInvariant();

    /// <value>What it holds, in a sentence.</value>
    public string Says { get; } = Property.GetCustomAttribute<HoldsAttribute>()!.Says;

    /// <value>What kind of value it is: text, whole number, number, day, or true or false.</value>
    public string Kind { get; } =
        (Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType) switch
        {
            var t when t == typeof(int) => "whole number",
            var t when t == typeof(double) => "number",
            var t when t == typeof(DateOnly) => "day",
            var t when t == typeof(bool) => "true or false",
            _ => "text",
        };

    /// <summary>The value of a row as other programs read it: days as 2026-04-01, numbers with a point, nothing where there is none.</summary>
    public string Write(FlatRow row) =>
        Property.GetValue(row) switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            bool yes => yes ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var text => text.ToString()!,
        };

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capitals();
}

/// <summary>
/// All that somebody sees of one kind of thing, over all plans, a row each: for spreadsheets, dashboards and statistics. It is read as it is sent, so that
/// its size costs no memory.
/// </summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Says">What a row is, in a sentence.</param>
/// <param name="Row">The class of its rows.</param>
/// <param name="Read">Reads it.</param>
public sealed record FlatTable(string Name, string Says, Type Row, Func<FlatAsk, CancellationToken, IAsyncEnumerable<FlatRow>> Read)
{
    /// <value>Its columns: what tells the row apart first.</value>
    public IReadOnlyList<FlatColumn> Columns { get; } =
    [
        .. Ancestry(Row)
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(p => p.IsDefined(typeof(HoldsAttribute)))
            .Select(p => new FlatColumn(p)),
    ];

    /// <summary>So many characters are written at once.</summary>
    const int Batch = 32 * 1024;

    /// <summary>Writes it as CSV while it is read.</summary>
    /// <param name="ask">What is asked of it.</param>
    /// <param name="into">Where it goes.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task WriteAsync(FlatAsk ask, Stream into, CancellationToken cancel = default)
    {
        var text = new StringBuilder(Csv.Line(Columns.Select(c => c.Name)));
        await into.WriteAsync(Csv.Encoding.GetPreamble(), cancel);
        await foreach (var row in Read(ask, cancel))
        {
            text.Append(Csv.Line(Columns.Select(c => c.Write(row))));
            if (text.Length < Batch)
                continue;
            await into.WriteAsync(Csv.Encoding.GetBytes(text.ToString()), cancel);
            text.Clear();
        }
        await into.WriteAsync(Csv.Encoding.GetBytes(text.ToString()), cancel);
    }

    /// <value>All of them.</value>
    public static IReadOnlyList<FlatTable> All { get; } =
    [
        new("plans", "One row a plan", typeof(PlanLine), PlansAsync),
        new("objectives", "One row an objective", typeof(ObjectiveLine), (a, c) => ItemsAsync<Objective>(a, Objective.List, Line, c)),
        new("actions", "One row an action", typeof(ActionLine), (a, c) => ItemsAsync<Action>(a, Action.List, Line, c)),
        new("measures", "One row a measure, with its newest figure and what the statistics say", typeof(MeasureLine), MeasuresAsync),
        new("readings", "One row a figure", typeof(ReadingLine), ReadingsAsync),
        new("risks", "One row a risk", typeof(RiskLine), (a, c) => ItemsAsync<Risk>(a, Risk.List, Line, c)),
        new("findings", "One row a finding of the checks, advice too", typeof(FindingLine), FindingsAsync),
    ];

    static readonly FrozenDictionary<string, FlatTable> ByName = All.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The table of a name; null where there is none.</summary>
    public static FlatTable? Find(string name) => ByName.GetValueOrDefault(name);

    static IEnumerable<Type> Ancestry(Type type) => type == typeof(object) ? [] : [.. Ancestry(type.BaseType!), type];

    static IQueryable<PlanRow> Plans(FlatAsk ask)
    {
        var plans = new Seen(ask.Db, ask.Actor).Plans;
        return ask.Path is null ? plans : plans.Where(PlanAccess.Under<PlanRow>(p => p.Area!.Path, ask.Path));
    }

    /// <summary>The first moment of the day from which something counts as changed.</summary>
    static DateTimeOffset? From(FlatAsk ask) => ask.Since is { } day && day > DateOnly.MinValue ? ServiceTime.EndOf(day.AddDays(-1)) : null;

    static async IAsyncEnumerable<FlatRow> PlansAsync(FlatAsk ask, [EnumeratorCancellation] CancellationToken cancel)
    {
        var hidden = await HiddenAsync(ask, cancel);
        var seen = new Seen(ask.Db, ask.Actor);
        var plans = Plans(ask);
        if (From(ask) is { } from)
            plans = plans.Where(p => ask.Db.Records.Any(r => r.Stream == p.Id && r.At >= from));
        var rows = plans
            .OrderBy(p => p.Id)
            .Select(p => new
            {
                Plan = p,
                p.Area,
                p.Found,
                Role = seen
                    .Items.Where(s => s.Owner == AreaRow.Prefix + p.AreaId && s.List == StaffMember.List && s.Id == p.Person)
                    .Select(s => s.Title)
                    .FirstOrDefault(),
            });
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            var plan = PlanRows.Read(row.Plan).Plan is { } all ? hidden(row.Plan.Id).Shown(all) : null;
            yield return new PlanLine
            {
                Plan = row.Plan.Id,
                PlanTitle = row.Plan.Title,
                Area = row.Plan.AreaId,
                AreaName = row.Area!.Name,
                Status = row.Plan.Status,
                Starts = row.Plan.Starts,
                Ends = row.Plan.Ends,
                Owner = plan?.Owner,
                OwnerRole = row.Role,
                Approver = plan?.Approver,
                ApprovedOn = plan?.ApprovedOn,
                Errors = row.Found?.Errors,
                Warnings = row.Found?.Warnings,
                Revision = row.Plan.Revision,
            };
        }
    }

    static IQueryable<FlatItem> Items(FlatAsk ask, string list)
    {
        var seen = new Seen(ask.Db, ask.Actor);
        var items = seen.Items.Where(i => i.List == list && i.RemovedAt == null);
        if (From(ask) is { } from)
            items = items.Where(i => ask.Db.Records.Any(r => r.Stream == i.Owner && r.List == i.List && r.Item == i.Id && r.At >= from));
        return Plans(ask)
            .Join(items, p => p.Id, i => i.Owner, (p, i) => new { Plan = p, Item = i })
            .OrderBy(r => r.Plan.Id)
            .ThenBy(r => r.Item.Position)
            .ThenBy(r => r.Item.Id)
            .Select(r => new FlatItem
            {
                Item = r.Item,
                Title = r.Plan.Title,
                Area = r.Plan.AreaId,
                AreaName = r.Plan.Area!.Name,
                Role = seen
                    .Items.Where(s => s.Owner == AreaRow.Prefix + r.Plan.AreaId && s.List == StaffMember.List && s.Id == r.Item.Person)
                    .Select(s => s.Title)
                    .FirstOrDefault(),
            })
            .AsNoTracking();
    }

    /// <summary>What of each plan is hidden, so that what is told of one thing names nothing hidden.</summary>
    static async Task<Func<string, Hidden>> HiddenAsync(FlatAsk ask, CancellationToken cancel) =>
        await new Seen(ask.Db, ask.Actor).HiddenInAsync(await Plans(ask).Select(p => p.Id).ToListAsync(cancel), cancel);

    static async IAsyncEnumerable<FlatRow> ItemsAsync<T>(
        FlatAsk ask,
        string list,
        Func<FlatAsk, FlatItem, T, FlatRow> line,
        [EnumeratorCancellation] CancellationToken cancel
    )
        where T : Part
    {
        var hidden = await HiddenAsync(ask, cancel);
        await foreach (var row in Items(ask, list).AsAsyncEnumerable().WithCancellation(cancel))
            yield return line(ask, row, hidden(row.Item.Owner).Shown(ItemRows.Read<T>(row.Item)));
    }

    static async IAsyncEnumerable<FlatRow> MeasuresAsync(FlatAsk ask, [EnumeratorCancellation] CancellationToken cancel)
    {
        var hidden = await HiddenAsync(ask, cancel);
        var rows = Items(ask, Measure.List)
            .Select(r => new
            {
                Row = r,
                Series = ask
                    .Db.Series.Where(s => s.Plan == r.Item.Owner && s.Measure == r.Item.Id)
                    // Without the packed figures.
                    .Select(s => new
                    {
                        s.Latest,
                        s.Last,
                        s.Count,
                        s.Variation,
                        s.Assurance,
                    })
                    .FirstOrDefault(),
            });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var measure = hidden(row.Row.Item.Owner).Shown(ItemRows.Read<Measure>(row.Row.Item));
            yield return new MeasureLine(row.Row)
            {
                Owner = measure.Owner,
                Objectives = Ids(measure.Objectives),
                Kind = Word(measure.Kind),
                Direction = Word(measure.Direction),
                Unit = measure.Unit,
                Frequency = Word(measure.Frequency),
                Baseline = measure.Baseline?.Value,
                Target = measure.Target?.Value,
                TargetBy = measure.Target?.By,
                Latest = row.Series?.Latest,
                LatestOn = row.Series?.Last,
                Figures = row.Series?.Count ?? 0,
                Variation = row.Series?.Variation,
                Assurance = row.Series?.Assurance,
                Fresh = row.Series?.Last is { } last && !Freshness.IsStale(measure.Frequency, last, ask.Today),
            };
        }
    }

    static async IAsyncEnumerable<FlatRow> ReadingsAsync(FlatAsk ask, [EnumeratorCancellation] CancellationToken cancel)
    {
        var seen = new Seen(ask.Db, ask.Actor);
        var readings = ask.Db.Readings.AsQueryable();
        if (ask.Since is { } since)
            readings = readings.Where(r => r.On >= since);
        var rows = Plans(ask)
            .Join(seen.Series, p => p.Id, s => s.Plan, (p, s) => new { Plan = p, Series = s })
            .Join(
                seen.Items.Where(i => i.List == Measure.List && i.RemovedAt == null),
                r => new { Owner = r.Series.Plan, Id = r.Series.Measure },
                i => new { i.Owner, i.Id },
                (r, i) =>
                    new
                    {
                        r.Plan,
                        Series = r.Series.Id,
                        i.Id,
                        i.Title,
                    }
            )
            .Join(
                readings,
                r => r.Series,
                r => r.Series,
                (m, r) =>
                    new
                    {
                        Plan = m.Plan.Id,
                        PlanTitle = m.Plan.Title,
                        m.Plan.AreaId,
                        AreaName = m.Plan.Area!.Name,
                        m.Id,
                        m.Title,
                        Reading = r,
                    }
            )
            .OrderBy(r => r.Reading.Series)
            .ThenBy(r => r.Reading.On)
            .ThenBy(r => r.Reading.Ordinal);
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
            yield return new ReadingLine
            {
                Plan = row.Plan,
                PlanTitle = row.PlanTitle,
                Area = row.AreaId,
                AreaName = row.AreaName,
                Measure = row.Id,
                MeasureName = row.Title,
                On = row.Reading.On == default ? null : row.Reading.On,
                Ordinal = row.Reading.Ordinal,
                Value = row.Reading.Value,
                Numerator = row.Reading.Numerator,
                Denominator = row.Reading.Denominator,
                Note = row.Reading.Note,
            };
    }

    static async IAsyncEnumerable<FlatRow> FindingsAsync(FlatAsk ask, [EnumeratorCancellation] CancellationToken cancel)
    {
        var plans = Plans(ask).Include(p => p.Area).AsNoTracking();
        if (From(ask) is { } from)
            plans = plans.Where(p => ask.Db.Records.Any(r => r.Stream == p.Id && r.At >= from));
        // One plan at a time: the checks need all of it.
        var rows = await plans.OrderBy(p => p.Id).ToListAsync(cancel);
        var hidden = await new Seen(ask.Db, ask.Actor).HiddenInAsync([.. rows.Select(p => p.Id)], cancel);
        foreach (var plan in rows)
        {
            var found = await ask.Findings.OfAsync(ask.Db, plan, ask.Actor, hidden(plan.Id), cancel);
            var times = new Dictionary<(string Check, string About), int>();
            foreach (var finding in found.All)
                yield return new FindingLine
                {
                    Nth = times[(finding.Check.Id, finding.About)] = times.GetValueOrDefault((finding.Check.Id, finding.About)) + 1,
                    Plan = plan.Id,
                    PlanTitle = plan.Title,
                    Area = plan.AreaId,
                    AreaName = plan.Area!.Name,
                    Check = finding.Check.Id,
                    Severity = Words.Written(finding.Severity),
                    About = finding.About,
                    Message = finding.Message,
                    Fix = finding.Check.Fix,
                    Waived = finding.Waived,
                };
        }
    }

    static ObjectiveLine Line(FlatAsk ask, FlatItem row, Objective objective) =>
        new(row)
        {
            Owner = objective.Owner,
            Due = objective.Due,
            Priority = objective.Priority,
            Outcome = objective.OutcomeForPeople,
            Strategic = Ids(objective.Strategic),
            Requirements = Ids([.. objective.Requirements.Select(r => r.Id).OfType<string>()]),
        };

    static ActionLine Line(FlatAsk ask, FlatItem row, Action action) =>
        new(row)
        {
            Owner = action.Answers,
            Objective = action.Objective,
            Status = Word<Domain.Implement.ActionStatus>(action.Standing),
            Starts = action.Starts,
            Due = action.Due,
            Late = Late.Is(Action.List, row.Item.State, row.Item.Due, ask.Today),
            Progress = action.Progress,
            Priority = action.Priority,
            Milestone = action.Milestone is true,
            ClosedOn = action.Closed?.On,
            EffortHours = (double?)action.EffortHours,
            Cost = (double?)action.Cost,
        };

    static RiskLine Line(FlatAsk ask, FlatItem row, Risk risk) =>
        new(row)
        {
            Owner = risk.Owner,
            Objectives = Ids(risk.Objectives),
            Category = Word(risk.Category),
            Status = Word(risk.Status),
            InherentLikelihood = risk.Inherent?.Likelihood,
            InherentConsequence = risk.Inherent?.Consequence,
            InherentScore = risk.Inherent?.Score,
            ResidualLikelihood = risk.Residual?.Likelihood,
            ResidualConsequence = risk.Residual?.Consequence,
            ResidualScore = risk.Residual?.Score,
            TargetScore = risk.Target?.Score,
            NextReview = risk.NextReview,
        };

    static string? Ids(IReadOnlyCollection<string> ids) => ids.Count == 0 ? null : string.Join(',', ids);

    static string? Word<T>(T? word)
        where T : struct, Enum => word is { } known ? Words.Written(known) : null;
}
