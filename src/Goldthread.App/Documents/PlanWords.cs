using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Documents;

/// <summary>A plan in plain text: names and numbers, never ids.</summary>
/// <param name="document">What somebody sees of the plan.</param>
/// <param name="today">Today where the service is.</param>
public sealed class PlanWords(PlanDocument document, DateOnly today)
{
    /// <summary>So many of a measure's figures are told, the newest.</summary>
    const int MostFigures = 6;

    readonly Dictionary<(string List, string Id), string> names = NamesOf(document);

    /// <value>The plan.</value>
    public PlanDocument Document => document;

    /// <value>Today where the service is.</value>
    public DateOnly Today => today;

    /// <value>What the statistics keep of each measure, by its id; empty where nobody looked.</value>
    public IReadOnlyDictionary<string, SeriesRow> Series { get; init; } = new Dictionary<string, SeriesRow>(StringComparer.Ordinal);

    /// <value>What became of the plan since a version; null where the record was not read.</value>
    public ChangesSince? Changes { get; init; }

    /// <value>The review or the visit that a report is about; null for the newest.</value>
    public string? About { get; init; }

    /// <summary>The address of the plan, or of a page in it.</summary>
    /// <param name="page">What follows the plan's own address, with its slash; empty for the plan.</param>
    public string To(string page = "") => $"/plans/{Uri.EscapeDataString(Plan.Id)}{page}";

    /// <summary>The address of a list of the plan.</summary>
    public string ToList<T>()
        where T : Part => To($"/{Words.Written(Thing.Of<T>().Stage)}/{Thing.Of<T>().List}");

    /// <summary>The address of an item of the plan.</summary>
    public string To<T>(T item)
        where T : Item => To(Thing.Of<T>(), item.Id);

    /// <summary>The address of an item of a list.</summary>
    public string To(Thing thing, string id) =>
        thing.Stage is Stage.Strategy ? "/strategy" : To($"/{Words.Written(thing.Stage)}/{thing.List}/{Uri.EscapeDataString(id)}");

    /// <summary>A sentence that leads to what it is of.</summary>
    public Line Of<T>(T item, string says)
        where T : Item => new(says) { Address = To(item) };

    /// <summary>A sentence that leads to the first item that has an id, of any list; to the plan where none has.</summary>
    public Line OfId(string id, string says) =>
        new(says) { Address = Thing.All.FirstOrDefault(t => Name(t.List, id) is not null) is { } thing ? To(thing, id) : To() };

    /// <summary>What is called so, of any list; null where nothing in the plan is.</summary>
    public string? NameOfAny(string id) =>
        id == "plan" || id == Plan.Id ? Plan.Title : Thing.All.Select(t => Name(t.List, id)).FirstOrDefault(n => n is not null);

    /// <value>What the plan says of itself.</value>
    public Plan Plan { get; } = document.Plan!;

    /// <value>Whose it is, of which time, where it stands, and when that was.</value>
    public string Standing =>
        string.Join(
            ". ",
            (
                (string?[])
                    [
                        document.Area?.Name,
                        $"{Day(Plan.Starts)} to {Day(Plan.Ends)}",
                        Words.Capital(Words.Read(Plan.Standing)),
                        $"As it is on {Days.Read(today)}",
                    ]
            ).OfType<string>()
        ) + ".";

    /// <summary>What an item is called: its title, else what it is about, its day, or what it is.</summary>
    public string TitleOf(Thing thing, Part part)
    {
        if (thing.TitleOf(part) is { } title && title != (part as Item)?.Id)
            // Some are called by what they name.
            return thing.Shape.Fields.FirstOrDefault(f => IsReference(f) && f.Write(part) == title) is { } naming
                ? Texts(naming, part)[0]
                : title;
        var named = thing
            .Shape.Fields.Where(f => f.RefersToAny && f.Kind is FieldKind.Text && f.IsSet(part))
            .Select(f => Texts(f, part)[0]);
        return named.FirstOrDefault() is { } about ? $"{Words.Capital(thing.Noun)}: {about}"
            : thing.DueOf(part) is { } day ? $"{Words.Capital(thing.Noun)} of {Days.Read(day)}"
            : Words.Capital(thing.Noun);
    }

