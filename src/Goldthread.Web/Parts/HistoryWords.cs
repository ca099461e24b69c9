using System.Globalization;
using System.Text.Json;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Parts;

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
        ["EditPlan"] = "Plan changed",
        ["MovePlan"] = "Plan moved on",
        ["PutAwayAdvice"] = "Advice put away",
        ["TakeBackAdvice"] = "Advice taken back",
        ["GrantWaiver"] = "Finding let stand for a time",
        ["ProposeWaiver"] = "Asked to let a finding stand",
        ["ApproveChange"] = "Change agreed to",
        ["ImportPlan"] = "Plan file imported",
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
    public static string Of(RecordRow line) => MakeMove.Sentence(line) ?? Of(line.Operation);

    /// <summary>What an operation did.</summary>
    public static string Of(string operation) =>
        Done.GetValueOrDefault(operation) ?? (MoveKind.OfOperation(operation) is { } move ? Named(move) : Split(operation));

    /// <summary>Why, where the sentence does not say it already.</summary>
    public static string? Reason(RecordRow line) => MoveKind.OfOperation(line.Operation) is null ? line.Reason : null;

    /// <summary>A move by its button, and of what it is: "Close it (action)".</summary>
    static string Named(MoveKind move) => move.Thing is null ? move.Button : $"{move.Button} ({move.Noun})";

    /// <summary>What a line is about, after what was done: ": objective O1"; empty for the plan as a whole.</summary>
    public static string About(RecordRow line) =>
        line.List is { } list && Thing.Find(list) is { } thing
            ? $": {(line.Item is { } item ? $"{thing.Noun} {item}" : thing.Plural)}"
            : "";

    /// <summary>An instant where the service is: 3 Nov 2026, 14:05.</summary>
    public static string At(DateTimeOffset at) => ServiceTime.Read(at);

    /// <summary>The fields that changed, with what was and what is; null for nothing.</summary>
    public static IReadOnlyList<(string Field, string? Old, string? New)> Changes(RecordRow line)
    {
        using var json = JsonDocument.Parse(line.Changes);
        return
        [
            .. json
                .RootElement.EnumerateObject()
                // Numbers are for the check of the record; the name stands beside.
                .Where(p => p.Name is not MakeMove.Answers && !p.Name.EndsWith("_id", StringComparison.Ordinal))
                .Take(60)
                .Select(p => (Name(p.Name), Read(p.Value[0]), Read(p.Value[1])))
                .Where(c => c.Item2 is not null || c.Item3 is not null),
        ];
    }

    static string Name(string field) =>
        DateOnly.TryParseExact(field, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Days.Read(day)
            : PlanPage.Capital(field.Replace('_', ' '));

    static string? Read(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => DateOnly.TryParseExact(
                value.GetString(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? Days.Read(day)
            : FileLocation.TryRead(value.GetString(), out var file) ? "the file " + file.Name
            : value.GetString(),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Take(20).Select(Read)),
            JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(p => $"{p.Name.Replace('_', ' ')} {Read(p.Value)}")),
            _ => value.GetRawText(),
        };

    static string Split(string operation) =>
        PlanPage.Capital(
            string.Concat(operation.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()))
        );
}
