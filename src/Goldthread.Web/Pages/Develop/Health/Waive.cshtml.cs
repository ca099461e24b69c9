using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Health;

/// <summary>Lets one finding stand for a time: a planner asks for it, an approver agrees.</summary>
public sealed class WaiveModel : PlanPage
{
    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "health";

    [FromQuery(Name = "check")]
    public string? CheckId { get; set; }

    [FromQuery(Name = "about")]
    public string? About { get; set; }

    [BindProperty(Name = "reason")]
    [System.ComponentModel.DataAnnotations.MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    [BindProperty(Name = "expires")]
    [System.ComponentModel.DataAnnotations.MaxLength(40, ErrorMessage = "Enter a date like 1 Apr 2026.")]
    public string? Until { get; set; }

    public Finding Finding { get; private set; } = null!;

    /// <value>The waiver that there is: asked for, in force or ended; null for none.</value>
    public Waiver? Present { get; private set; }

    /// <value>True where this person agrees, so that it holds at once.</value>
    public bool MayAgree { get; private set; }

    /// <value>Why this approver may not agree to it; null where they may, or where they are no approver.</value>
    public string? WhyNot { get; private set; }

    /// <value>The greatest day.</value>
    public DateOnly Latest => Waive.Latest(Today);

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync() =>
        CheckId is null ? LocalRedirect(To.Plan(PlanId) + "/health") : await base.OnGetAsync();

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        Finding =
            Found.All.FirstOrDefault(f => f.Check.Id == CheckId && f.About == About && f.Severity != Severity.Info)
            ?? throw new Missing("finding");
        var why = await Approval.WhyNotAsync(Db, Actor, Plan, Cancel);
        MayAgree = why is null;
        if (!MayAgree && !MayWrite)
            throw new Forbidden("A planner of the area asks for it, and an approver agrees.");
        WhyNot = MayApprove ? why : null;
        Present = Found.WaiverOf(Finding) ?? Found.ProposedFor(Finding);
        if (HttpMethods.IsGet(Request.Method))
            (Reason, Until) = (Present?.Reason, Present?.Expires is { } end ? Days.Read(end) : null);
    }

    /// <summary>Asks for it, or agrees to it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        if (Shape.Of<Waiver>()["expires"].Parse(Until, out var until) is { } wrong)
            throw new RuleBroken(wrong, "expires");
        var (list, key) = About?.Split('/', 2) is [var first, var second] ? (first, second) : ("", About ?? "");
        var holds = await Writer.RunAsync(
            Actor,
            work => Waive.RunAsync(work, PlanId, CheckId ?? "", list, key, Reason, (DateOnly?)until),
            Cancel
        );
        return Done(
            To.Plan(PlanId) + "/health",
            holds
                ? $"It may stand until {Days.Read((DateOnly)until!)}. The day after, it counts again."
                : "It is asked for. It counts until an approver agrees."
        );
    }
}
