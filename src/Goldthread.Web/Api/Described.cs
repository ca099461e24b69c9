using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Goldthread.Web.Api;

/// <summary>What the description of the interface says that the calls themselves do not.</summary>
static class Described
{
    const string Token = "token";

    /// <summary>Names the interface, says how one is let in, and adds the two calls that need no token.</summary>
    /// <param name="document">The description.</param>
    /// <param name="address">The public address; null for wherever the description was read. What the caller named as host is not repeated.</param>
    public static Task AddAsync(OpenApiDocument document, Uri? address)
    {
        document.Servers = [new() { Url = address is null ? "/" : address.ToString().TrimEnd('/') }];
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
        new ItemsDescribed(document).Add();
        document.Paths["/healthz"] = Health("The server is alive");
        document.Paths["/readyz"] = Health("The server is ready: the database answers, no migration waits");
        return Task.CompletedTask;
    }

    /// <summary>Adds what any call may answer: the filters before it say so, not the call.</summary>
    /// <param name="document">The description.</param>
    /// <param name="operation">The call.</param>
    /// <param name="metadata">What the call says of itself.</param>
    public static Task AddAsync(OpenApiDocument document, OpenApiOperation operation, IEnumerable<object> metadata)
    {
        if (metadata.OfType<MoveBody>().FirstOrDefault() is { Move: var move })
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = "The answers to the move's questions; nothing where nothing is asked.",
                Required = move.Shape.Owed.Count > 0,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/json"] = new() { Schema = new ShapeSchema(document).Body(move.Shape) },
                },
            };
        }
        operation.Responses ??= [];
        if (metadata.OfType<HasTag>().FirstOrDefault() is { Of: var of })
        {
            // A dry run, which makes nothing, has none.
            if ((operation.Responses.GetValueOrDefault("201") ?? operation.Responses.GetValueOrDefault("200")) is OpenApiResponse answer)
                answer.Headers = ItemsDescribed.Tag(of);
        }
        Tell("400", "A parameter or the body is not what the call takes");
        Tell("429", "Too many calls; Retry-After has the seconds to wait");
        Tell("503", "The database does not answer; Retry-After has the seconds to wait");
        if (operation.RequestBody is not null)
            Tell("413", "The body is too large");
        return Task.CompletedTask;

        void Tell(string status, string description)
        {
            var problem = operation.Responses["401"].Content;
            operation.Responses.TryAdd(status, new OpenApiResponse { Description = description, Content = problem });
        }
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

/// <summary>The answer of a call has an ETag. The description of the interface reads it.</summary>
/// <param name="Of">What it is.</param>
sealed record HasTag(string Of);
