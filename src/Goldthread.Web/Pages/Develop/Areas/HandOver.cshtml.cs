using System.ComponentModel.DataAnnotations;
using Goldthread.App.Develop.Staff;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>All that one person answers for in the plans of an area, on one screen, handed over to one or several people by one press.</summary>
public sealed class HandOverModel : AreaPage
{
    /// <summary>What stands for a thing that stays with them.</summary>
    const string Stays = "-";

    [BindProperty(SupportsGet = true, Name = "person")]
    [MaxLength(60)]
    public string? Person { get; set; }

    [BindProperty(Name = "to")]
    [MaxLength(60, ErrorMessage = "Choose somebody of the staff list.")]
    public string? To { get; set; }

    [BindProperty(Name = "from")]
    [MaxLength(40, ErrorMessage = "Write a day, such as 14 Dec 2026.")]
    public string? From { get; set; }

    [BindProperty(Name = "until")]
    [MaxLength(40, ErrorMessage = "Write a day, such as 14 Dec 2026.")]
    public string? Until { get; set; }

    [BindProperty(Name = "reason")]
    [MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    /// <value>Who it is, as people read it; null until somebody is chosen.</value>
    public string? Who { get; private set; }

    /// <value>True where it is handed over for some days.</value>
    public bool IsAway => Request.Query["handler"].ToString() is "Away";

    /// <value>Who stands in for them as the staff list says; null where it does not.</value>
    public string? Deputy { get; private set; }

    /// <value>What they answer for.</value>
    public IReadOnlyList<Owned> Owned { get; private set; } = [];

    IReadOnlyList<(string Id, string Role, StaffMember Who)> staff = [];

    public IReadOnlyList<Option> People => [new Option("Choose somebody", ""), .. staff.Select(s => new Option(s.Role, s.Id))];

    public IReadOnlyList<Option> Others =>
        [new Option("Choose somebody", ""), .. staff.Where(s => s.Id != Person).Select(s => new Option(s.Role, s.Id))];

    /// <value>What there is to do, in a sentence.</value>
    public string Lead =>
        Who is null ? "Choose whose work it is: you see all that they answer for in the plans of this area."
        : Owned.Count == 0 ? "They answer for nothing that is open in the plans of this area."
        : $"{(Owned.Count == 1 ? "1 thing" : $"{Owned.Count} things")} in {(Owned.DistinctBy(o => o.Plan).Count() is 1 ? "1 plan" : $"{Owned.DistinctBy(o => o.Plan).Count()} plans")}. All of it goes over at once, or none of it.";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await FindAsync();
        if (Row.RemovedAt is not null || !Actor.May(Permission.WritePlans, Row.Path))
            throw new Forbidden("A planner of the area can do this.");
        var owner = AreaRow.OwnerOf(Id);
        staff =
        [
            .. (
                await Seen
                    .Items.Where(i => i.Owner == owner && i.List == StaffMember.List && i.RemovedAt == null)
                    .OrderBy(i => i.Position)
                    .ToListAsync(Cancel)
            ).Select(i => (i.Id, i.Title, Who: ItemRows.Read<StaffMember>(i))),
        ];
        (_, Who, var member) = staff.FirstOrDefault(s => s.Id == Person);
        Deputy = member?.Deputy;
        if (Who is not null)
            Owned = await HandOverAll.OfAsync(Db, Actor, Id, Person!, Cancel);
    }

    /// <summary>What they answer for, each with who takes it.</summary>
    public DataTable Table() =>
        new()
        {
            Caption = $"What {Who} answers for",
            Columns = [new("What") { IsKey = true }, new("Kind"), new("Plan"), new("Due"), new("Goes to") { IsKey = true }],
            Rows = Owned.Select(o =>
                (Inline[])
                    [
                        Inline.Of(
                            new Link(
                                o.Title,
                                o.List is PlanRow.List ? Site.To.Plan(o.Plan) : Site.To.Item(o.Plan, Thing.Find(o.List)!, o.Id)
                            )
                        ),
                        o.List is PlanRow.List ? "The plan itself" : Words.Capital(Thing.Find(o.List)!.Noun),
                        o.PlanTitle,
                        o.Due is { } due ? Days.Read(due) : "",
                        Inline.Of(
                            new Select
                            {
                                Name = NameOf(o),
                                Id = NameOf(o).Replace('/', '-'),
                                Label = new Label { Text = $"Who takes “{o.Title}”?", Classes = "nhsuk-u-visually-hidden" },
                                Value = HttpMethods.IsPost(Request.Method) ? Request.Form[NameOf(o)].ToString() : "",
                                Items =
                                [
                                    new Option("As above", ""),
                                    .. staff.Where(s => s.Id != Person).Select(s => new Option(s.Role, s.Id)),
                                    new Option("Stays with them", Stays),
                                ],
                            }
                        ),
                    ]
            ),
        };

    static string NameOf(Owned owned) => $"to/{owned.Plan}/{owned.List}/{owned.Id}";

    /// <summary>Hands it over.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await ShowAsync();
        if (Who is null)
            throw new RuleBroken("Choose whose work it is.", "person");
        var to = Owned
            .Select(o => (o.Plan, o.List, o.Id, To: Request.Form[NameOf(o)].ToString() is { Length: > 0 } own ? own : To ?? ""))
            .Where(o => o.To != Stays)
            .ToList();
        await Writer.RunAsync(Actor, work => HandOverAll.RunAsync(work, Id, Person!, to, Reason), Cancel);
        return Done(
            $"/areas/{Id}/hand-over?person={Uri.EscapeDataString(Person!)}",
            to.Count == 1 ? "1 thing is handed over." : $"{to.Count} things are handed over."
        );
    }

    /// <summary>Has somebody stand in for some days.</summary>
    public async Task<IActionResult> OnPostAwayAsync()
    {
        await ShowAsync();
        if (Who is null)
            throw new RuleBroken("Choose whose work it is.", "person");
        List<Refusal> refusals = [];
        var (first, last) = (TypedDay.Read("from", From, refusals), TypedDay.Read("until", Until, refusals));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await Writer.RunAsync(
            Actor,
            work => HandOverAll.WhileAwayAsync(work, Id, Person!, To is { Length: > 0 } ? To : null, first, last, Reason),
            Cancel
        );
        var deputy = staff.First(s => s.Id == To).Role;
        return Done(
            $"/areas/{Id}/hand-over?person={Uri.EscapeDataString(Person!)}",
            $"{deputy} stands in for {Who} from {Days.Read(first!.Value)} to {Days.Read(last!.Value)}. Nothing changes its owner."
        );
    }
}
