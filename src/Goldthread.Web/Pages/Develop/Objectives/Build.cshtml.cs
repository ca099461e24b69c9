using Goldthread.App.Develop.Objectives;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Objectives;

/// <summary>
/// The builder of an objective, new or old: what changes, for whom, from what to what, by when, and what it is built with, on one page. Each letter of SMART is
/// judged while one writes where scripts run, and by a button where they do not, by the checks that judge the plan.
/// </summary>
public sealed class BuildModel : ThingPage
{
    /// <summary>The header by which the page's own script asks for the judgement alone.</summary>
    const string AsksForPart = "X-Part";

    /// <summary>What is asked of the objective, in the order in which one thinks of it.</summary>
    static readonly Field[] Questions =
    [
        .. new[]
        {
            "title",
            "outcome_for_people",
            "easy_read",
            "due",
            "owner",
            "strategic",
            "contribution",
            "values",
            "requirements",
            "success_criterion",
            "no_resource_reason",
        }.Select(name => Shape.Of<Objective>()[name]),
    ];

    /// <summary>What waits in a fold: a page that asks all of it at once is five screens long.</summary>
    static readonly string[] Later = ["easy_read", "values", "requirements", "success_criterion", "no_resource_reason"];

    static readonly IReadOnlyList<Field> WithQuestions = Shape.Of<BuiltWith>().Fields;

    ThingForm? form;

    public BuildModel() => (ListName, StageWord) = (Objective.List, "develop");

    [FromRoute(Name = "id")]
    public string? Id { get; set; }

    /// <value>The form of the objective itself.</value>
    public ThingForm Form =>
        form ??= new(this, Id)
        {
            Asked = Questions,
            IsWhole = true,
            Save = SaveAsync,
        };

    /// <value>The questions of the objective.</value>
    public ShapeForm Own =>
        new([.. Questions.Where(q => !Later.Contains(q.Name))], Form.Form.Answers, ModelState, Form.Form.Choices)
        {
            Another = Form.Form.Another,
            Later = [.. Questions.Where(q => Later.Contains(q.Name))],
            LaterName = "In easy words, values, law and standards",
            ShowsLater = HttpMethods.IsPost(Request.Method),
        };

    /// <value>The questions of what it is built with.</value>
    public ShapeForm With => new(WithQuestions, Form.Form.Answers, ModelState, Form.Form.Choices);

    /// <value>The names of all questions in their order.</value>
    public static IEnumerable<string> Order => ShapeForm.Order([.. Questions, .. WithQuestions]);

    /// <value>How it is judged; null where nobody has asked yet.</value>
    public Smart? Judged { get; private set; }

    public string Heading => Id is null ? "Build an objective" : "Build on this objective";

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await FindPlanAsync();
        if (!MayAddHere)
            throw new Forbidden("Only a planner of the area builds objectives, and none of a closed plan.");
        await Form.FillAsync(Id is null ? null : await RowAsync(Id));
        return await ShowNowAsync();
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync() =>
        Form.Form.Choices = await ReferencesAsync([.. Questions, .. WithQuestions], Form.Form.Answers);

    /// <summary>Saves all of it, or nothing; or judges it, where that was asked.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm(Name = "judge")] bool judge = false)
    {
        await FindPlanAsync();
        return judge ? await JudgeAsync() : await Form.SendAsync();
    }

    /// <summary>Judges what is written so far, and saves nothing: the page again, or for its script the judgement alone.</summary>
    async Task<IActionResult> JudgeAsync()
    {
        if (!MayAddHere)
            throw new Forbidden("Only a planner of the area builds objectives, and none of a closed plan.");
        Form.Form.Take(Request.Form);
        // What cannot be read yet is not judged yet; saving says what is wrong with it.
        List<Refusal> unread = [];
        var document = await PlanQueries.DocumentAsync(Db, Plan, Actor, Cancel);
        var old = Id is null ? null : document.Objectives.FirstOrDefault(o => o.Id == Id) ?? throw new Missing(Thing.Noun);
        Judged = Built(Form.Form.Values(unread), unread).Judge(document, old, Today);
        return Request.Headers.ContainsKey(AsksForPart) ? Partial("_Smart", Judged) : await ShowNowAsync();
    }

    BuildObjective Built(Dictionary<string, object?> values, List<Refusal> refusals)
    {
        var shape = Shape.Of<BuiltWith>();
        var with = (BuiltWith)shape.New();
        foreach (var (name, value) in Form.Form.Answers.Values(WithQuestions, refusals))
            shape[name].Set(with, value);
        return new(values, with);
    }

    Task<string> SaveAsync(Dictionary<string, object?> values, List<Refusal> refusals)
    {
        var build = Built(values, refusals);
        return refusals.Count > 0
            ? throw new RuleBroken(refusals)
            : Writer.RunAsync(Actor, work => build.RunAsync(work, PlanId, Id, Form.Form.Version, Form.Form.Reason), Cancel);
    }
}
