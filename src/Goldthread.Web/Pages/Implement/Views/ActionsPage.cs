using System.ComponentModel.DataAnnotations;
using Goldthread.App.Implement;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Implement.Views;

/// <summary>
/// The actions of a plan, looked at in another way than as a list: they share one filter in words, kept in the address, and lead to each other.
/// </summary>
public abstract class ActionsPage : PlanPage, IActionsFilter
{
    /// <summary>The list.</summary>
    protected static readonly Thing Actions = Thing.Of<Action>();

    [BindProperty(SupportsGet = true, Name = "person")]
    [MaxLength(200)]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true, Name = "objective")]
    [MaxLength(200)]
    public string? Objective { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    [MaxLength(40)]
    public string? State { get; set; }

    /// <inheritdoc/>
    protected override Stage? Current => Stage.Implement;

    /// <inheritdoc/>
    protected override string? CurrentList => View;

    /// <value>Which way of looking it is: <c>board</c>.</value>
    public abstract string View { get; }

    /// <value>All actions of the plan that the person sees, in their order.</value>
    protected IReadOnlyList<Action> All { get; private set; } = [];

    /// <value>Those that the filter leaves.</value>
    public IReadOnlyList<Action> Shown { get; private set; } = [];

    /// <value>What each objective is called.</value>
    protected IReadOnlyDictionary<string, string> Objectives { get; private set; } = new Dictionary<string, string>();

    /// <value>What was changed since the approval.</value>
    protected IReadOnlyList<Adaptation> Adaptations { get; private set; } = [];

    /// <value>True where a filter is in force.</value>
    public bool IsFiltered => !string.IsNullOrEmpty(Person) || !string.IsNullOrEmpty(Objective) || !string.IsNullOrEmpty(State);

    /// <value>Whoever it could be of.</value>
    public IReadOnlyList<Option> People => [new Option("Anybody", ""), .. StaffList.Select(s => new Option(s.Role, s.Id))];

    /// <value>The objectives to choose from.</value>
    public IReadOnlyList<Option> ObjectiveOptions => [new Option("Any", ""), .. Objectives.Select(o => new Option(o.Value, o.Key))];

    /// <value>The filters in words, each with the address without it.</value>
    public IReadOnlyList<(string, string)> Chips =>
        [
            .. string.IsNullOrEmpty(Person) ? [] : new[] { ($"Who: {Staff(Person) ?? "somebody else"}", With(View, ("person", null))) },
            .. string.IsNullOrEmpty(State)
                ? []
                : new[]
                {
                    ($"State: {States.Options(Actions).FirstOrDefault(o => o.Value == State)?.Text ?? State}", With(View, ("state", null))),
                },
            .. string.IsNullOrEmpty(Objective)
                ? []
                : new[] { ($"Objective: {Objectives.GetValueOrDefault(Objective) ?? "another one"}", With(View, ("objective", null))) },
        ];

    /// <summary>The address of a way of looking with the filters in force, and some of the query changed.</summary>
    public string With(string view, params (string Name, string? Value)[] changed)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["person"] = Person,
            ["state"] = State,
            ["objective"] = Objective,
        };
        foreach (var (name, value) in changed)
            query[name] = value;
        return To.With($"{To.Plan(PlanId)}/implement/{view}", query);
    }

    /// <summary>Reads the actions, what they serve and, where it is asked, what was changed since the approval: one query.</summary>
    protected async Task LoadAsync(bool withAdaptations = false)
    {
        var rows = await SeenItems
            .Where(i =>
                i.RemovedAt == null
                && (i.List == Action.List || i.List == Domain.Develop.Objective.List || (withAdaptations && i.List == Adaptation.List))
            )
            .OrderBy(i => i.Position)
            .ThenBy(i => i.Id)
            .Select(i => new
            {
                i.List,
                i.Id,
                i.Title,
                Body = i.List == Domain.Develop.Objective.List ? "" : i.Body,
            })
            .ToListAsync(Cancel);
        Objectives = rows.Where(r => r.List is Domain.Develop.Objective.List).ToDictionary(r => r.Id, r => r.Title, StringComparer.Ordinal);
        All = [.. rows.Where(r => r.List is Action.List).Select(r => Hidden.Shown((Action)Actions.Shape.FromJson(r.Body)))];
        Adaptations =
        [
            .. rows.Where(r => r.List is Adaptation.List).Select(r => (Adaptation)Thing.Of<Adaptation>().Shape.FromJson(r.Body)),
        ];
        Shown = [.. All.Where(Fits)];
    }

    bool Fits(Action action) =>
        (string.IsNullOrEmpty(Person) || action.Answers == Person)
        && (string.IsNullOrEmpty(Objective) || action.Serves.Contains(Objective, StringComparer.Ordinal))
        && (string.IsNullOrEmpty(State) || (State is ItemFilter.Late ? IsLate(action) : Words.Written(action.Standing) == State));

    /// <summary>Is it owed since?</summary>
    public bool IsLate(Action action) => Late.Is(Action.List, Words.Written(action.Standing), action.Due, Today);

    /// <summary>Who answers for it, as people read it.</summary>
    public string Who(Action action) =>
        action.Accountable.Count == 0 ? "Nobody yet" : string.Join(", ", action.Accountable.Select(a => Staff(a) ?? "Somebody who left"));

    /// <summary>Where its page is.</summary>
    public string Address(Action action) => To.Item(PlanId, Actions, action.Id);

    /// <summary>The working days of the plan's nation.</summary>
    protected async Task<WorkingDays> WorkingDaysAsync() =>
        BankHolidays.Of(await BankHolidays.NationAsync(Db, Strategy, Plan.Area!, Cancel));
}

/// <summary>What the ways to look at the actions of a plan keep from one to the other.</summary>
public interface IActionsFilter
{
    string PlanId { get; }
    string? Person { get; }
    string? Objective { get; }
    string? State { get; }
}
