using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Plans;

/// <summary>What somebody says of the draft is an engagement, whoever may write those: it waits for its answer there.</summary>
sealed class Comment : Follow<CommentOnPlan>
{
    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, CommentOnPlan move) =>
        await AddItem.AddAsync(
            work,
            holder,
            Thing.Of<Engagement>(),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["stakeholder"] = move.Stakeholder,
                ["about"] = move.About,
                ["on"] = work.Today,
                ["stage"] = EngagementStage.Develop,
                ["level"] = EngagementLevel.Consult,
                ["method"] = "Said of the draft",
                ["said"] = move.Text,
            },
            isPart: true
        );
}
