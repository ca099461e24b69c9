using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Tokens;

/// <summary>Asks once, then revokes a token.</summary>
public sealed class RevokeModel : GoldthreadPage
{
    [FromRoute]
    public int Id { get; set; }

    public string Label { get; private set; } = "";

    protected override async Task ShowAsync() =>
        Label =
            await Db.Tokens.Where(t => t.Id == Id && t.PersonId == Actor.PersonId).Select(t => t.Label).FirstOrDefaultAsync(Cancel)
            ?? throw new Missing("token");

    public async Task<IActionResult> OnPostAsync()
    {
        await RevokeToken.RunAsync(Writer, Actor, Id);
        return Done("/admin/tokens", "The token is revoked.");
    }
}
