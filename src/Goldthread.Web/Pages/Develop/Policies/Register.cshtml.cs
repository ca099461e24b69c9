using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Develop.Policies;

/// <summary>The policies of the area, of all its plans that the person sees: which are out of date.</summary>
public sealed class RegisterModel : PicturePage<PolicyRegister>
{
    /// <summary>Policies that are read at most.</summary>
    public const int Most = 2000;

    protected override string Place => "policies/register";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        OnPage = Math.Clamp(OnPage, 1, 1000);
        var (area, owners) = (Plan.AreaId, Seen.Plans);
        // Other plans of the area change without this one: nothing is kept.
        var rows = await Seen
            .Items.Where(i => i.List == Policy.List && i.RemovedAt == null)
            .Join(
                owners.Where(p => p.AreaId == area),
                i => i.Owner,
                p => p.Id,
                (i, p) =>
                    new
                    {
                        i.Owner,
                        p.Title,
                        i.Body,
                    }
            )
            .OrderBy(r => r.Owner)
            .Take(Most)
            .ToListAsync(Cancel);
        plans = rows.GroupBy(r => r.Owner, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Title, StringComparer.Ordinal);
        View = PolicyRegister.Of(rows.Select(r => (r.Owner, (Policy)Hidden.Shown(Shape.Of<Policy>().FromJson(r.Body)))), Today);
    }

    Dictionary<string, string> plans = [];

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-policies");

    /// <summary>The policies.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "Policies by the day of their review",
            Columns =
            [
                new("Policy"),
                new("Is it in date?") { IsKey = true },
                new("Next review") { IsKey = true },
                new("Last reviewed"),
                new("Version"),
                new("Who"),
                new("Plan"),
            ],
            Rows = OnThisPage(View.Lines)
                .Select(l =>
                    (IReadOnlyList<Inline>)
                        [
                            Inline.Of(new Link(l.Title, To.Item(l.Plan, Thing.Of<Policy>(), l.Policy.Id))),
                            l.IsOutOfDate ? Inline.Of(State.Of(StateKind.Overdue, $"No, {Several.Count(l.DaysLate!.Value, "day")} late"))
                            : l.DaysLate is null ? Inline.Of(State.Of(StateKind.Unknown, "No day is given"))
                            : l.IsSoon ? Inline.Of(State.Of(StateKind.InProgress, "Yes, due soon"))
                            : Inline.Of(State.Of(StateKind.Done, "Yes")),
                            l.Policy.NextReview is { } next ? Days.Read(next) : "Not said",
                            l.Policy.Reviewed is { } on ? Days.Read(on) : "Not said",
                            l.Policy.Version,
                            Who(l.Policy.Owner),
                            plans.GetValueOrDefault(l.Plan) ?? l.Plan,
                        ]
                ),
        };
}
