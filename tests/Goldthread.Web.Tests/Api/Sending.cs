using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Goldthread.Web.Tests.Api;

/// <summary>What came back from a call.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The JSON; an empty object where there is no body.</param>
/// <param name="Tag">The ETag, or null.</param>
/// <param name="Location">Where a new thing is, or null.</param>
sealed record Answered(HttpStatusCode Status, JsonElement Body, string? Tag, string? Location)
{
    /// <value>What is not accepted.</value>
    public IReadOnlyList<(string? Field, string Message)> Errors =>
        Body.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(e => (e.GetProperty("field").GetString(), e.GetProperty("message").GetString()!))]
            : [];

    /// <value>The sentence of a refusal, or null.</value>
    public string? Detail => Body.TryGetProperty("detail", out var detail) ? detail.GetString() : null;

    /// <value>The id of a new thing.</value>
    public string Id => Body.GetProperty("id").GetString()!;

    /// <value>Its version.</value>
    public int Version => Body.GetProperty("version").GetInt32();
}

/// <summary>Calls as another program makes them.</summary>
static class Sending
{
    /// <summary>Sends a call.</summary>
    /// <param name="client">Who calls.</param>
    /// <param name="method">The method.</param>
    /// <param name="address">The address, from <c>/</c>.</param>
    /// <param name="body">The body, or null.</param>
    /// <param name="match">If-Match, or null.</param>
    /// <param name="type">The body's type, or null.</param>
    public static Task<Answered> SendAsync(
        this HttpClient client,
        string method,
        string address,
        string? body = null,
        string? match = null,
        string? type = "application/json"
    ) => client.SendAsync(method, address, body is null ? null : Encoding.UTF8.GetBytes(body), match, type);

    /// <inheritdoc cref="SendAsync(HttpClient, string, string, string?, string?, string?)"/>
    public static async Task<Answered> SendAsync(
        this HttpClient client,
        string method,
        string address,
        byte[]? body,
        string? match,
        string? type
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        if (body is not null && type is not null)
            request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new(
            answer.StatusCode,
            JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement,
            answer.Headers.ETag?.Tag,
            answer.Headers.Location?.OriginalString
        );
    }
}
