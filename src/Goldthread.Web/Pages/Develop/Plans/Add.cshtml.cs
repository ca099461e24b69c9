using System.Globalization;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Develop.Templates;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>Starts a plan: five questions, the rest comes in the workspace.</summary>
public class AddModel : GoldthreadPage
{
    static readonly string[] Names = ["title", "starts", "ends", "summary", "id"];

    [BindProperty(SupportsGet = true, Name = "area")]
    public int? Area { get; set; }

    IReadOnlyList<Option> areas = [];
    ItemForm? form;

    /// <value>The form; a short id is made where none is given.</value>
    public ItemForm Form =>
        form ??= new([.. Names.Select(n => Shape.Of<Plan>()[n])], Request, ModelState)
        {
            Asks = _ =>
                [
                    FormParts.OneOf(
                        ModelState,
                        "area",
                        "Which area is it for?",
                        Area?.ToString(CultureInfo.InvariantCulture),
                        areas.Count == 1 ? areas : [new Option("Choose", ""), .. areas]
                    ),
                ],
            Owes = f => f.IsOwed && !f.IsId,
            Button = new() { Text = "Start the plan" },
            Cancel = "/plans",
        };

    /// <value>The areas for which the person writes plans.</value>
    protected IReadOnlyList<Option> Areas => areas;

    /// <value>What a plan can start from, those for the services of the area first.</value>
    public IReadOnlyList<PlanTemplate> From { get; private set; } = [];

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var rows = await Db.Areas.VisibleTo(Actor).Where(a => a.RemovedAt == null).OrderBy(a => a.Path).ToListAsync(Cancel);
        areas =
        [
            .. rows.Where(a => Actor.May(Permission.WritePlans, a.Path))
                .Select(a => new Option(a.Name, a.Id.ToString(CultureInfo.InvariantCulture))),
        ];
        if (areas.Count == 0)
            throw new Forbidden("You do not write plans in any area. An administrator can make you a planner.");
        if (HttpMethods.IsGet(Request.Method))
        {
            // A plan is for a year as a rule.
            Form.Answers.Propose("starts", Days.Read(Clock.Today()));
            Form.Answers.Propose("ends", Days.Read(Clock.Today().AddYears(1).AddDays(-1)));
        }
        if (areas.Count == 1)
            Area ??= int.Parse(areas[0].Value!, CultureInfo.InvariantCulture);
        var body = rows.Find(a => a.Id == Area)?.Body;
        From = Templates.For(body is null ? [] : ((Area)Shape.Of<Area>().FromJson(body)).ServiceTypes);
    }

    /// <summary>Starts it.</summary>
    public virtual async Task<IActionResult> OnPostAsync()
    {
        var values = await ReadAsync();
        var id = await Writer.RunAsync(Actor, work => StartPlan.RunAsync(work, Area!.Value, values), Cancel);
        return Done(To.Plan(id), "The plan is started. Add its first objective.");
    }

    /// <summary>The plan's own fields as they were answered; an id is made where none was chosen.</summary>
    protected async Task<Dictionary<string, object?>> ReadAsync()
    {
        Form.Take(Request.Form);
        var refusals = new List<Refusal>();
        var values = Form.Values(refusals);
        if (Area is null)
        {
            refusals.Insert(0, new("area", "Choose the area that the plan is for."));
            // The operation, which asks for the rest, is not reached: all that is missing is said at once.
            foreach (var field in Form.Asked.Where(f => f.IsOwed && !f.IsId && values.GetValueOrDefault(f.Name) is null or ""))
            {
                if (refusals.TrueForAll(r => r.Field != field.Name))
                    refusals.Add(new(field.Name, field.LeftOut));
            }
        }
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        if (string.IsNullOrWhiteSpace(values["id"] as string))
            values["id"] = await MakeIdAsync(values["starts"] as DateOnly?);
        return values;
    }

    /// <summary>A short id that is still free: the area's first word and the year, such as ROWAN-2026.</summary>
    async Task<string> MakeIdAsync(DateOnly? starts)
    {
        var area = await Db.Areas.VisibleTo(Actor).Where(a => a.Id == Area).Select(a => a.Name).FirstOrDefaultAsync(Cancel);
        return await StartPlan.FreeIdAsync(Db, area ?? "", (starts ?? Clock.Today()).Year, Cancel);
    }
}
