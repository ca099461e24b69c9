using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Develop.Plans;

/// <summary>Showing the draft is asking people: an engagement for each stakeholder, and one for the colleagues among them.</summary>
sealed class Consult : Follow<ConsultPlan>
{
    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, ConsultPlan move)
    {
        var groups = await work
            .Db.Items.Where(i => i.Owner == id && i.List == Stakeholder.List && i.RemovedAt == null && move.People.Contains(i.Id))
            .OrderBy(i => i.Position)
            .Select(i => i.Id)
            .ToListAsync();
        var how = "Shown the draft" + (move.Until is { } until ? $", to be answered by {Days.Read(until)}" : "");
        foreach (var group in groups)
            await AskAsync(group, how);
        // A colleague has no stake of their own in the plan's lists: that they were asked is said of nobody in particular.
        var colleagues = move.People.Except(groups, StringComparer.Ordinal).ToList();
        if (colleagues.Count > 0)
            await AskAsync(null, $"{how}: {string.Join(", ", colleagues)}");

        Task AskAsync(string? group, string method) =>
            AddItem.RunAsync(
                work,
                id,
                Thing.Of<Engagement>(),
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["stakeholder"] = group,
                    ["on"] = work.Today,
                    ["stage"] = EngagementStage.Develop,
                    ["level"] = EngagementLevel.Consult,
                    ["method"] = method.Length <= 200 ? method : method[..199] + "…",
                }
            );
    }
}
