using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Goldthread.App.Implement.Actions;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Implement.Views;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Implement.Actions;

/// <summary>Several actions changed at once: ticked, looked at as they would be, then changed, all or none.</summary>
public sealed class SeveralModel : ActionsPage
{
    /// <summary>The most actions that are shown to be ticked: more are found by the filter.</summary>
    public const int MostShown = 200;

    [BindProperty(Name = "actions")]
    [MaxLength(ChangeSeveral.Most, ErrorMessage = "Change at most 500 actions at once.")]
    public IReadOnlyList<string> Ticked { get; set; } = [];

    [BindProperty(Name = "accountable")]
    [MaxLength(200)]
    public string? Accountable { get; set; }

    [BindProperty(Name = "serves")]
    [MaxLength(200)]
    public string? Serves { get; set; }

    [BindProperty(Name = "priority")]
    [MaxLength(10)]
    public string? Priority { get; set; }

    [BindProperty(Name = "later")]
    [MaxLength(10, ErrorMessage = "Write a whole number of days.")]
    public string? Later { get; set; }

    [BindProperty(Name = "reason")]
    [MaxLength(1000, ErrorMessage = "Write at most 1,000 characters.")]
    public string? Reason { get; set; }

    /// <summary>One field of one action, as it is and as it would be.</summary>
    public sealed record Line(Action Action, string Field, string Was, string Will);

    /// <inheritdoc/>
    public override string View => "change-several";

    /// <inheritdoc/>
    protected override string? CurrentList => Action.List;

    /// <value>The open actions that the filter leaves, as many as are shown.</value>
    public IReadOnlyList<Action> Open { get; private set; } = [];

    /// <value>How many there are.</value>
    public int Count { get; private set; }

    /// <value>What would change; null until it is looked at.</value>
    public IReadOnlyList<Line>? Preview { get; private set; }

    /// <value>Each ticked action with the version that is looked at: <c>A1:3</c>.</value>
    public IReadOnlyList<string> Seeing { get; private set; } = [];

    public IReadOnlyList<Option> Owners => [new Option("Stays as it is", ""), .. StaffList.Select(s => new Option(s.Role, s.Id))];

    public IReadOnlyList<Option> ObjectivesToChoose =>
        [new Option("Stays as it is", ""), .. Objectives.Select(o => new Option(o.Value, o.Key))];

    public static IReadOnlyList<Option> Priorities =>
        [new Option("Stays as it is", ""), new Option("1, comes first", "1"), new Option("2", "2"), new Option("3, can wait", "3")];

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field is "objective" ? "serves" : field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (!MayWrite)
            throw new Forbidden("Who writes the plan changes its actions.");
        await LoadAsync();
        var open = Shown.Where(a => a.IsOpen).ToList();
        Count = open.Count;
        Open = [.. open.OrderBy(a => a.Due ?? DateOnly.MaxValue).Take(MostShown)];
    }

    SeveralChange Change()
    {
        List<Refusal> refusals = [];
        int? Number(string? text, string field, string wrong)
        {
            if (string.IsNullOrWhiteSpace(text))
                return null;
            if (int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return number;
            refusals.Add(new(field, wrong));
            return null;
        }
        var change = new SeveralChange(
            string.IsNullOrEmpty(Accountable) ? null : Accountable,
            string.IsNullOrEmpty(Serves) ? null : Serves,
            Number(Priority, "priority", "Choose 1, 2 or 3."),
            Number(Later, "later", SeveralChange.WrongDays)
        );
        if (refusals.Count == 0)
            refusals.AddRange(ChangeSeveral.Refusals(Ticked.Count, change));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        return change;
    }

    /// <summary>Shows what would change; nothing is written.</summary>
    public async Task<IActionResult> OnPostLookAsync()
    {
        await FindPlanAsync();
        var change = Change();
        await ShowAsync();
        await LookAsync(change);
        SetHead();
        return Page();
    }

    async Task LookAsync(SeveralChange change)
    {
        var ids = Ticked.Select(t => t.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var versions = await SeenItems
            .Where(i => i.List == Action.List && i.RemovedAt == null)
            .Select(i => new { i.Id, i.Version })
            .ToDictionaryAsync(i => i.Id, i => i.Version, StringComparer.Ordinal, Cancel);
        List<Line> lines = [];
        List<string> seeing = [];
        foreach (var action in All.Where(a => ids.Contains(a.Id)))
        {
            var values = change.Of(action);
            if (values.Count == 0)
                continue;
            seeing.Add(string.Create(CultureInfo.InvariantCulture, $"{action.Id}:{versions.GetValueOrDefault(action.Id)}"));
            var will = change.On(action);
            lines.AddRange(values.Keys.Select(k => new Line(action, Actions.Shape[k].Label.TrimEnd('?'), Read(k, action), Read(k, will))));
        }
        (Preview, Seeing) = (lines, seeing);
    }

    string Read(string field, Action action) =>
        field switch
        {
            "accountable" => Who(action),
            "objective" => action.Objective is { } objective ? Objectives.GetValueOrDefault(objective) ?? "Another one" : "None",
            "priority" => action.Priority?.ToString(CultureInfo.InvariantCulture) ?? "Not said",
            "starts" => action.Starts is { } starts ? Days.Read(starts) : "No day",
            _ => action.Due is { } due ? Days.Read(due) : "No day",
        };

    /// <summary>Changes them.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        var change = Change();
        var seen = Ticked
            .Select(t => t.Split(':'))
            .Select(t => (t[0], t.Length > 1 && int.TryParse(t[1], NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : 0))
            .DistinctBy(t => t.Item1)
            .ToList();
        int changed;
        try
        {
            changed = await Writer.RunAsync(Actor, work => ChangeSeveral.RunAsync(work, PlanId, seen, change, Reason), Cancel);
        }
        catch (StaleEdit stale)
        {
            return await ConflictAsync($"{stale.Who} changed one of them in between. Nothing was changed. Look at it again.");
        }
        return Done(With(Action.List), $"{Several.Count(changed, "action is", "actions are")} changed.");
    }

    /// <inheritdoc/>
    public override async Task<IActionResult> AgainAsync()
    {
        // What was looked at stays in sight, with what is wrong beside it.
        var again = await base.AgainAsync();
        if (Ticked.Any(t => t.Contains(':', StringComparison.Ordinal)))
            await LookAsync(Change());
        return again;
    }

    /// <summary>What would change, as a table.</summary>
    public DataTable Table() =>
        new()
        {
            Caption = "What would change",
            Columns = [new("Action") { IsKey = true }, new("What"), new("Is") { IsKey = true }, new("Becomes") { IsKey = true }],
            Rows = Preview!.Select(l =>
                (IReadOnlyList<Inline>)[Inline.Of(new Link(l.Action.Title, Address(l.Action))), l.Field, l.Was, l.Will]
            ),
        };

    /// <summary>The actions to tick.</summary>
    public Checkboxes Ticks() =>
        new()
        {
            Name = "actions",
            IdPrefix = "actions",
            Fieldset = new Fieldset
            {
                Legend = new Label { Text = "Which actions?", Size = "m" },
            },
            Small = true,
            Values = [.. Ticked.Select(t => t.Split(':')[0])],
            Error = Forms.FormParts.Error(ViewData.ModelState, "actions"),
            Items =
            [
                .. Open.Select(a => new Choice(a.Title, a.Id)
                {
                    Hint = new Hint
                    {
                        Text = $"{Who(a)}, {(a.Due is { } due ? (IsLate(a) ? "late since " : "due ") + Days.Read(due) : "no day")}",
                    },
                }),
            ],
        };
}
