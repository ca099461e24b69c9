using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Web.Errors;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Goldthread.Web.Pages.Govern.Error;

/// <summary>What went wrong in plain words, and what to do next; never how the program is made.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class IndexModel : PageModel
{
    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";

    /// <value>By which the fault is found in the log, or null where there is none.</value>
    public string? Reference { get; private set; }

    /// <summary>Tells, by whatever method was asked: a page without a handler for it would be empty.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Tell();

    void Tell()
    {
        var exception = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status =
            HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null || exception is not null ? Response.StatusCode : 404;
        Response.StatusCode = status;
        (Title, Text) = status switch
        {
            StatusCodes.Status400BadRequest => (
                "The form was not accepted",
                "It was open for too long, or it did not come from this site. Go back, load the page again and send it once more."
            ),
            StatusCodes.Status403Forbidden => (
                "You cannot open this page",
                exception is Forbidden ? exception.Message : "Your roles do not allow it. Ask an administrator if you need it."
            ),
            StatusCodes.Status404NotFound => (
                "There is no such page",
                "The address may be mistyped, the thing may be removed, or it is in an area that you have no role in."
            ),
            StatusCodes.Status405MethodNotAllowed => ("This page takes no such request", "Go back and use the buttons of the page."),
            StatusCodes.Status409Conflict => ("Somebody else changed this", "Go back, load the page again and make your change once more."),
            StatusCodes.Status413PayloadTooLarge => (
                "This is too large",
                "A form takes 256 kB, a table of figures 20 MB, a file of evidence 25 MB. Send less at once; for a larger file, give a link to where it is kept."
            ),
            StatusCodes.Status415UnsupportedMediaType => (
                "The form cannot be read",
                "Its characters are written in a way that is not read here. Send it as UTF-8."
            ),
            StatusCodes.Status422UnprocessableEntity => (
                "This was not accepted",
                exception is RuleBroken ? exception.Message : "Go back and check what you gave."
            ),
            StatusCodes.Status429TooManyRequests => ("Too many tries", "Wait a minute, then try again."),
            _ when Failure.WordsOf(exception) is { } words => ("This cannot be done just now", words),
            _ => ("Something went wrong here", "Nothing was stored. Try again; if it goes on, tell your administrator the reference."),
        };
        if (status >= StatusCodes.Status500InternalServerError)
            Reference = HttpContext.TraceIdentifier;
    }
}
