using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Html;

namespace Goldthread.Web.Parts;

/// <summary>What the statistics say of a measure, in a few words, from the signals kept at write time.</summary>
public static class MeasureWords
{
    /// <summary>A figure as people read it, or what is said where there is none.</summary>
    public static string FigureOr(double? value, string none) => value is null ? none : Units.Figure(value);

    /// <summary>What is kept of a series, and by what the measure is judged.</summary>
    /// <param name="series">Its series; null where it has none.</param>
    /// <param name="measure">The measure.</param>
    public static Glanced Of(SeriesRow? series, Measure measure) =>
        new(
            series?.Latest,
            series?.Last,
            series?.Target ?? measure.Target?.Value,
            series?.Variation ?? "not-enough-yet",
            series?.Assurance,
            measure.Unit,
            measure.Direction
        );

    /// <summary>The variation in words.</summary>
    public static string Variation(string variation) =>
        variation switch
        {
            "common-cause" => "normal ups and downs",
            "improvement-high" => "higher, which is better",
            "improvement-low" => "lower, which is better",
            "concern-high" => "higher, which is worse",
            "concern-low" => "lower, which is worse",
            "neutral-high" => "higher than before",
            "neutral-low" => "lower than before",
            _ => "not enough figures yet",
        };

    /// <summary>The assurance in words; empty where there is none.</summary>
    /// <param name="assurance">What the statistics say.</param>
    /// <param name="isMet">True where the newest figure meets the target.</param>
    public static string Assurance(string? assurance, bool isMet) =>
        assurance switch
        {
            "consistent-pass" => "target reached reliably",
            // A figure that the limits say cannot be: the process has changed, and they are of the time before.
            "consistent-fail" when isMet => "target met now; the limits are of before the change",
            "consistent-fail" => "target cannot be reached as things are",
            "inconsistent" => "target not reached every time yet",
            _ => "",
        };

    /// <summary>True where a figure meets a target.</summary>
    /// <param name="latest">The figure, or null.</param>
    /// <param name="target">The target, or null.</param>
    /// <param name="direction">Which way is better; without it no figure meets anything.</param>
    public static bool Meets(double? latest, double? target, Direction? direction) =>
        direction switch
        {
            Direction.Higher => latest >= target,
            Direction.Lower => latest <= target,
            _ => false,
        };

    /// <summary>Latest figure in its unit, its month, variation and assurance in one line.</summary>
    public static IHtmlContent Glance(Glanced glanced) => new Line(glanced);

    /// <summary>The variation in words, in its colour.</summary>
    public static IHtmlContent Word(string variation) => new Coloured(variation);

    sealed record Coloured(string Word) : Component
    {
        protected override void Render(HtmlWriter html) =>
            html.Raw("<span class=\"glance__word ").Raw(ClassOf(Word)).Raw("\">").Text(PlanPage.Capital(Variation(Word))).Raw("</span>");
    }

    /// <summary>The class that colours a variation; the words carry the meaning.</summary>
    public static string ClassOf(string variation) =>
        variation.StartsWith("improvement", StringComparison.Ordinal) ? "is-improving"
        : variation.StartsWith("concern", StringComparison.Ordinal) ? "is-concerning"
        : "is-neutral";

    sealed record Line(Glanced At) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Raw("<span class=\"glance\"><strong class=\"glance__figure\">")
                .Text(At.Last is null ? "No figures yet" : Units.Of(At.Latest, At.Unit))
                .Raw("</strong>");
            if (At.Last is { } last)
            {
                html.Raw(" <span class=\"glance__when\">")
                    .Text(Days.ReadMonth(last))
                    .Raw("</span> <span class=\"glance__word ")
                    .Raw(ClassOf(At.Variation))
                    .Raw("\">");
                html.Text(Variation(At.Variation)).Raw("</span>");
                if (Assurance(At.Assurance, At.IsMet) is { Length: > 0 } target)
                    html.Raw(" <span class=\"glance__target\">").Text(target).Raw("</span>");
            }
            html.Raw("</span>");
        }
    }
}

/// <summary>What is kept of a measure's series, and what it is judged by.</summary>
/// <param name="Latest">Its newest figure.</param>
/// <param name="Last">The day of that.</param>
/// <param name="Target">Where it is to get to.</param>
/// <param name="Variation">What the statistics say of its course.</param>
/// <param name="Assurance">What they say of its target.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record Glanced(
    double? Latest,
    DateOnly? Last,
    double? Target,
    string Variation,
    string? Assurance,
    string? Unit,
    Direction? Direction
)
{
    /// <value>True where the newest figure meets the target.</value>
    public bool IsMet => MeasureWords.Meets(Latest, Target, Direction);
}

/// <summary>An icon and its word; the word carries the meaning, so the icon is not read out.</summary>
/// <param name="Icon">The icon, or null.</param>
/// <param name="Word">The word.</param>
/// <param name="Class">What colours both.</param>
public sealed record Verdicted(Drawn? Icon, string Word, string Class) : Component
{
    protected override void Render(HtmlWriter html)
    {
        if (Word.Length == 0)
            return;
        html.Raw("<span class=\"verdicted ").Raw(Class).Raw("\">");
        if (Icon is not null)
            html.Raw("<span class=\"verdicted__icon\" aria-hidden=\"true\">").Part(Icon).Raw("</span> ");
        html.Text(Word).Raw("</span>");
    }
}
