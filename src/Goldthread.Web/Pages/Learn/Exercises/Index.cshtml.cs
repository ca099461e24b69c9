using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.Exercises;

/// <summary>The broken plans to be mended, easy ones first, with how far one is.</summary>
public sealed class IndexModel : GoldthreadPage
{
    Dictionary<string, LearntRow> mine = [];

    public string Lead =>
        $"You have mended {Shipped.Exercises.Count(e => mine.GetValueOrDefault(e.Id)?.Done is not null)} of {Shipped.Exercises.Count} broken plans.";

    public DataTable Table() =>
        new()
        {
            Caption = "Broken plans",
            Columns = [new("Plan") { IsKey = true }, new("Level"), new("Service"), new("Nation"), new("How far you are") { IsKey = true }],
            Rows = Shipped.Exercises.Select(e =>
                (IReadOnlyList<Inline>)
                    [
                        Inline.Of(new Link($"{e.Id} {e.Title}", $"/learn/exercises/{e.Id}")),
                        Level(e),
                        PlanPage.Capital(Words.Read(e.Service!.Value)),
                        PlanPage.Capital(Words.Read(e.Nation!.Value)),
                        mine.GetValueOrDefault(e.Id) switch
                        {
                            { Done: { } day } => $"Mended {Days.Read(day)}",
                            { Answers: { Length: > 0 } marks } => $"{marks.Replace("/", " of ", StringComparison.Ordinal)} mended",
                            _ => "",
                        },
                    ]
            ),
        };

    /// <summary>How hard it is, in words.</summary>
    public static string Level(Exercise exercise) =>
        exercise.Level switch
        {
            1 => "1, one or two kinds of faults",
            2 => "2, three or four",
            3 => "3, five or six",
            _ => "4, more",
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var me = Actor.PersonId;
        mine = await Db.Learnt.AsNoTracking().Where(r => r.PersonId == me).ToDictionaryAsync(r => r.Lesson, StringComparer.Ordinal, Cancel);
    }
}
