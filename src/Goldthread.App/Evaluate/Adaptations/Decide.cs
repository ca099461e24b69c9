using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Evaluate.Adaptations;

/// <summary>Nobody agrees to a change of their own.</summary>
sealed class Agree : Follow<ApproveChange>
{
    public override Task AllowAsync(Work work, Holder holder, string id) => Approval.AllowChangeAsync(work, holder, id);
}

/// <summary>Nobody refuses a change of their own; they change it back. What somebody else had changed is put back.</summary>
sealed class Refuse : Follow<RefuseChange>
{
    public override Task AllowAsync(Work work, Holder holder, string id) => Approval.AllowChangeAsync(work, holder, id);

    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, RefuseChange move) =>
        move.Tells(await PutBack.RunAsync(work, holder, id, move.Reason!));
}
