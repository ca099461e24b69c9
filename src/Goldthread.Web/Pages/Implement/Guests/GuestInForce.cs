using Goldthread.App.Implement.Guests;
using Goldthread.App.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Found = Goldthread.App.Implement.Guests.FoundGuest;

namespace Goldthread.Web.Pages.Implement.Guests;

/// <summary>Finds the guest of the address before anything that was sent with it is read: whoever guesses sends nothing here.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GuestInForceAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    static readonly object Key = new();

    /// <value>Before the form is read.</value>
    public int Order => 100;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var found = await App.Implement.Guests.Guests.FindAsync(
            http.RequestServices.GetRequiredService<Db>(),
            context.RouteData.Values["secret"] as string,
            clock.GetUtcNow(),
            clock.Today(),
            http.RequestAborted
        );
        if (found is null)
            context.Result = new StatusCodeResult(StatusCodes.Status404NotFound);
        else
            http.Items[Key] = found;
    }

    /// <summary>The guest of the request.</summary>
    internal static Found Of(HttpContext http) => (Found)http.Items[Key]!;
}
