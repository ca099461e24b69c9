using System.ComponentModel.DataAnnotations;
using System.Text;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Documents;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Develop.Documents;

/// <summary>What has changed since a meeting, edited by a person who puts their name to it: it is kept as a briefing, with who and when in the record.</summary>
public sealed class SignModel : PlanPage
{
    /// <summary>The most letters that are signed.</summary>
    const int Most = 4000;

    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "documents/change-since";

    [BindProperty(SupportsGet = true, Name = "review")]
    [MaxLength(200)]
    public string? Review { get; set; }

    [BindProperty(SupportsGet = true, Name = "since")]
    [MaxLength(40, ErrorMessage = "Write a day such as 3 Nov 2026.")]
    public string? Since { get; set; }

    [BindProperty(Name = "text")]
    [Required(ErrorMessage = "Write what you put your name to.")]
    [MaxLength(Most, ErrorMessage = "Write at most 4,000 letters.")]
    public string? Text { get; set; }

    string title = "";

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        if (!MayWrite)
            throw new Forbidden("A planner of the area can do this, while the plan is open.");
        var day = !string.IsNullOrWhiteSpace(Since) && Days.TryRead(Since, out var read) ? read : (DateOnly?)null;
        var pair = await MakeDocument.PairAsync(Seen, PlanId, new(string.IsNullOrWhiteSpace(Review) ? null : Review, day), Today, Cancel);
        title = $"What has changed: {pair.From.Name}, until {Days.Read(Today)}";
        if (Text is not null)
            return;
        var changes = await ChangesSince.OfAsync(Seen, Hidden, Plan, pair, isWhole: false, Cancel);
        var text = new StringBuilder();
        foreach (var block in DocumentKind.Of("change-since").Make(MakeDocument.Of(Plan, changes, Today)).Blocks)
        {
            IEnumerable<string> lines = block switch
            {
                Heading heading => ["", heading.Text],
                Paragraph said => [said.Text],
                Bullets bullets => bullets.Lines.Select(l => l.Text),
                _ => [],
            };
            foreach (var line in lines.Where(l => text.Length + l.Length < Most - 10))
                text.Append(line).Append('\n');
        }
        Text = text.ToString().Trim();
    }

    /// <summary>Signs it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await FindPlanAsync();
        await ShowAsync();
        var briefing = Thing.Of<Briefing>();
        var id = await Writer.RunAsync(
            Actor,
            work =>
                AddItem.RunAsync(
                    work,
                    PlanId,
                    briefing,
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["title"] = $"{title}, signed by {Actor.Name}" is { Length: <= 200 } signed ? signed : title,
                        ["text"] = Text!.ReplaceLineEndings("\n"),
                        ["sent"] = Today,
                    }
                ),
            Cancel
        );
        return Done(To.Item(PlanId, briefing, id), "Signed. It is kept under your name and today's date.");
    }
}
