using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>What somebody is to be for learners at a centre.</summary>
/// <param name="Person">Who.</param>
/// <param name="Role">What.</param>
/// <param name="Centre">The area that is the centre.</param>
/// <param name="For">For which learner; null for all of the centre. An assessor is one for somebody.</param>
/// <param name="Until">The last day; null for no end. Whoever looks from outside has one.</param>
public sealed record Appointment(Guid Person, LearningRole Role, int Centre, Guid? For, DateOnly? Until);

/// <summary>Says who is what for learners at a centre, and ends it: an administrator does.</summary>
public static class Appoint
{
    /// <exception cref="Forbidden">The person is no administrator.</exception>
    /// <exception cref="RuleBroken">It is not accepted.</exception>
    public static async Task RunAsync(Work work, Appointment given)
    {
        Allow(work.Actor);
        await work.AloneAsync(Recorded.Installation);
        if (!await work.Db.Users.AnyAsync(u => u.Id == given.Person && u.DisabledAt == null))
            throw new RuleBroken("Choose somebody who has an account.", "person");
        if (!await work.Db.Areas.AnyAsync(a => a.Id == given.Centre && a.RemovedAt == null))
            throw new RuleBroken("Choose one of the areas.", "centre");
        if (given.Role is LearningRole.Learner && given.For is not null)
            throw new RuleBroken("A learner learns for nobody else. Leave the learner out.", "for");
        if (given.Role is LearningRole.Assessor && given.For is null)
            throw new RuleBroken("Say which learner they assess.", "for");
        if (given.For == given.Person)
            throw new RuleBroken("Nobody assesses, samples or teaches themselves.", "for");
        var learner = Words.Written(LearningRole.Learner);
        if (
            given.For is not null
            && !await work.Db.LearningRoles.AnyAsync(r => r.PersonId == given.For && r.AreaId == given.Centre && r.Role == learner)
        )
            throw new RuleBroken("Choose somebody who is a learner at this centre.", "for");
        if (given.Role is LearningRole.Eqa && given.Until is null)
            throw new RuleBroken("Say until when: who looks from outside has a last day.", "until");
        if (given.Until < work.Today)
            throw new RuleBroken("Give today or a later day.", "until");
        var row = new LearningRoleRow
        {
            PersonId = given.Person,
            AreaId = given.Centre,
            Role = Words.Written(given.Role),
            ForId = given.For,
            Until = given.Until,
        };
        if (
            await work.Db.LearningRoles.AnyAsync(r =>
                r.PersonId == row.PersonId && r.AreaId == row.AreaId && r.Role == row.Role && r.ForId == row.ForId
            )
        )
            throw new RuleBroken("They are that already. End it first to give it another last day.", "role");
        work.Db.LearningRoles.Add(row);
        work.Record(
            Recorded.Installation,
            nameof(Appoint),
            LearningRolesKind.List,
            LearningRolesKind.IdOf(row),
            LearningRolesKind.Fields(row)
        );
    }

    /// <summary>Ends it.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">Its number.</param>
    /// <exception cref="Forbidden">The person is no administrator.</exception>
    public static async Task EndAsync(Work work, int id)
    {
        Allow(work.Actor);
        await work.AloneAsync(Recorded.Installation);
        var row = await work.Db.LearningRoles.FirstOrDefaultAsync(r => r.Id == id) ?? throw new Missing("appointment");
        work.Db.LearningRoles.Remove(row);
        work.Record(Recorded.Installation, "EndAppointment", LearningRolesKind.List, LearningRolesKind.IdOf(row), []);
    }

    static void Allow(Actor actor)
    {
        if (!actor.MaySomewhere(Permission.Administer))
            throw new Forbidden("An administrator says who is what for learners.");
    }
}
