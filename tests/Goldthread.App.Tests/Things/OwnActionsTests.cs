using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Tests.Monitor;
using Goldthread.App.Things;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Things;

/// <summary>What a contributor may do to an action of their own: record on it, no more.</summary>
public class OwnActionsTests
{
    static readonly Thing Actions = Thing.Find("actions")!;

    [Theory, Databases]
    public async Task Whose_action_it_is_records_on_it_and_neither_removes_it_nor_brings_it_back(Engine engine)
    {
        await using var at = await Measured.NewAsync(engine);
        var staff = await at.Writer.AddAsync("OP-1", "staff", new() { ["role"] = "Night lead" });
        var id = await at.Writer.AddAsync(
            "OP-1",
            "actions",
            new() { ["title"] = "Write the rota", ["accountable"] = Actions.Shape["accountable"].List([staff]) }
        );
        await using var db = at.At.Open();
        var path = await db.Areas.Select(a => a.Path).SingleAsync();
        var own = new Actor(Guid.CreateVersion7(), "Deputy manager (A. Khan)", false, [new Grant(Role.Contributor, path, staff)]);
        const int version = 2;

        await at.Writer.MoveAsync("OP-1", "actions", id, "start", own);
        await Assert.ThrowsAsync<Forbidden>(() => at.Writer.RunAsync(own, work => RemoveItem.RunAsync(work, "OP-1", Actions, id, version)));
        await at.Writer.RunAsync(Actor.CommandLine, work => RemoveItem.RunAsync(work, "OP-1", Actions, id, version));
        await Assert.ThrowsAsync<Forbidden>(() => at.Writer.RunAsync(own, work => RestoreItem.RunAsync(work, "OP-1", Actions, id)));
    }
}
