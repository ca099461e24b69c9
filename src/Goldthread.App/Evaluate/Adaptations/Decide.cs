using Goldthread.App.Develop.Plans;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Evaluate.Adaptations;

/// <summary>Nobody agrees to a change of their own.</summary>
sealed class Agree : Follow<ApproveChange>
{
    public override Task AllowAsync(Work work, Holder holder, string id) => Approval.AllowChangeAsync(work, holder, id);

    protected override Task AfterAsync(Work work, Holder holder, string id, Part thing, ApproveChange move) =>
        Tell.AuthorAsync(work, holder, id, Notices.Agreed);
}

/// <summary>Nobody refuses a change of their own; they change it back. What somebody else had changed is put back.</summary>
sealed class Refuse : Follow<RefuseChange>
{
    public override Task AllowAsync(Work work, Holder holder, string id) => Approval.AllowChangeAsync(work, holder, id);

    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, RefuseChange move)
    {
        move.Tells(await PutBack.RunAsync(work, holder, id, move.Reason!));
        await Tell.AuthorAsync(work, holder, id, Notices.SentBack);
    }
}

/// <summary>Whoever made a change hears what came of it.</summary>
static class Tell
{
    public static async Task AuthorAsync(Work work, Holder holder, string id, string kind)
    {
        var author = await work
            .Db.Items.Where(i => i.Owner == holder.Id && i.List == Adaptation.List && i.Id == id && !i.Restricted)
            .Select(i => i.Author)
            .FirstOrDefaultAsync();
        if (author is { } person)
            Notices.Decide(work, kind, holder.Id, Adaptation.List, id, Notices.Account + person);
    }
}
