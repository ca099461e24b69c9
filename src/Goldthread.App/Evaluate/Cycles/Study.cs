using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Evaluate.Cycles;

/// <summary>What is studied is held against figures from after the cycle began: where there is none, the study is taken and that is said.</summary>
sealed class Study : Follow<StudyCycle>
{
    protected override async Task AfterAsync(Work work, Holder holder, string id, Part thing, StudyCycle move)
    {
        var cycle = (ImprovementCycle)thing;
        if (cycle.CountsAfter is not { } day)
            return;
        // What somebody does not see is told to them by nothing.
        var hidden = await Hidden.OfAsync(work.Db, work.Actor, holder);
        List<string> measures = [.. cycle.Measures.Where(m => !hidden.Has(Measure.List, m))];
        var plan = holder.Id;
        if (await work.Db.Series.AnyAsync(s => s.Plan == plan && measures.Contains(s.Measure) && s.Last > day))
            return;
        move.Tells(
            measures.Count == 0
                ? "It names no measure, so no figure shows what came of it."
                : $"None of its measures has a figure from after {Days.Read(day)}, so no figure shows yet what came of it."
        );
    }
}
