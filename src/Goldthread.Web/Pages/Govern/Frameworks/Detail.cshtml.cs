using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Frameworks;

/// <summary>One framework and its requirements, each at an address of its own, with what answers it in the plans that one sees.</summary>
public sealed class DetailModel : GoldthreadPage
{
    /// <summary>So many answers are shown; more are counted.</summary>
    const int Most = 2000;

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Framework Framework => Shipped.Data.Framework(Id) ?? throw new Missing("framework");

    /// <value>What answers each requirement, evidence first.</value>
    public ILookup<string, Answer> Answers { get; private set; } = null!;

    /// <summary>Something in a plan that names a requirement.</summary>
    public sealed record Answer(string Requirement, string List, string Id, string Title, string Plan, string PlanTitle);

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var codes = Framework.Requirements.Select(r => $"{Id}:{r.Id}").ToArray();
        var answers = await Seen
            .Links.Where(l => l.ToList == "requirement" && codes.Contains(l.ToId))
            .Join(Seen.Plans, l => l.Owner, p => p.Id, (l, p) => new { Link = l, Plan = p })
            .Join(
                Seen.Items.Where(i => i.RemovedAt == null),
                a => new
                {
                    a.Link.Owner,
                    a.Link.List,
                    a.Link.Id,
                },
                i => new
                {
                    i.Owner,
                    i.List,
                    i.Id,
                },
                (a, i) => new Answer(a.Link.ToId, i.List, i.Id, i.Title, a.Plan.Id, a.Plan.Title)
            )
            .Take(Most)
            .ToListAsync(Cancel);
        Answers = answers
            .Distinct()
            .OrderBy(a => a.List is not ("evidence" or "audits"))
            .ThenBy(a => a.PlanTitle, StringComparer.Ordinal)
            .ThenBy(a => a.List, StringComparer.Ordinal)
            .ThenBy(a => a.Id, StringComparer.Ordinal)
            .ToLookup(a => a.Requirement);
    }
}
