using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Implement.Views;

/// <summary>Who answers for each open action, does it, is asked first and is told (RACI), from what the actions say; what is missing or too much stands first.</summary>
public sealed class RaciModel : ActionsPage
{
    /// <summary>Rows on one page.</summary>
    public const int PageSize = 100;

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    /// <inheritdoc/>
    public override string View => "raci";

    /// <value>The open actions of the page, those with something wrong first.</value>
    public IReadOnlyList<Action> Rows { get; private set; } = [];

    public int Total { get; private set; }

    /// <value>Who does too much alone, a sentence each.</value>
    public IReadOnlyList<string> Alone { get; private set; } = [];

    int wrong;
    Dictionary<string, string> stakeholders = [];

    /// <value>How it stands, in words.</value>
    public string Lead =>
        Total == 0 ? "Who answers for each open action, who does it, who is asked first and who is told."
        : wrong == 0 ? "Each open action has one person who answers for it, and somebody who does it."
        : $"{(wrong == 1 ? "1 open action has" : $"{wrong} open actions have")} nobody, two or too many. They stand first.";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        await LoadAsync();
        stakeholders = await SeenItems
            .Where(i => i.List == Stakeholder.List)
            .Select(i => new { i.Id, i.Title })
            .ToDictionaryAsync(i => i.Id, i => i.Title, Cancel);
        var open = Shown.Where(a => a.IsOpen).ToList();
        wrong = open.Count(a => Raci.Faults(a).Count > 0);
        Total = open.Count;
        Number = Math.Clamp(Number, 1, Math.Max(1, (Total + PageSize - 1) / PageSize));
        Rows = [.. open.OrderBy(a => Raci.Faults(a).Count == 0).Skip((Number - 1) * PageSize).Take(PageSize)];
        Alone =
        [
            .. Raci.Alone(Shown)
                .OrderByDescending(a => a.Value)
                .Select(a => $"{Name(a.Key)} answers for {a.Value} open actions and does them alone."),
        ];
    }

    string Name(string id) => Staff(id) ?? stakeholders.GetValueOrDefault(id) ?? "Somebody who left";

    string Names(IReadOnlyList<string> ids) => string.Join(", ", ids.Distinct(StringComparer.Ordinal).Select(Name));

    /// <summary>The actions, each with its people and what is wrong.</summary>
    public DataTable Table() =>
        new()
        {
            Caption = $"Who does what in {Plan.Title}",
            Columns =
            [
                new("Action") { IsKey = true },
                new("Answers for it"),
                new("Does the work"),
                new("Is asked first"),
                new("Is told"),
                new("To look at") { IsKey = true },
            ],
            Rows = Rows.Select(a =>
                (Inline[])
                    [
                        Inline.Of(new Link(a.Title, Address(a))),
                        Names(a.Accountable),
                        Names(a.Responsible),
                        Names(a.Consulted),
                        Names(a.Informed),
                        string.Join(". ", Raci.Faults(a).Select(Words)),
                    ]
            ),
        };

    static string Words(RaciFault fault) =>
        fault switch
        {
            RaciFault.NobodyAnswers => "Nobody answers for it",
            RaciFault.SeveralAnswer => "More than one answers for it: choose one",
            RaciFault.NobodyDoes => "Nobody is said to do the work",
            RaciFault.ManyAsked => $"More than {Raci.MostAsked} are asked first",
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
        };
}
