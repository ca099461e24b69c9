using System.ComponentModel.DataAnnotations;
using Goldthread.App.Implement.Guests;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Forms;
using Goldthread.Web.Pages.Monitor.Measures;
using Microsoft.AspNetCore.Mvc;
using Action = Goldthread.Domain.Implement.Action;
using Own = Goldthread.App.Implement.Guests.Guests;

namespace Goldthread.Web.Pages.Implement.Guests;

/// <summary>
/// The one page of a partner's guest: their lines, and what they say of each. Opening it changes nothing and shows nothing until the code was given that is mailed
/// to the address that was invited. No antiforgery token is asked: whoever sends something knows the secret of the address, and gave the code.
/// </summary>
[GuestInForce]
[IgnoreAntiforgeryToken]
[RequestSizeLimit(MostWords)]
[ResponseCache(NoStore = true)]
public sealed class GuestModel : GoldthreadPage
{
    const int MostWords = 256 * 1024;

    /// <summary>The name of the form of a figure; other forms are called like the move that they make.</summary>
    const string Figure = "figure";

    [FromRoute(Name = "secret")]
    public string Code { get; set; } = "";

    /// <value>The line that a form is about: <c>actions/A1</c>.</value>
    [FromQuery(Name = "line")]
    [MaxLength(200)]
    public string? Line { get; set; }

    /// <value>What is done with it: a move's name, or <c>figure</c>.</value>
    [FromQuery(Name = "do")]
    [MaxLength(60)]
    public string? Does { get; set; }

    /// <value>The code as it was typed.</value>
    [BindProperty(Name = "code")]
    [MaxLength(20, ErrorMessage = "A code has 6 figures.")]
    public string? Given { get; set; }

    App.Implement.Guests.FoundGuest? guest;

    App.Implement.Guests.FoundGuest Guest => guest ??= GuestInForceAttribute.Of(HttpContext);

    /// <value>What the page is called.</value>
    public string Heading { get; private set; } = "";

    public bool IsOver => Guest.IsOver;

    /// <value>True once the code was given in this browser.</value>
    public bool IsIn { get; private set; }

    /// <value>True where a code was just sent.</value>
    public bool IsSent { get; private set; }

    public string Plan => Guest.Plan.Title;

    public string Until => Days.Read(Guest.Row.Until);

    /// <value>Their lines.</value>
    public IReadOnlyList<GuestLine> Lines { get; private set; } = [];

    /// <value>The line that a form is about; null for the list.</value>
    public GuestLine? About { get; private set; }

    /// <value>The form; null for the list, and for a figure.</value>
    public ShapeForm? Form { get; private set; }

    /// <value>What the button of the form says.</value>
    public string Button { get; private set; } = "";

    /// <value>The day of the figure that is asked for; null where none is.</value>
    public DateOnly? On { get; private set; }

    Answers Answers { get; set; } = new();

    public string Here => $"/guest/{Uri.EscapeDataString(Code)}";

    /// <summary>The address of what is done with a line.</summary>
    public string At(GuestLine line, string does) => $"{Here}?line={Uri.EscapeDataString(line.Key)}&do={does}";

    /// <inheritdoc/>
    public override string KeyOf(string? field) =>
        field is null ? ""
        : field == "on" ? "value"
        : field;

    protected override async Task ShowAsync()
    {
        HttpContext.Features.Set(new Shell());
        Heading = IsOver ? "You are not let in any more" : "Joint work";
        if (IsOver)
            return;
        IsIn = IsIn || GuestSession.Is(HttpContext, Guest.Row.Id, Clock.GetUtcNow());
        if (!IsIn)
        {
            Heading = "Confirm that it is you";
            return;
        }
        Lines = await Own.LinesAsync(Db, Guest.Row, Clock.Today(), Cancel);
        if (Line is null)
            return;
        About = Lines.FirstOrDefault(l => l.Key == Line) ?? throw new Missing("line");
        Heading = About.Row.Title;
        if (Does is Figure && About is { Part: Measure measure, IsAnswered: true })
        {
            var last = await Own.LastFigureAsync(Db, Guest.Row, About.Row.Id, Cancel);
            On = Freshness.NextOrFirst(measure.Frequency, last, Clock.Today());
            var names = measure.Denominator is null ? new[] { "value", "note" } : ["numerator", "denominator", "note"];
            Form = new([.. names.Select(n => Shape.Of<Reading>()[n])], Answers, ModelState, FormChoices.None);
            Button = "Enter it";
            return;
        }
        if (
            Does is null
            || AnswerAsGuest.Asked(About.Row.List, Does) is not { } asked
            || AnswerAsGuest.Of(About).FirstOrDefault(m => m.Name == Does) is not { } move
        )
            throw new Missing("line");
        Form = new(asked, Answers, ModelState, FormChoices.None);
        Button = About.Part is Action ? move.Button : "Send it";
    }

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await ShowAsync();
        if (IsOver)
            Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    /// <summary>Sends a code.</summary>
    public async Task<IActionResult> OnPostCodeAsync()
    {
        if (!IsOver)
        {
            await Writer.RunAsync(SystemActor, work => Own.SendCodeAsync(work, Guest.Row.Id), Cancel);
            IsSent = true;
        }
        return await OnGetAsync();
    }

