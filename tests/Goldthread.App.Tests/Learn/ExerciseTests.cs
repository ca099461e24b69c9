using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Learn.Exercises;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Learn;

/// <summary>Every broken plan with its solution, and every cheap way to make a check silent, which is no mend.</summary>
public sealed class ExerciseTests
{
    public static TheoryData<string> Ids => [.. Shipped.Exercises.Select(e => e.Id)];

    static PlanDocument Mended(string id)
    {
        using var file = File.OpenRead(Path.Combine(Repository.Root, "tests", "Goldthread.App.Tests", "Learn", "Mended", $"{id}.yaml"));
        var read = PlanFile.Read(file, Shipped.Data);
        Assert.True(read.Document is not null, read.First?.Message);
        return read.Document;
    }

    static IEnumerable<string> Found(Exercise exercise, PlanDocument plan) =>
        PlanChecks.Run(plan, exercise.Day!.Value, Shipped.Data).Select(f => $"{f.Check.Id} {f.About}").Order(StringComparer.Ordinal);

    static Marks Mark(string id, Action<PlanDocument> change)
    {
        var exercise = Handed.Find(id);
        var plan = Handed.PlanOf(exercise);
        change(plan);
        return Handed.Mark(exercise, plan);
    }

    static void Set(PlanDocument plan, string list, string id, string field, object? value)
    {
        var thing = Thing.Find(list)!;
        thing.Shape[field].Set(plan.ItemsOf(thing).Single(i => plan.KeyOf(thing, i) == id), value);
    }

    static void Without(PlanDocument plan, string list, Func<string, bool> gone)
    {
        var thing = Thing.Find(list)!;
        plan.SetItems(thing, [.. plan.ItemsOf(thing).Where(i => !gone(plan.KeyOf(thing, i)))]);
    }

    static Mend MendOf(Marks marks, string check) => marks.Faults.First(f => f.Check.Id == check).Mend;

