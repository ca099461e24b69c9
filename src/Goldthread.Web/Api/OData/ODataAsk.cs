using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;
using Goldthread.App.Govern.Tables;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Query.Expressions;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace Goldthread.Web.Api.OData;

/// <summary>
/// What one call asks of a table. A row is judged while it is read, so that a filter costs no memory; what is accepted is named here, so that no
/// query costs more than one reading of the table.
/// </summary>
sealed class ODataAsk
{
    /// <summary>The most terms of a filter.</summary>
    const int MostTerms = 100;

    /// <summary>The most properties that rows are ordered by.</summary>
    const int MostOrders = 5;

    static readonly FrozenSet<string> Options = ["$filter", "$select", "$orderby", "$top", "$skip", "$count", "$format"];

    /// <summary>No regular expressions: one can keep a processor busy for a year.</summary>
    static readonly FrozenSet<string> Functions =
    [
        "contains",
        "startswith",
        "endswith",
        "length",
        "indexof",
        "substring",
        "tolower",
        "toupper",
        "trim",
        "concat",
        "year",
        "month",
        "day",
        "round",
        "floor",
        "ceiling",
    ];

    ODataAsk() { }

    /// <value>The properties that are wanted, in the order of the table.</value>
    public required IReadOnlyList<PropertyInfo> Properties { get; init; }

    /// <value>Those named by <c>$select</c>; null where all are wanted.</value>
    public IReadOnlyList<string>? Selected { get; init; }

    /// <value>True for a row that is wanted.</value>
    public Func<FlatRow, bool> Wanted { get; init; } = _ => true;

    /// <value>Puts rows into the order that is asked for; null where theirs will do.</value>
    public IComparer<FlatRow>? Order { get; init; }

    /// <value>So many are passed over.</value>
    public long Skip { get; init; }

    /// <value>No more than so many; null for all.</value>
    public long? Top { get; init; }

    /// <value>Whether it is asked how many there are in all.</value>
    public bool Count { get; init; }

    /// <summary>Reads what is asked.</summary>
    /// <exception cref="ODataException">Something that is not accepted; the message says what.</exception>
    public static ODataAsk Read(ODataSet set, IQueryCollection query)
    {
        var asked = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in query.Where(q => q.Key.StartsWith('$')))
        {
            if (!Options.Contains(name))
                throw new ODataException($"{name} is not taken. What is: {string.Join(", ", Options.Order(StringComparer.Ordinal))}.");
            asked[name] = value.ToString();
        }
        if (asked.TryGetValue("$format", out var format) && !Json(format))
            throw new ODataException($"$format is json, not “{format}”.");
        var parser = new ODataQueryOptionParser(ODataModel.Model, set.Set.EntityType, set.Set, asked);
        var selected = asked.ContainsKey("$select") ? SelectedBy(parser.ParseSelectAndExpand()) : null;
        return new()
        {
            Properties =
            [
                .. set
                    .Properties.Where(p => selected is null or [] || selected.Contains(p, StringComparer.Ordinal))
                    .Select(p => set.Table.Row.GetProperty(p)!),
            ],
            Selected = selected is [] ? null : selected,
            Wanted = parser.ParseFilter() is { } filter ? Judge(set, filter) : _ => true,
            Order = parser.ParseOrderBy() is { } order ? new Ordering(set.Table.Row, order) : null,
            Skip = parser.ParseSkip() ?? 0,
            Top = parser.ParseTop(),
            Count = parser.ParseCount() ?? false,
        };
    }

    static bool Json(string format) =>
        format.Equals("json", StringComparison.OrdinalIgnoreCase)
        || format.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    static List<string> SelectedBy(SelectExpandClause clause) =>
        clause.AllSelected
            ? []
            :
            [
                .. clause.SelectedItems.Select(i =>
                    i is PathSelectItem { SelectedPath: { Count: 1, FirstSegment: PropertySegment property } }
                        ? property.Property.Name
                        : throw new ODataException("$select names properties.")
                ),
            ];

    static Func<FlatRow, bool> Judge(ODataSet set, FilterClause filter)
    {
        var terms = 0;
        Accept(filter.Expression, ref terms);
        var judge = Tried(() => Compiled(set, filter));
        return row => Tried(() => judge(row));
    }

    /// <summary>What a filter makes of a row can fail in as many ways as there are functions (a division by nothing, a text cut at -1): all are the caller's.</summary>
    static T Tried<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception why)
            when (why
                    is ArithmeticException
                        or ArgumentException
                        or InvalidOperationException
                        or NotSupportedException
                        or NullReferenceException
                        or InvalidCastException
                        or FormatException
            )
        {
            throw new ODataException($"$filter cannot be worked out: {why.Message}", why);
        }
    }

    static Func<FlatRow, bool> Compiled(ODataSet set, FilterClause filter)
    {
        var bound = (LambdaExpression)
            new FilterBinder().BindFilter(
                filter,
                new QueryBinderContext(
                    ODataModel.Model,
                    new ODataQuerySettings { HandleNullPropagation = HandleNullPropagationOption.True },
                    set.Table.Row
                )
            );
        var row = Expression.Parameter(typeof(FlatRow));
        return Expression.Lambda<Func<FlatRow, bool>>(Expression.Invoke(bound, Expression.Convert(row, set.Table.Row)), row).Compile();
    }

    /// <summary>Asks whether a filter is made of what is taken, and of nothing else.</summary>
    static void Accept(QueryNode? node, ref int terms)
    {
        if (++terms > MostTerms)
            throw new ODataException($"$filter has too many terms; {MostTerms} are the most.");
        IEnumerable<QueryNode?> parts = node switch
        {
            null or ConstantNode or CollectionConstantNode or ResourceRangeVariableReferenceNode => [],
            SingleValuePropertyAccessNode property => [property.Source],
            ConvertNode convert => [convert.Source],
            UnaryOperatorNode unary => [unary.Operand],
            BinaryOperatorNode binary => [binary.Left, binary.Right],
            InNode among => [among.Left, among.Right],
            SingleValueFunctionCallNode call when Functions.Contains(call.Name) => call.Parameters,
            SingleValueFunctionCallNode call => throw new ODataException($"$filter does not take {call.Name}()."),
            _ => throw new ODataException("$filter does not take that."),
        };
        foreach (var part in parts)
            Accept(part, ref terms);
    }

    /// <summary>By one property after another; what is not known comes first, as OData has it.</summary>
    sealed class Ordering : IComparer<FlatRow>
    {
        readonly List<(PropertyInfo Property, int Sign)> by = [];

        public Ordering(Type row, OrderByClause clause)
        {
            for (var each = clause; each is not null; each = each.ThenBy)
            {
                if (by.Count == MostOrders)
                    throw new ODataException($"$orderby names too many properties; {MostOrders} are the most.");
                by.Add(
                    each.Expression is SingleValuePropertyAccessNode property
                        ? (row.GetProperty(property.Property.Name)!, each.Direction == OrderByDirection.Ascending ? 1 : -1)
                        : throw new ODataException("$orderby names properties.")
                );
            }
        }

        public int Compare(FlatRow? x, FlatRow? y)
        {
            foreach (var (property, sign) in by)
            {
                var (left, right) = (property.GetValue(x), property.GetValue(y));
                var order =
                    left is string text && right is string other
                        ? string.CompareOrdinal(text, other)
                        : Comparer<object>.Default.Compare(left, right);
                if (order != 0)
                    return sign * order;
            }
            return 0;
        }
    }
}
