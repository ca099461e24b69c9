using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Goldthread.Web.Pages;

/// <summary>
/// What every page stands on. A page queries <see cref="Db"/> in <see cref="ShowAsync"/>; its POST handlers run operations through
/// <see cref="Writer"/> and redirect. A handler sees valid input alone, and lets <c>RuleBroken</c>, <c>Missing</c> and <c>Forbidden</c> fly.
/// </summary>
public abstract class GoldthreadPage : PageModel
{
    /// <summary>The name under which the next page finds a secret to show once.</summary>
    public const string Secret = "Secret";

    /// <value>Who is there. On pages that ask for <c>Anyone</c> use <see cref="Visitor"/>.</value>
    protected internal Actor Actor => Visitor.Actor;

    /// <value>The visitor of the request.</value>
    protected Visitor Visitor => Of<Visitor>();

    /// <value>The database, for reading what is nobody's secret; what plans hold is read through <see cref="Seen"/>.</value>
    protected internal Db Db => Of<Db>();

    /// <value>What the visitor sees of plans and their record.</value>
    protected internal Seen Seen => new(Db, Actor);

    /// <value>Runs operations.</value>
    protected internal Writer Writer => Of<Writer>();

    /// <value>What time it is.</value>
    protected TimeProvider Clock => Of<TimeProvider>();

    /// <value>Ends when the visitor goes away.</value>
    protected internal CancellationToken Cancel => HttpContext.RequestAborted;

    /// <summary>Loads what the page shows; runs before it is shown and before it is shown again with refusals.</summary>
    protected virtual Task ShowAsync() => Task.CompletedTask;

    /// <summary>Shows the page, or sends its table for a spreadsheet.</summary>
    public virtual async Task<IActionResult> OnGetAsync()
    {
        await ShowAsync();
        return AsFile() ?? Page();
    }

    /// <value>What the page has for a spreadsheet, with the name of the file; null for nothing.</value>
    protected virtual (DataTable Table, string Name)? Exported => null;

    /// <value>True where the whole table is asked for as a file, and not the page.</value>
    protected bool IsSheet => Request.Query["format"].ToString() is SheetFile.Csv or SheetFile.Xlsx;

    /// <summary>The file that was asked for (<c>?format=csv</c>, <c>?format=xlsx</c>), or null.</summary>
    protected IActionResult? AsFile() =>
        IsSheet && Exported is { } sheet ? SheetFile.Of(sheet.Table, sheet.Name, Request.Query["format"]!) : null;

    /// <summary>The ways to the files, for the foot of the page.</summary>
    /// <param name="address">The address of the page with what is filtered.</param>
    public static IReadOnlyList<ShellLink> SheetLinks(string address)
    {
        var next = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return
        [
            new("Download as CSV", $"{address}{next}format={SheetFile.Csv}"),
            new("Download as a spreadsheet", $"{address}{next}format={SheetFile.Xlsx}"),
        ];
    }

    /// <summary>Shows the page again with what was typed and why it was refused.</summary>
    public virtual async Task<IActionResult> AgainAsync()
    {
        await ShowAsync();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>Shows the page again as it is now, because somebody else changed it in between: 409.</summary>
    /// <param name="message">Who, and what to do.</param>
    public async Task<IActionResult> ConflictAsync(string message)
    {
        ModelState.AddModelError("", message);
        var again = await AgainAsync();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return again;
    }

    /// <summary>Shows the page again because a password has to wait: 429, with the seconds.</summary>
    public async Task<IActionResult> TooSoonAsync(TooSoon soon)
    {
        ModelState.AddModelError("", soon.Message);
        var again = await AgainAsync();
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = soon.WaitSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return again;
    }

    /// <summary>The form field of a refusal's field; the name in PascalCase unless the page says otherwise.</summary>
    /// <param name="field">The field as the domain names it, or null where it is about the whole.</param>
    public virtual string KeyOf(string? field) =>
        field is null ? "" : string.Concat(field.Split('_').Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    /// <summary>Goes to a page of ours and says there what was done.</summary>
    /// <param name="address">A local address.</param>
    /// <param name="notice">One sentence; null for none.</param>
    /// <param name="next">Where the next step is, or null.</param>
    protected internal virtual IActionResult Done(string address, string? notice = null, ShellLink? next = null)
    {
        if (notice is not null)
            TempData["Notice"] = notice;
        if (next is not null)
            (TempData["NextText"], TempData["NextHref"]) = (next.Text, next.Href);
        return LocalRedirect(address);
    }

    /// <summary>Goes to a page of ours that shows a new password or token, once: pressed twice, it is the same one.</summary>
    protected IActionResult DoneWithSecret(string address, string secret, string? notice = null)
    {
        TempData[Secret] = $"{address} {secret}";
        return Done(address, notice);
    }

    /// <summary>The secret that was sent to this page, or null; the next time it is gone.</summary>
    /// <param name="address">The page's own address.</param>
    protected string? SecretFor(string address) =>
        TempData[Secret] is string text && text.StartsWith(address + " ", StringComparison.Ordinal) ? text[(address.Length + 1)..] : null;

    /// <inheritdoc/>
    public override LocalRedirectResult LocalRedirect(string localUrl) => base.LocalRedirect(Addresses.Sendable(localUrl));

    T Of<T>()
        where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();
}
