using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Parts;

/// <summary>The moves that a person can make now, each a way to its form; one that asks nothing is a button that makes it.</summary>
/// <param name="Address">The address of the item or the plan.</param>
/// <param name="Moves">The moves, the usual next step first.</param>
public sealed record MoveButtons(string Address, IReadOnlyList<MoveKind> Moves);
