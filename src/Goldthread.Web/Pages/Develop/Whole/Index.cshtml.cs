using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Pages.Develop.Whole;

/// <summary>Every part of the plan on one page, to read and to print: nothing that was imported is invisible.</summary>
public sealed class IndexModel : PlanPage
{
    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "whole";

    public PlanDocument Document { get; private set; } = null!;

    /// <value>What the plan has that is no list: organisation, area, strategy, the plan itself, and single parts.</value>
    public IEnumerable<(Field Field, Part Part)> Single =>
        Shape
            .Of<PlanDocument>()
            .Fields.Where(f => f.Kind is FieldKind.Group)
            .Select(f => (f, (Part?)f.Get(Document)))
            .Where(p => p.Item2 is not null)
            .Select(p => (p.f, p.Item2!));

    /// <inheritdoc/>
    protected override async Task ShowAsync() => Document = await PlanQueries.LoadAsync(Db, PlanId, Cancel) ?? throw new Missing("plan");

    /// <summary>True for the fields that are lists of their own below.</summary>
    public static bool IsList(Field field) => field.Inner is { } inner && Thing.All.Any(t => t.Shape == inner);
}