    /// <summary>The role of somebody of the staff list; null for nobody.</summary>
    public string? Person(string? id) => id is null ? null : names.GetValueOrDefault((StaffMember.List, id), Gone);

    /// <summary>The name of an item of a list; null where the plan has none such.</summary>
    public string? Name(string list, string id) => names.GetValueOrDefault((list, id));

    /// <summary>A day as people read it, or that there is none.</summary>
    public static string Day(DateOnly? day) => day is { } given ? Days.Read(given) : "no date";

    /// <summary>The facts of a part that is no list, each under its question. A group that holds several of something is looked into.</summary>
    public IEnumerable<(string Question, IReadOnlyList<string> Answers)> Facts(Shape shape, Part part)
    {
        foreach (var field in shape.Fields.Where(f => f.IsSet(part) && !f.IsId && !f.IsForPrograms && !IsList(f)))
        {
            if (field.Kind is FieldKind.Group && field.Inner!.Fields.Any(f => f.Kind is FieldKind.Parts))
            {
                foreach (var fact in Facts(field.Inner, (Part)field.Get(part)!))
                    yield return fact;
            }
            else
                yield return (field.Label, Texts(field, part));
        }
    }

    /// <summary>What an item says beside its name, its person, its day and its state: a line a fact.</summary>
    /// <param name="thing">Its list.</param>
    /// <param name="part">The item.</param>
    /// <param name="told">What stands elsewhere already.</param>
    public Cell Rest(Thing thing, Part part, IReadOnlySet<string> told) =>
        new(
            [
                .. thing
                    .Shape.Fields.Where(f => f.IsSet(part) && !f.IsId && !f.IsForPrograms)
                    .Select(f => new Line(string.Join("; ", Texts(f, part)), ShortOf(f)))
                    .Where(l => l.Text.Length > 0 && !told.Contains(l.Text)),
            ],
            RunsOn: true
        );

    /// <summary>A field's value in plain text; several where it has several.</summary>
    public IReadOnlyList<string> Texts(Field field, Part owner) =>
        field.Get(owner) switch
        {
            null => [],
            IReadOnlyList<Reading> readings => Figures(readings, (Measure)owner),
            Part part => [One(field.Inner!, part, UnitOf(owner))],
            IReadOnlyList<Part> parts => [.. parts.Select(p => One(field.Inner!, p, UnitOf(owner)))],
            IReadOnlyList<string> texts => [.. texts.Select(t => Text(field, t))],
            IReadOnlyList<DateOnly> days => [string.Join(", ", days.Select(Days.Read))],
            string text => [Text(field, text)],
            DateOnly day => [Days.Read(day)],
            bool yes => [yes ? "Yes" : "No"],
            decimal or double or int => [Units.Read(field, field.Get(owner)!, UnitOf(owner))],
            _ => [Words.Capital(string.Join(", ", field.Write(owner).Split(", ").Select(w => Read(field, w))))],
        };

    static string? UnitOf(Part owner) => (owner as Measure)?.Unit;

    static string Read(Field field, string word) => field.Choices.FirstOrDefault(c => c.Written == word)?.Read ?? word;

