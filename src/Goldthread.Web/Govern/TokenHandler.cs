using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Goldthread.Web.Govern;

/// <summary>Lets programs in by a bearer token; answers in <c>application/problem+json</c>.</summary>
public sealed class TokenHandler(
    Visitor visitor,
    IProblemDetailsService problems,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Visitor.TokenOf(Context) is null)
            return AuthenticateResult.NoResult();
        if (await visitor.ActorAsync() is not { PersonId: { } person })
            return AuthenticateResult.Fail("The token is unknown, revoked or out of date.");
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.ToString())], Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme;
        return TellAsync(StatusCodes.Status401Unauthorized, "A valid token is needed: the header Authorization: Bearer gt_...");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        TellAsync(StatusCodes.Status403Forbidden, "The token's role does not allow this.");

    async Task TellAsync(int status, string detail)
    {
        Response.StatusCode = status;
        await problems.WriteAsync(new() { HttpContext = Context, ProblemDetails = { Status = status, Detail = detail } });
    }
}
