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
}
