using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>
/// Makes an action of what asks for one: a required action, an audit, what somebody said. The action says where it comes from, and the thing which action
/// came of it, where it has a place for that.
/// </summary>
/// <typeparam name="T">What it is made of.</typeparam>
public abstract class MakeAction<T> : Move<T>, IMakesAction
    where T : Item
{
    /// <inheritdoc/>
    [Owed]
    [Asks("What will be done?")]
    public string? Title { get; private set; }

    /// <inheritdoc/>
    [Owed]
    [Refers(StaffMember.List)]
    [Asks("Who answers for it?", Hint = "Exactly one person.")]
    public string? Accountable { get; private set; }

    /// <inheritdoc/>
    [Asks("By when is it done?")]
    public DateOnly? Due { get; private set; }

    /// <inheritdoc/>
    public ActionOriginKind From(Part thing) => OriginOf((T)thing);

    /// <summary>What the action says that it comes from.</summary>
    protected abstract ActionOriginKind OriginOf(T thing);

    /// <summary>The thing names the action that came of it, where it has a place for that.</summary>
    protected override void Make(T thing, Moment now) { }
}

/// <summary>A move that makes an action.</summary>
public interface IMakesAction
{
    /// <value>What will be done.</value>
    string? Title { get; }

    /// <value>Who answers for it, by the id in the staff list.</value>
    string? Accountable { get; }

    /// <value>By when; null for no day.</value>
    DateOnly? Due { get; }

    /// <summary>What the action says that it comes from.</summary>
    /// <param name="thing">What it is made of.</param>
    ActionOriginKind From(Part thing);
}

/// <summary>Of what an inspector or visitor requires.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 20)]
public sealed class ActOnRequired : MakeAction<RegulatoryAction>
{
    protected override ActionOriginKind OriginOf(RegulatoryAction thing) =>
        thing.Source switch
        {
            RegulatorySource.Reg44 => ActionOriginKind.Reg44,
            RegulatorySource.Reg45 => ActionOriginKind.Reg45,
            _ => ActionOriginKind.Inspection,
        };

    protected override void Make(RegulatoryAction thing, Moment now) => thing.IsAnsweredBy(Made!);
}

/// <summary>Of what an audit found.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 20)]
public sealed class ActOnAudit : MakeAction<Audit>
{
    protected override ActionOriginKind OriginOf(Audit thing) => ActionOriginKind.Audit;

    protected override void Make(Audit thing, Moment now) => thing.LedTo(Made!);
}

/// <summary>Of what somebody said.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 20)]
public sealed class ActOnFeedback : MakeAction<FeedbackItem>
{
    protected override ActionOriginKind OriginOf(FeedbackItem thing) => ActionOriginKind.Feedback;

    protected override void Make(FeedbackItem thing, Moment now) => thing.LedTo(Made!);
}

/// <summary>Of what a meeting talked about.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 20)]
public sealed class ActOnMeeting : MakeAction<Meeting>
{
    protected override ActionOriginKind OriginOf(Meeting thing) => ActionOriginKind.Meeting;

    protected override void Make(Meeting thing, Moment now) => thing.LedTo(Made!);
}

/// <summary>Of what a review decided.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 20)]
public sealed class ActOnReview : MakeAction<Review>
{
    protected override ActionOriginKind OriginOf(Review thing) => ActionOriginKind.Review;
}

/// <summary>Of what makes a risk smaller.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 40)]
public sealed class ActOnRisk : MakeAction<Risk>
{
    protected override ActionOriginKind OriginOf(Risk thing) => ActionOriginKind.Risk;

    protected override void Make(Risk thing, Moment now) => thing.IsTreatedBy(Made!);
}

/// <summary>Of what happened and was told to the regulator.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 20)]
public sealed class ActOnNotification : MakeAction<Notification>
{
    protected override ActionOriginKind OriginOf(Notification thing) => ActionOriginKind.Notification;
}

/// <summary>Of what somebody asks.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 40)]
public sealed class ActOnQuestion : MakeAction<Question>
{
    protected override ActionOriginKind OriginOf(Question thing) => ActionOriginKind.Question;
}

/// <summary>Of what a visitor recommends.</summary>
[Move("make-action", "Make it an action", Says = "Made the action {title}", Makes = typeof(Action), Place = 20)]
public sealed class ActOnVisit : MakeAction<Visit>
{
    protected override ActionOriginKind OriginOf(Visit thing) => ActionOriginKind.Visit;
}
