using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Develop.Areas;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Accounts;

/// <summary>One account: name, rights, roles, way in.</summary>
[ResponseCache(NoStore = true)]
public sealed class DetailModel : AreaPage
{
    [FromRoute]
    public Guid Person { get; set; }

    public Person Account { get; private set; } = null!;
    public IReadOnlyList<RoleRow> Roles { get; private set; } = [];
    public IReadOnlyList<Option> Areas { get; private set; } = [];
    public IReadOnlyList<RecordRow> History { get; private set; } = [];

    /// <value>The new password, shown in this answer alone.</value>
    public string? Password { get; private set; }

    /// <value>True where a role was refused, so that its form is open.</value>
    public bool IsGiving => Request.Query["handler"] == "Give" && !ModelState.IsValid;

    /// <summary>A role in an area.</summary>
    /// <param name="Staff">Their id in the staff list, or null.</param>
    /// <param name="Who">What they are there, or null where nobody is in the list under that id.</param>
    public sealed record RoleRow(int Id, string Role, int AreaId, string Area, string? Staff, string? Who);

    /// <summary>What was typed into a field and refused, or null.</summary>
    public string? Typed(string name) => !ModelState.IsValid && Request.HasFormContentType ? Request.Form[name].ToString() : null;

    protected override async Task ShowAsync()
    {
        Password = SecretFor($"/admin/accounts/{Person}");
        Account = await Db.Users.FirstOrDefaultAsync(p => p.Id == Person, Cancel) ?? throw new Missing("account");
        var people = Seen.Items.Where(i => i.List == StaffMember.List && !i.Restricted);
        Roles = await Db
            .Grants.Where(g => g.PersonId == Person)
            .OrderBy(g => g.Area!.Path)
            .Select(g => new RoleRow(
                g.Id,
                g.Role,
                g.AreaId,
                g.Area!.Name,
                g.Staff,
                // In the area itself before those below it.
                people
                    .Where(i => i.Id == g.Staff)
                    .OrderByDescending(i => i.Owner == AreaRow.Prefix + g.AreaId)
                    .Select(i => i.Title)
                    .FirstOrDefault()
            ))
            .ToListAsync(Cancel);
        Areas = await OptionsAsync();
        var id = Person.ToString();
        History = await Seen
            .Records.Where(r => r.Stream == Recorded.Installation && r.List == "people" && r.Item == id)
            .OrderByDescending(r => r.Seq)
            .Take(50)
            .ToListAsync(Cancel);
    }

    public async Task<IActionResult> OnPostSaveAsync(
        [MaxLength(200, ErrorMessage = "Write at most 200 characters.")] string? name,
        bool administrator
    )
    {
        await EditPerson.RunAsync(Writer, Actor, Person, name, administrator);
        return Back("The account is saved.");
    }

    public async Task<IActionResult> OnPostGiveAsync([MaxLength(40, ErrorMessage = "Choose one of the roles.")] string? role, int? area)
    {
        await GiveRole.RunAsync(Writer, Actor, Person, new(AddModel.RoleOf(role), area ?? throw AddModel.NoArea()));
        return Back("The role is given.");
    }

    public async Task<IActionResult> OnPostTakeAsync(int grant)
    {
        await TakeRole.RunAsync(Writer, Actor, Person, grant);
        return Back("The role is taken away.");
    }

    public async Task<IActionResult> OnPostCloseAsync()
    {
        await ClosePerson.RunAsync(Writer, Actor, Person);
        const string closed = "The account is closed. Its sessions and tokens have ended.";
        // What they answer for is not to be left with nobody.
        var grant = await Db
            .Grants.Include(g => g.Area)
            .Where(g => g.PersonId == Person && g.Staff != null)
            .OrderBy(g => g.Id)
            .FirstOrDefaultAsync(Cancel);
        if (grant is null)
            return Back(closed);
        var owner = await JoinStaff.Of(Db, grant.Area!).Where(i => i.Id == grant.Staff).Select(i => i.Owner).FirstOrDefaultAsync(Cancel);
        return AreaRow.IdOf(owner ?? "") is { } area
            ? Done(
                $"/admin/accounts/{Person}",
                closed,
                new("Hand over what they answer for", $"/areas/{area}/hand-over?person={Uri.EscapeDataString(grant.Staff!)}")
            )
            : Back(closed);
    }

    public async Task<IActionResult> OnPostReopenAsync()
    {
        await ReopenPerson.RunAsync(Writer, Actor, Person);
        return Back("The account is open again. Make a new password if the old one is not known.");
    }

    public async Task<IActionResult> OnPostResetAsync()
    {
        return DoneWithSecret($"/admin/accounts/{Person}", await ResetPassword.RunAsync(Writer, Actor, Person));
    }

    IActionResult Back(string notice) => Done($"/admin/accounts/{Person}", notice);
}
