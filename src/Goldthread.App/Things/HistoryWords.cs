using System.Globalization;
using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Things;

/// <summary>The lines of the record as people read them.</summary>
public static class HistoryWords
{
    static readonly Dictionary<string, string> Done = new(StringComparer.Ordinal)
    {
        ["AddItem"] = "Added",
        ["EditItem"] = "Changed",
        ["RemoveItem"] = "Removed",
        ["RestoreItem"] = "Put back",
        ["OrderItems"] = "Put in another order",
        ["RecordReadings"] = "Figures entered",
        ["ChooseChart"] = "Rules of the chart chosen",
        ["SetChartRules"] = "Rules of all charts changed",
        ["StoreFile"] = "File stored",
        ["StartPlan"] = "Plan started",
        ["StartFromTemplate"] = "Template filled in",
        ["BringOver"] = "Brought over from the plan before",
        ["EditPlan"] = "Plan changed",
        ["MovePlan"] = "Plan moved on",
        ["WriteFamilyPage"] = "Page for families written",
        ["PublishFamilyPage"] = "Page for families published",
        ["TakeDownFamilyPage"] = "Page for families taken down",
        ["InviteGuest"] = "Guest let in",
        ["ConfirmGuest"] = "Guest came in with a code",
        ["RevokeGuest"] = "Guest let in no more",
        ["PutAwayAdvice"] = "Advice hidden",
        ["AnswerLesson"] = "Questions of a lesson answered",
        ["HandIn"] = "Broken plan handed in",
        ["PutAwayLesson"] = "Lesson put away or taken back",
        ["BeginPortfolio"] = "Portfolio begun",
        ["ChooseCentre"] = "Centre of the portfolio chosen",
        ["ClaimThings"] = "Claimed",
        ["WithdrawClaim"] = "Claim withdrawn",
        ["SubmitCriteria"] = "Handed in to be assessed",
        ["DecideCriterion"] = "Decided by the assessor",
        ["DrawSample"] = "Drawn for quality assurance",
        ["JudgeSample"] = "Sample judged",
        ["ExportPortfolio"] = "Portfolio exported",
        ["Appoint"] = "Appointed for learners",
        ["EndAppointment"] = "No longer appointed for learners",
        ["TakeBackAdvice"] = "Advice taken back",
        ["GrantWaiver"] = "Gap accepted for a time",
        ["ProposeWaiver"] = "Asked to accept a gap",
        ["ApproveChange"] = "Change agreed to",
        ["PutBack"] = "Put back to what it was, since the change was refused",
        ["LeaveAsItIs"] = "Left as it is, though a change was refused",
        ["ImportPlan"] = "Plan file imported",
        ["KeepColumns"] = "Meaning of a table's columns kept",
        ["TakeWorkbook"] = "Workbook given back",
        ["AddPerson"] = "Account made",
        ["EditPerson"] = "Account changed",
        ["ClosePerson"] = "Account closed",
        ["ReopenPerson"] = "Account opened again",
        ["ResetPassword"] = "New password given",
        ["ChangePassword"] = "Password changed",
        ["GiveRole"] = "Role given",
        ["JoinStaff"] = "Joined to the staff list",
        ["TakeRole"] = "Role taken away",
        ["MakeToken"] = "Token made",
        ["RevokeToken"] = "Token revoked",
        ["RefuseSignIn"] = "Wrong password",
        ["LockAccount"] = "Locked after wrong passwords",
        ["SignInAfterRefusal"] = "Signed in after wrong passwords",
        ["SignOut"] = "Signed out",
        ["RefusePassword"] = "Wrong present password",
        ["SetUp"] = "Installation set up",
        ["EditStrategy"] = "Strategy changed",
        ["AddArea"] = "Area added",
        ["EditArea"] = "Area changed",
        ["MoveArea"] = "Area moved",
        ["RemoveArea"] = "Area removed",
        ["RestoreArea"] = "Area put back",
    };

    /// <value>The operations, each with what it did, in the order of the alphabet.</value>
    public static IReadOnlyList<(string Operation, string Words)> Operations { get; } =
    [
        .. Done.Select(d => (d.Key, d.Value))
            .Concat(MoveKind.All.Select(m => (m.Operation, Named(m))))
            .OrderBy(d => d.Item2, StringComparer.Ordinal),
    ];

    /// <summary>What was done: of a move its sentence, with what was answered.</summary>
    /// <param name="line">The line.</param>
    /// <param name="names">The name of what an answer names by an id, where it is known.</param>
    public static string Of(RecordRow line, Func<Field, string, string?>? names = null) =>
        MakeMove.Sentence(line, names) ?? Of(line.Operation);

    /// <summary>What an operation did.</summary>
    public static string Of(string operation) =>
        Done.GetValueOrDefault(operation) ?? (MoveKind.OfOperation(operation) is { } move ? Named(move) : Split(operation));

