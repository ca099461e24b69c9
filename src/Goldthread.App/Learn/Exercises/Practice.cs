using System.Globalization;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Learn.Lessons;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Exercises;

/// <summary>
/// The space in which somebody mends broken plans: areas of their own beside the organisation, not below it, so that no role that anybody has there reaches
/// into it, and what they are in it reaches nowhere else. The editor, the checks and the record are the real ones.
/// </summary>
public static class Practice
{
    /// <summary>What the space of somebody is called, before their name.</summary>
    const string Name = "Practice of ";

    /// <summary>So often one exercise may be begun by one person.</summary>
    public const int MostAttempts = 20;

    /// <summary>What the ids of somebody's plans of an exercise begin with.</summary>
    public static string PlanId(Exercise exercise, Guid person) => $"{exercise.Id}-{person.ToString("N")[..12]}";

    /// <summary>The plan of an exercise that somebody is at, or null: the newest that they began.</summary>
    /// <param name="seen">What they see.</param>
    /// <param name="exercise">The exercise.</param>
    /// <param name="person">Whose.</param>
    public static async Task<PlanRow?> FindAsync(Seen seen, Exercise exercise, Guid person, CancellationToken cancel = default)
    {
        var id = PlanId(exercise, person);
        var rows = await seen.Plans.Include(p => p.Area).Where(p => p.Id.StartsWith(id)).ToListAsync(cancel);
        return rows.OrderByDescending(p => Attempt(p.Id, id)).FirstOrDefault();
    }

    /// <summary>Gives somebody the broken plan, in a new area of their space.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="actor">Who learns.</param>
    /// <param name="exercise">The exercise.</param>
    /// <returns>The new plan's id.</returns>
    /// <exception cref="RuleBroken">Nobody is signed in, or it was begun too often.</exception>
    public static async Task<string> BeginAsync(Writer writer, Actor actor, Exercise exercise)
    {
        var me = actor.PersonId ?? throw new RuleBroken("Sign in to mend a broken plan: it is kept for you alone.");
        var document = Handed.PlanOf(exercise);
        var (id, name, path) = await writer.RunAsync(actor, work => RoomAsync(work, me, exercise, document.Area!));
        Shape.Of<Plan>()["id"].Set(document.Plan!, id);
        Shape.Of<Area>()["name"].Set(document.Area!, name);
        // What they are elsewhere counts for nothing here, so that no real area or strategy of the same name is taken for this one.
        var learner = actor with
        {
            IsAdministrator = false,
            Grants = [new Grant(Role.Planner, path), new Grant(Role.Approver, path)],
            NamesNobody = true,
        };
        await writer.RunAsync(learner, work => ImportPlan.RunAsync(work, document, $"Broken plan {exercise.Id}, given out to be mended."));
        return id;
    }

    /// <summary>Keeps how far a plan that was handed in is mended.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="exercise">The exercise.</param>
    /// <param name="marks">Its marks.</param>
    public static Task HandInAsync(Work work, Exercise exercise, Marks marks) =>
        Study.WriteAsync(
            work,
            exercise.Id,
            "HandIn",
            row =>
            {
                row.Answers = string.Create(CultureInfo.InvariantCulture, $"{marks.Mended}/{marks.Faults.Count}");
                if (marks.IsWhole)
                    row.Done ??= work.Today;
            }
        );

    static async Task<(string Id, string Name, string Path)> RoomAsync(Work work, Guid me, Exercise exercise, Area area)
    {
        await work.AloneAsync(Recorded.Installation);
        var space = await work
            .Db.Grants.Where(g => g.PersonId == me && g.Area!.ParentId == null && g.Area.RemovedAt == null && g.Area.Name.StartsWith(Name))
            .Select(g => g.Area)
            .FirstOrDefaultAsync();
        if (space is null)
        {
            var shape = Shape.Of<Area>();
            var own = (Area)shape.New();
            shape["name"].Set(own, Name + work.Actor.Name);
            space = await AreaRows.AddAsync(work, null, Name + work.Actor.Name, PlanQueries.AreaBody(own));
            await GiveRole.InAsync(work, me, new RoleInArea(Role.Planner, space.Id));
        }
        var stem = PlanId(exercise, me);
        var begun = await work.Db.Plans.Where(p => p.Id.StartsWith(stem)).Select(p => p.Id).ToListAsync();
        if (begun.Count >= MostAttempts)
            throw new RuleBroken($"You began this one {MostAttempts} times. Go on with the last, or choose another.");
        var attempt = begun.Select(p => Attempt(p, stem)).DefaultIfEmpty(0).Max() + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"{exercise.Id} {area.Name}{(attempt > 1 ? $", attempt {attempt}" : "")}");
        // Where it was begun and the plan did not come, the room is there already.
        if (!await work.Db.Areas.AnyAsync(a => a.ParentId == space.Id && a.Name == name && a.RemovedAt == null))
            await AreaRows.AddAsync(work, space, name, PlanQueries.AreaBody(area));
        return (string.Create(CultureInfo.InvariantCulture, $"{stem}{(attempt > 1 ? $"-{attempt}" : "")}"), name, space.Path);
    }

    static int Attempt(string plan, string stem) =>
        int.TryParse(plan.AsSpan(stem.Length).TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
}
