using Goldthread.App.Develop.Plans;
using Goldthread.App.Learn.Exercises;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;

namespace Goldthread.Web.Pages.Learn.Exercises;

/// <summary>One broken plan: its story, hints, the plan in one's own space, and what became of each fault.</summary>
public sealed class DetailModel : GoldthreadPage
{
    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    public Exercise Exercise => Handed.Find(Id);

    /// <value>The plan that one is at, or null.</value>
    public PlanRow? Plan { get; private set; }

    /// <value>How it stands, or null where it was not begun.</value>
    public Marks? Marks { get; private set; }

    string Here => $"/learn/exercises/{Exercise.Id}";

    /// <summary>What became of the faults; of those that nobody found yet nothing is given away.</summary>
    public DataTable Table(Marks marks) =>
        new()
        {
            Caption = "What became of the faults",
            Columns = [new("Fault") { IsKey = true }, new("What became of it") { IsKey = true }, new("Where")],
            Rows = marks
                .Faults.Where(f => f.IsFound)
                .OrderBy(f => !f.IsMended)
                .Select(f => (IReadOnlyList<Inline>)[f.Check.Title, f.Why, Where(f.Fault.About)]),
        };

    /// <summary>What was broken anew.</summary>
    public DataTable Anew(Marks marks) =>
        new()
        {
            Caption = "Broken anew",
            Columns = [new("What"), new("What the checks say") { IsKey = true }, new("Where")],
            Rows = marks.Anew.Select(f => (IReadOnlyList<Inline>)[f.Check.Title, f.Message, Where(f.About)]),
        };

    /// <summary>A link to the thing in the plan that is being mended.</summary>
    Inline Where(string about)
    {
        var slash = about.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || Thing.Find(about[..slash]) is not { } thing)
            return Inline.Of(new Link("The plan", To.Plan(Plan!.Id)));
        var key = about[(slash + 1)..];
        return Inline.Of(
            new Link($"{PlanPage.Capital(thing.Noun)} {key}", thing.HasId ? To.Item(Plan!.Id, thing, key) : To.List(Plan!.Id, thing))
        );
    }

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var exercise = Exercise;
        if (Actor.PersonId is not { } me || (Plan = await Practice.FindAsync(Seen, exercise, me, Cancel)) is null)
            return;
        var plan = await PlanQueries.DocumentAsync(Db, Plan, Actor, Cancel);
        Marks = Handed.Mark(exercise, plan);
    }

    /// <summary>Gives out the broken plan.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var plan = await Practice.BeginAsync(Writer, Actor, Exercise);
        return Done(
            To.Plan(plan),
            $"This is the broken plan, in a space of your own. Come back to {Exercise.Id} under Learn to see how it stands.",
            new ShellLink("Back to the exercise", Here)
        );
    }

    /// <summary>Keeps how far it is.</summary>
    public async Task<IActionResult> OnPostHandInAsync()
    {
        await ShowAsync();
        var marks = Marks ?? throw new Missing("plan of this exercise");
        await Writer.RunAsync(Actor, work => Practice.HandInAsync(work, Exercise, marks), Cancel);
        return Done(
            Here,
            marks.IsWhole
                ? "All mended, and nothing broken anew."
                : $"Kept: {marks.Mended} of {marks.Faults.Count} mended, {marks.Anew.Count} broken anew."
        );
    }

    /// <summary>The broken plan as a file, for who mends it elsewhere.</summary>
    public IActionResult OnGetFile() => File(Handed.FileOf(Exercise), "application/yaml", $"{Exercise.Id}.yaml");
}
