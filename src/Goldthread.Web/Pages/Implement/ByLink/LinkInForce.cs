using Goldthread.App.Mail;
using Goldthread.App.Store;

namespace Goldthread.Web.Pages.Implement.ByLink;

/// <summary>Finds the link of the address.</summary>
public sealed class LinkInForceAttribute : BySecretAttribute<FoundLink>
{
    /// <inheritdoc/>
    protected override Task<FoundLink?> FindAsync(Db db, string? secret, TimeProvider clock, CancellationToken cancel) =>
        MailLinks.FindAsync(db, secret, clock.GetUtcNow(), cancel);
}
