using Goldthread.App.Store;
using Found = Goldthread.App.Implement.Guests.FoundGuest;

namespace Goldthread.Web.Pages.Implement.Guests;

/// <summary>Finds the guest of the address.</summary>
public sealed class GuestInForceAttribute : BySecretAttribute<Found>
{
    /// <inheritdoc/>
    protected override Task<Found?> FindAsync(Db db, string? secret, TimeProvider clock, CancellationToken cancel) =>
        App.Implement.Guests.Guests.FindAsync(db, secret, clock.GetUtcNow(), clock.Today(), cancel);
}
