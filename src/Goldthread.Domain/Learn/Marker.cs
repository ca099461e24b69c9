using System.Collections.Frozen;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Learn;

/// <summary>What became of a planted fault.</summary>
public enum Mend
{
    /// <summary>The check no longer finds it, and it was not made silent.</summary>
    Mended,

    /// <summary>The check still finds it.</summary>
    StillThere,

    /// <summary>It is let stand by a waiver.</summary>
    Accepted,

    /// <summary>What it is about was taken out.</summary>
    TakenOut,

    /// <summary>What was done, or under way, was set back so that nobody asks.</summary>
    SetBack,

    /// <summary>Words were written that say nothing.</summary>
    SaysNothing,

    /// <summary>Another gap is now so large that nobody asks for this one.</summary>
    Hidden,

    /// <summary>The word that the check looks for was exchanged, and nothing else.</summary>
    Dodged,
}

/// <summary>One planted fault, marked.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Check">The check that finds it.</param>
/// <param name="Mend">What became of it.</param>
/// <param name="IsFound">True where the learner was there: what it is about is not as it was given.</param>
/// <param name="Why">What to say of it, in a sentence.</param>
public sealed record MarkedFault(PlantedFault Fault, Check Check, Mend Mend, bool IsFound, string Why)
{
    public bool IsMended => Mend is Mend.Mended;
}

/// <summary>A plan that was handed in, marked.</summary>
/// <param name="Faults">What became of each planted fault.</param>
/// <param name="Anew">What the checks find that was not there before.</param>
public sealed record Marks(IReadOnlyList<MarkedFault> Faults, IReadOnlyList<Finding> Anew)
{
    public int Found => Faults.Count(f => f.IsFound);

    public int Mended => Faults.Count(f => f.IsMended);

    /// <value>True where all of it is mended, and nothing was broken anew.</value>
    public bool IsWhole => Mended == Faults.Count && Anew.Count == 0;
}

