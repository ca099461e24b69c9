using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Implement.Actions;

/// <summary>What was seen, where it is all that shows an action to be done, is evidence: an observation of the day.</summary>
sealed class Close : Follow<CloseAction>
{
    const int Longest = 200;

    protected override async Task BeforeAsync(Work work, Holder holder, string id, Part thing, CloseAction move)
    {
        if (move.Evidence.Count > 0 || string.IsNullOrWhiteSpace(move.Note))
            return;
        var seen = move.Note.ReplaceLineEndings(" ").Trim();
        move.IsShownBy(
            await AddItem.RunAsync(
                work,
                holder.Id,
                Thing.Of<Evidence>(),
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["type"] = EvidenceType.Observation,
                    ["title"] = seen.Length <= Longest ? seen : seen[..(Longest - 1)] + "…",
                    ["on"] = work.Today,
                    ["author"] = work.Actor.Name.Length <= Longest ? work.Actor.Name : work.Actor.Name[..Longest],
                    ["supports"] = new[] { id },
                }
            )
        );
    }
}
