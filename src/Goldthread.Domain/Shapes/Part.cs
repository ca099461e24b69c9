namespace Goldthread.Domain.Shapes;

/// <summary>
/// A mapping of the plan file: a plan, an objective, a target. Its properties are its fields, and <see cref="Shape"/> reads them once, so that
/// the plan file, the forms, the record of changes, the checks, the tables and the JSON Schema all come from the same declaration.
/// </summary>
public abstract class Part
{
    /// <value>The line of the plan file where it begins, from 1; 0 where it did not come from a file.</value>
    public int FileLine { get; internal set; }

    /// <value>The keys that the plan file gave it, a bit for the place of each field; 0 where it did not come from a file.</value>
    internal ulong Keys { get; set; }

    /// <summary>True where it came from a plan file that does not have this key: what is absent there says nothing of what is stored.</summary>
    public bool LeavesOut(Field field) => FileLine > 0 && (Keys & (1UL << field.Place)) == 0;

    /// <value>
    /// True for an item that its author and the safeguarding lead alone see; a field of the items of lists (classes with a <see cref="ThingAttribute"/>), and
    /// of nothing else.
    /// </value>
    [Under(Fold.Seen)]
    [Asks(
        "Should only you and the safeguarding lead see this?",
        Hint = "For everybody else it is then not there: not in lists, counts, charts, searches or exports. Leave it open for what others work with."
    )]
    public bool? Restricted { get; private set; }

    /// <summary>The rules between its own fields that it breaks; forms refuse them, a plan file may hold them.</summary>
    public virtual IEnumerable<RuleBroken> BrokenRules() => [];

    /// <summary>What is said before its time: refused where somebody says it now, and left where it stands already, as a plan file may tell of it.</summary>
    public virtual IEnumerable<Refusal> TooEarly() => [];

    /// <summary>
    /// The fields that stand from now on, and why: no form, call or file changes them any more, and what has such fields is not removed. Null where
    /// everything can be changed.
    /// </summary>
    public virtual (IReadOnlyList<string> Fields, string Why)? Settled() => null;
}

/// <summary>A part with an id that is unique in its list.</summary>
public abstract class Item : Part
{
    /// <value>The id: a short string, unique in its list; empty where a half-written file leaves it out.</value>
    [IsId]
    [Max(60)]
    public string Id { get; private set; } = "";

    /// <summary>Names a new item.</summary>
    /// <param name="id">The id, 1 to 60 characters.</param>
    public void NameIt(string id) => Id = id;
}
