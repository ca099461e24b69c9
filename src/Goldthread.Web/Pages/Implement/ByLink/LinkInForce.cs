using Goldthread.App.Mail;
using Goldthread.App.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Goldthread.Web.Pages.Implement.ByLink;

/// <summary>Finds the link of the address before anything that was sent with it is read: whoever guesses sends nothing here.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LinkInForceAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    static readonly object Key = new();

    /// <value>Before the form is read.</value>
    public int Order => 100;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var found = await MailLinks.FindAsync(
            services.GetRequiredService<Db>(),
            context.RouteData.Values["secret"] as string,
            services.GetRequiredService<TimeProvider>().GetUtcNow(),
            http.RequestAborted
        );
        if (found is null)
            context.Result = new StatusCodeResult(StatusCodes.Status404NotFound);
        else
            http.Items[Key] = found;
    }

    /// <summary>The link of the request.</summary>
    internal static FoundLink Of(HttpContext http) => (FoundLink)http.Items[Key]!;
}
