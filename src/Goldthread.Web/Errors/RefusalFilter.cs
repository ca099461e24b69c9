using Goldthread.App.Govern.Accounts;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Goldthread.Web.Errors;

/// <summary>
/// The one way in which a form is refused: an answer of the wrong shape, before the handler runs, and a <see cref="RuleBroken"/> out of it both
/// show the same page again, status 400, each message beside its field. What the state of the thing does not allow shows it as it is now, status 409;
/// a password that has to wait, status 429.
/// </summary>
public sealed class RefusalFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is not GoldthreadPage page || !HttpMethods.IsPost(context.HttpContext.Request.Method))
        {
            await next();
            return;
        }
        if (!context.ModelState.IsValid)
        {
            context.Result = await page.AgainAsync();
            return;
        }
        var request = context.HttpContext.Request;
        if (request.HasFormContentType && request.Form[Visitor.Names] == Visitor.Nobody)
            context.HttpContext.RequestServices.GetRequiredService<Visitor>().NameNobody();
        var done = await next();
        if (done.Exception is OutOfTurn turn)
        {
            done.ExceptionHandled = true;
            done.Result = await page.ConflictAsync(turn.Message);
            return;
        }
        if (done.Exception is TooSoon soon)
        {
            done.ExceptionHandled = true;
            done.Result = await page.TooSoonAsync(soon);
            return;
        }
        if (done.Exception is not RuleBroken broken)
            return;
        foreach (var refusal in broken.Refusals)
            context.ModelState.AddModelError(
                // This question is asked on any page, in the same words.
                refusal.Field is Visitor.Names
                    ? refusal.Field
                    : page.KeyOf(refusal.Field),
                refusal.Message
            );
        done.ExceptionHandled = true;
        done.Result = await page.AgainAsync();
    }
}