    /// <summary>Lets them in with the code.</summary>
    public async Task<IActionResult> OnPostConfirmAsync()
    {
        if (IsOver)
            return await OnGetAsync();
        if (!await Writer.RunAsync(SystemActor, work => Own.ConfirmAsync(work, Guest.Row.Id, Given), Cancel))
        {
            IsSent = true;
            throw new RuleBroken("That is not the code, or it holds no more. Look again, or have another one sent.", "code");
        }
        GuestSession.Begin(HttpContext, Guest.Row.Id, Clock.GetUtcNow());
        return LocalRedirect(Here);
    }

    /// <summary>Says something of a line.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Answers = Answers.Of(Request.Form);
        await ShowAsync();
        if (!IsIn || About is not { } line || Form is not { } form)
            throw new Missing("line");
        var nobody = Request.Form[Visitor.Names] == Visitor.Nobody;
        if (On is { } on)
        {
            var reading = TypedFigure.Of(on, form.Fields.Select(f => (f.Name, (string?)Answers[f.Name].ToString())), form.Fields[0].Name);
            await AnswerAsGuest.FigureAsync(Writer, Guest, line.Row.Id, reading, nobody, Cancel);
            return Say("The figure is entered. Thank you.");
        }
        List<Refusal> refusals = [];
        var values = Answers.Values(form.Fields, refusals);
        if (line.Row.List == Action.List && Does is "close" && values.GetValueOrDefault("note") is null && refusals.Count == 0)
            refusals.Add(new("note", "Say in a few words what was done, and what shows it."));
        if (refusals.Count > 0)
            throw new RuleBroken(refusals);
        await AnswerAsGuest.MoveAsync(Writer, Guest, line.Row.List, line.Row.Id, Does!, values, nobody, Cancel);
        return Say("It is noted. Thank you.");
    }

    IActionResult Say(string did)
    {
        TempData["Guest"] = did;
        return LocalRedirect(Here);
    }

    /// <value>Who sends and takes codes: nobody is in yet.</value>
    App.Govern.Actor SystemActor => new(Guest.Row.PersonId, Guest.Name + ", guest", false, []);

    /// <summary>How a line stands, fact by fact: nothing of it that names another thing of the plan.</summary>
    public static IEnumerable<(string Word, string Text)> Facts(GuestLine line)
    {
        switch (line.Part)
        {
            case Action action:
                yield return ("State", PlanPage.Capital(Words.Read(action.Standing)));
                if (action.Due is { } due)
                    yield return ("Due", Days.Read(due));
                if (action.Progress is { } done)
                    yield return ("Done", $"{done}%");
                if (action.Blocked?.Reason is { } reason)
                    yield return ("In the way", reason);
                break;
            case Measure measure:
                if (measure.Unit is { } unit)
                    yield return ("Unit", unit);
                if (measure.Frequency is { } often)
                    yield return ("How often", PlanPage.Capital(Words.Read(often)));
                break;
            case Agreement agreement:
                foreach (
                    var (word, text) in ((string, string?)[])
                        [
                            ("Lawful basis", agreement.LawfulBasis),
                            ("Condition of article 9", agreement.Article9),
                            ("Impact assessment", agreement.Dpia),
                            ("In force from", agreement.From is { } from ? Days.Read(from) : null),
                            ("Until", agreement.Until is { } until ? Days.Read(until) : null),
                            ("Looked at again", agreement.Review is { } review ? Days.Read(review) : null),
                            ("Who answers for the data", Several(agreement.Controllers)),
                            ("Principles", Several(agreement.Principles)),
                            (
                                "In a dispute",
                                Several([
                                    .. agreement.Escalation.Select(s =>
                                        s.Days is { } days ? $"{s.Step}, within {days:0} days" : s.Step ?? ""
                                    ),
                                ])
                            ),
                        ]
                )
                {
                    if (!string.IsNullOrWhiteSpace(text))
                        yield return (word, text);
                }
                break;
            case Disagreement disagreement:
                foreach (
                    var (word, text) in ((string, string?)[])
                        [
                            ("What each side wants", Several(disagreement.Positions)),
                            ("What each side needs", Several(disagreement.Interests)),
                            ("Ways out", Several(disagreement.Options)),
                            ("Step", disagreement.Step),
                            ("How it ended", disagreement.Outcome),
                        ]
                )
                {
                    if (!string.IsNullOrWhiteSpace(text))
                        yield return (word, text);
                }
                break;
            case Objective objective when objective.Due is { } day:
                yield return ("By", Days.Read(day));
                break;
        }
    }

    static string Several(IEnumerable<string> lines) => string.Join("; ", lines.Where(l => !string.IsNullOrWhiteSpace(l)));

    /// <summary>What a kind of line is called.</summary>
    public static string KindOf(GuestLine line) => PlanPage.Capital(Thing.Find(line.Row.List)!.Noun);
}
