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

    /// <value>True where it is the visitor's own.</value>
    public bool IsOwn { get; private set; }

    /// <value>Where the visitor came from: their own tokens, or everybody's.</value>
    public string From => IsOwn ? "/admin/tokens" : "/admin/tokens/all";

    protected override async Task ShowAsync()
    {
        var token =
            await Db.Tokens.ManagedBy(Actor).Where(t => t.Id == Id).Select(t => new { t.Label, t.PersonId }).FirstOrDefaultAsync(Cancel)
            ?? throw new Missing("token");
        (Label, IsOwn) = (token.Label, token.PersonId == Actor.PersonId);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ShowAsync();
        await RevokeToken.RunAsync(Writer, Actor, Id);
        return Done(From, "The token is revoked.");
    }
}
