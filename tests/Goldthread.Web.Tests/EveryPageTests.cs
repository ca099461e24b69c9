using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Goldthread.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Tests;

/// <summary>
/// Every form that can be reached by links, found by itself and sent wrongly: a text that could identify somebody and a text that is too long are refused
/// beside their field, a form without its antiforgery token is refused, and nothing is recorded.
/// </summary>
public sealed partial class EveryPageTests(EveryPageTests.Forms forms) : IClassFixture<EveryPageTests.Forms>
{
    /// <summary>A number of the right check digit that belongs to nobody: the NHS keeps 999 for tests.</summary>
    const string NhsNumber = "999 000 0018";

    /// <summary>Fields whose text is looked for, not kept, or is a secret that is never shown again.</summary>
    static readonly string[] NotKept = ["q", "Password", "Current", "New", "Again", "kept"];

    [Fact]
    public void There_are_many_forms() => Assert.True(forms.All.Count > 30, $"Only {forms.All.Count} forms were found.");

    [Fact]
    public async Task Nobody_can_be_identified_by_any_text() => await RefusedAsync($"Seen by the GP, {NhsNumber}.");

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_beside_its_field() => await RefusedAsync(new string('x', 20_000));

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        var before = await forms.RecordsAsync();
        var wrong = new List<string>();
        foreach (var (address, action, _) in forms.All)
        {
            using var nothing = new FormUrlEncodedContent([new("reason", "x")]);
            using var answer = await forms.Visitor.Client.PostAsync(new Uri(action, UriKind.Relative), nothing);
            if (answer.StatusCode is not HttpStatusCode.BadRequest)
                wrong.Add($"{address}: {action} answered {(int)answer.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(before, await forms.RecordsAsync());
    }

    /// <summary>Sends every form with one wrong text at a time.</summary>
    async Task RefusedAsync(string text)
    {
        var before = await forms.RecordsAsync();
        var wrong = new List<string>();
        foreach (var (address, action, form) in forms.All)
        {
            foreach (var name in form.Elements.Where(IsText).Select(e => e.GetAttribute("name")!).Distinct(StringComparer.Ordinal))
            {
                var page = await forms.Visitor.GetAsync(address);
                var selector = $"form[method=post][action=\"{form.GetAttribute("action")}\"]";
                var here = form.HasAttribute("action") ? selector : "form[method=post]:not([action])";
                var values = Defaults(page.Document.QuerySelector<IHtmlFormElement>(here)!);
                values[name] = text;
                var answer = await page.SubmitAsync(values, here);
                // What was typed as a standard comes back as one that is chosen, with what is wrong with it.
                var beside = name.EndsWith(Answers.Added, StringComparison.Ordinal)
                    ? $"[id^='{ShapeForm.IdOf(name[..^Answers.Added.Length])}-'][id$='-id-error']"
                    : $"[id='{ShapeForm.IdOf(name)}-error']";
                if (answer.Document.QuerySelector(beside) is null)
                    wrong.Add(
                        $"{address}: {action}: no message beside {name}; {(int)answer.Status} at {answer.Address.AbsolutePath}: {string.Join("; ", answer.Errors)}"
                    );
                else if (answer.Status is not HttpStatusCode.BadRequest)
                    wrong.Add($"{address}: {action}: {name} was answered with {(int)answer.Status}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(before, await forms.RecordsAsync());
    }

    static bool IsText(IElement element) =>
        element is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" or "search" or "email" }
        && element.GetAttribute("name") is { } name
        && !NotKept.Contains(name, StringComparer.Ordinal)
        && !element.HasAttribute("disabled")
        // A date and a number are refused for what they are: EveryFormTests.
        && element.GetAttribute("inputmode") is null
        && element is not IHtmlInputElement { Size: 10 }
        && !Short().IsMatch(element.ClassName ?? "");

    /// <summary>What a form is owed, where it is blank: so that the wrong text is the only fault.</summary>
    static Dictionary<string, string?> Defaults(IHtmlFormElement form)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var element in form.Elements)
        {
            var name = element.GetAttribute("name");
            if (name is null)
                continue;
            switch (element)
            {
                case IHtmlSelectElement { Value: "" } select when select.Options.Length > 1:
                    values[name] = select.Options[1].Value;
                    break;
                case IHtmlInputElement { Value: "", Type: "email" }:
                    values[name] = "somebody@example.org";
                    break;
                case IHtmlInputElement { Value: "", Name: "Name" or "name" or "title" or "Label" }:
                    values[name] = "Something plain";
                    break;
            }
        }
        return values;
    }

    [GeneratedRegex("nhsuk-input--width-(2|3|4|5|10)\\b")]
    private static partial Regex Short();

    /// <summary>The example as its administrator, who plans too, sees it, with every form that links lead to; one of each kind.</summary>
    public sealed partial class Forms : IAsyncLifetime
    {
        const int MostPages = 600;
        WebHost host = null!;

        public WebVisitor Visitor { get; private set; } = null!;

        /// <value>The page, where the form is sent, and the form.</value>
        public List<(string Address, string Action, IHtmlFormElement Form)> All { get; } = [];

        public async ValueTask InitializeAsync()
        {
            host = await WebHost.NewAsync();
            await host.Writer.ExamplePlanAsync();
            Visitor = await host.SignInAsync(WebHost.Administrator);
            var (waiting, kinds, sent) = (new Queue<string>(["/"]), new HashSet<string>(), new HashSet<string>());
            while (waiting.TryDequeue(out var address) && kinds.Count < MostPages)
            {
                if (Files().IsMatch(address) || !kinds.Add(KindOf(address)))
                    continue;
                var page = await Visitor.GetAsync(address);
                if (page.Status is not HttpStatusCode.OK || page.Response.Content.Headers.ContentType?.MediaType is not "text/html")
                    continue;
                foreach (var form in page.Document.QuerySelectorAll<IHtmlFormElement>("form[method=post]"))
                {
                    var action = form.GetAttribute("action") is { Length: > 0 } to ? to : page.Address.PathAndQuery;
                    if (!action.StartsWith("/sign-out", StringComparison.Ordinal) && sent.Add(KindOf(action)))
                        All.Add((page.Address.PathAndQuery, action, form));
                }
                foreach (var link in page.Links)
                    waiting.Enqueue(link);
            }
        }

        /// <summary>How many lines the record has.</summary>
        public async Task<int> RecordsAsync()
        {
            await using var db = host.At.Open();
            return await db.Records.CountAsync();
        }

        public async ValueTask DisposeAsync() => await host.DisposeAsync();

        /// <summary>Two items of a list, or two searches in it, are of one kind.</summary>
        static string KindOf(string address)
        {
            var parts = address.Split('?', 2);
            var query = parts.Length == 1 ? "" : "?" + string.Join('&', parts[1].Split('&').Select(p => p.Split('=')[0]).Order());
            // What a handler is asked for is another form; how a list is sorted is none.
            if (parts.Length == 2 && parts[1].Contains("handler=", StringComparison.Ordinal))
                query = "?" + parts[1];
            return Ids().Replace(parts[0], "/*") + Sorted().Replace(query, "").ToString(CultureInfo.InvariantCulture);
        }

        [GeneratedRegex(@"/(?=[^/]*\d)[\w.:-]+(?=/|$)")]
        private static partial Regex Ids();

        [GeneratedRegex(@"\?(sort|state|page|q|&)+$")]
        private static partial Regex Sorted();

        [GeneratedRegex(@"\.(csv|xlsx|ya?ml|svg|json|docx|ics)(\?|$)|[?&]format=|^/(api|openapi|lib)/")]
        private static partial Regex Files();
    }
}
