using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Things;

/// <summary>
/// The form of an item of a plan, new or old, as a page holds it: an <see cref="ItemForm"/> and what the plan adds to it, which is what its questions may
/// name, what the checks find beside them, and where one goes once it is saved.
/// </summary>
/// <param name="page">The page that holds it, once its plan is found.</param>
/// <param name="id">The item; null for a new one.</param>
public sealed class ThingForm(ThingPage page, string? id)
{
    ItemForm? form;

    /// <value>What is asked, where it is not what the thing asks of this person.</value>
    public IReadOnlyList<Field>? Asked { get; init; }

    /// <value>True where all of it is one form.</value>
    public bool IsWhole { get; init; }

    /// <value>Questions that are no fields, asked before the others.</value>
    public Func<ItemForm, IReadOnlyList<Component>> Asks { get; init; } = static _ => [];

    /// <value>What the button says.</value>
    public string Button { get; init; } = "Save";

    /// <value>Where one goes who saves nothing, where it is not the list of a new item and the page of another.</value>
    public string? Cancel { get; init; }

    /// <value>False where what the checks find does not stand beside the questions.</value>
    public bool ShowsFindings { get; init; } = true;

    /// <value>True where a file can be sent with it.</value>
    public bool TakesFile { get; init; }

    /// <value>True where an answer was given that is no field.</value>
    public bool IsBegun { get; init; }

    /// <value>Saves the values; refuses what could not be read. Null for as items are saved.</value>
    public Func<Dictionary<string, object?>, List<Refusal>, Task<string>>? Save { get; init; }

    /// <value>The form itself.</value>
    public ItemForm Form => form ??= Make();

    Thing Thing => page.Thing;

    public bool IsNew => id is null;

    /// <value>True for an action of a plan that the person does not write: the form asks how it goes, and nothing that would be refused.</value>
    public bool OnlyProgress => !IsNew && Thing.List is Action.List && !page.MayAddHere;

    public string Heading => IsNew ? $"Add {States.Article(Thing.Noun)}" : $"Change {Thing.Noun}{(called is null ? "" : $" “{called}”")}";

    string? called;

    /// <value>What stands under the heading; null for nothing.</value>
    public string? Lead =>
        OnlyProgress ? "Say how it goes. Whoever writes the plan can change the rest."
        : IsNew && Thing.Why.Length > 0 ? Thing.Why
        : null;

    ItemForm Make()
    {
        var asked = Asked ?? (OnlyProgress ? [.. ThingPage.Asked(Thing).Where(Items.IsProgress)] : ThingPage.Asked(Thing));
        var all = new FormFold(FormFold.Main, "", asked);
        return new(asked, page.Request, page.ModelState)
        {
            IsNew = IsNew,
            Folds = IsNew || OnlyProgress || IsWhole ? [all] : FormFold.Of(asked),
            Address = IsNew ? "" : To.Item(page.PlanId, Thing, id!) + "/edit",
            Button = new() { Text = Button },
            TakesFile = TakesFile,
            Cancel = Cancel ?? (IsNew ? To.List(page.PlanId, Thing) : To.Item(page.PlanId, Thing, id!)),
            Asks = Asks,
            AsksReason = f => page.IsApproved && (IsNew ? Thing.List is Objective.List : f.Fields.Any(q => q.AsksWhy)),
        };
    }

    /// <summary>Fills it with what the item says; a new one with what the address says and what is usual.</summary>
    /// <param name="row">The item's row; null for a new one.</param>
    public async Task FillAsync(ItemRow? row)
    {
        if (row is null)
        {
            Form.Answers = FromAddress();
            foreach (var (name, text) in Proposed())
                Form.Answers.Propose(name, text);
            return;
        }
        Form.Version = row.Version;
        called = row.Title == row.Id ? null : row.Title;
        Form.Answers = Answers.Of(Thing.Shape, page.Hidden.Shown(ItemRows.Read(Thing, row)));
        page.Sight = await page.SightAsync(row);
    }

    /// <summary>Looks what its questions may name, and what the checks find beside them.</summary>
    public async Task LookAsync()
    {
        if (Form.Unsent is { Count: > 0 } unsent)
            Form.Answers.Take(Answers.Of(Thing.Shape, page.Hidden.Shown(ItemRows.Read(Thing, await page.RowAsync(id!)))), unsent);
        Form.Choices = await page.ReferencesAsync([.. Form.Drawn, .. Form.Later], Form.Answers);
        if (IsNew)
        {
            // Sent again with an error, the form still knows what it is to mend.
            Form.Shown = Form.Answers["found"].ToString() is { Length: > 0 } sent ? sent : page.Request.Query["mends"].ToString();
            return;
        }
        if (!ShowsFindings)
            return;
        await page.FindAsync();
        var about = page.Found.About(Thing.List, page.Found.KeyOf(Thing.List, id!)).Where(page.Found.Stands).ToList();
        Form.Beside = about.Where(f => f.Field is not null).ToLookup(f => f.Field!);
        Form.Shown = string.Join('\n', about.Select(Mending.Line));
    }

