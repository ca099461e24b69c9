using Goldthread.App.Store;
using Microsoft.AspNetCore.Mvc;
using Family = Goldthread.App.Evaluate.FamilyPages.FamilyPages;

namespace Goldthread.Web.Pages.Evaluate.FamilyPages;

/// <summary>
/// What an approver published for families, for anybody: no cookie is read or set, nobody is recognised, no script runs, and it may be kept on the way for a few
/// minutes. Off, it is not there.
/// </summary>
public sealed class PublicModel : GoldthreadPage
{
    /// <summary>So many seconds it is kept on the way.</summary>
    const int Kept = 300;

    [FromRoute(Name = "slug")]
    public string Slug { get; set; } = "";

    [FromRoute(Name = "form")]
    public string? Form { get; set; }

    /// <value>What is drawn.</value>
    public FamilyView View { get; private set; } = null!;

    /// <value>The path of the page in a form.</value>
    public string At(FamilyForm form) => $"/p/{Slug}" + (form is FamilyForm.Page ? "" : "/" + Domain.Shapes.Words.Written(form));

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        // Nobody in particular reads it: the frame asks for nobody, and for no notice.
        HttpContext.Features.Set(new Shell());
        var form = FamilyForm.Page;
        if (Form is not null && !(Domain.Shapes.Words.TryParse(Form, out form) && form is not FamilyForm.Page))
            throw new Missing("page");
        if (await Family.PublishedAsync(Db, Slug, Cancel) is not { } found || (form is FamilyForm.Easy && !found.Page.HasEasy))
            throw new Missing("page");
        View = new(found.Page, form, found.On);
        Response.Headers.CacheControl = System.FormattableString.Invariant($"public, max-age={Kept}");
    }
}
