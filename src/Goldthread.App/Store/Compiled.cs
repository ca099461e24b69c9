using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Goldthread.App.Store;

/// <summary>A query that is translated once. EF binds a compiled query to one model, and there is a model for each engine.</summary>
/// <param name="query">The query of a context and one value.</param>
public sealed class Compiled<TValue, TRow>(Expression<Func<Db, TValue, IQueryable<TRow>>> query)
{
    readonly ConditionalWeakTable<IModel, Func<Db, TValue, IAsyncEnumerable<TRow>>> byModel = [];

    /// <summary>Runs it.</summary>
    public IAsyncEnumerable<TRow> On(Db db, TValue value) => byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, value);
}
