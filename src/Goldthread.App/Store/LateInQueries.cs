using System.Linq.Expressions;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Goldthread.App.Store;

/// <summary>Puts <see cref="Late.Written"/> where a query calls <see cref="Late.Is"/>, before it is translated; so SQL has no late of its own.</summary>
sealed class LateInQueries : ExpressionVisitor, IQueryExpressionInterceptor
{
    /// <summary>The only one: options that differ by an interceptor would be kept apart.</summary>
    internal static readonly LateInQueries Only = new();

    LateInQueries() { }

    /// <inheritdoc/>
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Visit(queryExpression);

    /// <inheritdoc/>
    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType != typeof(Late))
            return base.VisitMethodCall(node);
        var asked = Late.Written;
        return new Given(asked.Parameters.Zip(node.Arguments).ToDictionary(p => p.First, p => Visit(p.Second))).Visit(asked.Body);
    }

    sealed class Given(Dictionary<ParameterExpression, Expression> values) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => values.GetValueOrDefault(node, node);
    }
}
