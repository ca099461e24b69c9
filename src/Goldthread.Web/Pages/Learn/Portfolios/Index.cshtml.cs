using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.Portfolios;

/// <summary>A learner's portfolio: for each criterion of the unit what proves it, what the assessor decided and what was sampled.</summary>
public sealed class IndexModel : PlanPage
{
    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "portfolio";

    /// <value>The portfolio as the visitor may see it, or null where there is none.</value>
    public Portfolio? Portfolio { get; private set; }

    /// <value>What is named as proof, by its id.</value>
    public ILookup<string, (Thing Thing, string Title)> Proof { get; private set; } =
        Array.Empty<(string, Thing, string)>().ToLookup(p => p.Item1, p => (p.Item2, p.Item3));

    /// <value>The unit, or null where none is chosen.</value>
    public Framework? Unit => Portfolio?.Unit is { } id ? Shipped.Data.Unit(id) : null;

    /// <value>The criteria, each with its words: those of the unit, and any other that the portfolio names.</value>
    public IReadOnlyList<(string Id, string? Title)> Criteria =>
        [
            .. Unit is null ? [] : KnownData.CriteriaOf(Unit).Select(c => (c.Id, (string?)c.Title)),
            .. Named().Where(id => Unit?.Find(id) is null).Distinct().Select(id => (id, (string?)null)),
        ];

    IEnumerable<string> Named() =>
        Portfolio is null
            ? []
            : Portfolio
                .Claims.Select(c => c.Criterion)
                .Concat(Portfolio.Decisions.Select(d => d.Criterion))
                .Concat(Portfolio.Samples.Select(s => s.Criterion))
                .OfType<string>();

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        Portfolio = Hidden.Shown(PlanRows.Read(Plan)).Portfolio;
        var ids = Portfolio?.Claims.SelectMany(c => c.Evidence).Distinct().ToArray() ?? [];
        if (ids.Length == 0)
            return;
        var (strategy, area) = (Strategy, Area);
        var rows = await Seen
            .Items.Where(i => (i.Owner == PlanId || i.Owner == strategy || i.Owner == area) && i.RemovedAt == null && ids.Contains(i.Id))
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Title,
            })
            .ToListAsync(Cancel);
        Proof = rows.Where(r => Thing.Find(r.List) is not null)
            .ToLookup(r => r.Id, r => (Thing.Find(r.List)!, r.Title), StringComparer.Ordinal);
    }

    /// <summary>Whose it is, for which unit, and who assesses.</summary>
    public SummaryList About() =>
        new()
        {
            Rows =
            [
                .. Shape
                    .Of<Portfolio>()
                    .Fields.Where(f => f.Inner is null && f.IsSet(Portfolio!))
                    .Select(f => new SummaryRow(f.Label.TrimEnd('?'), Inline.Of(new FieldValue(f, Portfolio!, Refer)))),
            ],
        };

    /// <summary>The parts of a list of the portfolio that are about a criterion, each as its facts.</summary>
    public IEnumerable<SummaryList> About<T>(IReadOnlyList<T> parts, Func<T, string?> criterion, string id)
        where T : Part =>
        parts
            .Where(p => criterion(p) == id)
            .Select(p => new SummaryList
            {
                Rows =
                [
                    .. Shape
                        .Of<T>()
                        .Fields.Where(f => f.Name is not "criterion" && f.IsSet(p))
                        .Select(f => new SummaryRow(f.Label.TrimEnd('?'), Inline.Of(new FieldValue(f, p, Refer)))),
                ],
            });

    Component? Refer(Field field, string id) =>
        field.Known is Known.Unit && Unit is { } unit ? new Link(unit.Name, "/govern/frameworks/" + unit.Id)
        : field.RefersTo.Contains(Domain.Develop.StaffMember.List) && Staff(id) is { } role
            ? new Link(role, To.Item(PlanId, Thing.Of<Domain.Develop.StaffMember>(), id))
        : Proof[id].FirstOrDefault() is { Thing: { } thing } proof ? new Link(proof.Title, To.Item(PlanId, thing, id))
        : null;
}
