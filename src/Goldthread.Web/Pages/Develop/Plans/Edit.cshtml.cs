using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>What the plan says of itself: its period, owner, summary, context, change and safeguarding.</summary>
public class EditModel : Things.ThingPage
{
    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "plan";

    /// <value>What is asked: the plan's own fields, and of a children's home what the law asks of it.</value>
    protected virtual IReadOnlyList<Field> All =>
        [
            .. Shape.Of<Plan>().Fields.Where(f => f.Name is not "id" && f.MovedBy.Count == 0),
            Shape.Of<Budget>()[EditPlan.ApprovedField],
            .. IsHome ? [Shape.Of<PlanDocument>()[EditPlan.HomeField]] : Array.Empty<Field>(),
        ];

    /// <value>The forms of the plan, each with its own questions.</value>
    public IReadOnlyList<FormFold> Folds => FormFold.Of(All);

    /// <value>The one that is shown.</value>
    public FormFold Fold => FormFold.Find(Folds, IsPost ? Answers[Things.FormModel.PartField].ToString() : Part, Mend);

    /// <value>Which part of the form is asked for, from the address.</value>
    [FromQuery(Name = "part")]
    public string? Part { get; set; }

    /// <value>The questions whose answers are saved. Others stay as they are.</value>
    public IReadOnlyList<Field> Fields =>
        IsPost && !Answers.Sends(Things.FormModel.PartField)
            ? All
            : [.. Fold.Fields, .. All.Except(Fold.Fields).Where(f => IsPost && (Answers.Sends(f.Name) || Also.Contains(f.Name)))];

    /// <value>The questions that are drawn: those, and whatever else is wrong.</value>
    public IReadOnlyList<Field> Drawn => [.. Fields, .. All.Except(Fields).Where(f => ShapeForm.IsWrong(ModelState, f.Name))];

    /// <value>The names of what is asked besides the part of the form.</value>
    public string AlsoAsked => string.Join(' ', Drawn.Except(Fold.Fields).Select(f => f.Name));

    string[] Also => Answers[Things.FormModel.AlsoField].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    bool IsPost => HttpMethods.IsPost(Request.Method);

    bool IsHome =>
        ((Area)Shape.Of<Area>().FromJson(Plan.Area!.Body)).ServiceTypes.Contains(ServiceType.ChildrensHome)
        || PlanRows.Read(Plan).ChildrensHome is not null;

    public Answers Answers { get; private set; } = new();
    public FormChoices Choices { get; private set; } = null!;
    public string? Another { get; private set; }
    public int Version { get; private set; }
    public string? Reason { get; private set; }
    public Stale? Stale { get; private set; }

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        Version = Plan.Version;
        var document = Hidden.Shown(PlanRows.Read(Plan));
        Answers = AnswersOf(document);
        await ShowAsync();
        SetHead();
        return Page();
    }

    static Answers AnswersOf(PlanDocument document) =>
        Answers
            .Of(Shape.Of<Plan>(), document.Plan)
            .And(Shape.Of<PlanDocument>(), document)
            .And(Shape.Of<Budget>(), document.Resources?.Budget ?? Shape.Of<Budget>().New());

    /// <value>True where the findings about the plan itself stand beside its questions.</value>
    protected virtual bool ShowsFindings => true;

    /// <value>Where one goes from here.</value>
    protected virtual string Onward => To.Plan(PlanId) + "/develop";

    /// <value>The field that somebody came to mend, from the address.</value>
    [FromQuery(Name = "mend")]
    public string? Mend { get; set; }

    /// <value>What the checks find about the plan itself, by the field that mends it.</value>
    public ILookup<string, Finding> Beside { get; private set; } = Enumerable.Empty<Finding>().ToLookup(f => "");

    /// <value>The findings that the form shows, one a line.</value>
    public string Shown { get; private set; } = "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (IsPost && Drawn.Except(Fields).Any())
            Answers.Take(await NowAsync(), Drawn.Except(Fields));
        Choices = await ReferencesAsync(Drawn, Answers);
        if (!ShowsFindings)
            return;
        await FindAsync();
        var about = Found.About("", "plan").Where(f => f.Field is not null && Found.Stands(f)).ToList();
        Beside = about.ToLookup(f => f.Field!);
        Shown = string.Join('\n', about.Select(Mending.Line));
    }

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        Answers = Answers.Of(Request.Form);
        Version = int.TryParse(Answers["version"].ToString(), out var version) ? version : 0;
        Reason = Answers["reason"].ToString();
        if (Answers["another"].ToString() is { Length: > 0 } list)
        {
            Another = list;
            await ShowAsync();
            SetHead();
            return Page();
        }
        var refusals = new List<Refusal>();
        var values = Answers.Values(Fields, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        try
        {
            await Writer.RunAsync(Actor, work => EditPlan.RunAsync(work, PlanId, Version, values, Reason), Cancel);
        }
        catch (StaleEdit stale)
        {
            (Version, Stale) = (stale.Version, Stale.Of(stale, Fields, await NowAsync(), Answers));
            await ShowAsync();
            SetHead();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        CompareNext(Answers["found"]);
        return Done(Onward, "The plan is saved.");
    }

    /// <summary>The answers as somebody else has just saved them.</summary>
    async Task<Answers> NowAsync()
    {
        await FindPlanAsync();
        return AnswersOf(Hidden.Shown(PlanRows.Read(Plan)));
    }
}
