using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Workbooks;

/// <summary>A sheet of a plan's workbook: the plan itself, a list, or the parts of an item or of the plan. All of them come from the shapes.</summary>
sealed record PlanTable
{
    /// <value>What stands on its tab.</value>
    public required string Name { get; init; }

    /// <value>Its answers that have a column.</value>
    public required IReadOnlyList<Leaf> Columns { get; init; }

    /// <value>The list whose items it has; null for the plan and for parts of it.</value>
    public Thing? Thing { get; init; }

    /// <value>The answer whose parts it has; null for the plan and for a list.</value>
    public Leaf? Parts { get; init; }

    /// <value>What owns its parts; null for the plan and for a list.</value>
    public PlanTable? Of { get; init; }

    /// <value>The sheets of its lists of parts.</value>
    public IReadOnlyList<PlanTable> Inner { get; private set; } = [];

    /// <value>What the workbook calls what it was made from: a list's name, or <c>plan</c>.</value>
    public string Key => Thing?.List ?? "plan";

    /// <value>All answers of one of its items.</value>
    public IReadOnlyList<Leaf> Leaves => [.. Columns, .. Inner.Select(i => i.Parts!)];

    /// <value>What stands above the column of who is known by it: the id, or the row where nobody gives one.</value>
    public string IdHeading => Thing is { HasId: true } ? Free("Id") : Free("Row");

    /// <value>The heading of the column that says whose parts they are; null where they are the plan's.</value>
    public string? OfHeading => Of?.Thing is { } thing ? Free(Words.Capital(thing.Noun)) : null;

    /// <value>What stands above the column of the version.</value>
    public string VersionHeading => Free("Version");

    /// <value>What stands above the column of the place of a part.</value>
    public string PlaceHeading => Free("Place");

    /// <summary>A heading that none of its answers has.</summary>
    string Free(string heading) => Columns.Any(l => l.Heading == heading) ? heading + " in the workbook" : heading;

    /// <value>The plan itself: every answer a row.</value>
    public static PlanTable Plan { get; } = OfPlan();

    /// <value>The lists, in the plan file's order.</value>
    public static IReadOnlyList<PlanTable> Lists { get; } = [.. Thing.All.Select(OfThing)];

    /// <value>All sheets with items or parts, each list with those of its parts behind it.</value>
    public static IEnumerable<PlanTable> All => Plan.Inner.Concat(Lists.SelectMany(t => t.Inner.Prepend(t)));

    static PlanTable OfPlan()
    {
        var lists = Thing.All.Select(t => t.ListField).ToHashSet();
        return WithParts(
            new PlanTable { Name = "The plan", Columns = [] },
            Leaf.Of(Shape.Of<PlanDocument>(), f => lists.Contains(f) || f.Name is "goldthread")
        );
    }

    static PlanTable OfThing(Thing thing) =>
        WithParts(
            new PlanTable
            {
                Name = Tab(Words.Capital(thing.Plural)),
                Columns = [],
                Thing = thing,
            },
            Leaf.Of(thing.Shape, f => f.IsId)
        );

    static PlanTable WithParts(PlanTable bare, IReadOnlyList<Leaf> leaves)
    {
        var table = bare with { Columns = [.. leaves.Where(l => !l.IsList)] };
        table.Inner =
        [
            .. leaves
                .Where(l => l.IsList)
                .Select(l => new PlanTable
                {
                    Name = Tab(table.Thing is null ? l.Heading : $"{table.Name} - {l.Heading.ToLowerInvariant()}"),
                    Columns = Leaf.Of(l.Field.Inner!),
                    Parts = l,
                    Of = table,
                }),
        ];
        return table;
    }

    /// <summary>What can stand on a tab: 31 characters, and some never.</summary>
    static string Tab(string name) => name.Length <= 31 ? name : name[..31].TrimEnd();
}
