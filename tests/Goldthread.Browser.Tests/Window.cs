using System.Text.Json;
using Deque.AxeCore.Commons;
using Goldthread.Testing;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>A browser's window: the page, and what it complained of.</summary>
public sealed class Window : IAsyncDisposable
{
    static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    readonly IBrowserContext context;
    readonly List<string> complaints = [];

    internal Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        // A refused script or style, a missing file, a script that fails: all of them are told to the console.
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add($"{page.Url}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
    }

    /// <value>The page.</value>
    public IPage Page { get; }

    /// <summary>Goes to a page of the site.</summary>
    public async Task GoAsync(string address)
    {
        // A page that is missing or refused is told to the console too; only its status counts.
        var response = await Page.GotoAsync(address);
        if (response is { Status: >= 400 })
            throw new InvalidOperationException($"{address} answers {response.Status}.");
    }

    /// <summary>Signs in through the sign-in page.</summary>
    public async Task SignInAsync(string email)
    {
        await GoAsync("/sign-in");
        await Page.FillAsync("[name=Email]", email);
        await Page.FillAsync("[name=Password]", WebHost.Password);
        await Page.ClickAsync("main button[type=submit]");
        Assert.DoesNotContain("/sign-in", Page.Url, StringComparison.Ordinal);
    }

    /// <summary>What is wrong with the page as it stands, in a sentence each; runs scripts of its own, so the window must.</summary>
    /// <param name="widths">The widths at which it is looked at.</param>
    public async Task<List<string>> FaultsAsync(params int[] widths)
    {
        var faults = new List<string>();
        var where = new Uri(Page.Url).PathAndQuery;
        // Once a page; the package's own way loads axe into two pages for each look, which takes seconds.
        await Page.EvaluateAsync(Axe);
        foreach (var width in widths)
        {
            await Page.SetViewportSizeAsync(width, 900);
            var look = await Page.EvaluateAsync<JsonElement>(Look);
            if (look.GetProperty("h1").GetInt32() != 1)
                faults.Add($"{where} at {width}: it has {look.GetProperty("h1").GetInt32()} h1.");
            if (string.IsNullOrWhiteSpace(look.GetProperty("title").GetString()))
                faults.Add($"{where} at {width}: it has no title.");
            if (look.GetProperty("over").GetInt32() > 0)
                faults.Add(
                    $"{where} at {width}: it scrolls sideways by {look.GetProperty("over").GetInt32()} px ({look.GetProperty("widest").GetString()})."
                );
            var violations = await Page.EvaluateAsync<JsonElement>(
                "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({ id: v.id, help: v.help, times: v.nodes.length, html: v.nodes[0].html }))"
            );
            foreach (var violation in violations.EnumerateArray())
            {
                faults.Add(
                    $"{where} at {width}: {violation.GetProperty("id")}: {violation.GetProperty("help")} ({violation.GetProperty("times")}x, first {violation.GetProperty("html")})"
                );
            }
        }
        return faults;
    }

    /// <summary>Walks the page by the keyboard alone.</summary>
    /// <returns>What cannot be reached, and what does not show that it has the focus.</returns>
    public async Task<List<string>> KeyboardFaultsAsync()
    {
        var where = new Uri(Page.Url).PathAndQuery;
        var expected = await Page.EvaluateAsync<string[]>(Focusable);
        var reached = new HashSet<string>();
        var faults = new List<string>();
        for (var n = 0; n < expected.Length + 5; n++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var focus = await Page.EvaluateAsync<JsonElement>(Focused);
            if (focus.ValueKind != JsonValueKind.Object)
                continue;
            var mark = focus.GetProperty("mark").GetString()!;
            if (reached.Add(mark) && !focus.GetProperty("shown").GetBoolean())
                faults.Add($"{where}: nothing shows that {focus.GetProperty("html").GetString()} has the focus.");
        }
        faults.AddRange(expected.Where(e => !reached.Contains(e.Split(' ')[0])).Select(e => $"{where}: the keyboard cannot reach {e}."));
        return faults;
    }

    /// <summary>What the browser told its console since the last call.</summary>
    public List<string> TakeComplaints()
    {
        var taken = complaints.ToList();
        complaints.Clear();
        return taken;
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    const string Look = """
        () => {
            const wide = document.documentElement.clientWidth;
            let widest = '', most = wide + 1;
            for (const e of document.body.querySelectorAll('*')) {
                const right = e.getBoundingClientRect().right;
                if (right > most && !e.closest('[tabindex], table, svg, .nhsuk-table-container')) {
                    most = right;
                    widest = e.outerHTML.slice(0, 120);
                }
            }
            return {
                h1: document.querySelectorAll('h1').length,
                title: document.title,
                over: Math.max(0, document.documentElement.scrollWidth - wide),
                widest,
            };
        }
        """;

    // A group of radio buttons is one stop; what is inside a closed <details> or hidden is none.
    const string Focusable = """
        () => {
            const groups = new Set();
            const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(e => {
                if (e.disabled || e.type === 'hidden' || e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true })) return false;
                if (e.type !== 'radio') return true;
                const group = e.form ? [...e.form.elements].filter(o => o.name === e.name) : [e];
                if (groups.has(e.name)) return false;
                groups.add(e.name);
                group.forEach(o => { o.dataset.stop = 'r' + e.name; });
                return true;
            });
            return stops.map((e, n) => {
                e.dataset.stop = e.type === 'radio' ? 'r' + e.name : String(n);
                return e.dataset.stop + ' ' + e.outerHTML.slice(0, 120);
            });
        }
        """;

    const string Focused = """
        () => {
            const e = document.activeElement;
            if (!e || e === document.body || !e.dataset.stop) return null;
            const own = x => { const s = getComputedStyle(x); return s.outlineStyle + s.outlineWidth + s.outlineColor + s.boxShadow + s.backgroundColor + s.color + s.borderColor + s.textDecorationLine; };
            // The design system draws the focus of radios and checkboxes on the label beside them.
            const all = () => own(e) + getComputedStyle(e.nextElementSibling ?? e, '::before').boxShadow + getComputedStyle(e.nextElementSibling ?? e, '::before').outline;
            const focused = all();
            e.blur();
            const plain = all();
            e.focus({ focusVisible: true });
            return { mark: e.dataset.stop, html: e.outerHTML.slice(0, 120), shown: focused !== plain };
        }
        """;
}
