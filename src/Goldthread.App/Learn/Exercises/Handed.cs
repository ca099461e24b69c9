using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Learn;

namespace Goldthread.App.Learn.Exercises;

/// <summary>The broken plans that ship: what is given out, and the marks for what is handed in.</summary>
public static class Handed
{
    /// <summary>The exercise of an id.</summary>
    /// <exception cref="Missing">There is none.</exception>
    public static Exercise Find(string id) =>
        Shipped.Exercises.FirstOrDefault(e => e.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw new Missing("exercise");

    /// <summary>Its plan as it is given out, as a file.</summary>
    public static byte[] FileOf(Exercise exercise)
    {
        using var stream = typeof(Handed).Assembly.GetManifestResourceStream($"exercise-plans/{exercise.Id}.yaml")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Its plan as it is given out, read anew: whoever has it may change it.</summary>
    public static PlanDocument PlanOf(Exercise exercise)
    {
        using var stream = new MemoryStream(FileOf(exercise));
        var read = PlanFile.Read(stream, Shipped.Data);
        return read.Document ?? throw new InvalidDataException($"{exercise.Id}: {read.Errors[0].Line}: {read.Errors[0].Message}");
    }

    /// <summary>The marks for a plan that is handed in.</summary>
    /// <exception cref="RuleBroken">It is the plan of another exercise.</exception>
    public static Marks Mark(Exercise exercise, PlanDocument plan) => Marker.Of(exercise, PlanOf(exercise), plan, Shipped.Data);
}
