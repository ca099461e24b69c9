using Goldthread.App.Store;
using Goldthread.Domain;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Goldthread.Web.Errors;

/// <summary>What an exception means to the one who called.</summary>
public static class Failure
{
    /// <summary>The status of an exception that reached the edge.</summary>
    public static int StatusOf(Exception exception) =>
        exception switch
        {
            Missing => StatusCodes.Status404NotFound,
            Forbidden => StatusCodes.Status403Forbidden,
            RuleBroken => StatusCodes.Status422UnprocessableEntity,
            StaleEdit => StatusCodes.Status409Conflict,
            BadHttpRequestException bad => bad.StatusCode,
            _ => StatusCodes.Status500InternalServerError,
        };
}

/// <summary>Tells programs of a failure as <c>application/problem+json</c>; pages have the error page.</summary>
public sealed class ApiFailures(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request has been sent on to the error page by now: what was asked for is kept beside.
        if (!Visitor.IsApi(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path))
            return false;
        var status = Failure.StatusOf(exception);
        httpContext.Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status };
        if (status == StatusCodes.Status500InternalServerError)
            problem.Extensions["reference"] = httpContext.TraceIdentifier;
        else
            problem.Detail = exception.Message;
        if (exception is RuleBroken broken)
            problem.Extensions["errors"] = broken.Refusals.Select(r => new { path = r.Field, message = r.Message });
        await problems.WriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }
}

/// <summary>Refuses a body that is larger than its endpoint takes, before it is read.</summary>
public static class TooLarge
{
    /// <summary>The middleware.</summary>
    public static async Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        var most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } own
            ? own.MaxRequestBodySize
            : House.FormLimit;
        // The error page itself comes by the same way, with the same body.
        var isTold = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (!isTold && context.Request.ContentLength > most)
        {
            if (Visitor.IsApi(context.Request.Path))
                throw new BadHttpRequestException(
                    $"The body has {context.Request.ContentLength:N0} bytes; {most:N0} are the most.",
                    StatusCodes.Status413PayloadTooLarge
                );
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        else
            await next(context);
    }
}

/// <summary>What is said where a form's text is not of the type that is asked.</summary>
public static class BindingWords
{
    public static void Set(DefaultModelBindingMessageProvider words)
    {
        words.SetAttemptedValueIsInvalidAccessor((value, name) => $"\"{value}\" is not accepted here.");
        words.SetMissingBindRequiredValueAccessor(name => "Give an answer.");
        words.SetMissingKeyOrValueAccessor(() => "Give an answer.");
        words.SetMissingRequestBodyRequiredValueAccessor(() => "The request has no body.");
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"\"{value}\" is not accepted here.");
        words.SetNonPropertyUnknownValueIsInvalidAccessor(() => "The answer is not accepted here.");
        words.SetNonPropertyValueMustBeANumberAccessor(() => "Give a number.");
        words.SetUnknownValueIsInvalidAccessor(name => "The answer is not accepted here.");
        words.SetValueIsInvalidAccessor(value => $"\"{value}\" is not accepted here.");
        words.SetValueMustBeANumberAccessor(name => "Give a number.");
        words.SetValueMustNotBeNullAccessor(value => "Give an answer.");
    }
}
