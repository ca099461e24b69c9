using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Implement;

/// <summary>A piece of work that an objective needs, with one person who answers for it.</summary>
[Owed]
[Thing(Action.List, Stage.Implement, "action", "A", Why = "An objective without actions is an aim without delivery.", IsMain = true)]
public sealed class Action : Item
{
    /// <summary>The name of the list of a plan that holds these.</summary>
    public const string List = "actions";

    [AskedFirst(1)]
    [IsTitle]
    [Owed]
    [AsksWhy]
    [Asks("What will be done?")]
    public string Title { get; private set; } = "";

    [AskedFirst(2)]
    [Refers(Develop.Objective.List)]
    [Asks("Which objective does it serve?")]
    public string? Objective { get; private set; }

    [Under(Fold.More)]
    [Refers(Develop.Objective.List)]
    [Asks("Which other objectives does it serve too?")]
    public IReadOnlyList<string> Also { get; private set; } = [];

    [Under(Fold.More)]
    [Asks("What kind of work is it?")]
    public ActionKind? Kind { get; private set; }

    [Under(Fold.More)]
    [Asks("Does it lead people or manage resources?")]
    public ActionApproach? Approach { get; private set; }

    [AskedFirst(3)]
    [IsPerson]
    [ShownInLists("Who")]
    [AsksWhy]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who answers for it?", Hint = "Exactly one person.")]
    public IReadOnlyList<string> Accountable { get; private set; } = [];

    [Under(Fold.People)]
    [Refers(Develop.StaffMember.List)]
    [Asks("Who does the work?")]
    public IReadOnlyList<string> Responsible { get; private set; } = [];

    [Under(Fold.People)]
    [Refers(Develop.Stakeholder.List, Develop.StaffMember.List)]
    [Asks("Who is asked first?")]
    public IReadOnlyList<string> Consulted { get; private set; } = [];

    [Under(Fold.People)]
    [Refers(Develop.Stakeholder.List, Develop.StaffMember.List)]
    [Asks("Who is told?")]
    public IReadOnlyList<string> Informed { get; private set; } = [];

    [Under(Fold.TimeAndMoney)]
    [AsksWhy]
    [Asks("When does it start?")]
    public DateOnly? Starts { get; private set; }

    [AskedFirst(4)]
    [IsDue(LateAfter = true)]
    [ShownInLists("Due")]
    [AsksWhy]
    [Asks("By when is it done?")]
    public DateOnly? Due { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Refers(Implement.Action.List)]
    [Asks("Which actions come before it?")]
    public IReadOnlyList<string> After { get; private set; } = [];

