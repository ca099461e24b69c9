using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Workbooks;

/// <summary>
/// Stores what was chosen of a workbook that is given back: one operation through the one door, all of it or nothing, as a plan file is brought in. What
/// nobody chose stays as it is.
/// </summary>
public static class TakeWorkbook
{
    /// <summary>What was done.</summary>
    /// <param name="Added">Items added.</param>
    /// <param name="Changed">Items changed.</param>
    /// <param name="Removed">Items taken out.</param>
    public sealed record Result(int Added, int Changed, int Removed)
    {
        /// <summary>What these lines do.</summary>
        public static Result Of(IEnumerable<ComparedLine> lines)
        {
            var kinds = lines.CountBy(l => l.Kind).ToDictionary();
            return new(
                kinds.GetValueOrDefault(GivenKind.Added),
                kinds.GetValueOrDefault(GivenKind.Changed),
                kinds.GetValueOrDefault(GivenKind.Removed)
            );
        }
    }

    /// <summary>Which lines are taken.</summary>
    public abstract record Which
    {
        /// <summary>Those that were chosen while they were looked at.</summary>
        /// <param name="Lines">As <see cref="ComparedLine.Choice"/>.</param>
        /// <param name="After">Those too after so many that nobody else changed; null for none.</param>
        public sealed record Chosen(IReadOnlyCollection<string> Lines, int? After = null) : Which;

        /// <summary>All that can be, as a command and a call take them.</summary>
        /// <param name="Over">Those too that somebody else changed meanwhile.</param>
        /// <param name="Removals">Those too that take something out.</param>
        public sealed record All(bool Over = false, bool Removals = false) : Which;
    }

    /// <param name="work">The operation under way.</param>
    /// <param name="id">The plan.</param>
    /// <param name="given">The workbook.</param>
    /// <param name="which">Which of its lines.</param>
    /// <param name="reason">Why; owed where an approved plan changes in what asks why.</param>
    /// <exception cref="Forbidden">The person does not write plans in that area.</exception>
    /// <exception cref="RuleBroken">A chosen line cannot be taken, changed since it was looked at, or a reason is owed.</exception>
    public static async Task<Result> RunAsync(Work work, string id, GivenWorkbook given, Which which, string? reason = null)
    {
        await work.AloneAsync(id);
        var plan = await work.PlanAsync(id, Permission.See);
        Allow(work.Actor, plan);
        var compared = await ComparedWorkbook.OfAsync(work.Db, plan, work.Actor, given);
        List<ComparedLine> lines = which switch
        {
            Which.Chosen chosen =>
            [
                .. Chosen(compared, chosen.Lines)
                    .Union(chosen.After is { } after ? compared.Lines.Skip(after).Where(l => l.IsOffered) : []),
            ],
            Which.All all => [.. compared.Lines.Where(l => IsTaken(l, all))],
            _ => throw new ArgumentOutOfRangeException(nameof(which)),
        };
        if (lines.Count == 0)
            return new(0, 0, 0);
        var loaded = await PlanQueries.LoadAsync(work.Db, plan, work.Actor);
        var ids = await FreeIdsAsync(work, Holder.Of(plan), lines);
        var document = ComparedWorkbook.Taken(loaded, lines, ids);
        await ImportPlan.RunAsync(work, document, reason, operation: nameof(TakeWorkbook));
        return Result.Of(lines);
    }

    /// <summary>Is a line among those that a command or a call takes?</summary>
    public static bool IsTaken(ComparedLine line, Which.All all) =>
        line.Refused.Count == 0 && (all.Over || !line.IsMeanwhile) && (all.Removals || line.Kind is not GivenKind.Removed);

    /// <summary>Only who writes the plan gives its workbook back.</summary>
    /// <exception cref="Forbidden">The person does not write plans in that area.</exception>
    public static void Allow(Actor actor, PlanRow plan)
    {
        if (!actor.May(Permission.WritePlans, plan.Area!.Path))
            throw new Forbidden("A planner of the area can give the workbook back. You can take it and read it.");
        Holder.Of(plan).RefuseClosed();
    }

    static List<ComparedLine> Chosen(ComparedWorkbook compared, IReadOnlyCollection<string> chosen)
    {
        var byKey = compared
            .Lines.GroupBy(l => l.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var lines = new List<ComparedLine>();
        foreach (var choice in chosen.Distinct(StringComparer.Ordinal))
        {
            if (!byKey.TryGetValue(choice.Split(' ')[0], out var line) || line.Choice != choice)
                throw new RuleBroken("Somebody changed the plan while you looked. Look at the lines again.", "take");
            if (line.Refused.Count > 0)
                throw new RuleBroken(line.Refused[0], "take");
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>Ids for what is new and has none: the next of the list, none that the workbook itself gives.</summary>
    static async Task<Func<Thing, Part, string>> FreeIdsAsync(Work work, Holder holder, List<ComparedLine> lines)
    {
        var free = new Dictionary<string, ItemStore.FreeIds>(StringComparer.Ordinal);
        foreach (var thing in lines.Where(l => l is { Kind: GivenKind.Added, Thing.HasId: true }).Select(l => l.Thing!).Distinct())
            free[thing.List] = await ItemStore.FreeAsync(
                work.Db,
                holder.Written(thing),
                thing,
                lines.Where(l => l.Thing == thing && l.Id.Length > 0).Select(l => l.Id)
            );
        return (thing, part) => free[thing.List].Next(part.Restricted == true);
    }
}
