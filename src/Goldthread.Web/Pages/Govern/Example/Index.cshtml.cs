using Goldthread.App.Govern.Example;
using Goldthread.App.Store;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Govern.Example;

/// <summary>The people of the example, and what is real in it; missing in every other installation.</summary>
public sealed class IndexModel(FirstVisit firstVisit) : GoldthreadPage
{
    /// <inheritdoc/>
    protected override Task ShowAsync() => firstVisit.IsExample ? Task.CompletedTask : throw new Missing("page");

    /// <summary>The people.</summary>
    public static DataTable Table() =>
        new()
        {
            Caption = "People of the example",
            Columns = [new("Who"), new("Signs in with") { IsKey = true }, new("Role") { IsKey = true }, new("Where"), new("What they do")],
            Rows = LoadExample.People.Select(p =>
                (IReadOnlyList<Inline>)[p.Name, p.Email, PlanPage.Capital(Words.Read(p.Role)), p.Area ?? "Everywhere", p.Sees]
            ),
        };
}