    [Under(Fold.TimeAndMoney)]
    [Asks("Is it a milestone?")]
    public bool? Milestone { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Asks("What has to be there before the milestone is passed?")]
    public ActionGate? Gate { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Asks("How often does it come back?")]
    public Repeats? Repeats { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [In(CountedIn.Hours)]
    [Asks("How many hours will it take?")]
    public decimal? EffortHours { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [AsksWhy]
    [In(CountedIn.Pounds)]
    [Asks("What does it cost?", Hint = "In pounds.")]
    public decimal? Cost { get; private set; }

    [Under(Fold.TimeAndMoney)]
    [Within(1, 3)]
    [Asks("How urgent is it?", Hint = "1 comes first, 3 can wait.")]
    public int? Priority { get; private set; }

    [Under(Fold.Going)]
    [Asks("Which steps does it take?")]
    public IReadOnlyList<ActionStep> Steps { get; private set; } = [];

    [IsState]
    [ShownInLists("State")]
    [MovedBy("start", "progress", "block", "close", "reopen", "cancel", "check")]
    [Asks("Where does it stand?")]
    public ActionStatus? Status { get; private set; }

    [MovedBy("progress", "close", "reopen", "check")]
    [Within(0, 100)]
    [In(CountedIn.PerCent)]
    [Asks("How much is done?", Hint = "In per cent.")]
    public int? Progress { get; private set; }

    [Under(Fold.Going)]
    [Happened]
    [Asks("What happened?")]
    public IReadOnlyList<ActionNote> Notes { get; private set; } = [];

    [Under(Fold.Going)]
    [Happened]
    [Refers(Monitor.Evidence.List)]
    [Asks("What shows that it is done?")]
    public IReadOnlyList<string> Evidence { get; private set; } = [];

    [MovedBy("block", "start", "close", "cancel")]
    [Asks("What blocks it?")]
    public ActionBlock? Blocked { get; private set; }

    [MovedBy("close", "reopen", "check")]
    [Asks("How was it closed?")]
    public ActionClosing? Closed { get; private set; }

    [MovedBy("close", "reopen", "check")]
    [Asks("Did it stick?")]
    public ActionCheck? Check { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Asks("What does it touch in people's days?")]
    public IReadOnlyList<PeopleImpact> Affects { get; private set; } = [];

    [Under(Fold.SafetyAndPartners)]
    [Refers(Develop.Stakeholder.List)]
    [Asks("Which groups does it touch?")]
    public IReadOnlyList<string> AffectsGroups { get; private set; } = [];

    [Under(Fold.SafetyAndPartners)]
    [Asks("Could it make anybody less safe?", Hint = "Say how, and what you do about it. Say none if there is none, and why.", Long = true)]
    public string? SafeguardingImpact { get; private set; }

    [Under(Fold.More)]
    [Asks("Which tags does it have?", Hint = "Use restriction where it limits what people may do.")]
    public IReadOnlyList<string> Tags { get; private set; } = [];

    [Under(Fold.SafetyAndPartners)]
    [Asks("Is it done together with a partner?")]
    public bool? Joint { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Refers(Implement.Partner.List)]
    [Asks("With which partner?")]
    public string? Partner { get; private set; }

    [Under(Fold.SafetyAndPartners)]
    [Asks("Is data shared with the partner?")]
    public bool? PartnerData { get; private set; }

    [Under(Fold.More)]
    [Asks("Where does it come from?")]
    public ActionOrigin? From { get; private set; }

    /// <value>Where it stands; not started unless said.</value>
    public ActionStatus Standing => Status ?? ActionStatus.NotStarted;

    /// <value>Who answers for it, by their staff id: the first where several are named; null where nobody is.</value>
    public string? Answers => Accountable is [var who, ..] ? who : null;

    /// <value>True while it is neither done nor cancelled.</value>
    public bool IsOpen => Standing is not (ActionStatus.Done or ActionStatus.Cancelled);

    /// <value>Every objective that it serves: its own first, then those it serves too.</value>
    public IEnumerable<string> Serves =>
        (Objective is null ? Also : Also.Prepend(Objective)).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>Work on it begins, or goes on after something blocked it.</summary>
    public void Start()
    {
        Status = ActionStatus.InProgress;
        Blocked = null;
    }

    /// <summary>How far it is. What was not started is in progress from then on; what is blocked stays so.</summary>
    /// <param name="progress">In per cent, 0 to 100; null where only something is told.</param>
    /// <param name="note">What happened, or null.</param>
    /// <param name="now">Who says so, and when.</param>
    /// <exception cref="RuleBroken">Neither is given.</exception>
    public void Report(int? progress, string? note, Moment now)
    {
        if (progress is null && string.IsNullOrWhiteSpace(note))
            throw new RuleBroken("Say how much is done in per cent, or what happened.", "progress");
        Progress = progress ?? Progress;
        if (Standing is ActionStatus.NotStarted)
            Status = ActionStatus.InProgress;
        Note(note, now);
    }

    /// <summary>It cannot go on.</summary>
    /// <param name="reason">What is in the way.</param>
    /// <param name="on">The day.</param>
    public void Block(string reason, DateOnly on)
    {
        Status = ActionStatus.Blocked;
        Blocked = ActionBlock.Of(on, reason);
    }

    /// <summary>It is done, and something shows it.</summary>
    /// <param name="evidence">The ids of what shows it, in the plan's list of evidence.</param>
    /// <param name="note">What was seen, or null.</param>
    /// <param name="checkOn">The day on which somebody looks whether it stuck, or null.</param>
    /// <param name="now">Who closes it, and when.</param>
    /// <exception cref="RuleBroken">Nothing shows it, or the day of the check has been.</exception>
    public void Close(IReadOnlyList<string> evidence, string? note, DateOnly? checkOn, Moment now)
    {
        if (evidence.Count == 0)
            throw new RuleBroken(
                HasGate
                    ? $"This milestone has a gate. Choose the evidence that shows: {string.Join("; ", Gate!.Needs)}."
                    : "Choose evidence that shows that it is done, or write down what was seen.",
                "evidence"
            );
        if (checkOn < now.On)
            throw new RuleBroken("Give a day to come, or leave it out.", "check_on");
        Status = ActionStatus.Done;
        Progress = 100;
        Blocked = null;
        Evidence = [.. Evidence.Union(evidence, StringComparer.Ordinal)];
        Closed = ActionClosing.Of(now.On, now.By, note);
        Check = checkOn is null ? null : ActionCheck.Planned(checkOn.Value);
        Gate = HasGate ? Gate!.PassedOn(now.On) : Gate;
    }

    /// <value>True where named things have to be there before it is passed: what was seen is not enough then.</value>
    public bool HasGate => Gate is { Needs.Count: > 0 };

    /// <summary>The next one of an action that comes back: the same as it was planned, as much later as it comes back. It waits for this one.</summary>
    /// <param name="today">From when it is counted where this one has no day.</param>
    /// <param name="before">When the one before this was due; null for the first.</param>
    /// <returns>Null where it does not come back, or not any more.</returns>
    public Action? Following(DateOnly today, DateOnly? before = null)
    {
        if (Repeats is not { Every: { } every })
            return null;
        var due = Repeats.After(Due ?? today, every, before);
        if (Repeats.Until < due)
            return null;
        var later = due.DayNumber - (Due ?? today).DayNumber;
        var next = (Action)Shape.Of<Action>().Copy(this);
        Walk.Forget(next);
        (next.Due, next.Starts, next.After) = (due, Starts?.AddDays(later), [Id]);
        next.Steps = [.. next.Steps.Select(s => s.Later(later))];
        return next;
    }

    /// <summary>It was not done after all, or is taken up again.</summary>
    /// <param name="reason">Why; kept as a note.</param>
    /// <param name="now">Who, and when.</param>
    public void Reopen(string reason, Moment now)
    {
        TakeUp();
        Check = null;
        Note(reason, now);
    }

    /// <summary>It will not be done.</summary>
    /// <param name="reason">Why; kept as a note.</param>
    /// <param name="now">Who, and when.</param>
    public void Cancel(string reason, Moment now)
    {
        Status = ActionStatus.Cancelled;
        Blocked = null;
        Note(reason, now);
    }

    /// <summary>It gets other days.</summary>
    /// <param name="starts">When it starts; null leaves the day that it has.</param>
    /// <param name="due">When it is due; null leaves the day that it has.</param>
    /// <exception cref="RuleBroken">Neither is another day than it has.</exception>
    public void MoveTo(DateOnly? starts, DateOnly? due)
    {
        if ((starts ?? Starts, due ?? Due) == (Starts, Due))
            throw new RuleBroken("Give another day than it has.", "due");
        (Starts, Due) = (starts ?? Starts, due ?? Due);
    }

    /// <summary>Somebody looked whether it stuck. Where it did not, it is open again.</summary>
    /// <param name="held">Did it?</param>
    /// <param name="note">What was seen, or null.</param>
    /// <param name="on">The day; it may come before the planned one.</param>
    public void Look(bool held, string? note, DateOnly on)
    {
        Check = ActionCheck.Made(Check?.Due, on, held, note);
        if (!held)
            TakeUp();
    }

    /// <summary>In progress again; how much of it is done is not known.</summary>
    void TakeUp()
    {
        Status = ActionStatus.InProgress;
        Progress = null;
        Closed = null;
        Gate = Gate?.PassedOn(null);
    }

    void Note(string? text, Moment now)
    {
        if (!string.IsNullOrWhiteSpace(text))
            Notes = [.. Notes, ActionNote.Of(now.On, now.Staff, text)];
    }

    /// <inheritdoc/>
    public override IEnumerable<RuleBroken> BrokenRules()
    {
        if (Due < Starts)
            yield return new RuleBroken("The action cannot be done before it starts.", "due");
    }
}

/// <summary>The kinds of work.</summary>
public enum ActionKind
{
    Deliver,
    Communicate,
    Train,
    Engage,
    Change,
    Monitor,
    NewProcedure,
    NewEquipment,
    NewSystem,
    NewRole,
}

/// <summary>Leading people, or managing resources; a plan needs both.</summary>
public enum ActionApproach
{
    [Reads("leads people")]
    Lead,

    [Reads("manages resources")]
    Manage,
}

/// <summary>Where an action stands.</summary>
public enum ActionStatus
{
    NotStarted,
    InProgress,
    Blocked,

    [IsOver]
    Done,

    [IsOver]
    Cancelled,
}

/// <summary>What of people's days an action touches.</summary>
public enum PeopleImpact
{
    [Reads("staffing")]
    Staffing,
    Premises,
    Transport,

    [Reads("contact with family and friends")]
    Contact,
    Digital,
    Rota,
}

/// <summary>What somebody wrote about an action on a day.</summary>
public sealed class ActionNote : Part
{
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Refers(Develop.StaffMember.List)]
    [Asks("Who writes it?")]
    public string? By { get; private set; }

    [Asks("What happened?", Hint = "No names of people who use the service.", Long = true)]
    public string? Text { get; private set; }

    internal static ActionNote Of(DateOnly on, string? by, string text) =>
        new()
        {
            On = on,
            By = by,
            Text = text,
        };
}

/// <summary>One step of an action, small enough to be ticked off.</summary>
public sealed class ActionStep : Part
{
    [Asks("What is to be done?")]
    public string? Text { get; private set; }

