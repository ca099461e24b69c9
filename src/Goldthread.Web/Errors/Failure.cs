using System.Data.Common;
using System.Globalization;
using Goldthread.App.Govern.Accounts;
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
            TooSoon => StatusCodes.Status429TooManyRequests,
            StaleEdit or OutOfTurn or ChangedSince => StatusCodes.Status409Conflict,
            BadHttpRequestException bad => bad.StatusCode,
            _ => Outage(exception)?.Status ?? StatusCodes.Status500InternalServerError,
        };

    /// <summary>What is refused, in the words of a call: a question is answered in its address.</summary>
    public static string InACall(Refusal refusal) =>
        refusal.Field is Visitor.Names ? $"{refusal.Message} Send {Visitor.Names}={Visitor.Nobody}." : refusal.Message;

    /// <summary>True while the error page is being made, which comes by the same way with the same method and the same body.</summary>
    public static bool IsTold(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>What is said of a fault that is neither the caller's nor the program's, or null where only its reference helps.</summary>
    public static string? WordsOf(Exception? exception) =>
        exception is null || StatusOf(exception) < StatusCodes.Status500InternalServerError ? null : Outage(exception)?.Words;

    sealed record Kind(int Status, string Words, Func<Exception, bool> Is);

    // The first that fits decides.
    static readonly Kind[] Kinds =
    [
        new(
            StatusCodes.Status507InsufficientStorage,
            "The disk is full. Nothing was stored. Your administrator has to make room.",
            cause =>
                cause
                    is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL }
                        or SqliteException { SqliteExtendedErrorCode: SharedMemoryIsFull }
                        or PostgresException { SqlState: PostgresErrorCodes.DiskFull }
                        or IOException { HResult: NoSpace or NoQuota or NoSpaceOnWindows }
        ),
        new(
            StatusCodes.Status503ServiceUnavailable,
            "Another program holds the database. Nothing was stored. Try again in a minute.",
            cause => cause is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED }
        ),
        new(
            StatusCodes.Status503ServiceUnavailable,
            "The data folder or the database cannot be written. Nothing was stored. Your administrator has to look at it.",
            cause =>
                cause
                    is SqliteException
                        {
                            SqliteErrorCode: SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_IOERR
                        }
                        or PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.IoError }
                        or UnauthorizedAccessException
                        or IOException { HResult: IsReadOnly or NotAllowed or NotAFolder or IsThereAlready or DiskFails }
        ),
        new(
            StatusCodes.Status503ServiceUnavailable,
            "The database does not answer. Nothing was stored. Try again in a minute.",
            cause => cause is DbException { IsTransient: true } and not SqliteException
        ),
    ];

    static Kind? Outage(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Array.Find(Kinds, k => k.Is(cause)) is { } kind)
                return kind;
        }
        return null;
    }

    // SQLITE_IOERR_SHMSIZE: the file beside the log cannot grow.
    const int SharedMemoryIsFull = 4874;

    // What the system calls say, as .NET hands it on.
    const int DiskFails = 5;
    const int NotAllowed = 13;
    const int IsThereAlready = 17;
    const int NotAFolder = 20;
    const int NoSpace = 28;
    const int IsReadOnly = 30;
    const int NoQuota = 122;
    const int NoSpaceOnWindows = unchecked((int)0x80070070);
}

/// <summary>Tells programs of a failure as <c>application/problem+json</c>; pages have the error page.</summary>
public sealed class ApiFailures(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request has been sent on to the error page by now: what was asked for is kept beside.
        if (!Addresses.IsApi(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path))
            return false;
        var status = Failure.StatusOf(exception);
        httpContext.Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status };
        if (status >= StatusCodes.Status500InternalServerError)
            (problem.Extensions["reference"], problem.Detail) = (httpContext.TraceIdentifier, Failure.WordsOf(exception));
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
            var type = Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;
            var takes =
                type == typeof(bool) && !bool.TryParse(sent, out _) ? "true or false"
                : type == typeof(int) && !int.TryParse(sent, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? "a whole number"
                : type == typeof(DateOnly) && !DateOnly.TryParse(sent, CultureInfo.InvariantCulture, out _) ? "a day like 2026-11-22"
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
        if (!Failure.IsTold(context) && context.Request.ContentLength > most)
        {
            if (Addresses.IsApi(context.Request.Path))
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
