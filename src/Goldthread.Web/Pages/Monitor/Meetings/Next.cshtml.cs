using System.ComponentModel.DataAnnotations;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Monitor.Meetings;

/// <summary>Plans the next meeting of a series: it follows this one, so that what this one leaves open comes up again.</summary>
public sealed class NextModel : ThingPage
{
    public NextModel() => (ListName, StageWord) = (Meeting.List, "monitor");

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(Name = "title")]
    [MaxLength(400)]
    public string? Title { get; set; }

    [BindProperty(Name = "on")]
    [MaxLength(40, ErrorMessage = "Enter a date like 1 Apr 2026.")]
    public string? On { get; set; }

    /// <value>What this meeting is called.</value>
    public string Called { get; private set; } = "";

    /// <value>The meeting that follows already; null for none.</value>
    public Meeting? Follower { get; private set; }

    /// <value>The meeting's page.</value>
    public string Here => To.Item(PlanId, Thing, Id);

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (!MayAddHere)
            throw new Forbidden("Who writes the plan plans its meetings.");
        var row = await RowAsync(Id);
        Called = row.Title + ItemView.DayOf(Thing, row);
        var document = await PlanQueries.SomeAsync(Seen, Hidden, Plan, [Meeting.List], Cancel);
        var meeting = document.Meetings.First(m => m.Id == Id);
        Follower = document.Meetings.FirstOrDefault(m => m.Follows == Id);
        if (HttpMethods.IsPost(Request.Method))
            return;
        (Title, On) = (meeting.Title, MeetingAgenda.NextDay(document, meeting) is { } day ? Days.Read(day) : "");
    }

    /// <summary>Adds it, and leads to its agenda.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        if (Thing.Shape["on"].Parse(On, out var on) is { } wrong)
            throw new RuleBroken(wrong, "on");
        var seen = await RowAsync(Id);
        var id = await Writer.RunAsync(
            Actor,
            work =>
                AddItem.RunAsync(
                    work,
                    PlanId,
                    Thing,
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["title"] = Title,
                        ["on"] = on,
                        ["follows"] = Id,
                        // What one does not see of an earlier meeting is not told by a later one.
                        ["restricted"] = seen.Restricted ? true : null,
                    }
                ),
            Cancel
        );
        return Done(To.Item(PlanId, Thing, id) + "/agenda", "The next meeting is in the plan. Tick what it talks about.");
    }
}
