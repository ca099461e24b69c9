using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Things;

/// <summary>
/// One item as a page holds it: what it says, what it leads to, what leads to it, what can be done with it, and its history. The generic page shows all of
/// it; a page of a thing whose work is special holds one too, and shows what it wants of it.
/// </summary>
public sealed class ItemView
{
    readonly ThingPage page;
    readonly Around around;

    ItemView(ThingPage page, Around around, IReadOnlyList<RecordRow> history) =>
        (this.page, this.around, History) = (page, around, history);

    /// <summary>An item and what is around it; the same for everybody who sees the same of the plan.</summary>
    /// <param name="Row">Its row.</param>
    /// <param name="Item">What it says.</param>
    /// <param name="NamedBy">What names it.</param>
    /// <param name="Titles">What it names.</param>
    /// <param name="File">Its file, where it has one.</param>
    /// <param name="Sight">Its line of sight.</param>
    sealed record Around(
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

    /// <summary>What tells two things of one name apart in a title: meetings and visits have one name and many days.</summary>
    public static string DayOf(Thing thing, ItemRow row) =>
        thing.Shape.Find("on") is not null && row.Due is { } on && !row.Title.EndsWith(Days.Read(on), StringComparison.Ordinal)
            ? ", " + Days.Read(on)
            : "";

    /// <summary>Looks at an item: sets the page's title and line of sight, and what the checks find about it.</summary>
    /// <param name="page">The page, once its plan is found.</param>
    /// <param name="id">The item.</param>
    /// <param name="namedBy">Finds what names it, where the page knows a better way; runs where it is not kept.</param>
    /// <param name="names">Finds what it names, by its title, where the page knows a better way; runs after its line of sight is known.</param>
    /// <exception cref="Missing">There is none, or it is hidden from the person.</exception>
    public static async Task<ItemView> OfAsync(
        ThingPage page,
        string id,
        Func<Task<IReadOnlyList<Naming>>>? namedBy = null,
        Func<Part, Task<IReadOnlyDictionary<(string List, string Id), string>>>? names = null
    )
    {
        var (thing, db) = (page.Thing, page.Db);
        var found = await page.KeptAsync(page.Today, LookAsync, $"{thing.List}/{id}");
        var history = await ItemQueries.History.On(db, page.OwnerOf(thing), thing.List, id).ToListAsync(page.Cancel);
        var view = new ItemView(page, found, [.. history.Select(page.Hidden.Told).OfType<RecordRow>()]);
        page.ViewData["Title"] = $"{view.Title}{DayOf(thing, found.Row)} ({thing.Noun})";
        // What is kept is the same for everybody; who may mend a cut is not.
        page.Sight = page.MayAddHere && !view.IsRemoved ? [.. found.Sight.Select(view.Mendable)] : found.Sight;
        if (!view.IsRemoved)
            await page.FindHereAsync(id);
        return view;

        async Task<Around> LookAsync()
        {
            var looked = await page.RowAsync(id, removedToo: true);
            var item = page.Hidden.Shown(ItemRows.Read(thing, looked));
            var sight = await page.SightAsync(looked);
            return new Around(
                looked,
                item,
                !thing.HasId ? []
                    : namedBy is not null ? await namedBy()
                    : await ItemQueries
                        .NamedBy.On(db, page.PlanId, page.Area, thing.List, id)
                        .Where(n => !page.Hidden.Has(n.List, n.Id))
                        .ToListAsync(page.Cancel),
                names is not null ? await names(item)
                    : Walk.References(item).Any(r => r.Field.Known is null)
                        ? await ItemQueries
                            .Names.On(db, page.OwnerOf(thing), page.Strategy ?? page.PlanId, page.Area, thing.List, id)
                            .Where(i => !page.Hidden.Has(i.List, i.Id))
                            .ToDictionaryAsync(i => (i.List, i.Id), i => i.Title, cancellationToken: page.Cancel)
                    : new Dictionary<(string, string), string>(),
                item is Evidence evidence && FileLocation.TryRead(evidence.Location, out var location)
                    ? new NamedFile(location, await StoreFile.FindAsync(db, page.PlanId, evidence.Location, page.Cancel))
                    : null,
                sight
            );
        }
    }

    public Thing Thing => page.Thing;
    public string Id => Row.Id;
    public ItemRow Row => around.Row;
    public Part Item => around.Item;
    public IReadOnlyList<RecordRow> History { get; }
    public IReadOnlyList<Naming> NamedBy => around.NamedBy;

    /// <value>The file that the evidence is; null where it is none.</value>
    public NamedFile? Kept => around.File;

    /// <value>The way to ask somebody about it, where one may.</value>
    public IReadOnlyList<ShellLink> AskAbout
    {
        get
        {
            var questions = Thing.Of<Question>();
            if (
                IsRemoved
                || page.Plan.IsClosed
                || Thing.List is Question.List
                || page.OwnerOf(Thing) != page.PlanId
                || !Acceptance.MayAdd(page.Actor, page.Plan.Area!.Path, questions)
            )
                return [];
            var about = QueryString.Create("about", Row.Id);
            // Whoever answers for it is asked, unless one chooses somebody else; who is restricted is named to nobody.
            if (Row.Person is { } person && !page.Hidden.Has(StaffMember.List, person))
                about = about.Add("owner", person);
            return [new("Ask somebody about this", To.Add(page.PlanId, questions) + about)];
        }
    }

    /// <value>True where it was taken out of the plan.</value>
    public bool IsRemoved => Row.RemovedAt is not null;

    /// <value>True where this person may put it back.</value>
    public bool MayRestore => page.MayAddHere;

    /// <value>True where this person may change it, or record on it because it is theirs.</value>
    public bool MayChange =>
        page.MayAddHere || (!page.Plan.IsClosed && Acceptance.MayRecord(page.Actor, page.Plan.Area!.Path, Thing, Row.Person));

    /// <value>The moves that this person can make now, the usual next step first; none of what was removed.</value>
    public IReadOnlyList<MoveKind> Moves => IsRemoved ? [] : page.MovesOf(Thing, Item, Row.Person);

    /// <value>What it is called; what has no title of its own is known by what it is and its day.</value>
    public string Title =>
        Row.Title != Row.Id ? Row.Title
        : Row.Due is { } day ? $"{Words.Capital(Thing.Noun)} of {Days.Read(day)}"
        : Words.Capital(Thing.Noun);

    /// <value>The plan from which it was carried over; null where it was not.</value>
    string? From => PlanRows.Read(page.Plan).Plan!.CarriedOver is { } carried && carried.Has(Thing.List, Row.Id) ? carried.Plan : null;

    /// <value>Where it is.</value>
    public string Here => To.Item(page.PlanId, Thing, Id);

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
                Mend = $"{Here}/edit?mend={field}#{field}",
            }
            : knot;

