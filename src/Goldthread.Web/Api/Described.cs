using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Goldthread.Web.Api;

/// <summary>What the description of the interface says that the calls themselves do not.</summary>
static class Described
{
    const string Token = "token";

    /// <summary>Names the interface, says how one is let in, and adds the two calls that need no token.</summary>
    public static Task Add(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new()
        {
            Title = "Goldthread",
            Version = "v1",
            Description = "Plans, their figures and their findings. Names and shapes are those of the plan file, in camelCase.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Token] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token of the page “Tokens” or of goldthread token create.",
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
        document.Paths["/healthz"] = Health("The server is alive");
        document.Paths["/readyz"] = Health("The server is ready: the database answers, no migration waits");
        return Task.CompletedTask;
    }

    static OpenApiPathItem Health(string summary)
    {
        static OpenApiResponse Text(string description) =>
            new()
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                },
            };
        return new()
        {
            Operations = new()
            {
                [HttpMethod.Get] = new()
                {
                    Summary = summary,
                    Security = [],
                    Responses = new() { ["200"] = Text("Healthy"), ["503"] = Text("Unhealthy") },
                },
            },
        };
    }
}
