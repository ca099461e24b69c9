using System.ComponentModel.DataAnnotations;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Monitor.Meetings;

/// <summary>The agenda of a meeting, made by ticking what the meetings before it left open, what is late, what asks why and what is to be decided.</summary>
public sealed class AgendaModel : ThingPage
{
    static readonly string[] Lists = [Meeting.List, Action.List, RegulatoryAction.List, Question.List, Review.List, Adaptation.List];

    public AgendaModel() => (ListName, StageWord) = (Meeting.List, "monitor");

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(Name = "points")]
    [MaxLength(200)]
    public IReadOnlyList<string> Points { get; set; } = [];

    [BindProperty(Name = "own")]
    [MaxLength(10_000, ErrorMessage = "Write at most 10,000 characters.")]
    public string? Own { get; set; }

    [BindProperty(Name = Forms.ItemForm.SeenVersion)]
    public int Version { get; set; }

    /// <value>What is offered.</value>
    public MeetingAgenda Offered { get; private set; } = null!;

    /// <value>What the meeting is called.</value>
    public string Called { get; private set; } = "";

    /// <value>The meeting's page.</value>
    public string Here => To.Item(PlanId, Thing, Id);

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field is "agenda" ? "own" : field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (!MayAddHere)
            throw new Forbidden("Who writes the plan makes the agenda.");
        var row = await RowAsync(Id);
        Called = row.Title + ItemView.DayOf(Thing, row);
        var document = await PlanQueries.SomeAsync(Seen, Hidden, Plan, Lists, Cancel);
        var meeting = document.Meetings.First(m => m.Id == Id);
        Offered = MeetingAgenda.Of(document, meeting, Today, Staff);
        if (HttpMethods.IsPost(Request.Method))
            return;
        Version = row.Version;
        var offered = Offered.Groups.SelectMany(g => g.Points).Select(p => p.Text).ToHashSet(StringComparer.Ordinal);
        // A first agenda takes all of what earlier meetings left; one that is there already is as it was made.
        Points = meeting.Agenda.Count == 0 ? [.. offered.Where(IsArising)] : [.. meeting.Agenda.Where(offered.Contains)];
        Own = string.Join('\n', meeting.Agenda.Where(a => !offered.Contains(a)));
    }

    bool IsArising(string text) => Offered.Groups is [{ Title: "Matters arising" } arising, ..] && arising.Points.Any(p => p.Text == text);

    /// <summary>One kind of points, to tick.</summary>
    public Checkboxes Ticks(MeetingAgenda.Group group, int place) =>
        new()
        {
            Name = "points",
            IdPrefix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"points-{place}"),
            Fieldset = new Fieldset
            {
                Legend = new Label { Text = group.Title, Size = "m" },
            },
            Small = true,
            Values = [.. Points],
            Items = [.. group.Points.Select(p => new Choice(p.Text, p.Text))],
        };

    /// <summary>Keeps the agenda.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        string[] own = (Own ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var field = Thing.Shape["agenda"];
        try
        {
            await Writer.RunAsync(
                Actor,
                work =>
                    EditItem.RunAsync(
                        work,
                        PlanId,
                        Thing,
                        Id,
                        Version,
                        new Dictionary<string, object?>(StringComparer.Ordinal)
                        {
                            ["agenda"] = field.List([.. Points.Concat(own).Distinct(StringComparer.Ordinal)]),
                        }
                    ),
                Cancel
            );
        }
        catch (StaleEdit stale)
        {
            ModelState.Remove(Forms.ItemForm.SeenVersion);
            Version = stale.Version;
            return await ConflictAsync("Somebody changed the meeting meanwhile. Look at it, then save what you ticked.");
        }
        return Done(Here, "The agenda is kept.");
    }
}