    /// <summary>The facts of the item that are given, as rows.</summary>
    /// <param name="told">The fields that the page says in words of its own: they stand in no list of facts.</param>
    public SummaryList Facts(params IReadOnlyCollection<string> told) =>
        new()
        {
            Rows =
            [
                .. Thing
                    .Shape.Fields.Where(f =>
                        f.IsSet(Item)
                        && !f.IsForPrograms
                        && f.Name is not ("id" or "readings" or "title" or "name")
                        && !told.Contains(f.Name)
                    )
                    .Select(f => new SummaryRow(f.Label.TrimEnd('?'), Inline.Of(new FieldValue(f, Item, Refer)))),
                .. From is { } from
                    ? [new SummaryRow("Carried over from", Inline.Of(new Link($"{Row.Id} of {from}", To.Item(from, Thing, Row.Id))))]
                    : Array.Empty<SummaryRow>(),
            ],
        };

    /// <summary>The questions that nobody has answered yet, each with its place in the form for whoever may answer it.</summary>
    public IReadOnlyList<(string Text, string? Href)> Open() =>
        [
            .. ThingPage
                .Asked(Thing)
                .Where(f => !f.IsSet(Item))
                .Select(f =>
                    (
                        f.Label.TrimEnd('?'),
                        page.MayAddHere && !IsRemoved ? $"{Here}/edit?mend={f.Name}#{ShapeForm.IdOf(f.Name)}" : (string?)null
                    )
                ),
        ];

    /// <summary>The link to something that the item names, by its title; null where it is not there for this person.</summary>
    public Link? LinkTo(string list, string? id) =>
        id is not null && around.Titles.TryGetValue((list, id), out var title) && Thing.Find(list) is { } thing
            ? new Link(title, To.Item(page.PlanId, thing, id))
            : null;

    /// <summary>How the item stands, for things that say so in one field.</summary>
    public Headline? Stands =>
        Thing.Shape.Find("status") is not null
        || Thing.Shape.Find("held_on") is not null
        || Thing.List is Domain.Evaluate.Adaptation.List or Domain.Govern.Waiver.List
            ? new Headline(
                Inline.Of(
                    States.Of(Row.State, Thing.List is Domain.Evaluate.Review.List && Row.State is "planned" && Row.Due < page.Today)
                ),
                Standing.Of(Item, page.Today)
            )
        : Standing.Of(Item, page.Today) is { Length: > 0 } words ? new Headline(default, words)
        : null;

    /// <value>Who answers for it and what it serves, where it says so.</value>
    public FactLine? Who =>
        page.Staff(Row.Person) is not null || Row.Objective is not null
            ? new([
                ("", page.Staff(Row.Person) is { } who ? who : (Inline)default),
                ("For", LinkTo(Objective.List, Row.Objective) is { } objective ? Inline.Of(objective) : default),
            ])
            : null;

    /// <summary>The name of what a field names, for lines of text; null where it is not known here.</summary>
    public string? NameOf(Field field, string id) =>
        field.RefersToAny && (id == "plan" || id == page.PlanId) ? page.Plan.Title
        : field.RefersTo.Contains(StaffMember.List) && page.Staff(id) is { } role ? role
        : ListsOf(field, id).Select(list => around.Titles.GetValueOrDefault((list, id))).FirstOrDefault(title => title is not null);

    IEnumerable<string> ListsOf(Field field, string id) =>
        field.RefersToAny ? around.Titles.Keys.Where(k => k.Id == id).Select(k => k.List) : field.RefersTo;

    Component? Refer(Field field, string id)
    {
        if (Kept is { } file && field.Name is "location")
            return file.Row is null
                ? new Said(
                    $"{file.Location.Name}. The file itself is not in this installation; change the evidence and choose it to bring it here."
                )
                : new Link($"{file.Location.Name} ({FileWords.Size(file.Row.Size)})", To.File(page.PlanId, Id));
        foreach (var list in ListsOf(field, id))
        {
            if (LinkTo(list, id) is { } link)
                return link;
        }
        if (field.RefersToAny && (id == "plan" || id == page.PlanId))
            return new Link(page.Plan.Title, To.Plan(page.PlanId));
        return field.RefersTo.Contains(StaffMember.List) && page.Staff(id) is { } role ? new Said(role) : null;
    }
}
