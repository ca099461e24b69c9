using System.Data.Common;
using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Data.Sqlite;
using Npgsql;

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
            StaleEdit or OutOfTurn or ChangedSince => StatusCodes.Status409Conflict,
            BadHttpRequestException bad => bad.StatusCode,
            _ when Causes(exception).Any(IsFull) => StatusCodes.Status507InsufficientStorage,
            _ when Causes(exception).Any(IsAway) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };

    /// <summary>What is refused, in the words of a call: a question is answered in its address.</summary>
    public static string InACall(Refusal refusal) =>
        refusal.Field is Visitor.Names ? $"{refusal.Message} Send {Visitor.Names}={Visitor.Nobody}." : refusal.Message;

    /// <summary>What is said of a fault that is not the caller's, or null where only its reference helps.</summary>
    public static string? WordsOf(int status) =>
        status switch
        {
            StatusCodes.Status503ServiceUnavailable => "The database does not answer. Nothing was stored. Try again in a minute.",
            StatusCodes.Status507InsufficientStorage => "The disk is full. Nothing was stored. Your administrator has to make room.",
            _ => null,
        };

    static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    static bool IsFull(Exception cause) =>
        cause
            is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL }
                or PostgresException { SqlState: PostgresErrorCodes.DiskFull }
                or IOException { HResult: NoSpace or NoSpaceOnWindows };

    static bool IsAway(Exception cause) => cause is DbException { IsTransient: true } and not SqliteException;

    const int NoSpace = 28;
    const int NoSpaceOnWindows = unchecked((int)0x80070070);
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
        if (status >= StatusCodes.Status500InternalServerError)
            (problem.Extensions["reference"], problem.Detail) = (httpContext.TraceIdentifier, Failure.WordsOf(status));
        else
            problem.Detail = exception.Message;
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "60";
        if (exception is RuleBroken broken)
            problem.Extensions["errors"] = broken.Refusals.Select(r => new { path = r.Field, message = Failure.InACall(r) });
        await problems.WriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
        return true;
    }
}

/// <summary>Says of a parameter that cannot be read which one it is, what came and what would be accepted.</summary>
public static class Parameter
{
    /// <summary>The filter of calls. The framework itself answers 400 without a word where a parameter may be left out.</summary>
    public static ValueTask<object?> RefuseUnreadAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var asked = context.HttpContext.GetEndpoint()!.Metadata.GetOrderedMetadata<IParameterBindingMetadata>();
        foreach (var parameter in asked.Where(p => p.HasTryParse))
        {
            var sent = context.HttpContext.Request.Query[parameter.Name].ToString();
            var type = parameter.ParameterInfo.ParameterType;
            var takes =
                type == typeof(bool) && !bool.TryParse(sent, out _) ? "true or false"
                : type == typeof(int) && !int.TryParse(sent, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? "a whole number"
                : null;
            if (sent.Length > 0 && takes is not null)
                throw new BadHttpRequestException($"{parameter.Name} is {takes}, not “{sent}”.");
        }
        return next(context);
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
