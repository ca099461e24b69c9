using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Whole;

/// <summary>
/// Every part of the plan, to read and to print: nothing that was imported is invisible. Laid out by the shapes alone, so that a new field shows
/// by itself. A plan of more than <see cref="PageSize"/> items comes in several parts.
/// </summary>
public sealed class IndexModel : PlanPage
{
    /// <summary>Items on one page.</summary>
    public const int PageSize = 500;

    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "whole";

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    public PlanDocument Document { get; private set; } = null!;

    /// <value>What the plan has that is no list: organisation, area, strategy, the plan itself, and single parts; on the first page.</value>
    public IReadOnlyList<(string Name, IReadOnlyList<SummaryRow> Rows)> Single { get; private set; } = [];

    /// <value>The items of this page by list, and how many each list has in all.</value>
    public IReadOnlyList<(Thing Thing, IReadOnlyList<Part> Items, int All)> Lists { get; private set; } = [];

    /// <value>How many items the plan has.</value>
    public int Total { get; private set; }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Document = await PlanQueries.LoadAsync(Db, PlanId, Actor, Cancel) ?? throw new Missing("plan");
        Number = Math.Clamp(Number, 1, 10_000);
        foreach (var thing in Thing.All.Where(t => t.HasId))
        {
            foreach (var item in Document.ItemsOf(thing).OfType<Item>())
                names[(thing.List, item.Id)] = Headline(thing, item);
        }
        if (Number == 1)
        {
            Single =
            [
                .. Shape
                    .Of<PlanDocument>()
                    .Fields.Where(f => f.Kind is FieldKind.Group && f.IsSet(Document))
                    .Select(f => (f.Name, (IReadOnlyList<SummaryRow>)[.. Rows(f.Inner!, (Part)f.Get(Document)!)]))
                    .Where(s => s.Item2.Count > 0),
            ];
        }
        var (skip, take) = ((Number - 1) * PageSize, PageSize);
        var lists = new List<(Thing, IReadOnlyList<Part>, int)>();
        foreach (var thing in Thing.All)
        {
            var items = Document.ItemsOf(thing);
            Total += items.Count;
            var here = items.Skip(skip).Take(take).ToList();
            skip = Math.Max(0, skip - items.Count);
            take -= here.Count;
            if (here.Count > 0)
                lists.Add((thing, here, items.Count));
        }
        Lists = lists;
    }

    /// <summary>The facts of a part. Lists of a plan stand below, each under its own name; a group that holds one is looked into.</summary>
    IEnumerable<SummaryRow> Rows(Shape shape, Part part)
    {
        foreach (var field in shape.Fields.Where(f => f.IsSet(part) && !IsList(f)))
        {
            if (field.Kind is FieldKind.Group && field.Inner!.Fields.Any(IsList))
            {
                foreach (var row in Rows(field.Inner, (Part)field.Get(part)!))
                    yield return row;
            }
            else
            {
                yield return Row(field, part);
            }
        }
    }

    /// <summary>The facts of an item, without the one that is its headline.</summary>
    public IReadOnlyList<SummaryRow> Facts(Thing thing, Part item)
    {
        var headline = Headline(thing, item);
        return
        [
            .. thing
                .Shape.Fields.Where(f =>
                    f.IsSet(item) && !f.IsId && !f.IsForPrograms && !(f.Kind is FieldKind.Text && f.Write(item) == headline)
                )
                .Select(f => Row(f, item)),
        ];
    }

    /// <summary>What stands over an item.</summary>
    public static string Headline(Thing thing, Part item) => ItemRows.Headline(thing, item);

    SummaryRow Row(Field field, Part part) => new(field.Label.TrimEnd('?'), Inline.Of(new FieldValue(field, part, Refer)));

    readonly Dictionary<(string List, string Id), string> names = [];

    /// <summary>What a field names, by its name; null where the document has none of it.</summary>
    Component? Refer(Field field, string id)
    {
        if (field.RefersToAny && (id == "plan" || id == PlanId))
            return new Said(Plan.Title);
        var lists = field.RefersToAny ? Thing.All.Select(t => t.List) : field.RefersTo;
        return lists.Select(list => names.GetValueOrDefault((list, id))).FirstOrDefault(name => name is not null) is { } found
            ? new Said(found)
            : null;
    }

    static bool IsList(Field field) => field.Kind is FieldKind.Parts && Thing.All.Any(t => t.Shape == field.Inner);
}
