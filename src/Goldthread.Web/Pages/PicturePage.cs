using Goldthread.App.Develop.Plans;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages;

/// <summary>
/// A page that sets some lists of a plan beside each other, as a picture and a table with which one decides: one query for the lists, and none while the plan
/// is as it is.
/// </summary>
/// <typeparam name="T">What is worked out of the lists.</typeparam>
public abstract class PicturePage<T> : PlanPage
    where T : class
{
    /// <summary>Rows of a table on one page.</summary>
    public const int PageSize = 100;

    protected override Stage? Current => Stage.Develop;

    /// <value>The page's place below the stage: <c>stakeholders/map</c>.</value>
    protected abstract string Place { get; }

    protected override string? CurrentList => Place;

    /// <value>The lists that it sets beside each other.</value>
    protected virtual IReadOnlyCollection<string> Lists => [];

    /// <summary>Works it out.</summary>
    protected virtual T Look(PlanDocument document) =>
        throw new NotSupportedException("A page looks at its lists, or asks by a query of its own.");

    /// <summary>Reads the lists and works it out; a page that needs less than whole items has a query of its own.</summary>
    protected virtual async Task<T> LookAsync() => Look(await PlanQueries.SomeAsync(Seen, Hidden, Plan, Lists, Cancel));

    /// <value>What was worked out.</value>
    public T View { get; protected set; } = null!;

    /// <value>Which page of the table is shown, from 1.</value>
    [FromQuery(Name = "page")]
    public int OnPage { get; set; } = 1;

    /// <value>Rows of the table on one page; fewer where each of them is long.</value>
    protected virtual int RowsOnPage => PageSize;

    /// <value>The page's address.</value>
    public virtual string Here => $"{To.Plan(PlanId)}/develop/{Place}";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        OnPage = Math.Clamp(OnPage, 1, 1000);
        View = await KeptAsync(Today, LookAsync);
    }

    /// <summary>The rows that this page of the table shows; all of them in a download.</summary>
    protected IEnumerable<TRow> OnThisPage<TRow>(IReadOnlyList<TRow> rows) =>
        IsSheet ? rows : rows.Skip((OnPage - 1) * RowsOnPage).Take(RowsOnPage);

    /// <summary>Links to the pages of the table.</summary>
    public IHtmlContent Pages(int total) => States.Pages(OnPage, total, RowsOnPage, n => n == 1 ? Here : $"{Here}?page={n}");

    /// <summary>A person by role; a word where nobody is named.</summary>
    protected string Who(string? id) => string.IsNullOrEmpty(id) ? "Nobody yet" : Staff(id) ?? "Somebody who left";

    /// <summary>The link to an item.</summary>
    protected Inline LinkTo<TItem>(string id, string? title)
        where TItem : Part => Inline.Of(new Link(title is { Length: > 0 } ? title : Capital(Thing.Of<TItem>().Noun), AddressOf<TItem>(id)));

    /// <summary>The page of an item.</summary>
    protected string AddressOf<TItem>(string id)
        where TItem : Part => To.Item(PlanId, Thing.Of<TItem>(), id);

    /// <summary>Names in a sentence: "a, b and c"; of many the first few, and how many more.</summary>
    protected static string Named(IReadOnlyCollection<string> names, int most = 4) => Several.Of(names, most);
}
