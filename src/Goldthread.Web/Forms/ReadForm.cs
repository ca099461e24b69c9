using Goldthread.Web.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Goldthread.Web.Forms;

/// <summary>
/// Reads a form before its antiforgery token is looked at, which would take a disk that is full for a form that was open for too long. What is wrong with
/// the form itself stays for the token's check to refuse.
/// </summary>
public sealed class ReadForm : IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <value>After the limits of a form (900), before its token (1000).</value>
    public int Order => 950;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!request.HasFormContentType || Failure.IsTold(context.HttpContext))
            return;
        try
        {
            await request.ReadFormAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            // More fields than a form has, or longer ones.
        }
        catch (NotSupportedException)
        {
            // UTF-7, which nobody reads any more: what is harmless in it is not when it is read as something else.
            context.Result = new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
        }
    }
}
