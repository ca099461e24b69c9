using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Strategy;

/// <summary>Changes what the organisation says of itself and where its strategy is published. Its values and objectives are items.</summary>
public static class EditStrategy
{
    /// <summary>The organisation and the source of a strategy's row.</summary>
    public static (Organisation Organisation, StrategySource Source) Read(StrategyRow row)
    {
        var document = (PlanDocument)Shape.Of<PlanDocument>().FromJson(row.Body);
        return (document.Organisation ?? new Organisation(), document.Strategy?.Source ?? new StrategySource());
    }

    /// <summary>What differs between two strategies' rows, by field: <c>vision</c>, <c>source.title</c>.</summary>
    /// <param name="was">The body of the row, null for what was not there.</param>
    /// <param name="now">The body as it is to be.</param>
    internal static List<Change> Changes(string? was, string now)
    {
        var (organisation, source) = was is null ? (null, null) : ((Organisation?, StrategySource?))Read(new StrategyRow { Body = was });
        return Changes(organisation, source, Read(new StrategyRow { Body = now }));
    }

    static List<Change> Changes(
        Organisation? organisation,
        StrategySource? source,
        (Organisation Organisation, StrategySource Source) now
    ) =>
        [
            .. Items.Difference(Shape.Of<Organisation>(), organisation, now.Organisation),
            .. Items.Difference(Shape.Of<StrategySource>(), source, now.Source).Select(c => c with { Field = "source." + c.Field }),
        ];

    /// <param name="work">The operation under way.</param>
    /// <param name="owner">The strategy: <c>strategy:1</c>.</param>
    /// <param name="version">The version that the person saw.</param>
    /// <param name="organisation">The organisation as it is to be.</param>
    /// <param name="source">The source as it is to be.</param>
    public static async Task RunAsync(Work work, string owner, int version, Organisation organisation, StrategySource source)
    {
        var holder = await work.HolderAsync(owner);
        if (!holder.MayWrite(work.Actor))
            throw new Forbidden("Only an administrator, or a planner of the whole organisation, changes the strategy.");
        var refusals = Acceptance.Refusals(Shape.Of<Organisation>(), organisation);
        refusals.AddRange(Acceptance.Refusals(Shape.Of<StrategySource>(), source).Select(r => r with { Field = "source." + r.Field }));
        if (string.IsNullOrWhiteSpace(organisation.Name))
            refusals.Add(new("name", "Give the organisation's name."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var number = StrategyRow.IdOf(owner);
        var row = await work.Db.Strategies.FirstAsync(s => s.Id == number);
        var (was, from) = Read(row);
        var changes = Changes(was, from, (organisation, source));
        if (changes.Count == 0)
            return;
        if (row.Version != version)
            throw new StaleEdit(was, row.Version, await work.LastWriterAsync(owner, "strategy"));
        var root = Shape.Of<PlanDocument>();
        var document = (PlanDocument)root.FromJson(row.Body);
        root["organisation"].Set(document, organisation);
        var strategy = document.Strategy ?? new StrategyInPlan();
        var blank = Shape.Of<StrategySource>().Fields.All(f => !f.IsSet(source));
        Shape.Of<StrategyInPlan>()["source"].Set(strategy, blank ? null : source);
        root["strategy"].Set(document, strategy);
        row.Body = PlanQueries.StrategyBody(document)!;
        row.Version++;
        work.Record(owner, "EditStrategy", "strategy", null, changes);
    }
}
