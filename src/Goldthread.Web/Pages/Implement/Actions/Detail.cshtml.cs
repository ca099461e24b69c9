using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Implement.Actions;

/// <summary>An action: how it stands, what was done and what to say next; its day and its owner changed on the page itself.</summary>
public sealed class ActionModel : ThingPage
{
    public ActionModel() => (ListName, StageWord) = (Domain.Implement.Action.List, "implement");

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    /// <value>The item itself, its history and what can be done with it.</value>
    public ItemView View { get; private set; } = null!;

    public Action Action => (Action)View.Item;

    /// <value>What the page says in words of its own.</value>
    public IReadOnlyCollection<string> Told { get; } =
    ["objective", "accountable", "due", "status", "progress", "notes", "evidence", "after", "blocked", "closed", "check", "steps"];

    /// <value>The move by which people say what was done; null where it is not its turn, or not theirs.</value>
    public MoveKind? Progress => View.Moves.FirstOrDefault(m => m.Name is "progress");

    /// <value>The other moves.</value>
    public IReadOnlyList<MoveKind> Others => [.. View.Moves.Where(m => m.Name is not "progress")];

    /// <value>True where the person may change its day and its owner now.</value>
    public bool MayPlan => MayAddHere && !View.IsRemoved && Action.IsOpen;

    /// <value>How it stands.</value>
    public Headline? Stands =>
        new(Inline.Of(States.Of(Words.Written(Action.Standing), false)), string.Join(" ", Sentences().Where(s => s.Length > 0)));

    IEnumerable<string> Sentences()
    {
        if (Action is { IsOpen: true, Progress: { } progress and > 0 })
            yield return $"{progress}% done.";
        yield return Timing();
        if (Action is { Standing: ActionStatus.Blocked, Blocked.Reason: { } reason })
            yield return $"In the way{(Action.Blocked.On is { } since ? " since " + Days.Read(since) : "")}: {Ended(reason)}";
        if (Action is { Standing: ActionStatus.Done, Closed.On: { } closed })
            yield return $"Closed on {Days.Read(closed)}.";
        if (Action is { Standing: ActionStatus.Done, Check: { } check })
            yield return check.Held switch
            {
                true => "It held.",
                false => "It did not hold.",
                null when check.Due is { } day => $"Somebody looks on {Days.Read(day)} whether it held.",
                null => "",
            };
    }

    string Timing()
    {
        if (!Action.IsOpen)
            return "";
        if (Action.Due is not { } due)
            return "It has no day yet.";
        var days = due.DayNumber - Today.DayNumber;
        return days switch
        {
            -1 => "1 day late.",
            < 0 => $"{-days} days late.",
            0 => "Due today.",
            1 => "Due tomorrow.",
            _ when Action.Standing is ActionStatus.NotStarted && Action.Starts > Today => $"Starts on {Days.Read(Action.Starts.Value)}.",
            _ => $"Due in {days} days.",
        };
    }

    static string Ended(string text) => text.TrimEnd().EndsWith('.') ? text.TrimEnd() : text.TrimEnd() + ".";

    /// <summary>Who, by when, for what.</summary>
    public FactLine About() =>
        new([
            (
                "",
                Action.Accountable.Count == 0
                    ? "Nobody answers for it yet"
                    : string.Join(", ", Action.Accountable.Select(a => Staff(a) ?? "Somebody who left"))
            ),
            ("Due", Action.Due is { } due ? Days.Read(due) : (Inline)default),
            ("Serves", View.LinkTo(Domain.Develop.Objective.List, Action.Objective) is { } objective ? Inline.Of(objective) : default),
        ]);

    /// <value>What was told of it: notes, and how it was closed and looked at.</value>
    public IReadOnlyList<(DateOnly? On, string? By, string Text)> Happened =>
        [
            .. Action.Notes.Where(n => !string.IsNullOrWhiteSpace(n.Text)).Select(n => (n.On, Staff(n.By), n.Text!)),
            .. Action.Closed is { Note: { Length: > 0 } seen } closed ? new[] { (closed.On, closed.By, "Closed: " + seen) } : [],
            .. Action.Check is { Note: { Length: > 0 } found } check
                ? new[] { (check.On, (string?)null, "Looked whether it held: " + found) }
                : [],
        ];

