using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern.Accounts;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Develop.Areas;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Govern.Accounts;

/// <summary>Adds an account; its page shows the one-time password, once.</summary>
public sealed class AddModel : AreaPage
{
    [BindProperty]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Name { get; set; }

    [BindProperty]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Email { get; set; }

    [BindProperty]
    [MaxLength(40, ErrorMessage = "Choose one of the roles.")]
    public string? Role { get; set; }

    [BindProperty]
    public int? Area { get; set; }

    [BindProperty]
    public bool Administrator { get; set; }

    public IReadOnlyList<Option> Areas { get; private set; } = [];
    public IReadOnlyList<Option> Roles { get; } = RoleOptions;

    /// <value>The roles that can be given in an area.</value>
    internal static IReadOnlyList<Option> RoleOptions { get; } =
    [
        .. Enum.GetValues<Role>()
            .Where(r => r != Goldthread.Domain.Govern.Role.Administrator)
            .Select(r => new Option($"{PlanPage.Capital(Words.Read(r))}: {Does(r)}", Words.Written(r))),
    ];

    /// <summary>What a role is for, to somebody who gives one for the first time.</summary>
    static string Does(Role role) =>
        role switch
        {
            Goldthread.Domain.Govern.Role.Reader => "reads, and changes nothing",
            Goldthread.Domain.Govern.Role.Contributor => "enters own figures and progress",
            Goldthread.Domain.Govern.Role.Planner => "writes the plans",
            Goldthread.Domain.Govern.Role.Approver => "approves what others write",
            Goldthread.Domain.Govern.Role.QualityLead => "audits, and looks for proof",
            Goldthread.Domain.Govern.Role.SafeguardingLead => "sees what is restricted",
            Goldthread.Domain.Govern.Role.Administrator => "looks after accounts and areas",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
        };

    protected override async Task ShowAsync() => Areas = await OptionsAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var roles = string.IsNullOrEmpty(Role) ? [] : new[] { new RoleInArea(RoleOf(Role), Area ?? throw NoArea()) };
        var password = Passwords.Make();
        var made = await AddPerson.RunAsync(Writer, Actor, Email, Name, password, Administrator, roles);
        return DoneWithSecret($"/admin/accounts/{made}", password, "The account is made.");
    }

    /// <exception cref="RuleBroken">There is no such role.</exception>
    internal static Role RoleOf(string? word) =>
        word is not null && Goldthread.Domain.Govern.Roles.Find(word) is { } role
            ? role
            : throw new RuleBroken("Choose one of the roles.", "role");

    internal static RuleBroken NoArea() => new("Choose one of the areas.", "area");
}
