using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Things;

/// <summary>One item: what it says, what it leads to, what leads to it, and its history.</summary>
public class DetailModel : ThingPage
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    View seen = null!;

    public ItemRow Row => seen.Row;
    public Part Item => seen.Item;
    public IReadOnlyList<RecordRow> History { get; private set; } = [];
    public IReadOnlyList<Naming> NamedBy => seen.NamedBy;

    /// <value>The file that the evidence is; null where it is none.</value>
    public NamedFile? Kept => seen.File;

    /// <summary>An item and what is around it; the same for everybody who sees the same of the plan.</summary>
    /// <param name="Row">Its row.</param>
    /// <param name="Item">What it says.</param>
    /// <param name="NamedBy">What names it.</param>
    /// <param name="Titles">What it names.</param>
    /// <param name="File">Its file, where it has one.</param>
    /// <param name="Sight">Its line of sight.</param>
    sealed record View(
        ItemRow Row,
        Part Item,
        IReadOnlyList<Naming> NamedBy,
        IReadOnlyDictionary<(string List, string Id), string> Titles,
        NamedFile? File,
        IReadOnlyList<Knot> Sight
    );

    /// <summary>A file that evidence names.</summary>
    /// <param name="Location">Its hash and name.</param>
    /// <param name="Row">What is stored; null where the file is not here.</param>
    public sealed record NamedFile(FileLocation Location, FileRow? Row)
    {
        /// <value>True for a picture that the page can show.</value>
        public bool IsPicture => Row is not null && FileKind.OfName(Location.Name) is { IsPicture: true };
    }

    /// <value>True where this person may change it, or record on it because it is theirs.</value>
    public bool MayChange => MayAddHere || (!Plan.IsClosed && Acceptance.MayRecord(Actor, Plan.Area!.Path, Thing, Row.Person));

    /// <value>The moves that this person can make now, the usual next step first; none of what was removed.</value>
    public IReadOnlyList<MoveKind> Moves => Row.RemovedAt is null ? MovesOf(Thing, Item, Row.Person) : [];

    /// <summary>A knot of the line of sight, with the way to the question whose answer joins it, where this thing has that question.</summary>
    Knot Mendable(Knot knot) =>
        knot.Cut is not null
        && (
            knot.Kind is "Objective"
                ? Thing.ObjectiveField
                : Thing.Shape.Fields.FirstOrDefault(f => f.RefersTo is [StrategicObjective.List])
        )
            is { } field
            ? knot with
            {
                Mend = $"{To.Item(PlanId, Thing, Id)}/edit?mend={field}#{field}",
            }
            : knot;

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        seen = await KeptAsync(Today, LookAsync, $"{ListName}/{Id}");
        // Meetings and visits have one name and many days.
        var day =
            Thing.Shape.Find("on") is not null && Row.Due is { } on && !Row.Title.EndsWith(Days.Read(on), StringComparison.Ordinal)
                ? ", " + Days.Read(on)
                : "";
        ViewData["Title"] = $"{Title}{day} ({Thing.Noun})";
        // What is kept is the same for everybody; who may mend a cut is not.
        Sight = MayAddHere && Row.RemovedAt is null ? [.. seen.Sight.Select(Mendable)] : seen.Sight;
        History =
        [
            .. (await ItemQueries.History.On(Db, OwnerOf(Thing), ListName, Id).ToListAsync(Cancel)).Select(Hidden.Told).OfType<RecordRow>(),
        ];
        if (Row.RemovedAt is null)
            await FindHereAsync(Id);
    }

    async Task<View> LookAsync()
    {
        var row = await RowAsync(Id, removedToo: true);
        var item = Hidden.Shown(ItemRows.Read(Thing, row));
        var sight = await SightAsync(row);
        return new View(
            row,
            item,
            Thing.HasId ? await NamedByAsync() : [],
            await NamesAsync(item),
            item is Evidence evidence && FileLocation.TryRead(evidence.Location, out var location)
                ? new NamedFile(location, await StoreFile.FindAsync(Db, PlanId, evidence.Location, Cancel))
                : null,
            sight
        );
    }

    /// <summary>What names it: one query.</summary>
    protected virtual async Task<IReadOnlyList<Naming>> NamedByAsync() =>
        await ItemQueries.NamedBy.On(Db, PlanId, Area, ListName, Id).Where(n => !Hidden.Has(n.List, n.Id)).ToListAsync(Cancel);

    /// <summary>What it names, by its title: one query, after its line of sight is known.</summary>
    /// <param name="item">The item.</param>
    protected virtual async Task<IReadOnlyDictionary<(string List, string Id), string>> NamesAsync(Part item) =>
        Walk.References(item).Any(r => r.Field.Known is null)
            ? await ItemQueries
                .Names.On(Db, OwnerOf(Thing), Strategy ?? PlanId, Area, ListName, Id)
                .Where(i => !Hidden.Has(i.List, i.Id))
                .ToDictionaryAsync(i => (i.List, i.Id), i => i.Title, cancellationToken: Cancel)
            : new Dictionary<(string, string), string>();

    /// <summary>Brings it back.</summary>
    public async Task<IActionResult> OnPostRestoreAsync()
    {
        await FindPlanAsync();
        await Writer.RunAsync(Actor, work => RestoreItem.RunAsync(work, PlanId, Thing, Id), Cancel);
        return Done(To.Item(PlanId, Thing, Id), $"The {Thing.Noun} is back in the plan.");
    }

    /// <value>The fields that the page says in words of its own: they stand in no list of facts.</value>
    protected virtual IReadOnlyCollection<string> Told => [];

    /// <summary>The facts of the item that are given, as rows.</summary>
    public SummaryList Facts() =>
        new()
        {
            Rows =
            [
                .. Thing
                    .Shape.Fields.Where(f =>
                        f.IsSet(Item) && f.Name is not ("id" or "readings" or "title" or "name") && !Told.Contains(f.Name)
                    )
                    .Select(f => new SummaryRow(f.Label.TrimEnd('?'), Value(f, Item))),
            ],
        };

    /// <summary>The questions that nobody has answered yet, each with its place in the form for whoever may answer it.</summary>
    public IReadOnlyList<(string Text, string? Href)> Open() =>
        [
            .. Asked(Thing)
                .Where(f => !f.IsSet(Item))
                .Select(f =>
                    (
                        f.Label.TrimEnd('?'),
                        MayAddHere && Row.RemovedAt is null
                            ? $"{To.Item(PlanId, Thing, Id)}/edit?mend={f.Name}#{Forms.ShapeForm.IdOf(f.Name)}"
                            : (string?)null
                    )
                ),
        ];

    /// <value>What it is called; what has no title of its own is known by what it is and its day.</value>
    public string Title =>
        Row.Title != Row.Id ? Row.Title
        : Row.Due is { } day ? $"{Capital(Thing.Noun)} of {Days.Read(day)}"
        : Capital(Thing.Noun);

    /// <value>Where it is.</value>
    public string Here => To.Item(PlanId, Thing, Id);

    /// <value>True where it was taken out of the plan.</value>
    public bool IsRemoved => Row.RemovedAt is not null;

    /// <summary>The link to something that the item names, by its title; null where it is not there for this person.</summary>
    protected Link? LinkTo(string list, string? id) =>
        id is not null && seen.Titles.TryGetValue((list, id), out var title) && Thing.Find(list) is { } thing
            ? new Link(title, To.Item(PlanId, thing, id))
            : null;

    /// <summary>How the item stands, for things that say so in one field.</summary>
    public virtual Headline? Stands =>
        Thing.Shape.Find("status") is not null
        || Thing.Shape.Find("held_on") is not null
        || Thing.List is Domain.Evaluate.Adaptation.List or Domain.Govern.Waiver.List
            ? new Headline(
                Inline.Of(States.Of(Row.State, Thing.List is Domain.Evaluate.Review.List && Row.State is "planned" && Row.Due < Today)),
                Standing.Of(Item, Today)
            )
        : Standing.Of(Item, Today) is { Length: > 0 } words ? new Headline(default, words)
        : null;

    /// <value>Who answers for it and what it serves, where it says so.</value>
    public FactLine? Who =>
        Staff(Row.Person) is not null || Row.Objective is not null
            ? new([
                ("", Staff(Row.Person) is { } who ? who : (Inline)default),
                ("For", LinkTo(Domain.Develop.Objective.List, Row.Objective) is { } objective ? Inline.Of(objective) : default),
            ])
            : null;

    /// <summary>The name of what a field names, for lines of text; null where it is not known here.</summary>
    public string? NameOf(Field field, string id) =>
        field.RefersToAny && (id == "plan" || id == PlanId) ? Plan.Title
        : field.RefersTo.Contains(Domain.Develop.StaffMember.List) && Staff(id) is { } role ? role
        : (field.RefersToAny ? seen.Titles.Keys.Where(k => k.Id == id).Select(k => k.List) : field.RefersTo)
            .Select(list => seen.Titles.GetValueOrDefault((list, id)))
            .FirstOrDefault(title => title is not null);

    /// <summary>A field's value for people.</summary>
    protected Inline Value(Field field, Part part) => Inline.Of(new FieldValue(field, part, Refer));

    Component? Refer(Field field, string id)
    {
        if (Kept is { } file && field.Name is "location")
            return file.Row is null
                ? new Said(
                    $"{file.Location.Name}. The file itself is not in this installation; change the evidence and choose it to bring it here."
                )
                : new Link($"{file.Location.Name} ({FileWords.Size(file.Row.Size)})", To.File(PlanId, Id));
        foreach (var list in field.RefersToAny ? seen.Titles.Keys.Where(k => k.Id == id).Select(k => k.List) : field.RefersTo)
        {
            if (seen.Titles.TryGetValue((list, id), out var title) && Thing.Find(list) is { } thing)
                return new Link(title, To.Item(PlanId, thing, id));
        }
        if (field.RefersToAny && (id == "plan" || id == PlanId))
            return new Link(Plan.Title, To.Plan(PlanId));
        return field.RefersTo.Contains(Domain.Develop.StaffMember.List) && Staff(id) is { } role ? new Said(role) : null;
    }
}