    [Fact]
    public void There_are_at_least_twenty_from_easy_to_hard_across_services_and_nations()
    {
        var all = Shipped.Exercises;
        Assert.True(all.Count >= 20);
        Assert.Equal([1, 2, 3, 4], all.Select(e => e.Level!.Value).Distinct());
        Assert.True(all.Select(e => e.Service).Distinct().Count() >= 8);
        Assert.Equal(4, all.Select(e => e.Nation).Distinct().Count());
        Assert.All(all, e => Assert.Equal(3, e.Hints.Count));
        Assert.True(all.SelectMany(e => e.Faults).Select(f => f.Check).Distinct().Count() >= 75);
        foreach (var exercise in all)
        {
            var kinds = exercise.Faults.Select(f => f.Check).Distinct().Count();
            var (least, most) = exercise.Level switch
            {
                1 => (1, 2),
                2 => (3, 4),
                3 => (4, 8),
                _ => (6, 11),
            };
            Assert.True(kinds >= least && kinds <= most, $"{exercise.Id} has {kinds} kinds of faults at level {exercise.Level}.");
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void What_was_planted_is_found_before_and_nothing_after(string id)
    {
        var exercise = Handed.Find(id);
        var given = Handed.PlanOf(exercise);
        Assert.Equal(exercise.Faults.Select(f => $"{f.Check} {f.About}").Order(StringComparer.Ordinal), Found(exercise, given));
        var marks = Handed.Mark(exercise, given);
        Assert.Equal((0, 0, 0), (marks.Found, marks.Mended, marks.Anew.Count));

        var mended = Mended(id);
        Assert.Empty(Found(exercise, mended));
        marks = Handed.Mark(exercise, mended);
        Assert.Empty(marks.Faults.Where(f => !f.IsMended).Select(f => $"{f.Check.Id} {f.Fault.About}: {f.Mend} {f.Why}"));
        Assert.True(marks.IsWhole);
    }

    [Theory, MemberData(nameof(Ids))]
    public void No_fault_is_mended_by_a_waiver_by_taking_it_out_or_by_setting_the_plan_back(string id)
    {
        var waived = Mark(
            id,
            plan =>
            {
                var shape = Shape.Of<Waiver>();
                var waivers = Handed
                    .Find(id)
                    .Faults.Select(f =>
                    {
                        var waiver = shape.New();
                        shape["check"].Set(waiver, f.Check);
                        shape["about"]
                            .Set(
                                waiver,
                                f.About is "plan" ? plan.Plan!.Id : f.About[(f.About.IndexOf('/', StringComparison.Ordinal) + 1)..]
                            );
                        shape["reason"].Set(waiver, "Not now.");
                        shape["by"].Set(waiver, "Head of operations");
                        shape["on"].Set(waiver, new DateOnly(2026, 11, 20));
                        shape["expires"].Set(waiver, new DateOnly(2027, 3, 1));
                        return waiver;
                    });
                Shape.Of<PlanDocument>()["waivers"].Set(plan, Shape.Of<PlanDocument>()["waivers"].List(waivers));
            }
        );
        Assert.Equal(0, waived.Mended);

        foreach (var fault in Handed.Find(id).Faults.Where(f => f.MayGo != true))
        {
            var slash = fault.About.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 || Thing.Find(fault.About[..slash]) is not { } thing)
                continue;
            var gone = Mark(id, plan => Without(plan, thing.List, key => key == fault.About[(slash + 1)..]));
            Assert.False(gone.Faults.Single(f => f.Fault.Check == fault.Check && f.Fault.About == fault.About).IsMended, fault.About);
        }

        var mended = Mended(id);
        Shape.Of<Plan>()["status"].Set(mended.Plan!, PlanStatus.Draft);
        Assert.All(Handed.Mark(Handed.Find(id), mended).Faults, f => Assert.False(f.IsMended));
    }

    [Fact]
    public void Words_that_say_nothing_mend_nothing()
    {
        foreach (var nothing in (string[])["n/a", "N/A.", "none", "-", "tbc", "xxx", "See above"])
        {
            Assert.Equal(Mend.SaysNothing, MendOf(Mark("EX06", p => Set(p, "measures", "M3", "maintain_reason", nothing)), "PL022"));
            Assert.Equal(Mend.SaysNothing, MendOf(Mark("EX19", p => Set(p, "adaptations", "AD2", "reason", nothing)), "PL130"));
        }
        Assert.Equal(
            Mend.Mended,
            MendOf(Mark("EX06", p => Set(p, "measures", "M3", "maintain_reason", "The bank is new and has to hold first.")), "PL022")
        );
    }

    [Fact]
    public void Another_word_mends_nothing()
    {
        Assert.Equal(Mend.Dodged, MendOf(Mark("EX03", p => Set(p, "objectives", "O1", "title", "Tenants choose in the house")), "PL011"));
        Assert.Equal(
            Mend.Mended,
            MendOf(Mark("EX03", p => Set(p, "objectives", "O1", "title", "Let 90% of tenants meet a new worker first by March")), "PL011")
        );
        Assert.NotEqual(Mend.Mended, MendOf(Mark("EX01", p => Set(p, "objectives", "O1", "due_text", null)), "PL013"));
        Assert.Equal(
            Mend.Dodged,
            MendOf(
                Mark("EX04", p => Set(p, "objectives", "O1", "title", "Bring evenings of life skills from 30 to 75 by February 2027")),
                "PL014"
            )
        );
    }

    [Fact]
    public void What_was_done_and_is_set_back_is_not_mended()
    {
        var marks = Mark("EX14", p => Set(p, "actions", "A3", "status", ActionStatus.InProgress));
        Assert.Equal(Mend.SetBack, MendOf(marks, "PL057"));
    }

    [Fact]
    public void A_larger_gap_hides_nothing_and_is_broken_anew()
    {
        var marks = Mark(
            "EX07",
            p =>
            {
                Without(p, "engagements", _ => true);
                Without(p, "stakeholders", _ => true);
            }
        );
        Assert.Equal(Mend.Hidden, MendOf(marks, "PL041"));
        Assert.Contains(marks.Anew, f => f.Check.Id == "PL040");
        Assert.False(marks.IsWhole);
    }

    [Fact]
    public void What_is_broken_anew_is_told_even_where_all_else_is_mended()
    {
        var plan = Mended("EX02");
        Set(plan, "actions", "A6", "due", null);
        var marks = Handed.Mark(Handed.Find("EX02"), plan);
        Assert.Equal((1, "PL051"), (marks.Mended, Assert.Single(marks.Anew).Check.Id));
        Assert.False(marks.IsWhole);
    }

    [Fact]
    public void The_plan_of_another_exercise_is_refused() =>
        Assert.Throws<RuleBroken>(() => Handed.Mark(Handed.Find("EX01"), Mended("EX02")));
}
