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
        return new View(
            row,
            item,
            Thing.HasId
                ? await ItemQueries.NamedBy.On(Db, PlanId, Area, ListName, Id).Where(n => !Hidden.Has(n.List, n.Id)).ToListAsync(Cancel)
                : [],
            Walk.References(item).Any(r => r.Field.Known is null)
                ? await ItemQueries
                    .Names.On(Db, OwnerOf(Thing), Strategy ?? PlanId, Area, ListName, Id)
                    .Where(i => !Hidden.Has(i.List, i.Id))
                    .ToDictionaryAsync(i => (i.List, i.Id), i => i.Title, cancellationToken: Cancel)
                : [],
            item is Evidence evidence && FileLocation.TryRead(evidence.Location, out var location)
                ? new NamedFile(location, await StoreFile.FindAsync(Db, PlanId, evidence.Location, Cancel))
                : null,
            await SightAsync(row)
        );
    }

    /// <summary>Brings it back.</summary>
    public async Task<IActionResult> OnPostRestoreAsync()
    {
        await FindPlanAsync();
        await Writer.RunAsync(Actor, work => RestoreItem.RunAsync(work, PlanId, Thing, Id), Cancel);
        return Done(To.Item(PlanId, Thing, Id), $"The {Thing.Noun} is back in the plan.");
    }

    /// <summary>The facts of the item that are given, as rows.</summary>
    public SummaryList Facts() =>
        new()
        {
            Rows =
            [
                .. Thing
                    .Shape.Fields.Where(f => f.IsSet(Item) && f.Name is not ("id" or "readings" or "title" or "name"))
                    .Select(f => new SummaryRow(f.Label.TrimEnd('?'), Value(f, Item))),
            ],
        };

    /// <summary>The questions that nobody has answered yet.</summary>
    public IReadOnlyList<string> Open() =>
        [.. Asked(Thing).Where(f => !f.IsSet(Item)).Select(f => f.Label.TrimEnd('?').ToLowerInvariant())];

    Inline Value(Field field, Part part) => Inline.Of(new FieldValue(field, part, Refer));

    Component? Refer(Field field, string id)
    {
        if (Kept is { } file && field.Name is "location")
            return file.Row is null
                ? new Said(
                    $"{file.Location.Name}. The file itself is not in this installation; change the evidence and choose it to bring it here."
                )
                : new Link($"{file.Location.Name} ({FileWords.Size(file.Row.Size)})", To.File(PlanId, Id));
        if (field.Known is Known.Requirement && Shipped.Data.Requirement(id) is { } cited)
            return new Link($"{id} {cited.Title}", $"/govern/frameworks/{cited.Framework.Id}#{Uri.EscapeDataString(cited.Requirement.Id)}");
        foreach (var list in field.RefersToAny ? seen.Titles.Keys.Where(k => k.Id == id).Select(k => k.List) : field.RefersTo)
        {
            if (seen.Titles.TryGetValue((list, id), out var title) && Thing.Find(list) is { } thing)
                return new Link(thing.ByTitle ? title : $"{id} {title}", To.Item(PlanId, thing, id));
        }
        return null;
    }
}

/// <summary>A text where a component is asked for.</summary>
sealed record Said(string Text) : Component
{
    protected override void Render(HtmlWriter html) => html.Text(Text);
}

/// <summary>A field's value for people: dates and words as they read them, references as links, parts as small lists.</summary>
/// <param name="Field">The field.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Refer">The link of a reference, or null where it is none.</param>
public sealed record FieldValue(Field Field, Part Owner, Func<Field, string, Component?> Refer) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) => Render(html, Field, Owner);

    void Render(HtmlWriter html, Field field, Part owner)
    {
        switch (field.Get(owner))
        {
            case null:
                break;
            case Part part:
                Part(html, field.Inner!, part);
                break;
            case IReadOnlyList<Part> parts:
                html.Raw("<ul class=\"plain-list\">");
                foreach (var part in parts)
                {
                    html.Raw("<li>");
                    Part(html, field.Inner!, part);
                    html.Raw("</li>");
                }
                html.Raw("</ul>");
                break;
            case IReadOnlyList<string> texts:
                html.Raw("<ul class=\"plain-list\">");
                foreach (var text in texts)
                {
                    html.Raw("<li>");
                    Text(html, field, text);
                    html.Raw("</li>");
                }
                html.Raw("</ul>");
                break;
            case IReadOnlyList<DateOnly> days:
                html.Text(string.Join(", ", days.Select(Days.Read)));
                break;
            case string text:
                Text(html, field, text);
                break;
            case DateOnly day:
                html.Text(Days.Read(day));
                break;
            case bool yes:
                html.Text(yes ? "Yes" : "No");
                break;
            default:
                var words = field.Write(owner).Split(", ").Select(w => field.Choices.FirstOrDefault(c => c.Written == w)?.Read ?? w);
                html.Text(PlanPage.Capital(string.Join(", ", words)));
                break;
        }
    }

    /// <summary>What a part says first, then its other facts in small letters, then its lists.</summary>
    void Part(HtmlWriter html, Shape shape, Part part)
    {
        var given = shape.Fields.Where(f => f.IsSet(part)).ToList();
        var main =
            given.FirstOrDefault(f => f.Known is not null)
            ?? given.FirstOrDefault(f => f.IsLong)
            ?? given.FirstOrDefault(f => f.Name is "text" or "title" or "name")
            // A figure says nothing without its word.
            ?? given.Take(1).FirstOrDefault(f => f.Inner is null && f.Kind is not (FieldKind.Number or FieldKind.Whole));
        html.Raw("<div class=\"part\">");
        if (main is not null)
        {
            html.Raw("<span class=\"part__main\">");
            Render(html, main, part);
            html.Raw("</span>");
        }
        var small = given.Where(f => f != main && f.Inner is null).ToList();
        if (small.Count > 0)
        {
            html.Raw(" <span class=\"part__facts\">");
            foreach (var field in small)
            {
                html.Raw("<span class=\"fact\"><span class=\"fact__word\">").Text(Name(field)).Raw("</span> ");
                if (field.Get(part) is IReadOnlyList<string> texts)
                    Line(html, field, texts);
                else
                    Render(html, field, part);
                html.Raw("</span> ");
            }
            html.Raw("</span>");
        }
        foreach (var field in given.Where(f => f.Inner is not null))
        {
            html.Raw("<div class=\"part__list\"><span class=\"fact__word\">").Text(Name(field)).Raw("</span>");
            Render(html, field, part);
            html.Raw("</div>");
        }
        html.Raw("</div>");
    }

    void Line(HtmlWriter html, Field field, IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                html.Raw(", ");
            Text(html, field, texts[i]);
        }
    }

    static string Name(Field field) => PlanPage.Capital(field.Name.Replace('_', ' '));

    void Text(HtmlWriter html, Field field, string text)
    {
        if (Refer(field, text) is { } link)
            html.Part(link);
        else if (FileLocation.TryRead(text, out var file))
            html.Text("The file " + file.Name);
        else if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
            html.Part(
                new Link(text, text)
                {
                    Attributes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["rel"] = "noopener noreferrer" },
                }
            );
        else
            html.Raw("<span class=\"text\">").Text(text).Raw("</span>");
    }
}
