using Goldthread.App.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Goldthread.Web.Govern;

/// <summary>
/// Finds what the secret of a page's address is for before anything that was sent with it is read: whoever guesses sends nothing here.
/// </summary>
/// <typeparam name="T">What it is for.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public abstract class BySecretAttribute<T> : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
    where T : class
{
    /// <value>Before the form is read.</value>
    public int Order => 100;

    /// <summary>Finds it; null where the secret is none.</summary>
    protected abstract Task<T?> FindAsync(Db db, string? secret, TimeProvider clock, CancellationToken cancel);

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var found = await FindAsync(
            http.RequestServices.GetRequiredService<Db>(),
            context.RouteData.Values["secret"] as string,
            http.RequestServices.GetRequiredService<TimeProvider>(),
            http.RequestAborted
        );
        if (found is null)
            context.Result = new StatusCodeResult(StatusCodes.Status404NotFound);
        else
            http.Items[typeof(T)] = found;
    }

    /// <summary>What was found for the request.</summary>
    internal static T Of(HttpContext http) => (T)http.Items[typeof(T)]!;
}
