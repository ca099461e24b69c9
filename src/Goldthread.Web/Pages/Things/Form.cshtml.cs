using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Things;

/// <summary>The form of an item, new or old. Works without scripts; nothing typed is ever lost, not by an error, not by somebody else's save.</summary>
public class FormModel : ThingPage
{
    [FromRoute(Name = "id")]
    public string? Id { get; set; }

    /// <value>All that can be answered here.</value>
    protected virtual IReadOnlyList<Field> All => OnlyProgress ? [.. Asked(Thing).Where(Items.IsProgress)] : Asked(Thing);

    /// <value>The forms of the thing, each with its own questions; one where it is new, or where somebody says how it goes.</value>
    public virtual IReadOnlyList<FormFold> Folds => IsNew || OnlyProgress ? [new(FormFold.Main, "", All)] : FormFold.Of(All);

    /// <value>The one that is shown.</value>
    public FormFold Fold => FormFold.Find(Folds, IsPost ? Answers[PartField].ToString() : Part, Mend);

    /// <summary>The name under which a form sends which part of the whole it asks; no field has a name like it. Without it the whole is sent.</summary>
    public const string PartField = "form-part";

    /// <summary>The name under which a form sends what else it asks, since it was wrong.</summary>
    public const string AlsoField = "form-also";

    /// <value>Which part of the form is asked for, from the address.</value>
    [FromQuery(Name = "part")]
    public string? Part { get; set; }

    /// <value>The questions whose answers are saved. Others stay as they are.</value>
    public IReadOnlyList<Field> Fields =>
        IsNew || (IsPost && !Answers.Sends(PartField))
            ? All
            : [.. Fold.Fields, .. All.Except(Fold.Fields).Where(f => IsPost && (Answers.Sends(f.Name) || Also.Contains(f.Name)))];

    string[] Also => Answers[AlsoField].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    bool IsPost => HttpMethods.IsPost(Request.Method);

    /// <value>The questions that are drawn: of a new thing the few that make it useful; besides, whatever is wrong.</value>
    public IReadOnlyList<Field> Drawn =>
        IsNew ? FormFold.Of(All)[0].Fields : [.. Fields, .. All.Except(Fields).Where(f => ShapeForm.IsWrong(ModelState, f.Name))];

    /// <value>Of a new thing, what stands folded: what the address, the catalogue or somebody has answered already, what is wrong, and who may see it.</value>
    public IReadOnlyList<Field> Later =>
        IsNew
            ?
            [
                .. All.Except(Drawn)
                    .Where(f => f.Fold is Domain.Shapes.Fold.Seen || Answers.Has(f.Name) || ShapeForm.IsWrong(ModelState, f.Name)),
            ]
            : [];

    /// <value>What the fold of <see cref="Later"/> says.</value>
    public string LaterName => Later.Count > 1 ? $"More answers, and who may see it ({Later.Count} questions)" : "Who may see it";

    /// <value>The names of what is asked besides the part of the form.</value>
    public string AlsoAsked => IsNew ? "" : string.Join(' ', Drawn.Except(Fold.Fields).Select(f => f.Name));

    /// <value>True for an action of a plan that the person does not write: the form asks how it goes, and nothing that would be refused.</value>
    public bool OnlyProgress => !IsNew && Thing.List is Domain.Implement.Action.List && !MayAddHere;

    /// <value>A question that is no field of the thing, asked before the others; null for none.</value>
    public virtual Component? Asks => null;
    public Answers Answers { get; protected set; } = new();
    public FormChoices Choices { get; private set; } = null!;
    public string? Another { get; private set; }
    public int Version { get; protected set; }
    public string? Reason { get; private set; }

    /// <value>What somebody else saved in between; null where nobody did.</value>
    public Stale? Stale { get; private set; }

