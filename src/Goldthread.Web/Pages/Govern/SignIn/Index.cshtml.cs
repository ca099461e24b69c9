using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Govern.SignIn;

/// <summary>Signs a person in and goes on to where they wanted to be.</summary>
public sealed class IndexModel(App.Govern.Accounts.Guesses guesses, Devices devices) : GoldthreadPage
{
    [BindProperty]
    [Required(ErrorMessage = "Give your e-mail address.")]
    [MaxLength(200, ErrorMessage = "Write at most 200 characters.")]
    public string? Email { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Give your password.")]
    [MaxLength(128, ErrorMessage = "A password has at most 128 characters.")]
    public string? Password { get; set; }

    /// <value>A local address to go on to; any other is forgotten.</value>
    [BindProperty(SupportsGet = true)]
    [MaxLength(2000)]
    public string? ReturnUrl { get; set; }

    public override async Task<IActionResult> OnGetAsync() =>
        await Visitor.ActorAsync() is null ? await base.OnGetAsync() : LocalRedirect(Onward());

    public async Task<IActionResult> OnPostAsync()
    {
        var session = await App.Govern.Accounts.SignIn.RunAsync(Writer, Db, guesses, Email, Password, devices.Of(HttpContext));
        await HttpContext.BeginAsync(session);
        return LocalRedirect(Onward());
    }

    string Onward() => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";
}
