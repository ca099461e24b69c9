using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Govern.SignOut;

/// <summary>Signs out; a link alone does not, so that no other site can do it.</summary>
public sealed class IndexModel : GoldthreadPage
{
    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.EndAsync();
        return Done("/sign-in", "You are signed out.");
    }
}
