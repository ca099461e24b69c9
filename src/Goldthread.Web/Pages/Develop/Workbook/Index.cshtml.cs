using Goldthread.App.Develop.Workbooks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Monitor.Measures;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Workbook;

/// <summary>The plan as a workbook: take it, give it back, see the difference line by line, and store what is ticked.</summary>
[RequestSizeLimit(GivenWorkbook.MostBytes + 4096)]
[RequestFormLimits(MultipartBodyLengthLimit = GivenWorkbook.MostBytes, BufferBodyLengthLimit = GivenWorkbook.MostBytes + 4096)]
public sealed class IndexModel : PlanPage
{
    /// <summary>The most lines that are shown one by one.</summary>
    public const int MostShown = 200;

    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "workbook";

    [BindProperty(Name = "file")]
    public IFormFile? Sent { get; set; }

    [BindProperty(Name = "kept")]
    [System.ComponentModel.DataAnnotations.MaxLength(64, ErrorMessage = "Choose the file again.")]
    public string? Kept { get; set; }

    /// <value>The lines that are ticked.</value>
    [BindProperty(Name = "take")]
    public string[] Take { get; set; } = [];

    /// <value>True where what is not shown one by one is taken too.</value>
    [BindProperty(Name = "rest")]
    public bool Rest { get; set; }

    [BindProperty(Name = "reason")]
    [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    /// <value>What the workbook that was given back would change; null before that.</value>
    public ComparedWorkbook? Compared { get; private set; }

    /// <value>The workbook that was given back.</value>
    public GivenWorkbook? Given { get; private set; }

    /// <value>The lines that are shown.</value>
    public IEnumerable<ComparedLine> Shown => Compared!.Lines.Take(MostShown);

    /// <value>How many lines are not shown and would be taken.</value>
    public int More => Compared!.Lines.Skip(MostShown).Count(l => l.IsOffered);

    bool looked;

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field is "take" && Compared is null ? "file" : field ?? "";

    Waiting Waits => HttpContext.RequestServices.GetRequiredService<Waiting>();

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (Kept is null || Compared is not null || await Waits.FindAsync(Actor, Kept, Cancel) is not { } file)
            return;
        Given = GivenWorkbook.Unpack(file);
        Compared = await ComparedWorkbook.OfAsync(Db, Plan, Actor, Given, Cancel);
    }