    /// <summary>Saves what was sent, or shows one more blank part where that was asked.</summary>
    public async Task<IActionResult> SendAsync()
    {
        Form.Take(page.Request.Form);
        if (Form.Another is not null)
            return await page.ShowNowAsync();
        var refusals = new List<Refusal>();
        var values = Form.Values(refusals);
        if (IsNew && refusals.Count == 0 && IsBlank(values))
            refusals.Add(FirstQuestions.Blank(Form.Fields));
        try
        {
            var saved = await (Save is null ? SaveAsync(values, refusals) : Save(values, refusals));
            page.CompareNext(Form.Answers["found"]);
            if (IsNew && Form.Answers["then"].ToString() is "another")
                return page.Done(
                    To.Add(page.PlanId, Thing) + page.Request.QueryString,
                    $"The {Thing.Noun} is in the plan. Here is the next."
                );
            return IsNew
                ? page.Done(To.Item(page.PlanId, Thing, saved), $"The {Thing.Noun} is in the plan.", NextAfter(saved))
                : page.Done(To.Item(page.PlanId, Thing, saved), $"The {Thing.Noun} is saved.");
        }
        catch (StaleEdit stale)
        {
            Form.Meet(stale, Answers.Of(Thing.Shape, page.Hidden.Shown(stale.Now)));
            return await page.ShowNowAsync(StatusCodes.Status409Conflict);
        }
    }

    Task<string> SaveAsync(Dictionary<string, object?> values, List<Refusal> refusals) =>
        refusals.Count > 0
            ? throw new RuleBroken(refusals)
            : page.Writer.RunAsync(page.Actor, work => SaveAsync(work, values), page.Cancel);

    /// <summary>Adds or changes the item.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> SaveAsync(Work work, Dictionary<string, object?> values)
    {
        if (id is null)
        {
            var added = await AddItem.RunAsync(work, page.PlanId, Thing, values, Form.Reason);
            if (Thing.List is Action.List && page.Request.Query["required"].ToString() is { Length: > 0 and <= 60 } required)
                await AnswerAsync(work, required, added);
            return added;
        }
        await EditItem.RunAsync(work, page.PlanId, Thing, id, Form.Version, values, Form.Reason);
        return id;
    }

    /// <summary>What an inspection required names the action that answers it; what names another already is left alone.</summary>
    async Task AnswerAsync(Work work, string required, string action)
    {
        var thing = Thing.Of<RegulatoryAction>();
        var row = await Items.RowAsync(work, page.PlanId, thing, required);
        if (ItemRows.Read<RegulatoryAction>(row).Action is null)
            await EditItem.RunAsync(
                work,
                page.PlanId,
                thing,
                required,
                row.Version,
                new Dictionary<string, object?> { ["action"] = action }
            );
    }

    /// <summary>What usually comes after adding one of these; null where nothing in particular does.</summary>
    ShellLink? NextAfter(string added)
    {
        string Add(string list) =>
            To.Add(page.PlanId, Thing.Find(list)!) + (Thing.List is Objective.List ? "?objective=" + Uri.EscapeDataString(added) : "");
        return Thing.List switch
        {
            Objective.List => new("Add its first action", Add(Action.List)),
            Action.List when page.CountOf(Measure.List) == 0 => new("Add a measure", Add(Measure.List)),
            Measure.List => new("Enter its figures", To.Item(page.PlanId, Thing, added) + "/enter"),
            Evidence.List or Review.List => new("See it on the thread", To.Plan(page.PlanId) + "/thread"),
            _ => null,
        };
    }

    /// <summary>Is nothing answered?</summary>
    bool IsBlank(Dictionary<string, object?> values)
    {
        var proposed = Proposed().ToDictionary(p => p.Name, p => p.Text, StringComparer.Ordinal);
        return !IsBegun
            && FirstQuestions.IsBlank(
                Thing,
                Form.Fields,
                values
                    .Where(v => proposed.GetValueOrDefault(v.Key) is not { } text || Form.Answers[v.Key].ToString() != text)
                    .ToDictionary()
            );
    }

    /// <summary>What is proposed for a new thing: that it is one's own, and that it was today.</summary>
    IEnumerable<(string Name, string Text)> Proposed()
    {
        if (
            Thing.PersonField is { AskedFirst: not null } person
            && page.Actor.OwnStaffIn(page.Plan.Area!.Path).FirstOrDefault(of => page.Staff(of) is not null) is { } me
        )
            yield return (person.Name, me);
        foreach (var day in Thing.AskedFirst.Where(f => f.UsuallyToday))
            yield return (day.Name, Days.Read(page.Today));
        if (Thing.List is Question.List)
            yield return ("due", Days.Read(page.Today.AddDays(Asking.Days)));
    }

    /// <summary>What the address says already: the objective from whose page one comes, a measure of the catalogue.</summary>
    Answers FromAddress()
    {
        var query = page.Request.Query;
        var part = Thing.Shape.New();
        foreach (var (name, text) in query)
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
                field.Set(owner, field.IsList ? field.List([value]) : value);
        }
        if (part is Measure && query["catalogue"].ToString() is { Length: > 0 } entry && Shipped.Data.Measure(entry) is { } known)
            Catalogued.Fill(part, known);
        return Answers.Of(Thing.Shape, part);
    }
}
