using System.Security.Cryptography;
using System.Text;
using Goldthread.App.Implement.Actions;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Pages.Things;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Implement.Actions;

/// <summary>
/// An action gets other days. Where others depend on it, what moves is shown first, and nothing is saved; one more press moves all of it. What has changed
/// meanwhile is shown again.
/// </summary>
public sealed class MoveActionModel : MoveModel
{
    const string SeenMoves = "seen-moves";

    public MoveActionModel() => (ListName, StageWord, MoveName) = (Domain.Implement.Action.List, "implement", "move");

    /// <value>What moves, the action itself first; empty until it was asked, and where nothing depends on it.</value>
    public IReadOnlyList<Shift> Shifts { get; private set; } = [];

    WorkingDays days = null!;

    /// <value>What comes of it, in a sentence.</value>
    public string Lead =>
        $"{(Shifts.Count == 2 ? "1 action" : $"{Shifts.Count - 1} actions")} after it would move too, by working days of {days.Nation}. Nothing is saved yet.";

    /// <inheritdoc/>
    public override async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        Form.Take(Request.Form);
        var values = Form.Values();
        if (Plan.IsClosed || !MayWrite)
            return await MakeNowAsync(values);
        if (IsApproved && string.IsNullOrWhiteSpace(values.GetValueOrDefault("reason") as string))
            throw new RuleBroken("The plan is approved. Say why this changes.", "reason");
        var (shifts, counted) = await LookAhead.RunAsync(
            Db,
            Plan,
            Seen.Items,
            Id,
            values.GetValueOrDefault("starts") as DateOnly?,
            values.GetValueOrDefault("due") as DateOnly?,
            Cancel
        );
        if (shifts.Count == 1 || Form.Answers[SeenMoves].ToString() == StampOf(shifts))
            return await MakeNowAsync(values);
        (Shifts, days) = (shifts, counted);
        Form.Button = new() { Text = $"Move all {Shifts.Count}" };
        return await ShowNowAsync();
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Component> Asks() => Shifts.Count == 0 ? [] : [new Kept(SeenMoves, StampOf(Shifts))];

    /// <summary>What moves, a row an action: from when to when.</summary>
    public DataTable Table() =>
        new()
        {
            Caption = "What moves: the action, and what comes after it",
            Columns =
            [
                new("Action") { IsKey = true },
                new("Who"),
                new("Starts now"),
                new("Would start"),
                new("Due now"),
                new("Would be due") { IsKey = true },
            ],
            Rows = Shifts.Select(s =>
                (Inline[])
                    [
                        Inline.Of(new Link(s.Action.Title, To.Item(PlanId, Thing, s.Action.Id))),
                        Staff(s.Action.Answers) ?? "",
                        Day(s.Action.Starts),
                        s.Starts == s.Action.Starts ? "" : Day(s.Starts),
                        Day(s.Action.Due),
                        s.Due == s.Action.Due ? "" : Day(s.Due),
                    ]
            ),
        };

    static string Day(DateOnly? day) => day is { } known ? Days.Read(known) : "";

    /// <summary>What was shown, so that what is saved is what was seen.</summary>
    static string StampOf(IReadOnlyList<Shift> shifts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', shifts.Select(s => $"{s.Action.Id} {s.Starts:O} {s.Due:O}"))))
        )[..16];

    sealed record Kept(string Name, string Value) : Component
    {
        /// <inheritdoc/>
        protected override void Render(HtmlWriter html) =>
            html.Raw("<input type=\"hidden\"").Attribute("name", Name).Attribute("value", Value).Raw(">");
    }
}
