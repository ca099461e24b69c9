namespace Goldthread.App.Store.Kinds;

/// <summary>What a line says of a thing.</summary>
enum Does
{
    /// <summary>These fields are so from now on; what it does not speak of stays.</summary>
    Set,

    /// <summary>This is all of it: what it does not speak of is not there.</summary>
    Make,

    /// <summary>It is taken out.</summary>
    Remove,

    /// <summary>It is there again as it was.</summary>
    Restore,

    /// <summary>The things of the list stand in this order.</summary>
    Order,
}

/// <summary>One thing as one line tells it.</summary>
/// <param name="List">The list that it belongs to.</param>
/// <param name="Id">Its id; empty where the chain has only one of the list, or where it is about the list.</param>
/// <param name="Does">What is said of it.</param>
/// <param name="Fields">What its fields are from now on.</param>
sealed record Telling(string List, string Id, Does Does, IEnumerable<Change> Fields);

/// <summary>What the lines of an operation mean. Most set the fields of the thing that they name, and none has to say so.</summary>
delegate IEnumerable<Telling> Meaning(Line line);

/// <summary>The meanings that operations share.</summary>
static class Means
{
    /// <summary>The fields of the thing are so from now on: every operation that no kind declares.</summary>
    public static IEnumerable<Telling> Sets(Line line) => Of(line, Does.Set, line.Changes);

    /// <summary>The thing is new, with these fields and no others.</summary>
    public static IEnumerable<Telling> Makes(Line line) => Of(line, Does.Make, line.Changes);

    /// <summary>The thing is taken out; its fields stay.</summary>
    public static IEnumerable<Telling> Removes(Line line) => Of(line, Does.Remove, []);

    /// <summary>The thing is there again as it was.</summary>
    public static IEnumerable<Telling> Restores(Line line) => Of(line, Does.Restore, []);

    /// <summary>The thing is there again: as it was, or where the line has fields with these and no others.</summary>
    public static IEnumerable<Telling> RestoresOrMakes(Line line) => line.Changes.Count == 0 ? Restores(line) : Makes(line);

    /// <summary>The things of the list stand in this order: <c>{"order": [[…], ["A2","A1"]]}</c>.</summary>
    public static IEnumerable<Telling> Orders(Line line) =>
        line.Row.List is { } list ? [new(list, "", Does.Order, line.Changes.Where(c => c.Field is "order"))] : [];

    static IEnumerable<Telling> Of(Line line, Does does, IEnumerable<Change> fields)
    {
        // The strategy itself is the one thing of its chain without an id; any other line without one is about nothing that is kept.
        if (line.Row.List is { } list && (line.Row.Item ?? (list is StrategiesKind.List ? "" : null)) is { } id)
            yield return new(list, id, does, fields);
    }
}
