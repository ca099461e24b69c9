using Goldthread.Domain.Govern;

namespace Goldthread.Domain.Shapes;

/// <summary>
/// Makes a class one of the moves of a thing or of the plan: what it does beside being written, such as being closed. The class's name is the name of
/// the operation in the record.
/// </summary>
/// <param name="name">Its name in addresses and calls: <c>send-back</c>.</param>
/// <param name="button">What the button says: "Send it back".</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MoveAttribute(string name, string button) : Attribute
{
    /// <value>Its name in addresses and calls.</value>
    public string Name => name;

    /// <value>What the button says.</value>
    public string Button => button;

    /// <value>
    /// Its sentence in the history. <c>{note}</c> is the answer to that question; <c>{held:it held|it did not}</c> one of two; what stands in square
    /// brackets is left out where an answer in it is missing.
    /// </value>
    public required string Says { get; init; }

    /// <value>One sentence under the heading of its form: what it does; empty for none.</value>
    public string Does { get; init; } = "";

    /// <value>Who may: whoever has one of these in the plan's area. Whoever writes the thing's list, unless said.</value>
    public Permission[] Needs { get; init; } = [Permission.WritePlans];

    /// <value>True where whoever answers for the thing may make it too.</value>
    public bool Own { get; init; }

    /// <value>The states that it starts from, as the thing's <c>status</c> has them; none for any.</value>
    public object[] From { get; init; } = [];

    /// <value>The class of the new item that it makes beside moving its own thing; null where it makes none.</value>
    public Type? Makes { get; init; }

    /// <value>True where it makes another plan.</value>
    public bool MakesPlan { get; init; }

    /// <value>Its place among the moves of the same thing: the usual next step has the smallest.</value>
    public int Place { get; init; } = 50;
}

/// <summary>Who makes a move, and when.</summary>
/// <param name="By">Who, as people read it.</param>
/// <param name="Staff">Who, by the id in the plan's staff list; null where the person is not in it.</param>
/// <param name="On">The day.</param>
public sealed record Moment(string By, string? Staff, DateOnly On)
{
    /// <value>The whole plan; given to the moves of a plan alone.</value>
    public Develop.PlanDocument? Plan { get; init; }
}

/// <summary>The state of the thing does not allow the move now.</summary>
/// <param name="message">One sentence: how it stands, and from where the move can be made.</param>
public sealed class OutOfTurn(string message) : Exception(message);

/// <summary>A move that is being made: its fields are the answers to its questions.</summary>
public abstract class Move : Part
{
    internal abstract Type Moved { get; }

    internal abstract string? WhyNotNow(Part thing);

    internal abstract void Make(Part thing, Moment now);

    /// <value>The id of the new item that it made, of the list that <see cref="MoveKind.Makes"/> says, or of the new plan; null for none.</value>
    public string? Made => made;

    /// <summary>Says which new item it made.</summary>
    /// <param name="id">Its id.</param>
    public void Makes(string id) => made = id;

    /// <value>What came of it beside its own thing, in a sentence for whoever made it; null where there is nothing to say.</value>
    public string? Outcome => outcome;

    /// <summary>Says what came of it beside its own thing.</summary>
    /// <param name="sentence">A sentence.</param>
    public void Tells(string sentence) => outcome = sentence;

    string? made;
    string? outcome;
}

/// <summary>A move of one kind of thing.</summary>
/// <typeparam name="T">The thing, or <see cref="Develop.Plan"/>.</typeparam>
public abstract class Move<T> : Move
    where T : Part
{
    internal sealed override Type Moved => typeof(T);

    internal sealed override string? WhyNotNow(Part thing) => WhyNot((T)thing);

    internal sealed override void Make(Part thing, Moment now) => Make((T)thing, now);

    /// <summary>Why the thing cannot be moved now, where that is more than its state's word; null where it can.</summary>
    protected virtual string? WhyNot(T thing) => null;

    /// <summary>Makes it: one method of the thing, which decides.</summary>
    /// <exception cref="RuleBroken">Something is missing or not accepted.</exception>
    protected abstract void Make(T thing, Moment now);
}