    [Refers(Develop.StaffMember.List)]
    [Asks("Who does it?")]
    public string? By { get; private set; }

    [Asks("By when?")]
    public DateOnly? Due { get; private set; }

    [Happened]
    [Asks("When was it done?")]
    public DateOnly? Done { get; private set; }

    internal ActionStep Later(int days) =>
        new()
        {
            Text = Text,
            By = By,
            Due = Due?.AddDays(days),
            Done = Done,
        };
}

/// <summary>What keeps an action from going on.</summary>
public sealed class ActionBlock : Part
{
    [Asks("Since when?")]
    public DateOnly? On { get; private set; }

    [Asks("What is in the way?", Long = true)]
    public string? Reason { get; private set; }

    internal static ActionBlock Of(DateOnly on, string reason) => new() { On = on, Reason = reason };
}

/// <summary>When an action was closed, by whom, and what was seen.</summary>
public sealed class ActionClosing : Part
{
    [Asks("When?")]
    public DateOnly? On { get; private set; }

    [Asks("Who closed it?", Hint = "A role or initials.")]
    public string? By { get; private set; }

    [Asks("What was seen?", Long = true)]
    public string? Note { get; private set; }

    internal static ActionClosing Of(DateOnly on, string by, string? note) =>
        new()
        {
            On = on,
            By = by,
            Note = note,
        };
}

/// <summary>The look back at an action that was closed: did it stick?</summary>
public sealed class ActionCheck : Part
{
    [Asks("When is it due?")]
    public DateOnly? Due { get; private set; }