    /// <summary>Why, where the sentence does not say it already.</summary>
    public static string? Reason(RecordRow line) => MoveKind.OfOperation(line.Operation) is null ? line.Reason : null;

    /// <summary>A move by its button, and of what it is: "Close it (action)".</summary>
    static string Named(MoveKind move) => move.Thing is null ? move.Button : $"{move.Button} ({move.Noun})";

    /// <summary>What a line is about, after what was done; empty for the plan as a whole.</summary>
    /// <param name="line">The line.</param>
    /// <param name="title">What an item is called: ": objective “Fewer falls”". Without it, for programs and the record: ": objective O1".</param>
    public static string About(RecordRow line, Func<string, string, string?>? title = null) =>
        line.List is { } list && Thing.Find(list) is { } thing
            ? $": {(line.Item is not { } item ? thing.Plural : title is null ? $"{thing.Noun} {item}" : title(list, item) is { } called ? $"{thing.Noun} “{called}”" : thing.Noun)}"
            : "";

    /// <summary>An instant where the service is: 3 Nov 2026, 14:05.</summary>
    public static string At(DateTimeOffset at) => ServiceTime.Read(at);

    /// <summary>The fields that changed, with what was and what is; null for nothing.</summary>
    /// <param name="line">The line.</param>
    /// <param name="names">The name of what a field names by an id; null where it is not known, and without it as it was written.</param>
    public static IReadOnlyList<(string Field, string? Old, string? New)> Changes(
        RecordRow line,
        Func<Field, string, string?>? names = null
    )
    {
        using var json = JsonDocument.Parse(line.Changes);
        var shape = line.List is { } list ? Thing.Find(list)?.Shape : null;
        Field? FieldOf(string name) =>
            shape is not null
                ? shape.Find(name)
                : Shape.Of<Domain.Develop.Plan>().Find(name) ?? Shape.Of<Domain.Develop.PlanDocument>().Find(name);
        return
        [
            .. json
                .RootElement.EnumerateObject()
                // Numbers are for the check of the record; the name stands beside.
                .Where(p => p.Name is not (MakeMove.Answers or "id") && !p.Name.EndsWith("_id", StringComparison.Ordinal))
                .Where(p => FieldOf(p.Name) is not { IsForPrograms: true })
                .Take(60)
                .Select(p => (Name(p.Name), Read(p.Value[0], FieldOf(p.Name), names), Read(p.Value[1], FieldOf(p.Name), names)))
                .Where(c => c.Item2 is not null || c.Item3 is not null),
        ];
    }

    /// <summary>The days of the figures that a line enters, changes or takes out; of a file's figures, each that differs.</summary>
    public static IEnumerable<string> DaysOfFigures(RecordRow line)
    {
        using var json = JsonDocument.Parse(line.Changes);
        var days = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            if (field.Name is not "readings")
                days.Add(field.Name);
            else if (field.Value[1].ValueKind is JsonValueKind.Array)
                days.UnionWith(
                    Figures(field.Value[1])
                        .Except(Figures(field.Value[0]))
                        .Concat(Figures(field.Value[0]).Except(Figures(field.Value[1])))
                        .Select(f => f.Day)
                );
        }
        return days;

        static IEnumerable<(string Day, string Figure)> Figures(JsonElement several) =>
            several.ValueKind is not JsonValueKind.Array
                ? []
                : several.EnumerateArray().Select(f => (f.TryGetProperty("on", out var on) ? on.GetString() ?? "" : "", f.GetRawText()));
    }

    static string Name(string field) =>
        DateOnly.TryParseExact(field, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Days.Read(day)
            : Words.Capital(field.Replace('_', ' '));

    static string? Read(JsonElement value, Field? field, Func<Field, string, string?>? names) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => Text(value.GetString()!, field, names),
            JsonValueKind.Number when field?.CountedIn is not null => Units.Read(field, value.GetDecimal()),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Take(20).Select(v => Read(v, field, names))),
            JsonValueKind.Object => string.Join(
                ", ",
                value.EnumerateObject().Select(p => $"{p.Name.Replace('_', ' ')} {Read(p.Value, field?.Inner?.Find(p.Name), names)}")
            ),
            _ => value.GetRawText(),
        };

    static string Text(string text, Field? field, Func<Field, string, string?>? names) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Days.Read(day)
        : FileLocation.TryRead(text, out var file) ? "the file " + file.Name
        : field is null ? text
        : field.Known is Known.Requirement ? Govern.Frameworks.Shipped.Data.Requirement(text)?.Title ?? text
        : field.RefersTo.Count > 0 || field.RefersToAny ? names?.Invoke(field, text) ?? text
        : field.Choices.FirstOrDefault(c => c.Written == text)?.Read ?? text;

    static string Split(string operation) =>
        Words.Capital(string.Concat(operation.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())));
}
