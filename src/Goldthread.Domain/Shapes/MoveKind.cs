using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;

namespace Goldthread.Domain.Shapes;

/// <summary>One of the moves: whose it is, what it asks, who may, from where, and what the history says. Read once from its class.</summary>
public sealed class MoveKind
{
    static readonly Lazy<IReadOnlyList<MoveKind>> Everything = new(() =>
        [
            .. typeof(MoveKind)
                .Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(Move)) && !t.IsAbstract)
                .Select(t => new MoveKind(t, t.GetCustomAttribute<MoveAttribute>()!))
                .OrderBy(m => m.Thing?.List, StringComparer.Ordinal)
                .ThenBy(m => m.Place)
                .ThenBy(m => m.Name, StringComparer.Ordinal),
        ]
    );
    static readonly Lazy<ILookup<string, MoveKind>> ByOwner = new(() => Everything.Value.ToLookup(m => m.Thing?.List ?? ""));
    static readonly Lazy<FrozenDictionary<string, MoveKind>> ByOperation = new(() =>
        Everything.Value.ToFrozenDictionary(m => m.Operation, StringComparer.Ordinal)
    );

    readonly string says;

    MoveKind(Type type, MoveAttribute move)
    {
        Shape = Shape.Of(type);
        var on = New().Moved;
        Thing = on == typeof(Plan) ? null : Thing.All.Single(t => t.Shape.Type == on);
        Of = Shape.Of(on);
        Name = move.Name;
        Button = move.Button;
        Does = move.Does;
        says = move.Says;
        Needs = move.Needs;
        IsOwn = move.Own;
        From = [.. move.From.Select(state => Words.Split(state.ToString()!, '-'))];
        Makes = move.Makes is { } made ? Thing.All.Single(t => t.Shape.Type == made) : null;
        MakesPlan = move.MakesPlan;
        Place = move.Place;
        Operation = type.Name;
    }

    /// <value>Its questions.</value>
    public Shape Shape { get; }

    /// <value>Whose move it is; null for the plan's own.</value>
    public Thing? Thing { get; }

    /// <value>The fields of what it moves.</value>
    public Shape Of { get; }

    /// <value>One of what it moves, in people's words: "action".</value>
    public string Noun => Thing?.Noun ?? "plan";

    /// <value>Its name in addresses and calls.</value>
    public string Name { get; }

    /// <value>What the button says.</value>
    public string Button { get; }

    /// <value>What it does, in a sentence; empty where the button says enough.</value>
    public string Does { get; }

    /// <value>Who may: whoever has one of these in the plan's area.</value>
    public IReadOnlyList<Permission> Needs { get; }

    /// <value>True where whoever answers for the thing may make it too.</value>
    public bool IsOwn { get; }

    /// <value>The states that it starts from, as written; none for any.</value>
    public IReadOnlyList<string> From { get; }

    /// <value>The list of the new item that it makes beside moving its own thing; null where it makes none.</value>
    public Thing? Makes { get; }

    /// <value>True where it makes another plan.</value>
    public bool MakesPlan { get; }

    /// <value>The operation's name in the record.</value>
    public string Operation { get; }

    int Place { get; }

    /// <value>All the moves: the plan's, then those of each list.</value>
    public static IReadOnlyList<MoveKind> All => Everything.Value;

    /// <summary>The moves of a thing, or of the plan where that is null; the usual next step first.</summary>
    public static IEnumerable<MoveKind> On(Thing? thing) => ByOwner.Value[thing?.List ?? ""];

    /// <summary>The move of a name, or null.</summary>
    public static MoveKind? Find(Thing? thing, string name) => On(thing).FirstOrDefault(m => m.Name == name);

    /// <summary>The move whose operation has this name in the record, or null.</summary>
    public static MoveKind? OfOperation(string operation) => ByOperation.Value.GetValueOrDefault(operation);

    /// <summary>The names of a field's moves as their buttons say them: “Start it” or “Close it”.</summary>
    /// <param name="owner">The thing that the field belongs to; null for the plan.</param>
    /// <param name="field">A field that moves set.</param>
    public static string Buttons(Thing? owner, Field field) =>
        string.Join(" or ", On(owner).Where(m => field.MovedBy.Contains(m.Name)).Select(m => $"“{m.Button}”"));

    /// <summary>What is said where a form or a call gives a field that only moves set.</summary>
    /// <inheritdoc cref="Buttons"/>
    public static string Refusal(Thing? owner, Field field) =>
        $"“{field.Label}” is not changed here. It is set by {Buttons(owner, field)}.";

    /// <summary>An empty one to answer.</summary>
    public Move New() => (Move)Shape.New();

    /// <summary>Does the state of this thing allow it?</summary>
    public bool IsTurn(Part thing) => WhyNot(thing) is null;

    /// <summary>Makes it.</summary>
    /// <param name="move">The answers.</param>
    /// <param name="thing">What it is made on; it is changed.</param>
    /// <param name="now">Who and when.</param>
    /// <exception cref="OutOfTurn">The state of the thing does not allow it.</exception>
    /// <exception cref="RuleBroken">Something is missing or not accepted.</exception>
    public void Make(Move move, Part thing, Moment now)
    {
        RefuseOutOfTurn(thing);
        move.Make(thing, now);
    }

    /// <exception cref="OutOfTurn">The state of the thing does not allow it.</exception>
    public void RefuseOutOfTurn(Part thing)
    {
        if (WhyNot(thing) is { } why)
            throw new OutOfTurn(why);
    }

    string? WhyNot(Part thing)
    {
        if (From.Count == 0)
            return New().WhyNotNow(thing);
        var state = Of["status"];
        string Read(string word) => state.Choices.First(c => c.Written == word).Read;
        var stands = state.Write(thing) is { Length: > 0 } word ? word : state.Choices[0].Written;
        if (From.Contains(stands))
            return New().WhyNotNow(thing);
        var from = string.Join(" or ", From.Select(Read));
        return $"This {Noun} is {Read(stands)}. “{Button}” is for one that is {from}.";
    }

    /// <summary>The sentence of the history.</summary>
    /// <param name="move">The answers, or null where the record has none.</param>
    /// <param name="names">The name of what an answer names by an id; null where it is not known, and without it as it was written.</param>
    public string Sentence(Part? move, Func<Field, string, string?>? names = null)
    {
        var text = new StringBuilder();
        for (var at = 0; at < says.Length; )
        {
            var end = says[at] is '[' ? says.IndexOf(']', at) : says.IndexOf('[', at);
            if (end < 0)
                end = says.Length;
            var (piece, isWhole) = Filled(says[(says[at] is '[' ? at + 1 : at)..end], move, names);
            if (isWhole || says[at] is not '[')
                text.Append(piece);
            at = says[at] is '[' ? end + 1 : end;
        }
        return text.ToString();
    }

    (string Text, bool IsWhole) Filled(string piece, Part? move, Func<Field, string, string?>? names)
    {
        var (text, isWhole, at) = (new StringBuilder(), true, 0);
        while (piece.IndexOf('{', at) is >= 0 and var open)
        {
            text.Append(piece, at, open - at);
            var close = piece.IndexOf('}', open);
            var asked = piece[(open + 1)..close].Split(':');
            var field = Shape[asked[0]];
            var answer =
                move is null || !field.IsSet(move) ? ""
                : asked.Length == 2 ? asked[1].Split('|')[field.Get(move) is true ? 0 : 1]
                : field.Get(move) is DateOnly day ? Days.Read(day)
                : names is not null && field.RefersTo.Count > 0 && field.Get(move) is string one ? names(field, one) ?? one
                : names is not null && field.RefersTo.Count > 0 && field.Get(move) is IReadOnlyList<string> several
                    ? string.Join(", ", several.Select(id => names(field, id) ?? id))
                : field.Choices.FirstOrDefault(c => c.Written == field.Write(move))?.Read ?? field.Write(move);
            isWhole &= answer.Length > 0;
            text.Append(answer);
            at = close + 1;
        }
        return (text.Append(piece, at, piece.Length - at).ToString(), isWhole);
    }

    /// <inheritdoc/>
    public override string ToString() => Thing is null ? Name : $"{Thing.List}/{Name}";
}
