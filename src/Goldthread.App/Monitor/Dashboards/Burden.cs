using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Dashboards;

/// <summary>What figures and audits ask of people in a week, and what is collected and never looked at: two queries.</summary>
public static class Burden
{
    /// <summary>How long one question of an audit takes, where nobody says.</summary>
    public const int MinutesAQuestion = 3;

    /// <summary>How long what was not used for a decision counts as looked at.</summary>
    public const int UsedWithinMonths = 12;

    const int Most = 20_000;

    /// <summary>What is asked of one person a week.</summary>
    /// <param name="Role">Their role; null for nobody.</param>
    /// <param name="Area">The area.</param>
    /// <param name="Figures">Minutes for figures.</param>
    /// <param name="Audits">Minutes for audits.</param>
    /// <param name="Measures">How many measures that is.</param>
    /// <param name="Unsaid">Of how many of those nobody has said how long one figure takes.</param>
    public sealed record Asked(string? Role, string Area, double Figures, double Audits, int Measures, int Unsaid)
    {
        /// <value>All minutes a week.</value>
        public double Minutes => Figures + Audits;
    }

    /// <summary>A measure that is collected, and by which nobody has decided anything.</summary>
    public sealed record Unused(string Plan, string PlanTitle, string Id, string Title, double Minutes, DateOnly? LastUsed, int Figures);

    /// <summary>Adds it up.</summary>
    /// <param name="seen">What the person sees.</param>
    /// <param name="today">Today.</param>
    public static async Task<(IReadOnlyList<Asked> Asked, IReadOnlyList<Unused> Unused)> LoadAsync(
        Seen seen,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var (items, links) = (seen.Items, seen.Links);
        var rows = await seen
            .Plans.Where(p => p.Area!.RemovedAt == null && p.Status != "closed")
            .Join(
                items.Where(i => i.RemovedAt == null && (i.List == Measure.List || i.List == Audit.List)),
                p => p.Id,
                i => i.Owner,
                (p, i) => new { Plan = p, Item = i }
            )
            .OrderBy(r => r.Plan.Id)
            .ThenBy(r => r.Item.List)
            .ThenBy(r => r.Item.Position)
            .Take(Most)
            .Select(r => new
            {
                Plan = r.Plan.Id,
                PlanTitle = r.Plan.Title,
                PlanOwner = r.Plan.Person,
                Area = r.Plan.Area!.Name,
                r.Plan.AreaId,
                r.Item.List,
                r.Item.Id,
                r.Item.Title,
                r.Item.Body,
                r.Item.Person,
                Role = items
                    .Where(s => s.Owner == AreaRow.Prefix + r.Plan.AreaId && s.List == StaffMember.List && s.Id == r.Item.Person)
                    .Select(s => s.Title)
                    .FirstOrDefault(),
                Figures = seen.Series.Where(s => s.Plan == r.Plan.Id && s.Measure == r.Item.Id).Select(s => s.Count).FirstOrDefault(),
                IsCited = r.Item.List == Measure.List
                    && links.Any(l =>
                        l.Owner == r.Plan.Id
                        && l.ToId == r.Item.Id
                        && ((l.List == Review.List && l.Field == "cites") || (l.List == Adaptation.List && l.Field == "about"))
                    ),
            })
            .ToListAsync(cancel);
        var asked = new Dictionary<(string? Role, string Area), (double Figures, double Audits, int Measures, int Unsaid)>();
        var unused = new List<Unused>();
        var since = Domain.Days.AddMonths(today, -UsedWithinMonths);
        foreach (var row in rows)
        {
            var now = asked.GetValueOrDefault((row.Role, row.Area));
            if (row.List is Audit.List)
            {
                var audit = ItemRows.Read<Audit>(new ItemRow { Body = row.Body });
                var questions = Math.Max(audit.Answers.Count, Shipped.Data.AuditTool(audit.Tool)?.Questions.Count ?? 0);
                // What is done is done: of a tool it comes back after so many days, any other once in the year.
                if (audit.Score is null)
                    now.Audits += questions * MinutesAQuestion * 7.0 / (Shipped.Data.AuditTool(audit.Tool)?.Again ?? 365);
            }
            else
            {
                var measure = (Measure)Shape.Of<Measure>().FromJson(row.Body);
                var minutes = (measure.Minutes ?? 0) * AWeek(measure.Frequency);
                now.Figures += minutes;
                now.Measures++;
                now.Unsaid += measure.Minutes is null ? 1 : 0;
                if (row.Figures > 0 && !row.IsCited && !(measure.LastUsed >= since))
                    unused.Add(new(row.Plan, row.PlanTitle, row.Id, row.Title, minutes, measure.LastUsed, row.Figures));
            }
            asked[(row.Role, row.Area)] = now;
        }
        return (
            [
                .. asked
                    .Select(a => new Asked(a.Key.Role, a.Key.Area, a.Value.Figures, a.Value.Audits, a.Value.Measures, a.Value.Unsaid))
                    .Where(a => a.Minutes > 0 || a.Measures > 0)
                    .OrderByDescending(a => a.Minutes)
                    .ThenByDescending(a => a.Measures)
                    .ThenBy(a => a.Area, StringComparer.CurrentCultureIgnoreCase),
            ],
            [.. unused.OrderByDescending(u => u.Minutes).ThenByDescending(u => u.Figures)]
        );
    }

    /// <summary>How often in a week there is a figure.</summary>
    static double AWeek(Frequency? frequency) => Periods.DaysOf(frequency) is { } days ? 7.0 / days : 0;
}
