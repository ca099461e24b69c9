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

    ILookup<string, (string Owner, string Title)> names = null!;

    /// <summary>Who somebody is in the staff list: by their role there, in the area itself before those below it.</summary>
    public string NameOf(RoleRow role) =>
        names[role.Staff!].OrderByDescending(n => n.Owner == AreaRow.OwnerOf(role.AreaId)).Select(n => n.Title).FirstOrDefault()
        ?? role.Staff!;

    public sealed record RoleRow(int Id, string Role, int AreaId, string Area, string? Staff);

    /// <summary>What was typed into a field and refused, or null.</summary>
    public string? Typed(string name) => !ModelState.IsValid && Request.HasFormContentType ? Request.Form[name].ToString() : null;

    protected override async Task ShowAsync()
    {
        Password = SecretFor($"/admin/accounts/{Person}");
        Account = await Db.Users.FirstOrDefaultAsync(p => p.Id == Person, Cancel) ?? throw new Missing("account");
        Roles = await Db
            .Grants.Where(g => g.PersonId == Person)
            .OrderBy(g => g.Area!.Path)
            .Select(g => new RoleRow(g.Id, g.Role, g.AreaId, g.Area!.Name, g.Staff))
            .ToListAsync(Cancel);
        var staff = Roles.Select(r => r.Staff).OfType<string>().Distinct().ToList();
        names = (
            await Seen
                .Items.Where(i => i.List == Thing.Of<StaffMember>().List && !i.Restricted && staff.Contains(i.Id))
                .Select(i => new
                {
                    i.Owner,
                    i.Id,
                    i.Title,
                })
                .ToListAsync(Cancel)
        ).ToLookup(i => i.Id, i => (i.Owner, i.Title), StringComparer.Ordinal);
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
        return Back("The account is closed. Its sessions and tokens have ended.");
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
