using Goldthread.Domain;
using Goldthread.Domain.Evaluate;

namespace Goldthread.Web.Pages.Evaluate.Marking;

/// <summary>The five misconceptions in one plan: what was looked at, what was seen, what a program cannot see.</summary>
public sealed class MisconceptionsModel : PlanPage
{
    protected override Stage? Current => Stage.Evaluate;
    protected override string? CurrentList => "misconceptions";

    public IReadOnlyList<Misconception> All { get; private set; } = [];

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var document = await FindWithDocumentAsync();
        All = Domain.Evaluate.Marking.Of(document, Found.All, Today).Misconceptions;
    }
}
