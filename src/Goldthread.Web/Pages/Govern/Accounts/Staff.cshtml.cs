using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Accounts;

/// <summary>Joins a role of an account to a person of the staff list, by choosing.</summary>
public sealed class StaffModel : GoldthreadPage
{
    /// <summary>The longest list of people that is shown as radios.</summary>
    public const int MostRadios = 7;

    /// <summary>The longest list of people that is offered at all.</summary>
    const int Most = 500;

    const string Nobody = "Nobody in this list";

    [FromRoute]
    public Guid Person { get; set; }

    [FromRoute(Name = "grant")]
    public int Grant { get; set; }

    /// <value>Who it is, as people read it.</value>
    public string Account { get; private set; } = "";

    /// <value>What they are in the area: "planner".</value>
    public string Role { get; private set; } = "";

    /// <value>The area's name.</value>
    public string Area { get; private set; } = "";

    /// <value>The people of the staff list, by id.</value>
    public IReadOnlyList<(string Id, string Name)> People { get; private set; } = [];

    /// <value>What is chosen: what was sent and refused, else what is so; empty for nobody.</value>
    public string Chosen { get; private set; } = "";

    public IReadOnlyList<Choice> Choices => [.. People.Select(p => new Choice(p.Name, p.Id)), new Choice(Nobody, "")];

    public IReadOnlyList<Option> Options => [new Option(Nobody, ""), .. People.Select(p => new Option(p.Name, p.Id))];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var found =
            await Db.Grants.Include(g => g.Area).FirstOrDefaultAsync(g => g.Id == Grant && g.PersonId == Person, Cancel)
            ?? throw new Missing("role");
        Account = await Db.Users.Where(p => p.Id == Person).Select(p => p.Name).FirstAsync(Cancel);
        (Role, Area) = (IndexModel.RoleWord(found.Role).ToLowerInvariant(), found.Area!.Name);
        Chosen = !ModelState.IsValid && Request.HasFormContentType ? Request.Form["staff"].ToString() : found.Staff ?? "";
        var own = AreaRow.OwnerOf(found.AreaId);
        var rows = await JoinStaff
            .Of(Db, found.Area)
            .OrderBy(i => i.Owner != own)
            .ThenBy(i => i.Owner)
            .ThenBy(i => i.Position)
            .Take(Most)
            .Select(i => new
            {
                i.Id,
                i.Title,
                Area = i.Owner == own ? null : Db.Areas.Where(a => AreaRow.Prefix + a.Id == i.Owner).Select(a => a.Name).FirstOrDefault(),
            })
            .ToListAsync(Cancel);
        People = [.. rows.DistinctBy(r => r.Id).Select(r => (r.Id, r.Area is null ? r.Title : $"{r.Title}, {r.Area}"))];
    }

    /// <summary>Joins them.</summary>
    public async Task<IActionResult> OnPostAsync([MaxLength(60, ErrorMessage = "Choose somebody of the staff list.")] string? staff)
    {
        await JoinStaff.RunAsync(Writer, Actor, Person, Grant, staff);
        return Done(
            $"/admin/accounts/{Person}",
            string.IsNullOrEmpty(staff) ? "They are nobody of the staff list now." : "They are joined to the staff list."
        );
    }
}
