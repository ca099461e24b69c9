namespace Goldthread.Web.Errors;

/// <summary>What becomes of the methods that are neither GET nor POST.</summary>
public static class Methods
{
    /// <summary>To a program HEAD is a GET whose body stays here.</summary>
    public static Task AnswerHeadAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = Stream.Null;
        }
        return next(context);
    }

    /// <summary>
    /// Refuses the methods that no page takes, and tells those that it takes. A page's handler for GET would answer any method that it does not know.
    /// </summary>
    public static Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        if (Failure.IsTold(context) || HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method))
            return next(context);
        context.Response.StatusCode = HttpMethods.IsOptions(method)
            ? StatusCodes.Status204NoContent
            : StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD, POST";
        return Task.CompletedTask;
    }
}
