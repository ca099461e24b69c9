using System.Globalization;
using Goldthread.App.Develop.Pictures;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Develop.Balance;

/// <summary>How much of the work leads people and how much manages resources, with the prompt for the half that is missing.</summary>
public sealed class IndexModel : PicturePage<BalanceOfWork>
{
    /// <summary>Objectives that are drawn at most.</summary>
    public const int MostDrawn = 20;

    protected override string Place => "balance";

    protected override async Task<BalanceOfWork> LookAsync()
    {
        // Thousands of actions: of each its objective and one word.
        var rows = await SeenItems
            .Where(i => i.RemovedAt == null && (i.List == Action.List || i.List == Objective.List))
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Title,
                i.Objective,
                Body = i.List == Action.List ? i.Body : "",
            })
            .ToListAsync(Cancel);
        var titles = rows.Where(r => r.List == Objective.List).ToDictionary(r => r.Id, r => r.Title, StringComparer.Ordinal);
        return BalanceOfWork.Of(
            rows.Where(r => r.List == Action.List)
                .Select(r => (Named(Objective.List, r.Objective), ItemRows.Word<ActionApproach>(r.Body, "approach"))),
            titles.GetValueOrDefault
        );
    }

    /// <value>The balance as bars.</value>
    public Component Picture
    {
        get
        {
            List<Bar> bars =
            [
                new("The whole plan", null, [View.Lead, View.Manage, View.Unsaid]),
                .. View.Lines.Take(MostDrawn).Select(l => new Bar(l.Title, Of(l), [l.Lead, l.Manage, l.Unsaid])),
            ];
            return new BarsPicture(
                BarsLayout.Of("leads people + manages resources + nobody has said", bars),
                "Leading people and managing resources",
                $"A bar for the plan and one for each objective: first the actions that lead people, then those that manage resources, then those of which nobody has said. {View.Sentence}"
            );
        }
    }

    string? Of(BalanceOfWork.Line line) => line.Objective is { } id ? AddressOf<Objective>(id) : null;

    /// <inheritdoc/>
    protected override (DataTable Table, string Name)? Exported => (Table(), $"{PlanId}-balance");

    /// <summary>The same as a table, with sums.</summary>
    public DataTable Table() =>
        new()
        {
            Id = "as-table",
            Caption = "Actions that lead people and that manage resources, by objective",
            Columns =
            [
                new("Objective"),
                new("Leads people") { IsFigure = true, IsKey = true },
                new("Manages resources") { IsFigure = true, IsKey = true },
                new("Nobody has said") { IsFigure = true },
                new("In all") { IsFigure = true },
            ],
            Rows = OnThisPage(View.Lines)
                .Select(l =>
                    (IReadOnlyList<Inline>)
                        [
                            Of(l) is { } href ? Inline.Of(new Link(l.Title, href)) : l.Title,
                            Number(l.Lead),
                            Number(l.Manage),
                            Number(l.Unsaid),
                            Number(l.All),
                        ]
                ),
            Foot = ["Sum", Number(View.Lead), Number(View.Manage), Number(View.Unsaid), Number(View.Lines.Sum(l => l.All))],
        };

    static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
