using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Store;

/// <summary>The smallest operation there is: an item and its line in the record.</summary>
static class Writing
{
    public static readonly Actor Somebody = new(
        Guid.Parse("0199f3c1-6f00-7a10-9a55-0a1b2c3d4e5f"),
        "Deputy manager (A. Khan)",
        false,
        [new Grant(Role.Planner, "/1/")]
    );

    public static Task AddActionAsync(this Writer writer, string id, string owner = "plan-a", CancellationToken cancel = default) =>
        writer.RunAsync(
            Somebody,
            work =>
            {
                work.AddAction(id, owner);
                return Task.CompletedTask;
            },
            cancel
        );

    public static void AddAction(this Work work, string id, string owner = "plan-a", string body = "{}")
    {
        work.Db.Items.Add(
            new ItemRow
            {
                Owner = owner,
                List = "actions",
                Id = id,
                Title = $"Action {id}",
                Due = new DateOnly(2026, 11, 3),
                Body = body,
            }
        );
        work.Record(owner, "AddItem", "actions", id, [new Change("title", "null", Change.Text($"Action {id}"))]);
    }

    public static async Task<List<string>> ItemsAsync(this TestDatabase at)
    {
        await using var db = at.Open();
        return await db.Items.OrderBy(i => i.Id).Select(i => i.Id).ToListAsync();
    }

    public static async Task<List<string>> RecordedItemsAsync(this TestDatabase at)
    {
        await using var db = at.Open();
        return await db.Records.OrderBy(r => r.Item).Select(r => r.Item!).ToListAsync();
    }

    public static async Task<IReadOnlyList<Recorded.Fault>> FaultsAsync(this TestDatabase at)
    {
        await using var db = at.Open();
        return (await Recorded.VerifyAsync(db)).Faults;
    }
}