    public bool IsNew => Id is null;
    public string Heading => IsNew ? $"Add {States.Article(Thing.Noun)}" : $"Change {Thing.Noun} {(Thing.HasId ? Id : "")}".Trim();
    public bool AsksReason => IsApproved && (IsNew ? Thing.List is Objective.List : Fields.Any(f => f.AsksWhy));

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        if (!IsNew)
        {
            var row = await RowAsync(Id!);
            Version = row.Version;
            Look(row);
            Answers = Answers.Of(Thing.Shape, Hidden.Shown(ItemRows.Read(Thing, row)));
            Sight = await SightAsync(row);
        }
        else
        {
            TakeDefaults();
            foreach (var (name, text) in Proposed())
                Answers.Propose(name, text);
        }
        await ShowAsync();
        SetHead();
        return Page();
    }

    /// <value>The field that somebody came to mend, from the address.</value>
    [FromQuery(Name = "mend")]
    public string? Mend { get; set; }

    /// <value>The finding that adding this is to mend, from the address.</value>
    [FromQuery(Name = "mends")]
    public string? Mends { get; set; }

    /// <value>What the checks find, by the field that mends it.</value>
    public ILookup<string, Finding> Beside { get; private set; } = Enumerable.Empty<Finding>().ToLookup(f => "");

    /// <value>The findings that the form shows, one a line; the page after it says which are mended.</value>
    public string Shown { get; private set; } = "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (IsPost && !IsNew && Drawn.Except(Fields).Any())
            Answers.Take(Answers.Of(Thing.Shape, Hidden.Shown(ItemRows.Read(Thing, await RowAsync(Id!)))), Drawn.Except(Fields));
        Choices = await ReferencesAsync([.. Drawn, .. Later], Answers);
        if (IsNew)
        {
            // Sent again with an error, the form still knows what it is to mend.
            Shown = Answers["found"].ToString() is { Length: > 0 } sent ? sent : Mends ?? "";
            return;
        }
        await FindAsync();
        var about = Found.About(ListName, Found.KeyOf(ListName, Id!)).Where(Found.Stands).ToList();
        Beside = about.Where(f => f.Field is not null).ToLookup(f => f.Field!);
        Shown = string.Join('\n', about.Select(Mending.Line));
    }

    /// <summary>Saves, or shows one more blank part where that was asked.</summary>
    public virtual async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        Answers = Answers.Of(Request.Form);
        Version = int.TryParse(Answers["version"].ToString(), out var version) ? version : 0;
        // Some things have a reason of their own, which is another matter.
        Reason = AsksReason ? Answers["reason"].ToString() : null;
        if (Answers["another"].ToString() is { Length: > 0 } list && Thing.Shape.Find(list) is not null)
        {
            Another = list;
            await ShowAsync();
            SetHead();
            return Page();
        }
        var refusals = new List<Refusal>();
        var values = Answers.Values(Fields, refusals);
        if (IsNew && refusals.Count == 0 && IsBlank(values))
            refusals.Add(FirstQuestions.Blank(Fields));
        try
        {
            var id = await SaveAsync(values, refusals);
            CompareNext(Answers["found"]);
            if (IsNew && Answers["then"].ToString() is "another")
                return Done(To.Add(PlanId, Thing) + Request.QueryString, $"The {Thing.Noun} is in the plan. Here is the next.");
            return IsNew
                ? Done(To.Item(PlanId, Thing, id), $"The {Thing.Noun} is in the plan.", NextAfter(id))
                : Done(To.Item(PlanId, Thing, id), $"The {Thing.Noun} is saved.");
        }
        catch (StaleEdit stale)
        {
            // Both values are shown; saving again then is a decision, not an accident.
            Stale = Stale.Of(stale, Fields, Answers.Of(Thing.Shape, Hidden.Shown(stale.Now)), Answers);
            Version = stale.Version;
            await ShowAsync();
            SetHead();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
    }

    /// <summary>What usually comes after adding one of these; null where nothing in particular does.</summary>
    ShellLink? NextAfter(string id)
    {
        string Add(string list) =>
            To.Add(PlanId, Thing.Find(list)!) + (Thing.List is Objective.List ? "?objective=" + Uri.EscapeDataString(id) : "");
        return Thing.List switch
        {
            Objective.List => new("Add its first action", Add(Domain.Implement.Action.List)),
            Domain.Implement.Action.List when CountOf(Measure.List) == 0 => new("Add a measure", Add(Measure.List)),
            Measure.List => new("Enter its figures", To.Item(PlanId, Thing, id) + "/enter"),
            Evidence.List or Review.List => new("See it on the thread", To.Plan(PlanId) + "/thread"),
            _ => null,
        };
    }

    /// <summary>Is nothing answered?</summary>
    protected virtual bool IsBlank(Dictionary<string, object?> values)
    {
        var proposed = Proposed().ToDictionary(p => p.Name, p => p.Text, StringComparer.Ordinal);
        return FirstQuestions.IsBlank(
            Thing,
            Fields,
            values.Where(v => proposed.GetValueOrDefault(v.Key) is not { } text || Answers[v.Key].ToString() != text).ToDictionary()
        );
    }

    /// <summary>What is proposed for a new thing: that it is one's own, and that it was today.</summary>
    IEnumerable<(string Name, string Text)> Proposed()
    {
        if (
            Thing.PersonField is { AskedFirst: not null } person
            && Actor.StaffIn(Plan.Area!.Path).FirstOrDefault(id => Staff(id) is not null) is { } me
        )
            yield return (person.Name, me);
        foreach (var day in Thing.AskedFirst.Where(f => f.UsuallyToday))
            yield return (day.Name, Days.Read(Today));
    }

    /// <summary>Looks at the item before its form is shown.</summary>
    protected virtual void Look(ItemRow row) { }

    /// <summary>Refuses what cannot be read, or saves.</summary>
    /// <returns>The item's id.</returns>
    protected virtual Task<string> SaveAsync(Dictionary<string, object?> values, List<Refusal> refusals) =>
        refusals.Count > 0 ? throw new RuleBroken(refusals) : Writer.RunAsync(Actor, work => SaveAsync(work, values), Cancel);

    /// <summary>Adds or changes the item.</summary>
    protected async Task<string> SaveAsync(Work work, Dictionary<string, object?> values)
    {
        if (IsNew)
            return await AddItem.RunAsync(work, PlanId, Thing, values, Reason);
        await EditItem.RunAsync(work, PlanId, Thing, Id!, Version, values, Reason);
        return Id!;
    }

    /// <summary>What the address says already: the objective from whose page one comes, a measure of the catalogue.</summary>
    void TakeDefaults()
    {
        var part = Thing.Shape.New();
        foreach (var (name, text) in Request.Query)
        {
            var owner = part;
            var shape = Thing.Shape;
            var key = name;
            // A part of the thing: from.kind, from.id.
            if (name.Split('.') is [var group, var inside] && shape.Find(group) is { Kind: FieldKind.Group } whole)
            {
                if (whole.Get(part) is null)
                    whole.Set(part, whole.Inner!.New());
                (owner, shape, key) = ((Part)whole.Get(part)!, whole.Inner!, inside);
            }
            if (shape.Find(key) is not { Inner: null } field)
                continue;
            if (field.Parse(text.ToString(), out var value) is null && value is not null)
                field.Set(owner, field.Kind is FieldKind.Texts or FieldKind.Choices or FieldKind.Dates ? field.List([value]) : value);
        }
        if (
            part is Domain.Monitor.Measure
            && Request.Query["catalogue"].ToString() is { Length: > 0 } entry
            && Shipped.Data.Measure(entry) is { } known
        )
            Catalogued.Fill(part, known);
        Answers = Answers.Of(Thing.Shape, part);
    }
}
