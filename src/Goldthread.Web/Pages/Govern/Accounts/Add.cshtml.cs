using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Govern.Accounts;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Develop.Areas;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Govern.Accounts;

/// <summary>Adds an account; its page shows the one-time password, once.</summary>
public sealed class AddModel : AreaPage
{
    [BindProperty(SupportsGet = true)]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Name { get; set; }

    [BindProperty]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    [MaxLength(40, ErrorMessage = "Choose one of the roles.")]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Area { get; set; }

    [BindProperty]
    public bool Administrator { get; set; }

    IReadOnlyList<Option> areas = [];
    ItemForm? form;

    /// <value>The form. An account is no shape: its questions are asked here.</value>
    public ItemForm Form =>
        form ??= new([], Request, ModelState)
        {
            Asks = _ =>
                [
                    FormParts.Line(
                        ModelState,
                        "name",
                        "Who is it?",
                        Name,
                        "Role, then initial and surname in brackets, such as Deputy manager (A. Khan)."
                    ),
                    FormParts.Line(ModelState, "email", "What is their e-mail address?", Email, "They sign in with it.") with
                    {
                        Type = "email",
                        Autocomplete = "off",
                        Spellcheck = false,
                    },
                    FormParts.OneOf(ModelState, "role", "What are they? (optional)", Role, [new Option("No role yet", ""), .. RoleOptions]),
                    FormParts.OneOf(
                        ModelState,
                        "area",
                        "In which area?",
                        Area?.ToString(CultureInfo.InvariantCulture),
                        areas,
                        "The role holds in the areas below it too."
                    ),
                    new Checkboxes
                    {
                        Name = "administrator",
                        IdPrefix = "administrator",
                        Values = Administrator ? ["true"] : [],
                        Items = [new Choice("They administer the installation: accounts and areas", "true")],
                    },
                ],
            Button = new() { Text = "Add the person", PreventDoubleClick = true },
            Cancel = "/admin/accounts",
        };

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

    protected override async Task ShowAsync() => areas = await OptionsAsync();

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
