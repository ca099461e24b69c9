using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Things;

/// <summary>
/// What an id may name: the one answer for plan files, forms, calls and removals, so that what any of them takes, the plan's own file takes again.
/// </summary>
/// <param name="plan">The plan's id; null for what no plan holds.</param>
/// <param name="items">The items that there are, each by its list and its id.</param>
/// <param name="roles">The roles of the establishment.</param>
/// <param name="portfolio">The plan's portfolio, or null.</param>
/// <param name="known">The data that ships with the product.</param>
sealed class References(
    string? plan,
    IReadOnlySet<(string List, string Id)> items,
    IReadOnlySet<string> roles,
    Portfolio? portfolio,
    KnownData known
)
{
    const string Posts = EstablishmentPost.List;

    readonly HashSet<string> ids = [.. items.Select(i => i.Id)];

    /// <summary>May this field name this?</summary>
    public bool Has(Field field, string id) =>
        field.Known is { } kind ? known.Has(kind, id, portfolio?.Unit)
        : field.RefersToAny ? id is "plan" || id == plan || ids.Contains(id) || (field.RefersToRolesAndCriteria && IsRoleOrCriterion(id))
        : field.RefersTo.Any(list => items.Contains((list, id)));

    /// <summary>The ids that the field may name of the plan's own lists, for hints.</summary>
    public IEnumerable<string> IdsFor(Field field) =>
        field.RefersToAny ? ids : items.Where(i => field.RefersTo.Contains(i.List)).Select(i => i.Id);

    bool IsRoleOrCriterion(string id) =>
        roles.Contains(id)
        || (
            portfolio is not null
            && (
                portfolio.Unit is { } unit && known.Unit(unit) is { } framework
                    ? KnownData.CriteriaOf(framework).Any(c => c.Id == id)
                    : portfolio.Claims.Any(c => c.Criterion == id)
                        || portfolio.Decisions.Any(d => d.Criterion == id)
                        || portfolio.Samples.Any(s => s.Criterion == id)
            )
        );

    /// <summary>What of a part's references leads to nothing.</summary>
    /// <param name="part">An item, or the plan itself.</param>
    internal IEnumerable<Refusal> Broken(Part part) =>
        Walk.References(part)
            .Where(r => !Has(r.Field, r.Id))
            .Select(r => new Refusal(
                r.Place,
                r.Field.Known is not null
                    ? $"“{OneLine.Short(r.Id)}” is not known. Choose one of the list, such as cqc-saf:S4."
                    : Hidden.NotHere(r.Id)
            ));

    /// <summary>What the references of a part may name, out of the store: the plan's own items, its strategy's, and its area's staff.</summary>
    /// <param name="work">The operation under way. It has the chains of what is named to itself, so that nobody removes it meanwhile.</param>
    /// <param name="holder">The plan, the strategy or the area that holds the part.</param>
    /// <param name="part">The part. An item may name itself.</param>
    /// <param name="thing">Its list; null for the plan itself.</param>
    internal static async Task<References> OfAsync(Work work, Holder holder, Part part, Thing? thing = null)
    {
        var asked = Walk.References(part).Select(r => r.Field).Distinct().ToList();
        var lists = asked.SelectMany(f => f.RefersTo).ToHashSet(StringComparer.Ordinal);
        var any = asked.Exists(f => f.RefersToAny);
        var posts = asked.Exists(f => f.RefersToRolesAndCriteria);
        var items = new HashSet<(string, string)>();
        var roles = new HashSet<string>(StringComparer.Ordinal);
        Portfolio? portfolio = null;
        if (any || lists.Count > 0)
        {
            string[] owners =
            [
                .. Thing
                    .All.Where(t => any || lists.Contains(t.List))
                    .Select(t => holder.OwnerOf(t))
                    .OfType<string>()
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
            foreach (var owner in owners)
                await work.AloneAsync(owner);
            // What the operation has just added may be named as well.
            await work.Db.SaveChangesAsync();
            foreach (
                var row in await work
                    .Db.Items.AsNoTracking()
                    .Where(i => owners.Contains(i.Owner) && i.RemovedAt == null && (any || lists.Contains(i.List)))
                    .Select(i => new
                    {
                        i.List,
                        i.Id,
                        i.Title,
                        IsNamed = i.Body.StartsWith("{\"id\":\""),
                    })
                    .ToListAsync()
            )
            {
                // What has no id of its own is known by its place, and cannot be named.
                if (row.IsNamed)
                    items.Add((row.List, row.Id));
                else if (row.List is Posts)
                    roles.Add(row.Title);
            }
        }
        if (posts || asked.Exists(f => f.Known is Known.Criterion))
            portfolio = part switch
            {
                PlanDocument document => document.Portfolio,
                Portfolio own => own,
                _ => await PortfolioAsync(work, holder),
            };
        if (thing is { HasId: true } && part is Item item)
            items.Add((thing.List, item.Id));
        return new References(holder.IsPlan ? holder.Id : null, items, roles, portfolio, Shipped.Data);
    }

    static async Task<Portfolio?> PortfolioAsync(Work work, Holder holder)
    {
        var body = await work.Db.Plans.AsNoTracking().Where(p => p.Id == holder.Id).Select(p => p.Body).FirstOrDefaultAsync();
        return body is null ? null : ((PlanDocument)Shape.Of<PlanDocument>().FromJson(body)).Portfolio;
    }

    /// <summary>Refuses to take away what something else still names: an item of the list, of a plan that shares it, or a plan itself.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="holder">Through what it is taken away.</param>
    /// <param name="thing">The list of what is taken away.</param>
    /// <param name="row">Its row.</param>
    /// <exception cref="RuleBroken">With the first three that name it; what the person does not see is not named.</exception>
    internal static async Task RefuseNamedAsync(Work work, Holder holder, Thing thing, ItemRow row)
    {
        var post = thing.List is Posts;
        if (
            post
            && await work.Db.Items.AnyAsync(i =>
                i.Owner == row.Owner && i.List == Posts && i.Id != row.Id && i.RemovedAt == null && i.Title == row.Title
            )
        )
            return;
        var name = post ? row.Title : row.Id;
        var links = work.Db.Links.Where(l => l.ToId == name && !(l.Owner == row.Owner && l.List == row.List && l.Id == row.Id));
        if (StrategyRow.IdOf(row.Owner) is { } strategy)
            links = links.Where(l =>
                l.Owner == row.Owner || work.Db.Plans.Any(p => p.Id == l.Owner && p.StrategyId == strategy && p.RemovedAt == null)
            );
        else if (AreaRow.IdOf(row.Owner) is { } area)
            links = links.Where(l =>
                l.Owner == row.Owner || work.Db.Plans.Any(p => p.Id == l.Owner && p.AreaId == area && p.RemovedAt == null)
            );
        else
            links = links.Where(l => l.Owner == row.Owner);
        var naming = (
            await links
                .Where(l =>
                    l.List == PlanRow.List
                    || l.List == AreaRow.List
                    || work.Db.Items.Any(i => i.Owner == l.Owner && i.List == l.List && i.Id == l.Id && i.RemovedAt == null)
                )
                .Select(l => new
                {
                    l.Owner,
                    l.ToList,
                    l.List,
                    l.Id,
                })
                .ToListAsync()
        ).Where(l => post ? l is { ToList: "any", List: Waiver.List } : l.ToList is "any" || l.ToList.Split('|').Contains(thing.List)).Select(l => (l.Owner, l.List, l.Id)).Distinct().ToList();
        if (naming.Count == 0)
            return;
        // What is of this plan is said first, and without the plan's name.
        string[] here = [holder.Id, row.Owner];
        var seen = new Seen(work.Db, work.Actor);
        string[] owners = [.. naming.Select(n => n.Owner).Distinct()];
        string[] names = [.. naming.Select(n => n.Id).Distinct()];
        var plans = await seen.Plans.Where(p => owners.Contains(p.Id)).Select(p => p.Id).ToListAsync();
        var visible = (
            await seen
                .Items.Where(i => owners.Contains(i.Owner) && names.Contains(i.Id))
                .Select(i => new
                {
                    i.Owner,
                    i.List,
                    i.Id,
                })
                .ToListAsync()
        ).ToHashSet();
        naming.RemoveAll(n =>
            (!here.Contains(n.Owner) && !plans.Contains(n.Owner))
            || (
                n.List is not (PlanRow.List or AreaRow.List)
                && !visible.Contains(
                    new
                    {
                        n.Owner,
                        n.List,
                        n.Id,
                    }
                )
            )
        );
        if (naming.Count == 0)
            throw new RuleBroken($"Something that you do not see names this {thing.Noun}, so it stays.");
        var first = string.Join(
            ", ",
            naming
                .OrderByDescending(n => n.Owner == holder.Id)
                .Take(3)
                .Select(n =>
                    n.List == AreaRow.List ? "the area itself"
                    : n.List == PlanRow.List ? (here.Contains(n.Id) ? "the plan itself" : $"the plan {n.Id}")
                    : here.Contains(n.Owner) ? $"{Thing.Find(n.List)!.Noun} {n.Id}"
                    : $"{Thing.Find(n.List)!.Noun} {n.Id} of {n.Owner}"
                )
        );
        var more = naming.Count > 3 ? $" and {naming.Count - 3} more" : "";
        throw new RuleBroken($"This {thing.Noun} is still named by {first}{more}. Change or remove those first.");
    }
}