    [Asks("When was it made?")]
    public DateOnly? On { get; private set; }

    [Asks("Did it hold?")]
    public bool? Held { get; private set; }

    [Asks("What was seen?", Long = true)]
    public string? Note { get; private set; }

    internal static ActionCheck Planned(DateOnly due) => new() { Due = due };

    internal static ActionCheck Made(DateOnly? due, DateOnly on, bool held, string? note) =>
        new()
        {
            Due = due,
            On = on,
            Held = held,
            Note = note,
        };
}

/// <summary>What an action was raised by.</summary>
public sealed class ActionOrigin : Part
{
    [Asks("What raised it?")]
    public ActionOriginKind? Kind { get; private set; }

    [Asks("Which one?", Hint = "Its number or id.")]
    public string? Id { get; private set; }
}

/// <summary>What can raise an action.</summary>
public enum ActionOriginKind
{
    Inspection,

    [Reads("regulation 44 visit")]
    Reg44,

    [Reads("regulation 45 review")]
    Reg45,
    Audit,
    Feedback,
    Review,
    Risk,
    Meeting,
    Notification,
    Question,
    Visit,
}

/// <summary>What a milestone waits for: named evidence, not a tick.</summary>
public sealed class ActionGate : Part
{
    [Asks("What has to be there?", Hint = "One thing a line, such as the signed rota.")]
    public IReadOnlyList<string> Needs { get; private set; } = [];

