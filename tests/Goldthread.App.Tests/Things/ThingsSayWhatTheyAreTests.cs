using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Things;

/// <summary>What a thing is, its class says and nothing else does: no code asks which list it has before it.</summary>
public partial class ThingsSayWhatTheyAreTests
{
    static readonly string Lists = string.Join('|', Thing.All.Select(t => Regex.Escape(t.List)));

    [Fact]
    public void No_list_s_name_is_compared_outside_its_declaration()
    {
        // A list's name may be a field's name or a word too; what is compared with such a text says which it is.
        var compared = new Regex(
            $"""(?:[=!]=|\b(?:is|is not|or|case|when)) ?\(?"(?:{Lists})"|\bList: "(?:{Lists})"|\b(?:CountOf|LateIn|Named|Refers|Find)\("(?:{Lists})"|\bAdds = "|"(?:{Lists})" (?:when|or|=>)"""
        );
        var found =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs*", SearchOption.AllDirectories)
            where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal)
            where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where compared.IsMatch(line) && !OfFieldOrEnd().IsMatch(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(found);
    }

    /// <summary>A field's name, or the end of the thread from which one looks.</summary>
    [GeneratedRegex("""\b(?:[Ff]ield|Name|From) (?:is|==|!=) """)]
    private static partial Regex OfFieldOrEnd();

    [Fact]
    public void Every_thing_says_what_one_of_it_is_called()
    {
        Assert.Empty(
            Thing.All.Where(t => !t.Shape.Type.GetProperties().Any(p => p.IsDefined(typeof(IsTitleAttribute)))).Select(t => t.List)
        );
    }

    [Fact]
    public void What_can_be_late_has_a_state_in_which_it_is_over()
    {
        Assert.Equal(["actions", "questions", "reviews"], Thing.All.Where(t => t.CanBeLate).Select(t => t.List));
        Assert.All(Thing.All.Where(t => t.CanBeLate), t => Assert.Contains(t.States, s => s.IsOver));
    }

    [Fact]
    public void No_two_questions_of_a_thing_are_asked_at_the_same_place()
    {
        Assert.All(Thing.All, t => Assert.Equal(t.AskedFirst.Count, t.AskedFirst.Select(f => f.AskedFirst).Distinct().Count()));
    }

    const string Plan = """
        goldthread: 1
        area: {name: Rowan House}
        plan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}
        actions:
          - {id: A1, title: Not started, due: 2026-11-01}
          - {id: A2, title: Done, due: 2026-11-01, status: done}
          - {id: A3, title: Cancelled, due: 2026-11-01, status: cancelled}
          - {id: A4, title: Stuck, due: 2026-11-01, status: blocked}
          - {id: A5, title: Due today, due: 2026-11-02}
          - {id: A6, title: No day}
        reviews:
          - {id: RV1, kind: quarterly, scheduled: 2026-11-01}
          - {id: RV2, kind: quarterly, scheduled: 2026-11-01, held_on: 2026-11-01}
          - {id: RV3, kind: quarterly, scheduled: 2026-11-02}
        risks:
          - {id: R1, event: The rota falls over, next_review: 2026-11-01, status: open}
        """;

    [Theory, Databases]
    public async Task A_database_finds_late_what_memory_does(Engine engine)
    {
        await using var at = await TestDatabase.NewAsync(engine);
        await using var writer = new Writer(at.Database, TimeProvider.System);
        var document = PlanFile.Read(Encoding.UTF8.GetBytes(Plan), Shipped.Data).Document!;
        await writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document));
        await using var db = at.Open();
        var today = new DateOnly(2026, 11, 2);

        var late = await db.Items.Where(i => Late.Is(i.List, i.State, i.Due, today)).Select(i => i.Id).ToListAsync();

        Assert.Equal(["A1", "A4", "RV1"], late.Order(StringComparer.Ordinal));
        var rows = await db.Items.ToListAsync();
        Assert.Equal(late.Order(), rows.Where(i => Late.Is(i.List, i.State, i.Due, today)).Select(i => i.Id).Order());
        Assert.Equal(
            late.Order(),
            rows.Where(i => Thing.Find(i.List)!.IsLate(ItemRows.Read(Thing.Find(i.List)!, i), today)).Select(i => i.Id).Order()
        );
    }
}
