using System.Collections.Frozen;
using System.Reflection;
using Goldthread.Domain.Develop;

namespace Goldthread.Domain.Shapes;

/// <summary>One of the lists of a plan: its class, its place in the cycle, and what people call it.</summary>
public sealed class Thing
{
    static readonly Lazy<IReadOnlyList<Thing>> Everything = new(() =>
        [.. PlanDocument.Lists.Select(type => new Thing(type, type.GetCustomAttribute<ThingAttribute>()!))]
    );
    static readonly Lazy<FrozenDictionary<string, Thing>> ByList = new(() =>
        Everything.Value.ToFrozenDictionary(t => t.List, StringComparer.Ordinal)
    );

    Thing(Type type, ThingAttribute attribute)
    {
        Shape = Shape.Of(type);
        List = attribute.List;
        Stage = attribute.Stage;
        Noun = attribute.Noun;
        Plural = attribute.Plural ?? attribute.Noun + "s";
        Prefix = attribute.Prefix;
        Why = attribute.Why ?? "";
        HasId = type.IsSubclassOf(typeof(Item));
        Path = attribute.Path ?? attribute.List;
        var shape = Shape.Of<PlanDocument>();
        var steps = Path.Split('.');
        var groups = new Field[steps.Length - 1];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = shape[steps[i]];
            shape = groups[i].Inner!;
        }
        Groups = groups;
        IsOfArea = steps.Length > 1 && groups[0].Name is "area";
        ListField = shape[steps[^1]];
    }

    /// <value>Where the plan file keeps the list: <c>resources.budget.lines</c>.</value>
    public string Path { get; }

    /// <value>The fields that lead from the plan document to the owner of the list; none for most.</value>
    internal IReadOnlyList<Field> Groups { get; }

    /// <value>The field of the list itself.</value>
    internal Field ListField { get; }

    /// <value>Its fields.</value>
    public Shape Shape { get; }

    /// <value>The list's name in the plan file's terms: <c>objectives</c>, <c>strategy.values</c>, <c>budget</c>.</value>
    public string List { get; }

    /// <value>The stage of the cycle.</value>
    public Stage Stage { get; }

    /// <value>One of them in people's words: "objective".</value>
    public string Noun { get; }

    /// <value>Several of them: "objectives".</value>
    public string Plural { get; }

    /// <value>What a new id begins with.</value>
    public string Prefix { get; }

    /// <value>Why to add one; empty where nothing is said.</value>
    public string Why { get; }

    /// <value>False for the lists whose items have no id in the plan file (allocations, equipment); they are known by their place.</value>
    public bool HasId { get; }

    /// <value>True for a list of the area: all its plans have the same one.</value>
    public bool IsOfArea { get; }

    /// <value>All the things, in the plan file's order.</value>
    public static IReadOnlyList<Thing> All => Everything.Value;

    /// <summary>The thing of a list name, or null.</summary>
    public static Thing? Find(string list) => ByList.Value.GetValueOrDefault(list);

    /// <summary>The thing of a class.</summary>
    public static Thing Of<T>()
        where T : Part => One<T>.Thing;

    /// <inheritdoc/>
    public override string ToString() => List;

    static class One<T>
        where T : Part
    {
        internal static readonly Thing Thing = All.Single(t => t.Shape.Type == typeof(T));
    }
}
