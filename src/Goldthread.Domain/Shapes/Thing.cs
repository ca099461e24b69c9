using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;
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

    readonly Func<Part, object?>[] titles;
    readonly Func<Part, object?>[] dues;
    readonly Func<Part, object?>? persons;
    readonly Func<Part, object?>? states;
    readonly Field? objectives;

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
        IsMain = attribute.IsMain;
        ByTitle = attribute.ByTitle;
        List<PropertyInfo> Declared<T>(Func<T, int> place)
            where T : Attribute =>
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p.IsDefined(typeof(T)))
                    .OrderBy(p => place(p.GetCustomAttribute<T>()!)),
            ];
        string? Heading(IEnumerable<PropertyInfo> of) =>
            of.Select(p => p.GetCustomAttribute<ShownInListsAttribute>()?.Heading).FirstOrDefault(h => h is not null);
        var titled = Declared<IsTitleAttribute>(a => a.Place);
        HasTitle = titled.Count > 0;
        titles = [.. titled.Select(Getter)];
        var owed = Declared<IsDueAttribute>(a => a.Place);
        DueHeading = Heading(owed);
        dues = [.. owed.Select(Getter)];
        var person = Declared<IsPersonAttribute>(_ => 0).SingleOrDefault();
        PersonHeading = person is null ? null : Heading([person]);
        persons = person is null ? null : Getter(person);
        PersonField = person is null ? null : Shape.Fields.Single(f => f.Property == person.Name);
        objectives = Shape.Fields.FirstOrDefault(f => f.RefersTo is [Objective.List]);
        if (Declared<IsStateAttribute>(_ => 0).SingleOrDefault() is { } state)
        {
            StateHeading = Heading([state]);
            states = Getter(state);
            States = Words.All(Nullable.GetUnderlyingType(state.PropertyType) ?? state.PropertyType);
        }
        CanBeLate = owed.Exists(p => p.GetCustomAttribute<IsDueAttribute>()!.LateAfter);
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

    /// <value>True for what most plans have: its list is shown before anything is in it.</value>
    public bool IsMain { get; }

    /// <value>True where people know one of them by its title alone.</value>
    public bool ByTitle { get; }

    /// <value>True where it says what one is called.</value>
    internal bool HasTitle { get; }

    /// <value>What stands above the column of the day; null where lists have none.</value>
    public string? DueHeading { get; }

    /// <value>What stands above the column of the person; null where lists have none.</value>
    public string? PersonHeading { get; }

    /// <value>What stands above the column of the state or the kind; null where lists have none.</value>
    public string? StateHeading { get; }

    /// <value>The words of its state or kind, in order; none where it has neither.</value>
    public IReadOnlyList<Words.Word> States { get; } = [];

    /// <value>True where it is late when its day is past and it is not over: <see cref="Late"/>.</value>
    public bool CanBeLate { get; }

    /// <value>The field that says whose one is; null where it has none.</value>
    public Field? PersonField { get; }

    /// <value>The field that says which objective it serves; null where it has none.</value>
    public Field? ObjectiveField => objectives;

    /// <value>The few questions that make a new one useful, in the order in which they are asked; none where all are asked at once.</value>
    public IReadOnlyList<Field> AskedFirst => Shape.AskedFirst;

    /// <summary>What one is called, or null where nothing of that is answered.</summary>
    public string? TitleOf(Part part)
    {
        foreach (var title in titles)
        {
            if (First(title(part)) is { } text)
                return text;
        }
        return null;
    }

    /// <summary>The day by which one is owed, ends or happens; null where none is given.</summary>
    public DateOnly? DueOf(Part part)
    {
        foreach (var due in dues)
        {
            if (due(part) is DateOnly day)
                return day;
        }
        return null;
    }

    /// <summary>The staff id of whose one is; null where nobody is named.</summary>
    public string? PersonOf(Part part) => First(persons?.Invoke(part));

    /// <summary>The word of one's state or kind as the plan file has it; null where none is given.</summary>
    public string? StateOf(Part part) =>
        states?.Invoke(part) is Enum state ? States[Convert.ToInt32(state, CultureInfo.InvariantCulture)].Written : null;

    /// <summary>The id of the objective that one serves, of several the first; null where it names none.</summary>
    public string? ObjectiveOf(Part part) => First(objectives?.Get(part));

    /// <summary>Is its day past, and is it not over?</summary>
    public bool IsLate(Part part, DateOnly today) => Late.Is(List, StateOf(part), DueOf(part), today);

    /// <value>All the things, in the plan file's order.</value>
    public static IReadOnlyList<Thing> All => Everything.Value;

    /// <summary>The thing of a list name, or null.</summary>
    public static Thing? Find(string list) => ByList.Value.GetValueOrDefault(list);

    /// <summary>The thing of a class.</summary>
    public static Thing Of<T>()
        where T : Part => One<T>.Thing;

    /// <inheritdoc/>
    public override string ToString() => List;

    static string? First(object? value) =>
        value switch
        {
            string text when !string.IsNullOrWhiteSpace(text) => text,
            IReadOnlyList<string> { Count: > 0 } several when !string.IsNullOrWhiteSpace(several[0]) => several[0],
            _ => null,
        };

    static Func<Part, object?> Getter(PropertyInfo property)
    {
        var part = Expression.Parameter(typeof(Part));
        return Expression
            .Lambda<Func<Part, object?>>(
                Expression.Convert(Expression.Property(Expression.Convert(part, property.DeclaringType!), property), typeof(object)),
                part
            )
            .Compile();
    }

    static class One<T>
        where T : Part
    {
        internal static readonly Thing Thing = All.Single(t => t.Shape.Type == typeof(T));
    }
}
