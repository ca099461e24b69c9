using System.Text.Json;
using Deque.AxeCore.Commons;
using Goldthread.Testing;
using Microsoft.Playwright;

namespace Goldthread.Browser.Tests;

/// <summary>A browser's window: the page, and what it complained of.</summary>
public sealed class Window : IAsyncDisposable
{
    // In each page from the start, as a function that is run where the page is looked at: sent with each look it took a fifth of a second.
    internal static readonly string Axe = $"window.loadAxe = () => {{ {new BundledAxeScriptProvider().GetScript()} }}";
    static int pictures;
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

    /// <summary>Presses a button that leads to a page, and waits until it is there.</summary>
    public static Task PressAsync(IPage page, ILocator button) => ArriveAsync(page, () => button.ClickAsync());

    /// <summary>Does what leads to another page, and waits until that has loaded.</summary>
    /// <remarks>
    /// Listens before it acts. The package's own waits (for an address, for a state) look first and listen then, and miss what happens between the two
    /// on a busy machine: https://github.com/microsoft/playwright-dotnet/issues/3364.
    /// </remarks>
    public static async Task ArriveAsync(IPage page, Func<Task> act)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrive(object? sender, IPage loaded) => arrived.TrySetResult();
        page.Load += Arrive;
        await act();
        await arrived.Task.WaitAsync(TimeSpan.FromMilliseconds(Chromium.Patience));
        page.Load -= Arrive;
    }

    /// <summary>Opens the part of the form that the field is folded away in.</summary>
    public static async Task ShowAsync(ILocator field)
    {
        var folded = field.Locator("xpath=ancestor::details[not(@open)]/summary");
        for (var n = await folded.CountAsync(); n > 0; n--)
            await folded.First.ClickAsync();
    }

    /// <summary>Signs in through the sign-in page.</summary>
    public async Task SignInAsync(string email)
    {
        await GoAsync("/sign-in");
        await Page.FillAsync("[name=Email]", email);
        await Page.FillAsync("[name=Password]", WebHost.Password);
        await PressAsync(Page, Page.Locator("main button[type=submit]"));
        Assert.DoesNotContain("/sign-in", Page.Url, StringComparison.Ordinal);
    }

    /// <summary>
    /// What is wrong with the page as it stands, in a sentence each: looked at by axe at each width and in dark colours, and for sideways scrolling at
    /// 320 pixels and with text at 200%. Runs scripts of its own, so the window must.
    /// </summary>
    /// <param name="widths">The widths at which it is looked at.</param>
    /// <remarks>No rule that runs needs the sheets and films that axe would fetch again before each look (<c>preload</c>).</remarks>
    public async Task<List<string>> FaultsAsync(params int[] widths)
    {
        var faults = new List<string>();
        var where = new Uri(Page.Url).PathAndQuery;
        // The package's own way loads axe into two pages for each look, which takes seconds.
        await Page.EvaluateAsync("() => window.loadAxe()");
        foreach (var width in widths)
        {
            await Page.SetViewportSizeAsync(width, 900);
            var look = await Page.EvaluateAsync<JsonElement>(Look);
            if (look.GetProperty("h1").GetInt32() != 1)
                faults.Add($"{where} at {width}: it has {look.GetProperty("h1").GetInt32()} h1.");
            if (string.IsNullOrWhiteSpace(look.GetProperty("title").GetString()))
                faults.Add($"{where} at {width}: it has no title.");
            AddWidth(look, $"at {width}");
            // All is asked once; of another width, what a width changes: what is shown, how large it is and what it scrolls in.
            await AddAxeAsync(
                $"at {width}",
                width == widths[0]
                    ? "{ preload: false, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }"
                    : "{ preload: false, resultTypes: ['violations'], runOnly: ['target-size', 'scrollable-region-focusable', 'link-name', 'button-name', 'bypass'] }"
            );
            await PictureAsync($"{width}");
        }
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AddAxeAsync(
            "in dark colours",
            "{ preload: false, resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] }"
        );
        await PictureAsync($"{widths[^1]}-dark");
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%' }");
        AddWidth(await Page.EvaluateAsync<JsonElement>(Look), "with text at 200%");
        await PictureAsync($"{widths[^1]}-200");
        await Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '' }");
        await Page.SetViewportSizeAsync(320, 900);
        AddWidth(await Page.EvaluateAsync<JsonElement>(Look), "at 320");
        await Page.SetViewportSizeAsync(widths[^1], 900);
        return faults;

        void AddWidth(JsonElement look, string how)
        {
            if (look.GetProperty("over").GetInt32() > 0)
                faults.Add(
                    $"{where} {how}: it scrolls sideways by {look.GetProperty("over").GetInt32()} px ({look.GetProperty("widest").GetString()})."
                );
        }

        async Task AddAxeAsync(string how, string options)
        {
            var violations = await Page.EvaluateAsync<JsonElement>(
                $"async () => (await axe.run(document, {options})).violations.map(v => ({{ id: v.id, help: v.help, times: v.nodes.length, html: v.nodes[0].html }}))"
            );
            foreach (var violation in violations.EnumerateArray())
                faults.Add(
                    $"{where} {how}: {violation.GetProperty("id")}: {violation.GetProperty("help")} ({violation.GetProperty("times")}x, first {violation.GetProperty("html")})"
                );
        }
    }

    /// <summary>Writes a picture of the page where somebody asked for pictures, to be looked at by a person.</summary>
    async Task PictureAsync(string how)
    {
        if (Environment.GetEnvironmentVariable("TEST_PICTURES") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        var number = Interlocked.Increment(ref pictures);
        var name = string.Concat(new Uri(Page.Url).PathAndQuery.Take(80).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}_{how}_{number}.png"), FullPage = true });
    }

    /// <summary>Walks the page by the keyboard alone.</summary>
    /// <returns>What cannot be reached, and what does not show that it has the focus.</returns>
    /// <remarks>
    /// The page looks at each stop itself, before the next press moves on: presses follow each other without an answer awaited, since a page of three hundred
    /// stops took half a minute where each was asked about.
    /// </remarks>
    public async Task<List<string>> KeyboardFaultsAsync()
    {
        var where = new Uri(Page.Url).PathAndQuery;
        var expected = await Page.EvaluateAsync<string[]>(Focusable);
        await Task.WhenAll(Enumerable.Range(0, expected.Length + 5).Select(_ => Page.Keyboard.DownAsync("Tab")));
        await Page.Keyboard.UpAsync("Tab");
        var reached = new HashSet<string>();
        var faults = new List<string>();
        foreach (var focus in (await Page.EvaluateAsync<JsonElement>("() => window.stopsLookedAt()")).EnumerateArray())
        {
            var mark = focus.GetProperty("mark").GetString()!;
            if (reached.Add(mark) && !focus.GetProperty("shown").GetBoolean())
                faults.Add($"{where}: nothing shows that {focus.GetProperty("html").GetString()} has the focus.");
            if (focus.GetProperty("hidden").GetString() is { Length: > 0 } over)
                faults.Add($"{where}: {focus.GetProperty("html").GetString()} has the focus and lies under {over}.");
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

    // A group of radio buttons is one stop; what is inside a closed <details> or hidden is none. What has the focus is looked at when the next key goes
    // down: the press before has moved the focus and the page by then.
    const string Focusable = """
        () => {
            const own = x => { const s = getComputedStyle(x); return s.outlineStyle + s.outlineWidth + s.outlineColor + s.boxShadow + s.backgroundColor + s.color + s.borderColor + s.textDecorationLine; };
            // The design system draws the focus of radios and checkboxes on the label beside them.
            const drawn = e => own(e) + getComputedStyle(e.nextElementSibling ?? e, '::before').boxShadow + getComputedStyle(e.nextElementSibling ?? e, '::before').outline;
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
            document.activeElement?.blur();
            const marked = stops.map((e, n) => {
                e.dataset.stop = e.type === 'radio' ? 'r' + e.name : String(n);
                return e.dataset.stop + ' ' + e.outerHTML.slice(0, 120);
            });
            const plain = new Map([...document.querySelectorAll('[data-stop]')].map(e => [e, drawn(e)]));
            const looked = [];
            const look = () => {
                const e = document.activeElement;
                if (!e || e === document.body || !e.dataset.stop) return;
                // What lies above it where it stands; a label or its own content does not count.
                const box = e.getClientRects()[0];
                const hit = box && document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + box.height / 2);
                const isOwn = !hit || e.contains(hit) || hit.contains(e) || hit.parentElement === e.parentElement || hit.closest('label');
                looked.push({ mark: e.dataset.stop, html: e.outerHTML.slice(0, 120), shown: drawn(e) !== plain.get(e), hidden: isOwn ? '' : hit.outerHTML.slice(0, 80) });
            };
            document.addEventListener('keydown', look, true);
            window.stopsLookedAt = () => {
                document.removeEventListener('keydown', look, true);
                look();
                return looked;
            };
            return marked;
        }
        """;
}
