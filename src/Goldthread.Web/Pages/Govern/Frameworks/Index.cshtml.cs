using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Pages.Govern.Frameworks;

/// <summary>The frameworks that plans can cite.</summary>
public sealed class IndexModel : GoldthreadPage
{
    public DataTable Table() =>
        new()
        {
            Caption = "Frameworks",
            Columns = [new("Framework"), new("Publisher"), new("Standing") { IsKey = true }, new("Checked against its source")],
            Rows = Shipped
                .Data.FrameworkIds.Select(id => Shipped.Data.Framework(id)!)
                .Select(f =>
                    (IReadOnlyList<Inline>)
                        [
                            Inline.Of(new Link(f.Name, "/govern/frameworks/" + f.Id)),
                            f.Publisher,
                            PlanPage.Capital(Words.Read(f.Status!.Value)),
                            PlanPage.Capital(Words.Read(f.Checked!.Value)),
                        ]
                ),
        };
}
