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

    public virtual IReadOnlyList<Field> Fields => OnlyProgress ? [.. Asked(Thing).Where(Items.IsProgress)] : Asked(Thing);

    /// <value>True for an action of a plan that the person does not write: the form asks how it goes, and nothing that would be refused.</value>
    public bool OnlyProgress => !IsNew && Thing.List is Domain.Implement.Action.List && !MayAddHere;

    /// <value>The questions that come first; null where all are shown.</value>
    public IReadOnlyCollection<string>? First => OnlyProgress ? null : FirstQuestions.Of(Thing.Shape);

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
        Choices = await ReferencesAsync(Fields, Answers);
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
            refusals.Add(FirstQuestions.Blank(Thing, Fields));
        try
        {
            var id = await SaveAsync(values, refusals);
            CompareNext(Answers["found"]);
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
    protected virtual bool IsBlank(Dictionary<string, object?> values) => FirstQuestions.IsBlank(Thing, Fields, values);

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
