using System.ComponentModel.DataAnnotations;
using Goldthread.App.Govern;
using Goldthread.App.Implement.ByLink;
using Goldthread.App.Jobs;
using Goldthread.App.Mail;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Pages.Monitor.Measures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.Web.Pages.Implement.ByLink;

/// <summary>
/// What one link of a message lets one person say of one thing, without signing in. Opening it changes nothing. No antiforgery token is asked: the address
/// itself is what lets somebody in, and no cookie does.
/// </summary>
[LinkInForce]
[IgnoreAntiforgeryToken]
[RequestSizeLimit(FileStore.MostBytes + MostWords)]
[RequestFormLimits(MultipartBodyLengthLimit = FileStore.MostBytes + MostWords)]
public sealed class IndexModel(FileStore store) : GoldthreadPage
{
    const int MostWords = 1024 * 1024;

    [FromRoute(Name = "secret")]
    public string Code { get; set; } = "";

    [BindProperty(Name = "note")]
    [MaxLength(4000, ErrorMessage = "Write at most 4,000 characters.")]
    public string? Note { get; set; }

    [BindProperty(Name = "reason")]
    [MaxLength(4000, ErrorMessage = "Write at most 4,000 characters.")]
    public string? Reason { get; set; }

    [BindProperty(Name = "answer")]
    [MaxLength(4000, ErrorMessage = "Write at most 4,000 characters.")]
    public string? Answer { get; set; }

    [BindProperty(Name = "value")]
    [MaxLength(40, ErrorMessage = "Write a number of at most 40 characters.")]
    public string? Value { get; set; }

    [BindProperty(Name = "numerator")]
    [MaxLength(40, ErrorMessage = "Write a number of at most 40 characters.")]
    public string? Numerator { get; set; }

    [BindProperty(Name = "denominator")]
    [MaxLength(40, ErrorMessage = "Write a number of at most 40 characters.")]
    public string? Denominator { get; set; }

    [BindProperty(Name = ReceivedFile.Question)]
    public IFormFile? Photo { get; set; }

    FoundLink? link;

    FoundLink Link => link ??= LinkInForceAttribute.Of(HttpContext);

    /// <value>What kind of thing it is about; <c>stop</c> for no more of these messages.</value>
    public string About => Link.Row.Kind is MailLinks.Stops ? MailLinks.Stops : Link.Row.List;

    /// <value>What was done by it just now, in a sentence; null where nothing was.</value>
    public string? Did { get; private set; }

    public LinkEnd? End { get; private set; }
    public string Title { get; private set; } = "";
    public string Plan { get; private set; } = "";
    public string Stands { get; private set; } = "";
    public Measure? Measure { get; private set; }
    public Briefing? Briefing { get; private set; }

    /// <value>Whether there is a question that can be answered.</value>
    public bool MayAnswer { get; private set; }

    /// <value>The day of the figure that is asked for.</value>
    public DateOnly On { get; private set; }

    /// <value>Whether the action can be closed, and whether it can be blocked, as it stands.</value>
    public bool MayClose { get; private set; }
    public bool MayBlock { get; private set; }

    /// <value>Where it is for who signs in.</value>
    public string Place { get; private set; } = "/";

    /// <value>Which messages an unsubscribe link stops, in words.</value>
    public string Stopped => Link.Row.Owner is "digest" ? "your week on Mondays" : "reminders and news of your actions";

    /// <inheritdoc/>
    public override string KeyOf(string? field) =>
        field switch
        {
            null => "",
            // What the move names as proof was sent as a file here.
            _ when field.Equals(nameof(CloseAction.Evidence), StringComparison.OrdinalIgnoreCase) => ReceivedFile.Question,
            "numerator" or "denominator" or "value" or "reason" or "note" or "answer" or ReceivedFile.Question => field,
            "on" => "value",
            _ => "",
        };

