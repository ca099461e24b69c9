using Microsoft.Extensions.Primitives;

namespace Goldthread.Web.Errors;

/// <summary>The security headers of every answer.</summary>
public static class Headers
{
    /// <summary>No script, style, picture or form goes anywhere but here; nothing of ours is shown in another's frame.</summary>
    public static HeaderPolicyCollection Of() =>
        new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddFrameOptionsDeny()
            .AddCrossOriginOpenerPolicy(b => b.SameOrigin())
            .AddStrictTransportSecurityMaxAge()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddStyleSrc().Self();
                csp.AddScriptSrc().Self();
                csp.AddImgSrc().Self().Data();
                csp.AddFontSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddFormAction().Self();
                csp.AddFrameAncestors().None();
                csp.AddBaseUri().None();
            })
            .AddPermissionsPolicyWithDefaultSecureDirectives();

    /// <summary>Forgets a host that can be none, which the framework would fail of later. Where we are is never taken from there.</summary>
    public static Task ForgetOddHostAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            _ = HostString.FromUriComponent(context.Request.Host.ToUriComponent());
        }
        catch (ArgumentException)
        {
            context.Request.Host = default;
        }
        return next(context);
    }

    /// <summary>
    /// What is answered is kept by nobody on the way and by no browser, unless its endpoint says otherwise: page assets may be kept, and a file of evidence
    /// is asked about again each time. It is the reader's, and the next one at the same machine may be another.
    /// </summary>
    public static Task KeepNothingAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (StringValues.IsNullOrEmpty(context.Response.Headers.CacheControl))
                context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
