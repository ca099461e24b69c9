using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Measures;

/// <summary>Nobody agrees to what they asked for themselves.</summary>
sealed class AgreeToRebase : Follow<AgreeRebase>
{
    public override Task AllowAsync(Work work, Holder holder, string id) => Rebases.AllowAsync(work, holder, id);
}

/// <summary>Nobody refuses what they asked for themselves either.</summary>
sealed class RefuseToRebase : Follow<RefuseRebase>
{
    public override Task AllowAsync(Work work, Holder holder, string id) => Rebases.AllowAsync(work, holder, id);
}

static class Rebases
{
    /// <summary>Whoever asked last is no approver of it; whatever else they may do.</summary>
    /// <exception cref="Forbidden">It was this person.</exception>
    public static async Task AllowAsync(Work work, Holder holder, string id)
    {
        var plan = holder.Id;
        var asker = await work
            .Db.Records.Where(r => r.Stream == plan && r.List == Measure.List && r.Item == id && r.Operation == nameof(AskRebase))
            .OrderByDescending(r => r.Seq)
            .Select(r => r.PersonId)
            .FirstOrDefaultAsync();
        if (asker is not null && asker == work.Actor.PersonId)
            throw new Forbidden("You asked for this. Somebody else who may approve decides on it.");
    }
}