    protected override async Task ShowAsync()
    {
        End = Link.End;
        if (End is not null || Link.Row.Kind is MailLinks.Stops)
            return;
        var (owner, list, id) = (Link.Row.Owner, Link.Row.List, Link.Row.Item);
        // As they see it today: a role that went, a thing that became restricted or was taken out is not there.
        var sees = new Seen(Db, Link.Actor);
        var plan = await sees.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == owner, Cancel) ?? throw new Missing("link");
        var row =
            await sees.Items.FirstOrDefaultAsync(
                i => i.Owner == owner && i.List == list && i.Id == id && i.RemovedAt == null && !i.Restricted,
                Cancel
            ) ?? throw new Missing("link");
        var isOwn = row.Person is { } person && Link.Actor.StaffIn(plan.Area!.Path).Contains(person, StringComparer.Ordinal);
        (Title, Plan) = (row.Title, plan.Title);
        var thing = Thing.Find(list)!;
        Place = To.Item(owner, thing, id);
        var part = ItemRows.Read(thing, row);
        switch (part)
        {
            case Action action when isOwn || Link.Actor.May(Permission.WritePlans, plan.Area!.Path):
                (MayClose, MayBlock) = plan.IsClosed
                    ? (false, false)
                    : (action.IsOpen, action.Standing is ActionStatus.NotStarted or ActionStatus.InProgress);
                var today = Clock.Today();
                Stands =
                    !action.IsOpen ? "It is over already."
                    : row.Due is not { } due ? "It has no day."
                    : due < today ? $"It was due on {Days.Read(due)}."
                    : $"It is due on {Days.Read(due)}.";
                if (action.IsOpen && action.Standing is ActionStatus.Blocked)
                    Stands += " Something is in the way of it.";
                break;
            case Measure measure when RecordReadings.MayEnter(Link.Actor, plan.Area!.Path, row.Person):
                Measure = measure;
                var last = await sees.Series.Where(s => s.Plan == owner && s.Measure == id).Select(s => s.Last).FirstOrDefaultAsync(Cancel);
                On = Freshness.NextOrFirst(measure.Frequency, last, Clock.Today());
                Stands = last is { } newest ? $"The newest figure is of {Days.Read(newest)}." : "There is no figure yet.";
                break;
            case Question question when isOwn:
                MayAnswer = !plan.IsClosed && question.Stands is QuestionState.Open;
                Stands =
                    !MayAnswer ? "It is answered already."
                    : question.Due is { } by ? $"It is asked of you, and wants an answer by {Days.Read(by)}."
                    : "It is asked of you.";
                break;
            case Briefing briefing when briefing.Audience.Intersect(Link.Actor.OwnStaffIn(plan.Area!.Path), StringComparer.Ordinal).Any():
                Briefing = briefing;
                break;
            default:
                throw new Missing("link");
        }
    }

    /// <inheritdoc/>
    public override async Task<IActionResult> OnGetAsync()
    {
        await ShowAsync();
        if (End is not null)
            Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    /// <summary>Stops messages: by the button, or by a mail program in one press (RFC 8058).</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (Link.Row.Kind is not MailLinks.Stops)
            throw new Missing("link");
        if (await IsOverAsync() is { } over)
            return over;
        await Writer.RunAsync(Link.Actor, work => ChooseMail.StopAsync(work, Link.Row.Owner), Cancel);
        Did = $"You are not sent {Stopped} any more. Sign in and open “What you are sent” to have it again.";
        return Page();
    }

    /// <summary>The action is done.</summary>
    public async Task<IActionResult> OnPostDoneAsync()
    {
        if (await IsOverAsync() is { } over)
            return over;
        await using var stream = Photo?.OpenReadStream();
        using var photo = stream is null ? null : await store.ReceiveAsync(stream, Photo!.FileName, Cancel);
        if (photo is not null && !photo.Kind.IsPicture)
            throw new RuleBroken("Choose a photo (a JPEG or PNG picture). Sign in to send another kind of file.", ReceivedFile.Question);
        await AnswerByLink.DoneAsync(Writer, store, Acting(), Note, photo, Cancel);
        return Say("It is done. Thank you.");
    }

    /// <summary>The action is blocked.</summary>
    public async Task<IActionResult> OnPostBlockedAsync()
    {
        if (await IsOverAsync() is { } over)
            return over;
        await AnswerByLink.BlockedAsync(Writer, Acting(), Reason, Cancel);
        return Say("It is said that something is in the way. Whoever leads the plan sees it.");
    }

    /// <summary>A new figure.</summary>
    public async Task<IActionResult> OnPostFigureAsync()
    {
        if (await IsOverAsync() is { } over)
            return over;
        await ShowAsync();
        var reading = TypedFigure.Of(
            On,
            [("value", Value), ("numerator", Numerator), ("denominator", Denominator), ("note", Note)],
            Measure?.Denominator is null ? "value" : "numerator"
        );
        await AnswerByLink.FigureAsync(Writer, Acting(), reading, Cancel);
        return Say("The figure is entered. Thank you.");
    }

    /// <summary>The question is answered.</summary>
    public async Task<IActionResult> OnPostAnsweredAsync()
    {
        if (await IsOverAsync() is { } over)
            return over;
        await AnswerByLink.AnsweredAsync(Writer, Acting(), Answer, Cancel);
        return Say("Your answer is kept. Whoever asked is told.");
    }

    /// <summary>The briefing was read.</summary>
    public async Task<IActionResult> OnPostReadAsync()
    {
        if (await IsOverAsync() is { } over)
            return over;
        await AnswerByLink.ReadAsync(Writer, Acting(), Cancel);
        return Say("It is noted that you have read it. Thank you.");
    }

    /// <summary>A link that does nothing any more says so, and does nothing.</summary>
    async Task<IActionResult?> IsOverAsync()
    {
        if (Link.End is null)
            return null;
        return await OnGetAsync();
    }

    FoundLink Acting() =>
        Request.HasFormContentType && Request.Form[Visitor.Names] == Visitor.Nobody
            ? Link with
            {
                Actor = Link.Actor with { NamesNobody = true },
            }
            : Link;

    /// <summary>Says on this very page what was done: there is nowhere to go on to without signing in.</summary>
    IActionResult Say(string did)
    {
        Did = did;
        return Page();
    }
}
