using Goldthread.App.Govern.Example;
using Goldthread.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Govern;

/// <summary>Until there is a person, every page leads to the set-up page. Once there is one there always is.</summary>
public sealed class FirstVisit(Database database)
{
    volatile bool isOver;
    volatile bool isExample;

    /// <value>True where the installation is the example organisation.</value>
    public bool IsExample => isExample;

    /// <summary>True once there is a person.</summary>
    public async ValueTask<bool> IsOverAsync(CancellationToken cancel) => isOver || await LookAsync(cancel);

    /// <summary>Looks again: the example is loaded after its first person is there, and somebody may have come in between.</summary>
    public async Task<bool> LookAsync(CancellationToken cancel)
    {
        await using var db = database.Open();
        if (!await db.Users.AnyAsync(cancel))
            return false;
        isExample = await LoadExample.IsLoadedAsync(db, cancel);
        return isOver = true;
    }

    /// <summary>Sends the visitor to the set-up page where it is due.</summary>
    public async Task GuideAsync(HttpContext context, RequestDelegate next)
    {
        var endpoint = context.GetEndpoint();
        var goesOn =
            isOver
            || (
                endpoint is not null
                && Access.For(endpoint) == Domain.Govern.Permission.Anyone
                && !Addresses.Is(context.Request.Path, "/sign-in")
            )
            || Addresses.IsApi(context.Request.Path)
            || await IsOverAsync(context.RequestAborted);
        if (goesOn)
            await next(context);
        else
            context.Response.Redirect("/setup");
    }
}
