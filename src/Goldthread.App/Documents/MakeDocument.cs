using System.Globalization;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Documents;

/// <summary>Makes a document of a plan for somebody: of what they see, or of what they see of its record.</summary>
public static class MakeDocument
{
    /// <summary>What is asked of a document.</summary>
    /// <param name="About">A review or a visit by its id; null for the newest.</param>
    /// <param name="Since">A day, for what has changed; null for the review.</param>
    public sealed record Asked(string? About = null, DateOnly? Since = null);

    /// <summary>What has changed since the time that is asked for; without one since the last review that was held, else since the plan was last approved; two queries.</summary>
    /// <exception cref="Missing">The review was not held, or is not there.</exception>
    public static async Task<PlanVersions.Pair> PairAsync(
        Seen seen,
        string plan,
        Asked asked,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var from = asked.Since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var pair = await PlanVersions.FindAsync(seen, plan, from, null, today, cancel);
        if (from is not null)
            return pair;
        var held = pair.All.Where(v => v.Kind is VersionKind.Reviewed);
        var review = asked.About is { } id
            ? held.FirstOrDefault(v => v.Review == id) ?? throw new Missing("review")
            : held.FirstOrDefault();
        return review is null ? pair : pair with { From = review };
    }

    /// <summary>What a document of the record is made of: the plan's own words and what has changed.</summary>
    public static PlanWords Of(PlanRow row, ChangesSince changes, DateOnly today)
    {
        var plan = PlanRows.Read(row);
        var shape = Shape.Of<PlanDocument>();
        var area = Shape.Of<Area>().FromJson(row.Area!.Body);
        Shape.Of<Area>()["name"].Set(area, row.Area.Name);
        shape["area"].Set(plan, area);
        return new(plan, today) { Changes = changes };
    }

    /// <summary>Makes it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="row">The plan's row, with its area.</param>
    /// <param name="actor">Who looks. Whether they may see the plan is asked by the caller.</param>
    /// <param name="kind">Which document.</param>
    /// <param name="asked">What is asked of it.</param>
    /// <param name="today">Today where the service is.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<Document> OfAsync(
        Db db,
        PlanRow row,
        Actor actor,
        DocumentKind kind,
        Asked asked,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        if (kind.IsOfRecord)
        {
            var seen = new Seen(db, actor);
            var hidden = (await seen.HiddenInAsync([row.Id], cancel))(row.Id);
            var pair = await PairAsync(seen, row.Id, asked, today, cancel);
            return kind.Make(Of(row, await ChangesSince.OfAsync(seen, hidden, row, pair, isWhole: false, cancel), today));
        }
        var (plan, series) = await PlanQueries.WithSeriesAsync(db, row, actor, cancel);
        return kind.Make(new(plan, today) { Series = series, About = asked.About });
    }
}