    /// <value>What shows that it is done: what it names, and what says that it supports it.</value>
    public IReadOnlyList<Link> Shown =>
        [
            .. Action
                .Evidence.Concat(View.NamedBy.Where(n => n.List is Domain.Monitor.Evidence.List).Select(n => n.Id))
                .Distinct(StringComparer.Ordinal)
                .Select(id =>
                    View.LinkTo(Domain.Monitor.Evidence.List, id)
                    ?? (
                        View.NamedBy.FirstOrDefault(n => n.List is Domain.Monitor.Evidence.List && n.Id == id) is { } naming
                            ? Naming(naming)
                            : null
                    )
                )
                .OfType<Link>(),
        ];

    /// <value>The actions that come before it.</value>
    public IReadOnlyList<Link> Before => [.. Action.After.Select(id => View.LinkTo(Domain.Implement.Action.List, id)).OfType<Link>()];

    /// <value>The actions that wait for it.</value>
    public IReadOnlyList<Naming> Next => [.. View.NamedBy.Where(n => n.List is Domain.Implement.Action.List)];

    /// <value>What else names it.</value>
    public IReadOnlyList<Naming> Near =>
        [.. View.NamedBy.Where(n => n.List is not (Domain.Implement.Action.List or Domain.Monitor.Evidence.List))];

    /// <summary>The link to what names it.</summary>
    public Link Naming(Naming naming) => new(naming.Title, To.Item(PlanId, Domain.Shapes.Thing.Find(naming.List)!, naming.Id));

    /// <summary>The steps as rows: what, who, by when, done or not.</summary>
    public DataTable Steps() =>
        new()
        {
            Caption = "Steps of the action",
            Columns = [new("Step") { IsKey = true }, new("Who"), new("Due"), new("Done") { IsKey = true }],
            Rows = Action.Steps.Select(s =>
                (IReadOnlyList<Inline>)
                    [
                        s.Text ?? "A step",
                        Staff(s.By) ?? "",
                        s.Due is { } due ? Days.Read(due) : "",
                        s.Done is { } done ? Inline.Of(Parts.State.Of(StateKind.Done, Days.Read(done))) : "Not yet",
                    ]
            ),
        };

    /// <value>What is typed in the small forms of the page.</value>
    public Answers Answers { get; private set; } = new();

    /// <value>The reason that was typed.</value>
    public string? Reason { get; private set; }

    /// <value>The field of the small form that was sent and refused; null where none was.</value>
    public string? Asking { get; private set; }

    /// <value>Whoever can answer for it: the staff list.</value>
    public IReadOnlyList<Option> People =>
        [
            new Option("Choose somebody", ""),
            .. StaffList.Where(s => !Action.Accountable.Contains(s.Id)).Select(s => new Option(s.Role, s.Id)),
        ];

    public int Version => View.Row.Version;

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        View = await ItemView.OfAsync(this, Id);
        if (Asking is null)
            Answers = Answers.Of(Thing.Shape, Action);
    }

    /// <summary>Brings it back.</summary>
    public Task<IActionResult> OnPostRestoreAsync() => BackAsync(Id);

    /// <summary>Gives it to somebody else.</summary>
    public Task<IActionResult> OnPostHandOverAsync() => ChangeAsync("accountable", _ => "It is handed over.");

    async Task<IActionResult> ChangeAsync(string field, Func<Dictionary<string, object?>, string> said)
    {
        await FindPlanAsync();
        (Asking, Answers) = (field, Answers.Of(Request.Form));
        Reason = Answers["reason"].ToString();
        var refusals = new List<Refusal>();
        var values = Answers.Values([Thing.Shape[field]], refusals);
        if (values.GetValueOrDefault(field) is null or IReadOnlyList<string> { Count: 0 } && refusals.Count == 0)
            refusals.Add(new(field, "Choose who answers for it from now on."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        var version = int.TryParse(
            Answers[ItemForm.SeenVersion].ToString(),
            System.Globalization.CultureInfo.InvariantCulture,
            out var seen
        )
            ? seen
            : 0;
        await Writer.RunAsync(Actor, work => EditItem.RunAsync(work, PlanId, Thing, Id, version, values, Reason), Cancel);
        return Done(To.Item(PlanId, Thing, Id), said(values));
    }
}
