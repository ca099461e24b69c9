using System.ComponentModel.DataAnnotations;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.Domain;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Goldthread.Web.Server;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Documents;

/// <summary>A document of the plan, to read and to print; with <c>.docx</c> behind its address, the Word file. Which there are says <see cref="DocumentKind"/>.</summary>
public sealed class IndexModel : PlanPage
{
    const string Word = ".docx";

    protected override Stage? Current => Kind?.Stage ?? Stage.Develop;
    protected override string? CurrentList => "documents/" + Kind?.Name;

    [FromRoute(Name = "kind")]
    public string Name { get; set; } = "";

    public DocumentKind? Kind { get; private set; }

    /// <value>What it says.</value>
    public Document Document { get; private set; } = null!;

    /// <value>The day since which changes are told, as it was typed.</value>
    [BindProperty(SupportsGet = true, Name = "since")]
    [MaxLength(40, ErrorMessage = "Write a day such as 3 Nov 2026.")]
    public string? Since { get; set; }

    /// <value>The review that it is about.</value>
    [BindProperty(SupportsGet = true, Name = "review")]
    [MaxLength(200)]
    public string? Review { get; set; }

    /// <value>The visit that it is about.</value>
    [BindProperty(SupportsGet = true, Name = "visit")]
    [MaxLength(200)]
    public string? Visit { get; set; }

    /// <value>Of what has changed the versions that are compared; null for any other document.</value>
    public PlanVersions.Pair? Pair { get; private set; }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Kind = DocumentKind.Of(IsWord ? Name[..^Word.Length] : Name);
        if (Kind.IsOfRecord)
        {
            var (about, since) = (Given(Review), SinceDay());
            // Once for a revision of the plan: a long record costs a whole look through it.
            var told = await KeptAsync(
                Today,
                () => OfRecordAsync(about, since),
                $"changes/{since?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}/{about}"
            );
            (Pair, Document) = (told.Pair, told.Document);
            return;
        }
        var (plan, series) = await PlanQueries.WithSeriesAsync(Db, Plan, Actor, Cancel);
        Document = Kind.Make(new PlanWords(plan, Today) { Series = series, About = Given(Visit) ?? Given(Review) });
    }

    /// <summary>A document of the record, and the versions that it compares.</summary>
    sealed record OfRecord(PlanVersions.Pair Pair, Document Document);

    async Task<OfRecord> OfRecordAsync(string? about, DateOnly? since)
    {
        var pair = await MakeDocument.PairAsync(Seen, PlanId, new(about, since), Today, Cancel);
        var changes = await ChangesSince.OfAsync(Seen, Hidden, Plan, pair, isWhole: false, Cancel);
        return new(pair, Kind!.Make(MakeDocument.Of(Plan, changes, Today)));
    }

    static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The day that was typed; null for none, and for one that is none: then the page says so.</summary>
    DateOnly? SinceDay()
    {
        if (Given(Since) is not { } text)
            return null;
        if (Days.TryRead(text, out var day))
            return day;
        ModelState.AddModelError("since", "Write a day such as 3 Nov 2026.");
        return null;
    }

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        var page = await base.OnGetAsync();
        if (!ModelState.IsValid)
        {
            // No file says why it is none.
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return page;
        }
        return IsWord ? File(WordFile.Of(Document, SiteOf(HttpContext)), WordFile.ContentType, $"{PlanId}-{Kind!.Name}{Word}") : page;
    }

    /// <summary>Where the sentences of a file lead to: the public address, else the one that was asked.</summary>
    internal static Uri SiteOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<Settings>().PublicAddress
        ?? new Uri($"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}");

    /// <summary>The question for the day, of what has changed.</summary>
    public Input Asking =>
        new()
        {
            Name = "since",
            Id = "since",
            Label = new Label { Text = "Changes since which day?" },
            Value = Since ?? Pair?.From.On.ToString("d MMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB")),
            Error = ModelState["since"]?.Errors is [{ } wrong, ..] ? new ErrorMessage { Text = wrong.ErrorMessage } : null,
            Width = 10,
        };

    bool IsWord => Name.EndsWith(Word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The Word file, and the other documents.</summary>
    public IReadOnlyList<ShellLink> Ways =>
        [
            new("Download for Word", $"{To.Document(PlanId, Kind!)}{Word}{Request.QueryString}"),
            .. DocumentKind.All.Where(k => k != Kind).Select(k => new ShellLink(k.Title, To.Document(PlanId, k))),
            new("The whole plan, every answer", To.Plan(PlanId) + "/whole"),
            new("Inspection pack: index, evidence and hash list", To.Plan(PlanId) + "/binder.zip"),
        ];
}
