using Goldthread.App.Govern.Example;
using Goldthread.App.Store;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Example;

/// <summary>The people of the example, and what is real in it; missing in every other installation.</summary>
public sealed class IndexModel(FirstVisit firstVisit) : GoldthreadPage
{
    HashSet<string> visible = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (!firstVisit.IsExample)
            throw new Missing("page");
        visible = [.. await Db.Plans.VisibleTo(Actor).Select(p => p.Id).ToListAsync(Cancel)];
    }

    /// <summary>A page of a plan, as a link for those who may see the plan.</summary>
    public IHtmlContent Lead(string plan, string page, string text) =>
        visible.Contains(plan) ? new Link(text, To.Plan(plan) + page) : new StringHtmlContent(text);

    /// <summary>The people.</summary>
    public static DataTable Table() =>
        new()
        {
            Caption = "People of the example",
            Columns = [new("Who"), new("Signs in with") { IsKey = true }, new("Role") { IsKey = true }, new("Where"), new("What they do")],
            Rows = LoadExample.People.Select(p =>
                (IReadOnlyList<Inline>)
                    [
                        p.Name,
                        p.Email,
                        p.Role is { } role ? PlanPage.Capital(Words.Read(role)) : "None in plans",
                        p.Area ?? (p.Role is null ? "The centre" : "Everywhere"),
                        p.Sees,
                    ]
            ),
        };
}