    [Happened]
    [Asks("When was it passed?")]
    public DateOnly? Passed { get; private set; }

    internal ActionGate PassedOn(DateOnly? day) => new() { Needs = Needs, Passed = day };
}

/// <summary>How often an action comes back, and until when.</summary>
public sealed class Repeats : Part
{
    [Asks("Every what?")]
    public Rhythm? Every { get; private set; }

    [Within(1, 99)]
    [Asks("Every how many of them?", Hint = "2 for every other one.")]
    public int? Of { get; private set; }

    [Asks("Until when?")]
    public DateOnly? Until { get; private set; }

    [Asks("Which line of the statutory calendar asks it?", Hint = "Its id there.")]
    public string? Calendar { get; private set; }

    /// <summary>
    /// When it comes back. The last of a month stays the last, and the 30th stays the 30th where February was between; but what a law asks never comes
    /// back later than the law says, so that the 28th of February is followed by the 28th of August, not the 31st.
    /// </summary>
    /// <param name="day">When it was due.</param>
    /// <param name="every">How often it comes back.</param>
    /// <param name="before">When it was due the time before; null where it was not.</param>
    internal DateOnly After(DateOnly day, Rhythm every, DateOnly? before)
    {
        var of = Of ?? 1;
        // The last of a month by its shortness: the day before tells which day of the month is meant.
        if (
            Calendar is null
            && before is { } was
            && was.Day >= day.Day
            && Days.IsLastOfMonth(day)
            && !Days.IsLastOfMonth(was)
            && every is not (Rhythm.Day or Rhythm.Week)
        )
        {
            var month = Days.AddMonths(new DateOnly(day.Year, day.Month, 1), Months(every) * of);
            return new(month.Year, month.Month, Math.Min(was.Day, DateTime.DaysInMonth(month.Year, month.Month)));
        }
        return every switch
        {
            Rhythm.Day => day.AddDays(of),
            Rhythm.Week => day.AddDays(7 * of),
            _ when Calendar is null => Days.AddMonths(day, Months(every) * of),
            _ => day.AddMonths(Months(every) * of),
        };
    }

    /// <summary>A rhythm of so many.</summary>
    /// <param name="every">Every what.</param>
    /// <param name="of">Every how many of them.</param>
    /// <param name="calendar">The line of the statutory calendar that asks it, or null.</param>
    public static Repeats Each(Rhythm every, int? of, string? calendar) =>
        new()
        {
            Every = every,
            Of = of,
            Calendar = calendar,
        };

    static int Months(Rhythm every) =>
        every switch
        {
            Rhythm.Month => 1,
            Rhythm.Quarter => 3,
            Rhythm.HalfYear => 6,
            Rhythm.Year => 12,
            _ => throw new ArgumentOutOfRangeException(nameof(every), every, null),
        };
}

/// <summary>How often something comes back.</summary>
public enum Rhythm
{
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
}
