using System.Linq.Expressions;

namespace Goldthread.Domain.Shapes;

/// <summary>
/// What late is: the day by which one of a list is owed is past, and it is not over. Which lists can be late, by which day and in which states they are
/// over, their classes say (<see cref="IsDueAttribute.LateAfter"/>, <see cref="IsOverAttribute"/>); from that one expression is made, which memory
/// and the databases read alike.
/// </summary>
public static class Late
{
    static readonly Lazy<Expression<Func<string, string?, DateOnly?, DateOnly, bool>>> Tree = new(Write);
    static readonly Lazy<Func<string, string?, DateOnly?, DateOnly, bool>> Function = new(() => Tree.Value.Compile());

    /// <value>The expression: the list, the state as written, the day, and the day on which one looks.</value>
    public static Expression<Func<string, string?, DateOnly?, DateOnly, bool>> Written => Tree.Value;

    /// <summary>Is it late? In a query of the database it is what <see cref="Written"/> is.</summary>
    /// <param name="list">The list that it is of.</param>
    /// <param name="state">Its state as written; null where it has none yet.</param>
    /// <param name="due">The day by which it is owed; null where there is none.</param>
    /// <param name="today">The day on which one looks. What is owed on it is not late yet.</param>
    public static bool Is(string list, string? state, DateOnly? due, DateOnly today) => Function.Value(list, state, due, today);

    static Expression<Func<string, string?, DateOnly?, DateOnly, bool>> Write()
    {
        var list = Expression.Parameter(typeof(string), "list");
        var state = Expression.Parameter(typeof(string), "state");
        var due = Expression.Parameter(typeof(DateOnly?), "due");
        var today = Expression.Parameter(typeof(DateOnly), "today");
        var open = Thing
            .All.Where(t => t.CanBeLate)
            .Select(t =>
                t.States.Where(s => s.IsOver)
                    .Aggregate(
                        Same(list, t.List),
                        (so, over) => Expression.AndAlso(so, Expression.NotEqual(state, Expression.Constant(over.Written)))
                    )
            )
            .Aggregate(Expression.OrElse);
        var past = Expression.LessThan(due, Expression.Convert(today, typeof(DateOnly?)));
        return Expression.Lambda<Func<string, string?, DateOnly?, DateOnly, bool>>(Expression.AndAlso(past, open), list, state, due, today);
    }

    static BinaryExpression Same(Expression text, string word) => Expression.Equal(text, Expression.Constant(word));
}
