using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Govern.Password;

/// <summary>Changes one's own password.</summary>
public sealed class IndexModel(Guesses guesses) : GoldthreadPage
{
    [BindProperty]
    [Required(ErrorMessage = "Give your present password.")]
    [MaxLength(128, ErrorMessage = "A password has at most 128 characters.")]
    public string? Present { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Give a new password.")]
    [MaxLength(128, ErrorMessage = "Use at most 128 characters.")]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var session = await ChangePassword.RunAsync(Writer, Db, guesses, Actor, Present, Password);
        await HttpContext.BeginAsync(session);
        return Done("/", "Your password is changed.");
    }
}
