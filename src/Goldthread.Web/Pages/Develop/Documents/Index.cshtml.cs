using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.Domain;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Documents;

/// <summary>A document of the plan, to read and to print; with <c>.docx</c> behind its address, the Word file. Which there are says <see cref="DocumentKind"/>.</summary>
public sealed class IndexModel : PlanPage
{
    const string Word = ".docx";

    protected override Stage? Current => Stage.Develop;
    protected override string? CurrentList => "documents/" + Kind?.Name;

    [FromRoute(Name = "kind")]
    public string Name { get; set; } = "";

    public DocumentKind? Kind { get; private set; }

    /// <value>What it says.</value>
    public Document Document { get; private set; } = null!;

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Kind = DocumentKind.Of(IsWord ? Name[..^Word.Length] : Name);
        var plan = await PlanQueries.DocumentAsync(Db, Plan, Actor, Cancel);
        Document = Kind.Make(new PlanWords(plan, Today));
    }

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        var page = await base.OnGetAsync();
        return IsWord ? File(WordFile.Of(Document), WordFile.ContentType, $"{PlanId}-{Kind!.Name}{Word}") : page;
    }

    bool IsWord => Name.EndsWith(Word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The Word file, and the other documents.</summary>
    public IReadOnlyList<ShellLink> Ways =>
        [
            new("Download for Word", $"{To.Document(PlanId, Kind!)}{Word}"),
            .. DocumentKind.All.Where(k => k != Kind).Select(k => new ShellLink(k.Title, To.Document(PlanId, k))),
            new("The whole plan, every answer", To.Plan(PlanId) + "/whole"),
        ];
}
