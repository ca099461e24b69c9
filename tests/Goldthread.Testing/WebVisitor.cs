using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Goldthread.Testing;

/// <summary>Somebody with a browser that runs no scripts: keeps cookies, follows redirects, fills in the forms that it was sent.</summary>
/// <param name="client">How it gets there.</param>
public sealed class WebVisitor(HttpClient client)
{
    /// <value>For requests that no page would make.</value>
    public HttpClient Client => client;

    /// <summary>Goes to a page.</summary>
    /// <param name="address">The address, from <c>/</c>.</param>
    public Task<WebPage> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends a request and follows where it leads.</summary>
    public async Task<WebPage> SendAsync(HttpRequestMessage request)
    {
        var response = await client.SendAsync(request);
        for (var hops = 0; response.Headers.Location is { } onward && IsRedirect(response.StatusCode); hops++)
        {
            if (hops == 10)
                throw new InvalidOperationException($"{request.RequestUri} leads in a circle by way of {onward}.");
            var from = response.RequestMessage!.RequestUri!;
            response.Dispose();
            response = await client.GetAsync(new Uri(from, onward));
        }
        var text = await response.Content.ReadAsStringAsync();
        var address = response.RequestMessage!.RequestUri!;
        var document = await BrowsingContext.New().OpenAsync(r => r.Content(text).Address(address));
        return new WebPage(this, response, (IHtmlDocument)document, address);
    }

    static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect;
}

/// <summary>A page that came back.</summary>
public sealed class WebPage(WebVisitor visitor, HttpResponseMessage response, IHtmlDocument document, Uri address)
{
    /// <value>The response's status.</value>
    public HttpStatusCode Status => response.StatusCode;

    /// <value>The response itself, for headers.</value>
    public HttpResponseMessage Response => response;

    /// <value>The page.</value>
    public IHtmlDocument Document => document;

    /// <value>Where one ended up, after redirects.</value>
    public Uri Address => address;

    /// <value>The only h1's text.</value>
    public string Heading => document.QuerySelectorAll("h1").Single().TextContent.Trim();

    /// <value>The text of the main part.</value>
    public string Text => (document.QuerySelector("main") ?? document.Body)?.TextContent ?? "";

    /// <value>What the error summary says, line by line.</value>
    public IReadOnlyList<string> Errors =>
        [
            .. document
                .QuerySelectorAll(".nhsuk-error-summary__list li, .validation-summary-errors li")
                .Select(e => e.TextContent.Trim())
                .Where(t => t.Length > 0),
        ];

    /// <summary>The addresses of the links on the page that stay on this site.</summary>
    public IReadOnlyList<string> Links =>
        [
            .. document
                .QuerySelectorAll("a[href]")
                // Links of pictures too.
                .Select(a => new Uri(address, a.GetAttribute("href")))
                .Where(a => a.Authority == address.Authority)
                .Select(a => a.PathAndQuery)
                .Distinct(),
        ];

    /// <summary>Follows a link of the page.</summary>
    /// <param name="link">Where it leads, as <see cref="Links"/> has it.</param>
    public Task<WebPage> Follow(string link) =>
        Links.Contains(link) ? visitor.GetAsync(link) : throw new InvalidOperationException($"{address} has no link to {link}.");

    /// <summary>
    /// Fills in a form of the page and sends it as a browser would: what was in its fields (the antiforgery token too) goes along. A value for a
    /// radio button or a checkbox chooses it; null leaves a field out.
    /// </summary>
    /// <param name="values">Values by field name.</param>
    /// <param name="form">Which form; the first that posts in the main part unless said.</param>
    /// <param name="button">The name and value of the button that is pressed, as <c>name=value</c>; none unless said.</param>
    /// <param name="files">Files to send: the field's name, the file's name, its content. With any, the form goes as <c>multipart/form-data</c>.</param>
    public Task<WebPage> SubmitAsync(
        Dictionary<string, string?> values,
        string? form = null,
        string? button = null,
        params IReadOnlyList<(string Field, string Name, HttpContent Content)> files
    )
    {
        var element =
            (
                form is null
                    ? document.QuerySelector<IHtmlFormElement>("main form[method=post]")
                        ?? document.QuerySelector<IHtmlFormElement>("form[method=post]")
                    : document.QuerySelector<IHtmlFormElement>(form)
            ) ?? throw new InvalidOperationException($"{address} has no form {form}: {Text}");
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in element.Elements)
        {
            if (field.GetAttribute("name") is not { } name || values.ContainsKey(name) || field.HasAttribute("disabled"))
                continue;
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "submit" or "button" or "file" }:
                    break;
                case IHtmlInputElement input:
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    fields.AddRange(select.Options.Where(o => o.IsSelected).Select(o => KeyValuePair.Create(name, o.Value)));
                    break;
            }
        }
        fields.AddRange(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value!)));
        if (button?.Split('=', 2) is [var pressed, var value])
            fields.Add(new(pressed, value));
        var action = new Uri(address, element.GetAttribute("action") is { Length: > 0 } to ? to : address.PathAndQuery);
        HttpContent content = files.Count == 0 ? new FormUrlEncodedContent(fields) : Multipart(fields, files);
        return visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = content });
    }

    static MultipartFormDataContent Multipart(
        List<KeyValuePair<string, string>> fields,
        IReadOnlyList<(string Field, string Name, HttpContent Content)> files
    )
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            parts.Add(new StringContent(value), name);
        foreach (var (field, name, content) in files)
            parts.Add(content, field, name);
        return parts;
    }
}