    /// <summary>Step one: takes the file and shows what it would change.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Kept = null;
        await FindPlanAsync();
        TakeWorkbook.Allow(Actor, Plan);
        if (Sent is not { Length: > 0 })
            throw new RuleBroken("Choose the workbook that you took from here.", "file");
        using var memory = new MemoryStream();
        await Sent.CopyToAsync(memory, Cancel);
        var given = GivenWorkbook.Read(memory.ToArray(), Cancel);
        var compared = await ComparedWorkbook.OfAsync(Db, Plan, Actor, given, Cancel);
        Kept = await Waits.KeepAsync(Actor, given.Pack(), Cancel);
        (Given, Compared, looked) = (given, compared, true);
        return await ShowNowAsync();
    }

    /// <summary>Step two: stores what is ticked, all of it or nothing.</summary>
    public async Task<IActionResult> OnPostTakeAsync()
    {
        await FindPlanAsync();
        TakeWorkbook.Allow(Actor, Plan);
        if (await Waits.FindAsync(Actor, Kept, Cancel) is not { } file)
        {
            Kept = null;
            throw new RuleBroken(
                "The workbook is gone: half an hour has passed, or three others came after it. Choose the file again.",
                "file"
            );
        }
        if (Take.Length == 0 && !Rest)
            throw new RuleBroken("Tick what is to be stored, or cancel.", "take");
        var done = await Writer.RunAsync(
            Actor,
            work =>
                TakeWorkbook.RunAsync(
                    work,
                    PlanId,
                    GivenWorkbook.Unpack(file),
                    new TakeWorkbook.Which.Chosen(Take, Rest ? MostShown : null),
                    Reason
                ),
            Cancel
        );
        Waits.Drop(Actor, Kept!);
        return Done($"{To.Plan(PlanId)}/workbook", Sentence(done));
    }

    static string Sentence(TakeWorkbook.Result done)
    {
        (int Count, string Word)[] all = [(done.Added, "added"), (done.Changed, "changed"), (done.Removed, "taken out")];
        return $"Stored: {string.Join(", ", all.Where(p => p.Count > 0).Select(p => $"{p.Count:N0} {p.Word}"))}.";
    }

    /// <summary>Is this line ticked?</summary>
    bool IsTicked(ComparedLine line) => looked ? line.IsOffered : Take.Contains(line.Choice, StringComparer.Ordinal);

    /// <summary>What the line is: "Action “Write the rota”".</summary>
    public static string What(ComparedLine line) =>
        line.Thing is null ? "What the plan says of itself"
        : line.Thing.ByTitle || line.Id.Length == 0 || line.Title == line.Id ? $"{Capital(line.Thing.Noun)} “{line.Title}”"
        : $"{Capital(line.Thing.Noun)} {line.Id} “{line.Title}”";

    /// <summary>What becomes of it.</summary>
    public static string Did(ComparedLine line) =>
        line.Kind switch
        {
            GivenKind.Added => "New",
            GivenKind.Removed => "Taken out",
            _ => "Changed",
        };

    /// <summary>The box by which the line is taken.</summary>
    public IHtmlContent Box(ComparedLine line, int place) =>
        new Checkboxes
        {
            Name = "take",
            IdPrefix = "take-" + place.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Small = true,
            Values = IsTicked(line) ? [line.Choice] : [],
            Items =
            [
                new Choice(
                    line.Kind switch
                    {
                        GivenKind.Added => $"Add this {Noun(line)}",
                        GivenKind.Removed => $"Take this {Noun(line)} out of the plan",
                        _ when line.IsMeanwhile => "Write what the workbook says over it",
                        _ => $"Change this {Noun(line)}",
                    },
                    line.Choice
                ),
            ],
        };

    static string Noun(ComparedLine line) => line.Thing?.Noun ?? "plan";

    /// <summary>Both values of each answer, side by side.</summary>
    public DataTable Table(ComparedLine line) =>
        new()
        {
            Caption = What(line),
            IsEqual = true,
            Classes = "compared",
            Columns = line.Now is null
                ? [new("What"), new("In the workbook") { IsKey = true }]
                : [new("What"), new("In the plan now") { IsKey = true }, new("In the workbook") { IsKey = true }],
            Rows = line.Answers.Select(a =>
            {
                var (was, will) = Values(a.Leaf, line.Now, line.Will!);
                Inline name = a.IsMeanwhile ? $"{a.Leaf.Heading} (changed meanwhile)" : a.Leaf.Heading;
                Inline now = Inline.Of(new Marked("del", was));
                Inline then = Inline.Of(new Marked("ins", will));
                return (IReadOnlyList<Inline>)(line.Now is null ? [name, then] : [name, now, then]);
            }),
        };

    (Component? Was, Component? Will) Values(Leaf leaf, Domain.Shapes.Part? now, Domain.Shapes.Part will)
    {
        var (was, then) = (now is null ? null : leaf.Owner(now), leaf.Owner(will));
        if (leaf.IsList && now is not null)
        {
            // Of a list only the parts that differ.
            var (left, right) = (
                (IReadOnlyList<Domain.Shapes.Part>?)leaf.Get(now) ?? [],
                (IReadOnlyList<Domain.Shapes.Part>?)leaf.Get(will) ?? []
            );
            var inner = leaf.Field.Inner!;
            var (old, fresh) = (
                left.Select(inner.ToJson).ToHashSet(StringComparer.Ordinal),
                right.Select(inner.ToJson).ToHashSet(StringComparer.Ordinal)
            );
            was = Only(leaf, was, left.Where(p => !fresh.Contains(inner.ToJson(p))));
            then = Only(leaf, then, right.Where(p => !old.Contains(inner.ToJson(p))));
        }
        return (Value(leaf, was), Value(leaf, then));
    }

    static Domain.Shapes.Part? Only(Leaf leaf, Domain.Shapes.Part? owner, IEnumerable<Domain.Shapes.Part> parts)
    {
        if (owner is null)
            return null;
        var copy = Domain.Shapes.Shape.Of(owner.GetType()).Copy(owner);
        leaf.Field.Set(copy, leaf.Field.List(parts.Take(20)));
        return copy;
    }

    FieldValue? Value(Leaf leaf, Domain.Shapes.Part? owner) =>
        owner is not null && leaf.Field.IsSet(owner) ? new FieldValue(leaf.Field, owner, Refer) : null;

    Said? Refer(Domain.Shapes.Field field, string id) =>
        field.RefersTo.Select(list => Compared!.Titles.GetValueOrDefault((list, id))).FirstOrDefault(t => t is not null) is { } title
            ? new Said($"{id}: {title}")
            : null;

    /// <summary>A value that goes or comes: by its mark, its place and its colour.</summary>
    sealed record Marked(string Tag, Component? Value) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            if (Value is null)
            {
                html.Raw("<span class=\"fact__word\">").Text("nothing").Raw("</span>");
                return;
            }
            html.Raw("<").Raw(Tag).Raw(">").Part(Value).Raw("</").Raw(Tag).Raw(">");
        }
    }
}
