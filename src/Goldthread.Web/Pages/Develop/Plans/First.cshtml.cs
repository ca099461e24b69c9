using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Plans;

/// <summary>The first plan in eight answers.</summary>
public sealed class FirstModel : GoldthreadPage
{
    const string TooLong = "Write at most 300 characters.";

    /// <value>The number of an area, or what a new one is called.</value>
    [BindProperty]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Area { get; set; }

    [BindProperty]
    [MaxLength(40, ErrorMessage = "Choose one of the services.")]
    public string? Service { get; set; }

    [BindProperty]
    [MaxLength(300, ErrorMessage = TooLong)]
    public string? Objective { get; set; }

    [BindProperty]
    [MaxLength(300, ErrorMessage = TooLong)]
    public string? Action { get; set; }

    [BindProperty]
    [MaxLength(40, ErrorMessage = "Give a date like 1 Apr 2027.")]
    public string? Due { get; set; }

    [BindProperty]
    [MaxLength(300, ErrorMessage = TooLong)]
    public string? Measure { get; set; }

    [BindProperty]
    [MaxLength(20, ErrorMessage = "Choose one of the ways.")]
    public string? Better { get; set; }

    [BindProperty]
    [MaxLength(100, ErrorMessage = "Write at most 100 characters.")]
    public string? Approver { get; set; }

    /// <value>The areas in which the person writes plans; none where the first one is still to be made.</value>
    public IReadOnlyList<Option> Areas { get; private set; } = [];

    /// <value>The kinds of service of the nation.</value>
    public IReadOnlyList<Option> Services { get; private set; } = [];

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var rows = (await Db.Areas.VisibleTo(Actor).Where(a => a.RemovedAt == null).OrderBy(a => a.Path).ToListAsync(Cancel))
            .Where(a => Actor.May(Permission.WritePlans, a.Path))
            .ToList();
        if (rows.Count == 0)
            throw new Forbidden("You do not write plans in any area. An administrator can make you a planner.");
        // A plan is for a service or a team; while there is the organisation alone, whoever may adds the service here.
        if (rows.Exists(a => a.ParentId is not null) || !Actor.MaySomewhere(Permission.Administer))
            Areas = [.. rows.OrderBy(a => a.ParentId is null).Select(a => new Option(a.Name, a.Id.ToString(CultureInfo.InvariantCulture)))];
        else
        {
            var nation = await Db.Strategies.OrderBy(s => s.Id).FirstOrDefaultAsync(Cancel) is { } row
                ? EditStrategy.Read(row).Organisation.Jurisdiction
                : null;
            Services =
            [
                .. Words
                    .All<ServiceType>()
                    .Where(w =>
                        nation is not { } where || (Words.TryParse<ServiceType>(w.Written, out var service) && Nations.Has(where, service))
                    )
                    .Select(w => new Option(PlanPage.Capital(w.Read), w.Written)),
            ];
        }
    }

    /// <summary>Makes the plan.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await ShowAsync();
        List<Refusal> refusals = [];
        var due = TypedDay.Read("due", Due, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var first = new FirstPlan
        {
            AreaId =
                Areas.Count == 0 ? null
                : int.TryParse(Area, CultureInfo.InvariantCulture, out var number) ? number
                : throw new RuleBroken("Choose the area that the plan is for.", "area"),
            Area = Area,
            Service = Words.TryParse<ServiceType>(Service ?? "", out var service) ? service : null,
            Objective = Objective,
            Action = Action,
            Due = due,
            Measure = Measure,
            Better = Words.TryParse<Direction>(Better ?? "", out var better) ? better : null,
            Approver = Approver,
        };
        var (plan, area) = await Writer.RunAsync(Actor, first.RunAsync, Cancel);
        var next =
            !string.IsNullOrWhiteSpace(Approver) && Actor.MaySomewhere(Permission.Administer)
                ? new ShellLink(
                    $"Give the {char.ToLowerInvariant(Approver.Trim()[0])}{Approver.Trim()[1..]} an account, so that they can approve it",
                    To.With(
                        "/admin/accounts/add",
                        new Dictionary<string, string?>(StringComparer.Ordinal)
                        {
                            ["name"] = Approver.Trim(),
                            ["role"] = Words.Written(Role.Approver),
                            ["area"] = area.ToString(CultureInfo.InvariantCulture),
                        }
                    )
                )
                : null;
        return Done(To.Plan(plan), "Your plan is there, with its first objective, action and measure.", next);
    }
}
