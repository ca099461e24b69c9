using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Implement.Actions;

/// <summary>The action that is made of another thing: it says where it comes from. Whoever may not add an action makes none this way either.</summary>
sealed class MakeIt : Follow
{
    protected override Type Move => typeof(MakeAction<>);

    public override Task AllowAsync(Work work, Holder holder, string id) =>
        holder.MayWrite(work.Actor) ? Task.CompletedTask : throw new Forbidden("A planner of the area can do this.");

    public override async Task BeforeAsync(Work work, Holder holder, string id, Part thing, Move move)
    {
        var asked = (IMakesAction)move;
        var from = (ActionOrigin)Shape.Of<ActionOrigin>().New();
        Shape.Of<ActionOrigin>()["kind"].Set(from, asked.From(thing));
        Shape.Of<ActionOrigin>()["id"].Set(from, id);
        move.Makes(
            await AddItem.RunAsync(
                work,
                holder.Id,
                Thing.Of<Action>(),
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["title"] = asked.Title,
                    ["accountable"] = new[] { asked.Accountable! },
                    ["due"] = asked.Due,
                    ["from"] = from,
                    // What is restricted is not told by what came of it.
                    ["restricted"] = thing.Restricted,
                }
            )
        );
        // What it is made of names it.
        await work.Db.SaveChangesAsync();
    }
}
