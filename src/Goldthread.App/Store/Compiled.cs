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

/// <summary>A query of two values that is translated once.</summary>
/// <param name="query">The query of a context and two values.</param>
public sealed class Compiled<TFirst, TSecond, TRow>(Expression<Func<Db, TFirst, TSecond, IQueryable<TRow>>> query)
{
    readonly ConditionalWeakTable<IModel, Func<Db, TFirst, TSecond, IAsyncEnumerable<TRow>>> byModel = [];

    /// <summary>Runs it.</summary>
    public IAsyncEnumerable<TRow> On(Db db, TFirst first, TSecond second) =>
        byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, first, second);
}

/// <summary>A query of three values that is translated once.</summary>
/// <param name="query">The query of a context and three values.</param>
public sealed class Compiled<TFirst, TSecond, TThird, TRow>(Expression<Func<Db, TFirst, TSecond, TThird, IQueryable<TRow>>> query)
{
    readonly ConditionalWeakTable<IModel, Func<Db, TFirst, TSecond, TThird, IAsyncEnumerable<TRow>>> byModel = [];

    /// <summary>Runs it.</summary>
    public IAsyncEnumerable<TRow> On(Db db, TFirst first, TSecond second, TThird third) =>
        byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, first, second, third);
}

/// <summary>A query of four values that is translated once.</summary>
/// <param name="query">The query of a context and four values.</param>
public sealed class Compiled<TFirst, TSecond, TThird, TFourth, TRow>(
    Expression<Func<Db, TFirst, TSecond, TThird, TFourth, IQueryable<TRow>>> query
)
{
    readonly ConditionalWeakTable<IModel, Func<Db, TFirst, TSecond, TThird, TFourth, IAsyncEnumerable<TRow>>> byModel = [];

    /// <summary>Runs it.</summary>
    public IAsyncEnumerable<TRow> On(Db db, TFirst first, TSecond second, TThird third, TFourth fourth) =>
        byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, first, second, third, fourth);
}

/// <summary>A query of five values that is translated once.</summary>
/// <param name="query">The query of a context and five values.</param>
public sealed class Compiled<TFirst, TSecond, TThird, TFourth, TFifth, TRow>(
    Expression<Func<Db, TFirst, TSecond, TThird, TFourth, TFifth, IQueryable<TRow>>> query
)
{
    readonly ConditionalWeakTable<IModel, Func<Db, TFirst, TSecond, TThird, TFourth, TFifth, IAsyncEnumerable<TRow>>> byModel = [];

    /// <summary>Runs it.</summary>
    public IAsyncEnumerable<TRow> On(Db db, TFirst first, TSecond second, TThird third, TFourth fourth, TFifth fifth) =>
        byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, first, second, third, fourth, fifth);
}
