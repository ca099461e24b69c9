using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Store;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.OwnPortfolios;

/// <summary>The portfolios that one has, and those that one assesses, samples or teaches; and where one is begun.</summary>
public sealed class IndexModel : GoldthreadPage
{
    [BindProperty]
    [MaxLength(60, ErrorMessage = "Choose one of the units.")]
    public string? Unit { get; set; }

    [BindProperty]
    public int? Centre { get; set; }

    public IReadOnlyList<SeenPortfolio> Portfolios { get; private set; } = [];

    /// <value>The centres at which one learns.</value>
    public IReadOnlyList<Option> Centres { get; private set; } = [];

    /// <value>The units there are.</value>
    public IReadOnlyList<Option> Units =>
        [
            new("Choose", ""),
            .. Shipped
                .Data.FrameworkIds.Select(id => Shipped.Data.Unit(id))
                .OfType<Goldthread.Domain.Govern.Framework>()
                .Select(u => new Option(u.Name, u.Id)),
        ];

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    public DataTable Table() =>
        new()
        {
            Caption = "Portfolios",
            Columns = [new("Unit") { IsKey = true }, new("Whose") { IsKey = true }, new("What you are here")],
            Rows = Portfolios.Select(p =>
                (IReadOnlyList<Inline>)
                    [
                        Inline.Of(new Link(p.Unit?.Name ?? p.Row.Unit, $"/learn/portfolio/{p.Row.Id}")),
                        p.IsLearner ? "Yours" : p.Learner,
                        p.IsLearner ? "Learner" : PlanPage.Capital(string.Join(", ", p.Roles.Order().Select(r => Words.Read(r)))),
                    ]
            ),
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Portfolios = await SeenPortfolio.AllAsync(Db, Actor, Clock.Today(), cancel: Cancel);
        Centres = await CentresAsync(Db, Actor.PersonId, Clock.Today(), Cancel);
    }

    /// <summary>The centres at which somebody learns, as choices.</summary>
    public static async Task<IReadOnlyList<Option>> CentresAsync(Db db, Guid? person, DateOnly today, CancellationToken cancel)
    {
        var learner = Words.Written(LearningRole.Learner);
        var rows = await db
            .Areas.Where(a =>
                db.LearningRoles.Any(r =>
                    r.AreaId == a.Id && r.PersonId == person && r.Role == learner && (r.Until == null || r.Until >= today)
                )
            )
            .OrderBy(a => a.Path)
            .Select(a => new { a.Id, a.Name })
            .ToListAsync(cancel);
        return [new("None yet: only I read it", ""), .. rows.Select(a => new Option(a.Name, a.Id.ToString(CultureInfo.InvariantCulture)))];
    }

    /// <summary>Begins one.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var id = await Writer.RunAsync(Actor, work => KeepPortfolio.BeginAsync(work, Unit, Centre), Cancel);
        return Done($"/learn/portfolio/{id}", "The portfolio is begun. Claim what you did in a plan.");
    }
}
