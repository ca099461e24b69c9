using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Shapes;

namespace Goldthread.Web.Forms;

/// <summary>A day that somebody typed where no field of a thing asks for it.</summary>
public static class TypedDay
{
    static readonly Field AnyDay = Shape.Of<Leave>()["from"];

    /// <summary>Reads it as the fields of days do.</summary>
    /// <param name="question">The name of the question, for what is wrong.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="refusals">What is wrong is added here.</param>
    /// <returns>The day; null where nothing was typed, or no day.</returns>
    public static DateOnly? Read(string question, string? text, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (AnyDay.Parse(text.Trim(), out var day) is not { } wrong)
            return (DateOnly?)day;
        refusals.Add(new(question, wrong));
        return null;
    }
}
