using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace Goldthread.Web.Forms;

/// <summary>
/// A form that is sent twice is answered once: each form that is shown has a number of its own, and a second press with the same answers goes where the
/// first one went, with its notice. Other answers under the same number, as after going back and mending one, are a new press.
/// </summary>
/// <remarks>What was answered is kept in memory, for an hour and at most <see cref="Most"/> of them.</remarks>
public sealed class PressedTwice : IAsyncPageFilter, IDisposable
{
    /// <summary>The name of the number's field.</summary>
    public const string Field = "form-number";

    const int Most = 20_000;
    const string AntiforgeryField = "__RequestVerificationToken";
    static readonly string[] Carried = ["Notice", "NextText", "NextHref", "Shown", GoldthreadPage.Secret];
    readonly MemoryCache answered = new(new MemoryCacheOptions { SizeLimit = Most });
    readonly Lock gate = new();

    /// <param name="Address">Where it went.</param>
    /// <param name="Carried">What it left for the page there.</param>
    /// <param name="Cookies">The session that it began: of the first visit alone, whose second press comes from a stranger still.</param>
    sealed record Answer(string Address, IReadOnlyList<KeyValuePair<string, object>> Carried, IReadOnlyList<string?> Cookies);

    public void Dispose() => answered.Dispose();

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (
            context.HandlerInstance is not GoldthreadPage page
            || !HttpMethods.IsPost(request.Method)
            || !request.HasFormContentType
            || !Guid.TryParseExact(request.Form[Field], "N", out _)
            || PersonOf(context.HttpContext) is not { } person
        )
        {
            await next();
            return;
        }
        var key = KeyOf(person, request);
        var own = new TaskCompletionSource<Answer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (WasPressed(key, own.Task, out var first))
        {
            // Where the first was refused, this one asks anew.
            if (await first.WaitAsync(context.HttpContext.RequestAborted) is not { } answer)
                continue;
            foreach (var (name, value) in answer.Carried)
                page.TempData[name] = value;
            foreach (var cookie in answer.Cookies)
                context.HttpContext.Response.Headers.Append(HeaderNames.SetCookie, cookie);
            context.Result = new LocalRedirectResult(answer.Address);
            return;
        }
        Answer? said = null;
        try
        {
            var done = await next();
            if (done.Exception is null && done.Result is LocalRedirectResult redirect)
                said = new(
                    redirect.Url,
                    [
                        .. Carried
                            .Select(name => KeyValuePair.Create(name, page.TempData.Peek(name)))
                            .Where(c => c.Value is not null)
                            .Select(c => KeyValuePair.Create(c.Key, c.Value!)),
                    ],
                    person == FirstVisitor ? [.. context.HttpContext.Response.Headers.SetCookie] : []
                );
        }
        finally
        {
            if (said is null)
                answered.Remove(key);
            own.SetResult(said);
        }
    }

    const string FirstVisitor = "first visitor";

    /// <summary>Who presses; null where nobody is signed in, but for the form that makes the first account.</summary>
    static string? PersonOf(HttpContext context) =>
        Addresses.Is(context.Request.Path, "/setup") ? FirstVisitor : context.User.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>True where there was a press before this one: its answer, or the wait for it.</summary>
    bool WasPressed(string key, Task<Answer?> own, out Task<Answer?> first)
    {
        lock (gate)
        {
            if (answered.TryGetValue(key, out Task<Answer?>? before))
            {
                first = before!;
                return true;
            }
            first = own;
            using var entry = answered.CreateEntry(key);
            (entry.Value, entry.Size, entry.AbsoluteExpirationRelativeToNow) = (own, 1, TimeSpan.FromHours(1));
            return false;
        }
    }

    static string KeyOf(string person, HttpRequest request)
    {
        var text = new StringBuilder();
        void Add(string? part) => text.Append(part?.Length ?? -1).Append(':').Append(part);
        Add(person);
        Add(request.Path + request.QueryString);
        foreach (var (name, values) in request.Form.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            if (name == AntiforgeryField)
                continue;
            Add(name);
            foreach (var value in values)
                Add(value);
        }
        foreach (var file in request.Form.Files)
            Add($"{file.Name}/{file.FileName}/{file.Length}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>Gives every form that posts a number of its own, and asks in it about the names that were in what was sent.</summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class FormNumberTagHelper : TagHelper
{
    /// <value>The page on which it stands; set by the framework.</value>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!string.Equals(context.AllAttributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase))
            return;
        output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{PressedTwice.Field}\" value=\"{Guid.NewGuid():N}\">");
        // Signing out and the like stand in forms without a look of their own, and write nothing.
        if (
            context.AllAttributes["class"]?.Value?.ToString()?.Split(' ').Contains("form") == true
            && FormParts.Error(ViewContext.ViewData.ModelState, Visitor.Names) is { } error
        )
            output.PreContent.AppendHtml(
                new Checkboxes
                {
                    Name = Visitor.Names,
                    IdPrefix = Visitor.Names,
                    Fieldset = new Fieldset
                    {
                        Legend = new Label { Text = "Who is named?", Size = "s" },
                    },
                    Error = error,
                    Items = [new Choice("Nobody who uses the service, and nobody of their family", Visitor.Nobody)],
                }
            );
    }
}
