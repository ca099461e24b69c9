using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern.Example;
using Goldthread.App.Store;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Govern.SetUp;

/// <summary>The first visit.</summary>
public sealed class IndexModel(FirstVisit firstVisit, Database database) : GoldthreadPage
{
    [BindProperty]
    [Required(ErrorMessage = "Give the name of the organisation.")]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Organisation { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Give your role, then your initial and surname.")]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Name { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Give your e-mail address.")]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Email { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Give a password.")]
    [MaxLength(128, ErrorMessage = "Use at most 128 characters.")]
    public string? Password { get; set; }

    [BindProperty]
    [MaxLength(20, ErrorMessage = "Choose your own plans or the example.")]
    [AllowedValues(null, "own", "example", ErrorMessage = "Choose your own plans or the example.")]
    public string? Start { get; set; }

    protected override async Task ShowAsync()
    {
        if (await firstVisit.IsOverAsync(Cancel) && ModelState.IsValid)
            throw new Missing("page");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var session = await new App.Govern.Accounts.SetUp(Organisation, Name, Email, Password).RunAsync(Writer);
        if (Start is "example")
            await LoadExample.FillAsync(Writer, database, Clock, Organisation!, Password!);
        _ = await firstVisit.LookAsync(CancellationToken.None);
        await HttpContext.BeginAsync(session);
        return Start is "example" ? Done("/example", $"{Organisation} is set up as an example.") : Done("/", $"{Organisation} is set up.");
    }
}
