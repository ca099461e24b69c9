using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Implement.Guests;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Own = Goldthread.App.Implement.Guests.Guests;

namespace Goldthread.Web.Pages.Implement.Guests;

/// <summary>Who of a partner is let in to which lines of the plan: in one sentence each, with the button that shuts them out, and the form that invites.</summary>
public sealed class IndexModel : PlanPage
{
    protected override Stage? Current => Stage.Implement;
    protected override string? CurrentList => "guests";

    /// <value>The partner whose somebody is invited; null for none yet.</value>
    [FromQuery(Name = "partner")]
    [MaxLength(60)]
    public string? PartnerId { get; set; }

    [BindProperty(Name = "name")]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Name { get; set; }

    [BindProperty(Name = "email")]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Email { get; set; }

    [BindProperty(Name = "until")]
    [MaxLength(40, ErrorMessage = "Write a day such as 3 Nov 2026.")]
    public string? Until { get; set; }

    [BindProperty(Name = "lines")]
    public string[] Chosen { get; set; } = [];

    /// <value>The partners of the plan.</value>
    public IReadOnlyList<(string Id, string Title)> Partners { get; private set; } = [];

    /// <value>The guests, the newest first.</value>
    public IReadOnlyList<Own.Known> Guests { get; private set; } = [];

    /// <value>What may be given to a guest of the chosen partner.</value>
    public IReadOnlyList<GuestLine> Lines { get; private set; } = [];

    Dictionary<string, IReadOnlyList<GuestLine>> theirs = [];

    public string Here => $"{To.Plan(PlanId)}/implement/guests";

    public string? PartnerTitle => Partners.Where(p => p.Id == PartnerId).Select(p => p.Title).FirstOrDefault();

    /// <value>True where a guest can be shut out, also of a closed plan.</value>
    public bool MayRevoke => Actor.May(Domain.Govern.Permission.WritePlans, Plan.Area!.Path);

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (!MayRevoke)
            throw new Forbidden("A planner of the area lets guests in.");
        var rows = await SeenItems
            .Where(i => i.List == Partner.List && i.RemovedAt == null && !i.Restricted)
            .OrderBy(i => i.Title)
            .Select(i => new { i.Id, i.Title })
            .ToListAsync(Cancel);
        Partners = [.. rows.Select(r => (r.Id, r.Title))];
        Guests = await Own.OfPlanAsync(Db, PlanId, Cancel);
        theirs = (
            await GuestLines.OfEachAsync(
                Db,
                PlanId,
                [.. Guests.Select(g => g.Row.Partner).Append(PartnerId ?? "").Distinct()],
                Today,
                Cancel
            )
        ).ToDictionary(StringComparer.Ordinal);
        if (PartnerId is { } partner && PartnerTitle is not null && MayWrite)
            Lines = [.. theirs[partner].Where(l => !Hidden.Has(l.Row))];
        Until ??= Days.Read(Today.AddDays(Own.Days));
    }

    /// <summary>True for somebody who is let in today.</summary>
    public bool IsIn(GuestRow guest) => guest.RevokedAt is null && guest.Until >= Today;

    /// <summary>"Care coordinator (S. Jones) of Riverside Council can see 4 lines and answer for 2 until 30 Jun 2027."</summary>
    public string Sentence(Own.Known guest)
    {
        var partner = Partners.Where(p => p.Id == guest.Row.Partner).Select(p => p.Title).FirstOrDefault() ?? "a partner that is gone";
        if (!IsIn(guest.Row))
            return $"{guest.Name} of {partner} was let in until {Days.Read(guest.Row.RevokedAt is { } at ? ServiceTime.DayOf(at) : guest.Row.Until)}.";
        var chosen = guest.Row.Lines.Split('\n').ToHashSet(StringComparer.Ordinal);
        var lines = theirs[guest.Row.Partner].Where(l => chosen.Contains(l.Key)).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{guest.Name} of {partner} can see {(lines.Count == 1 ? "1 line" : $"{lines.Count} lines")} and answer for {lines.Count(l => l.IsAnswered)} until {Days.Read(guest.Row.Until)}."
        );
    }

    /// <summary>The lines to choose from.</summary>
    public Checkboxes Choices =>
        new()
        {
            Name = "lines",
            IdPrefix = "lines",
            Fieldset = new Fieldset
            {
                Legend = new Label { Text = "What is theirs?", Size = "s" },
            },
            Hint = new Hint { Text = "They see these and nothing else of the plan. An objective they only read." },
            Error = Goldthread.Web.Forms.FormParts.Error(ModelState, "lines"),
            Values = Request.HasFormContentType ? Chosen : [.. Lines.Where(l => l.Part is not Domain.Develop.Objective).Select(l => l.Key)],
            Small = true,
            Items = [.. Lines.Select(l => new Choice($"{Capital(Thing.Find(l.Row.List)!.Noun)}: {l.Row.Title}", l.Key))],
        };

    /// <summary>Lets somebody in.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        List<Refusal> refusals = [];
        var until = TypedDay.Read("until", Until, refusals);
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await Writer.RunAsync(Actor, work => Own.InviteAsync(work, PlanId, PartnerId, Name, Email, Chosen, until), Cancel);
        return Done(Here, "The invitation is on its way.");
    }

    /// <summary>Shuts somebody out.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(int id)
    {
        await FindPlanAsync();
        await Writer.RunAsync(Actor, work => Own.RevokeAsync(work, PlanId, id), Cancel);
        return Done(Here, "They are not let in any more.");
    }
}