    /// <summary>A part of a part: what it says first, then its other facts.</summary>
    string One(Shape shape, Part part, string? unit)
    {
        var given = shape.Fields.Where(f => f.IsSet(part) && !f.IsId).ToList();
        var main =
            given.FirstOrDefault(f => f.Known is not null)
            ?? given.FirstOrDefault(f => f.IsLong)
            ?? given.FirstOrDefault(f => f.Name is "text" or "title" or "name");
        var rest = given
            .Where(f => f != main)
            .Select(f =>
                ShortOf(f).ToLowerInvariant()
                + " "
                + (
                    f.Get(part) is decimal or double or int
                        ? Units.Read(f, f.Get(part)!, unit)
                        : string.Join(", ", Texts(f, part).Select(t => f.Kind is FieldKind.Choice or FieldKind.YesNo ? Lower(t) : t))
                )
            );
        var facts = string.Join(", ", rest);
        var first =
            part is RiskScore { Score: { } score } ? $"{score} of 25"
            : main is null ? ""
            : string.Join(", ", Texts(main, part));
        return first.Length == 0 ? Words.Capital(facts)
            : facts.Length == 0 ? first
            : $"{first} ({facts})";
    }

    /// <summary>The newest figures of a measure, and how many there are.</summary>
    static string[] Figures(IReadOnlyList<Reading> readings, Measure measure)
    {
        var newest = readings.OrderByDescending(r => r.On).Take(MostFigures).Reverse().ToList();
        var told = newest.Select(r => $"{(r.On is { } day ? Days.ReadMonth(day) + ": " : "")}{Figure(r, measure)}");
        var all = string.Join(", ", told);
        return readings.Count > newest.Count ? [$"{all} (the last {newest.Count} of {readings.Count})"] : [all];
    }

    /// <summary>A figure of a measure in its unit.</summary>
    public static string Figure(Reading reading, Measure measure) => Units.Of(reading.Figure(measure.Multiplier), measure.Unit);

    static bool IsReference(Field field) => field.RefersToAny || field.RefersTo.Count > 0 || field.Known is not null;

    string Text(Field field, string text)
    {
        if (field.RefersToAny || field.RefersTo.Count > 0)
            return Referred(field, text);
        if (field.Known is { } known)
            return Shipped(known, text) ?? text;
        return FileLocation.TryRead(text, out var file) ? "The file " + file.Name : text;
    }

    string Referred(Field field, string id)
    {
        if (field.RefersToAny && (id == "plan" || id == Plan.Id))
            return Plan.Title;
        var lists = field.RefersToAny ? Thing.All.Select(t => t.List) : field.RefersTo;
        return lists.Select(list => Name(list, id)).FirstOrDefault(name => name is not null)
            ?? (field.RefersToRolesAndCriteria ? id : Gone);
    }

    /// <summary>What stands for what is named and no longer there.</summary>
    const string Gone = "no longer in the plan";

    static string? Shipped(Known known, string id) =>
        known switch
        {
            Known.Requirement => Govern.Frameworks.Shipped.Data.Requirement(id)?.Title,
            Known.CatalogueMeasure => Govern.Frameworks.Shipped.Data.Measure(id)?.Name,
            Known.Unit => Govern.Frameworks.Shipped.Data.Unit(id)?.Name,
            Known.Check => Check.Find(id)?.Title,
            Known.AuditTool => Govern.Frameworks.Shipped.Data.AuditTool(id)?.Title,
            _ => null,
        };

    static string ShortOf(Field field) => Words.Capital(field.Name.Replace('_', ' '));

    static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    static bool IsList(Field field) => field.Kind is FieldKind.Parts && Thing.All.Any(t => t.Shape == field.Inner);

    static Dictionary<(string, string), string> NamesOf(PlanDocument document)
    {
        var all = new Dictionary<(string, string), string>();
        foreach (var thing in Thing.All.Where(t => t.HasId))
        {
            foreach (var item in document.ItemsOf(thing).OfType<Item>())
                all[(thing.List, item.Id)] =
                    ItemRows.Headline(thing, item) is var title && title != item.Id ? title
                    : thing.DueOf(item) is { } day ? $"{Words.Capital(thing.Noun)} of {Days.Read(day)}"
                    : Words.Capital(thing.Noun);
        }
        return all;
    }
}