/// <summary>Marks a plan that was handed in for an exercise: by the checks, and by what a check cannot see, that it was only made silent.</summary>
public static class Marker
{
    /// <summary>What a check keeps silent about while another, larger gap is there.</summary>
    static readonly FrozenDictionary<string, string[]> SilentWhile = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["PL001"] = ["PL002"],
        ["PL012"] = ["PL013"],
        ["PL041"] = ["PL040"],
        ["PL042"] = ["PL040"],
        ["PL043"] = ["PL040"],
        ["PL044"] = ["PL040"],
        ["PL045"] = ["PL040"],
        ["PL077"] = ["PL070"],
        ["PL101"] = ["PL100"],
        ["PL119"] = ["PL118"],
        ["PL112"] = ["PL110"],
        ["PL115"] = ["PL110"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenSet<string> Nothing = new[]
    {
        "na",
        "none",
        "nil",
        "nothing",
        "notapplicable",
        "tbc",
        "tbd",
        "todo",
        "tobeconfirmed",
        "seeabove",
        "asabove",
        "yes",
        "no",
        "ok",
        "done",
        "x",
        "xx",
        "xxx",
        "test",
        "",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Marks a plan.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="given">Its plan as it was given out.</param>
    /// <param name="now">The plan that was handed in.</param>
    /// <param name="known">The data that plans cite.</param>
    /// <exception cref="RuleBroken">It is the plan of another exercise.</exception>
    public static Marks Of(Exercise exercise, PlanDocument given, PlanDocument now, KnownData known)
    {
        var id = now.Plan!.Id;
        if (id != exercise.Id && !id.StartsWith(exercise.Id + "-", StringComparison.Ordinal))
            throw new RuleBroken(
                $"This is the plan {(id.Length > 60 ? id[..60] + "…" : id)}, not that of {exercise.Id}. Hand in the plan that the exercise gave out, mended."
            );
        var day = exercise.Day!.Value;
        var before = PlanChecks.Run(given, day, known).Select(Key).ToHashSet();
        var found = PlanChecks.Run(now, day, known);
        var standing = found.ToLookup(Key);
        var faults = exercise.Faults.Select(f => Mark(f, new(given, now, standing, before))).ToList();
        // What the product itself asks for once an approved plan changes is work that the exercise does not ask about.
        var adapted = given.Adaptations.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var anew = found.Where(f => !before.Contains(Key(f)) && !(f.List is Evaluate.Adaptation.List && !adapted.Contains(f.Key))).ToList();
        return new(faults, anew);
    }

    static (string Check, string About) Key(Finding finding) => (finding.Check.Id, finding.About);

    sealed record Compared(
        PlanDocument Given,
        PlanDocument Now,
        ILookup<(string Check, string About), Finding> Standing,
        HashSet<(string Check, string About)> Before
    );

    static MarkedFault Mark(PlantedFault fault, Compared plans)
    {
        var check = Check.Find(fault.Check)!;
        var thing = fault.About.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? Thing.Find(fault.About[..slash]) : null;
        var key = thing is null ? "" : fault.About[(fault.About.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var was = thing is null ? null : Find(plans.Given, thing, key);
        var now = thing is null ? null : Find(plans.Now, thing, key);
        var (mend, why) = Judge(fault, check, thing, key, was, now, plans);
        return new(fault, check, mend, mend is Mend.Mended || IsTouched(check, thing, was, now, plans), why);
    }

    static (Mend Mend, string Why) Judge(PlantedFault fault, Check check, Thing? thing, string key, Part? was, Part? now, Compared plans)
    {
        if (plans.Standing[(check.Id, fault.About)].FirstOrDefault() is { } finding)
            return finding.Waived ? (Mend.Accepted, "It was accepted for now, which mends nothing.") : (Mend.StillThere, finding.Message);
        if (was is not null && now is null && fault.MayGo != true)
            return (Mend.TakenOut, $"The {thing!.Noun} was taken out. What is gone is not mended.");
        if (SilentWhile.GetValueOrDefault(check.Id)?.FirstOrDefault(IsAnew) is { } larger)
            return (Mend.Hidden, $"Nobody asks for it while a larger gap is there: {Check.Find(larger)!.Title}.");
        if (plans.Given.Plan!.Standing > plans.Now.Plan!.Standing)
            return (Mend.SetBack, "The plan was set back, so that less is asked of it.");
        if (thing is not null && was is not null && now is not null && IsOver(thing, was) && !IsOver(thing, now))
            return (Mend.SetBack, $"The {thing.Noun} was over and is open again, so that nobody asks for it.");
        if (NewTexts(check, thing, was, now, plans).FirstOrDefault(SaysNothing) is { } empty)
            return (Mend.SaysNothing, $"“{empty}” says nothing. Write what is so, or why it is not.");
        if (IsDodged(check, key, now, plans) is { } dodge)
            return (Mend.Dodged, dodge);
        return (Mend.Mended, "Mended.");

        bool IsAnew(string id) => plans.Standing.Any(g => g.Key.Check == id) && !plans.Before.Any(b => b.Check == id);
    }

    /// <summary>What a check cannot tell from a mend: another word for the one that it knows.</summary>
    static string? IsDodged(Check check, string key, Part? now, Compared plans) =>
        check.Id switch
        {
            "PL011" when now is Objective { Title: { } title } && !title.Any(char.IsDigit) =>
                "Another first word is as vague: say from what to what.",
            "PL014"
                when !plans.Now.Measures.Any(m => m.Kind is MeasureKind.Outcome && m.Objectives.Contains(key, StringComparer.Ordinal)) =>
                "Another first word does not make work a result: tie a measure to it that tells what changed for people.",
            "PL013" when now is Objective { Due: null } => "The word is gone, and no day is there.",
            _ => null,
        };

    /// <summary>Texts that were not there before: of the thing, or for what is about the plan, of the plan and of what was added to mend it.</summary>
    static IEnumerable<string> NewTexts(Check check, Thing? thing, Part? was, Part? now, Compared plans)
    {
        if (thing is not null)
            return now is null ? [] : Fresh(now, was);
        var added = check.Adds is { } list && Thing.Find(list) is { } adds ? adds : null;
        return
        [
            .. Fresh(plans.Now.Plan!, plans.Given.Plan),
            .. added is null ? [] : plans.Now.ItemsOf(added).SelectMany(i => Fresh(i, Find(plans.Given, added, plans.Now.KeyOf(added, i)))),
        ];
    }

    static IEnumerable<string> Fresh(Part now, Part? was)
    {
        var old = was is null ? [] : Walk.FreeTexts(was).Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        return Walk.FreeTexts(now)
            .Where(t => !t.Field.IsForPrograms && !old.Contains(t.Text))
            .Where(t => IsAnswer(t.Field))
            .Select(t => t.Text);
    }

    /// <summary>A unit may well be one letter, and an author two: what is asked for in sentences is looked at.</summary>
    static bool IsAnswer(Field field) =>
        field.IsLong
        || field.Name.EndsWith("reason", StringComparison.Ordinal)
        || field.Name is "title" or "source" or "success_criterion" or "contribution" or "trigger" or "plan";

    static bool SaysNothing(string text)
    {
        string letters = new([.. text.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return Nothing.Contains(letters) || letters.Distinct().Count() == 1;
    }

    static bool IsOver(Thing thing, Part part) => thing.StateOf(part) is { } state && thing.States.Any(s => s.Written == state && s.IsOver);

    static bool IsTouched(Check check, Thing? thing, Part? was, Part? now, Compared plans)
    {
        if (thing is not null)
            return was is null != now is null || (was is not null && now is not null && thing.Shape.ToJson(was) != thing.Shape.ToJson(now));
        var shape = Shape.Of<Plan>();
        return (check.Field is { } field && shape.Find(field) is { } of && of.Write(plans.Given.Plan!) != of.Write(plans.Now.Plan!))
            || (check.Adds is { } list && Thing.Find(list) is { } adds && plans.Given.ItemsOf(adds).Count != plans.Now.ItemsOf(adds).Count);
    }

    static Part? Find(PlanDocument plan, Thing thing, string key) => plan.ItemsOf(thing).FirstOrDefault(i => plan.KeyOf(thing, i) == key);
}
