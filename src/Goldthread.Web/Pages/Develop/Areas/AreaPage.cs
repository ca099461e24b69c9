using Goldthread.App.Store;
using Goldthread.App.Strategy;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Goldthread.Domain.Strategy;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Areas;

/// <summary>A page of one area; one that the person may not see is not there.</summary>
public abstract class AreaPage : GoldthreadPage
{
    [FromRoute]
    public int Id { get; set; }

    /// <value>The area's row.</value>
    public AreaRow Row { get; private set; } = null!;

    public bool MayAdminister => Actor.MaySomewhere(Permission.Administer);

    /// <summary>The area that a form says.</summary>
    /// <exception cref="RuleBroken">It cannot be read.</exception>
    internal static Area Typed(ItemForm form)
    {
        var area = new Area();
        foreach (var (name, value) in form.Values())
            Shape.Of<Area>()[name].Set(area, value);
        return area;
    }

    Jurisdiction? nation;

    /// <summary>Which services and regulators are offered: those of the nation whose law the organisation works under; all where it does not say.</summary>
    public bool Offers(Field field, string word) =>
        nation is not { } where
        || (
            field.Name switch
            {
                "service_types" => !Words.TryParse<ServiceType>(word, out var service) || Nations.Has(where, service),
                "regulators" => !Words.TryParse<Regulator>(word, out var regulator) || Nations.Of(regulator) == where,
                _ => true,
            }
        );

    /// <summary>Looks under whose law the organisation works.</summary>
    protected async Task FindNationAsync() =>
        nation = await Db.Strategies.OrderBy(s => s.Id).FirstOrDefaultAsync(Cancel) is { } row
            ? EditStrategy.Read(row).Organisation.Jurisdiction
            : null;

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <summary>Finds it.</summary>
    /// <exception cref="Missing">There is none, or the person may not see it.</exception>
    protected async Task FindAsync()
    {
        var row = await Db.Areas.FirstOrDefaultAsync(a => a.Id == Id, Cancel);
        // An administrator keeps the tree, also where they read no plan.
        if (row is null || !(MayAdminister || (row.RemovedAt is null && Actor.May(Permission.See, row.Path))))
            throw new Missing("area");
        Row = row;
    }

    /// <summary>The areas as choices, each indented by its depth.</summary>
    /// <param name="without">An area that cannot be chosen, with all below it, or null.</param>
    protected async Task<IReadOnlyList<Option>> OptionsAsync(AreaRow? without = null)
    {
        var rows = await Db.Areas.Where(a => a.RemovedAt == null).ToListAsync(Cancel);
        return
        [
            .. Tree.Of(rows)
                .Where(r => without is null || !r.Path.StartsWith(without.Path, StringComparison.Ordinal))
                .Select(r => new Option(
                    new string('\u00a0', Tree.DepthOf(r) * 4) + r.Name,
                    r.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)
                )),
        ];
    }
}

/// <summary>The order of a tree.</summary>
public static class Tree
{
    /// <summary>Each area after the one that it belongs to, neighbours by name.</summary>
    public static IReadOnlyList<AreaRow> Of(IReadOnlyList<AreaRow> rows)
    {
        var shown = rows.Select(r => r.Id).ToHashSet();
        var below = rows.ToLookup(r => r.ParentId is { } parent && shown.Contains(parent) ? parent : 0);
        var ordered = new List<AreaRow>(rows.Count);
        Walk(0);
        return ordered;

        void Walk(int parent)
        {
            foreach (var row in below[parent].OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase))
            {
                ordered.Add(row);
                Walk(row.Id);
            }
        }
    }

    /// <summary>0 for the organisation, 1 for what is below it.</summary>
    public static int DepthOf(AreaRow row) => Math.Max(0, row.Path.Count(c => c == '/') - 2);
}
