using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Learn.Lessons;
using Goldthread.App.Store;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.Lessons;

/// <summary>One short lesson: the idea, where a plan of the example shows it, three questions, and the page where it is done.</summary>
public sealed class DetailModel : GoldthreadPage
{
    /// <summary>So many plans are offered as a place to do it.</summary>
    const int MostPlans = 3;

    [FromRoute(Name = "id")]
    public string Id { get; set; } = "";

    /// <value>The page that one came from, for the way back.</value>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    public ShortLesson Lesson => Study.Find(Id);

    /// <value>How far the visitor is, or null.</value>
    public LearntRow? Mine { get; private set; }

    /// <value>What the plan of the example says now, by what is named; empty where one does not see it.</value>
    public IReadOnlyList<(string About, Link Link)> Shown { get; private set; } = [];

    /// <value>Plans that one sees, newest first.</value>
    public IReadOnlyList<(string Id, string Title)> Plans { get; private set; } = [];

    public ShortLesson? Before => Shipped.Lessons.LastOrDefault(l => l.Place < Lesson.Place);

    public ShortLesson? After => Shipped.Lessons.FirstOrDefault(l => l.Place > Lesson.Place);

    /// <value>The way back, where it is to a page of a plan.</value>
    public string? Back => From is { Length: < 300 } from && from.StartsWith("/plans/", StringComparison.Ordinal) ? from : null;

    /// <summary>How many of the last answers were right.</summary>
    public static int Right(ShortLesson lesson, LearntRow row) => lesson.RightOf(Answers(row));

    /// <summary>What was chosen for a question, from 1; 0 for nothing.</summary>
    public int Chosen(int question) => Mine is not null && question < Mine.Answers.Length ? Mine.Answers[question] - '0' : 0;

    static int[] Answers(LearntRow row) => [.. row.Answers.Select(a => a - '0')];

    /// <summary>Where it is done in a plan.</summary>
    public string Place(string plan) => $"{To.Plan(plan)}/{Lesson.Pages[0]}";

    /// <summary>The radio buttons of a question, with what is to be said of the last answer.</summary>
    public Component Question(int number)
    {
        var question = Lesson.Questions[number];
        var name = Study.Field(number);
        var sent = Request.HasFormContentType ? Request.Form[name].ToString() : null;
        return new Radios
        {
            Name = name,
            IdPrefix = name,
            Value = sent ?? (Chosen(number) is > 0 and var chosen ? chosen.ToString(CultureInfo.InvariantCulture) : null),
            Fieldset = new Fieldset
            {
                Legend = new Label { Text = $"{number + 1}. {question.Ask}", Size = "s" },
            },
            Error = Forms.FormParts.Error(ViewData.ModelState, name),
            Items = [.. question.Choices.Select((c, i) => new Choice(c, (i + 1).ToString(CultureInfo.InvariantCulture)))],
        };
    }

    /// <inheritdoc/>
    public override string KeyOf(string? field) => field ?? "";

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var (lesson, me) = (Lesson, Actor.PersonId);
        Mine = await Db.Learnt.AsNoTracking().FirstOrDefaultAsync(r => r.PersonId == me && r.Lesson == lesson.Id, Cancel);
        var example = lesson.Example!;
        string[] ids = [.. example.See.Select(s => s[(s.IndexOf('/', StringComparison.Ordinal) + 1)..])];
        var found = await Seen
            .Items.Where(i => i.Owner == example.Plan && i.RemovedAt == null && ids.Contains(i.Id))
            .Join(
                Seen.Plans,
                i => i.Owner,
                p => p.Id,
                (i, p) =>
                    new
                    {
                        i.List,
                        i.Id,
                        i.Title,
                    }
            )
            .ToListAsync(Cancel);
        Shown =
        [
            .. from see in example.See
            let item = found.FirstOrDefault(i => $"{i.List}/{i.Id}" == see)
            where item is not null
            let thing = Thing.Find(item.List)!
            select (
                $"{PlanPage.Capital(thing.Noun)} {item.Id}",
                new Link(item.Title.Length > 0 ? item.Title : item.Id, To.Item(example.Plan, thing, item.Id))
            ),
        ];
        var plans = await Seen
            .Plans.Where(p => p.Id != example.Plan)
            .OrderByDescending(p => p.Starts)
            .ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Title })
            .Take(MostPlans)
            .ToListAsync(Cancel);
        Plans = [.. plans.Select(p => (p.Id, p.Title))];
    }

    /// <summary>Answers the three questions.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var lesson = Lesson;
        int[] answers =
        [
            .. lesson.Questions.Select(
                (_, i) => int.TryParse(Request.Form[Study.Field(i)], NumberStyles.None, CultureInfo.InvariantCulture, out var a) ? a : 0
            ),
        ];
        var right = await Writer.RunAsync(Actor, work => Study.AnswerAsync(work, Id, answers), Cancel);
        return Done(
            Here + "#questions",
            right == lesson.Questions.Count
                ? "All right: this lesson is done."
                : $"{right} of {lesson.Questions.Count} right. See why below, and try again.",
            right == lesson.Questions.Count && After is { } next ? new ShellLink(next.Title, $"/learn/lessons/{next.Id}") : null
        );
    }

    /// <summary>Puts the lesson away, or takes it back.</summary>
    public async Task<IActionResult> OnPostAwayAsync([FromForm(Name = "back")] string? back)
    {
        await Writer.RunAsync(Actor, work => Study.PutAwayAsync(work, Id, back is not null), Cancel);
        return Done(
            back is null && Back is { } page ? page : Here,
            back is null ? "Put away: it is not shown beside pages any more." : "It is shown beside its pages again."
        );
    }

    string Here => To.With($"/learn/lessons/{Uri.EscapeDataString(Id)}", new() { ["from"] = Back });
}
