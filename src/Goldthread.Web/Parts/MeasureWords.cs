using System.Globalization;
using Goldthread.Domain;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Html;

namespace Goldthread.Web.Parts;

/// <summary>What the statistics say of a measure, in a few words, from the signals kept at write time.</summary>
public static class MeasureWords
{
    /// <summary>A figure as people read it: at most one digit after the point above ten, two below.</summary>
    public static string Figure(double? value) =>
        value is not { } number ? "no figure"
        : Math.Abs(number) >= 10 ? number.ToString("#,0.#", CultureInfo.InvariantCulture)
        : number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The variation in words.</summary>
    public static string Variation(string variation) =>
        variation switch
        {
            "common-cause" => "no change beyond chance",
            "improvement-high" => "improving (high)",
            "improvement-low" => "improving (low)",
            "concern-high" => "concerning (high)",
            "concern-low" => "concerning (low)",
            "neutral-high" => "higher than before",
            "neutral-low" => "lower than before",
            _ => "not enough figures yet",
        };

    /// <summary>The assurance in words; empty where there is none.</summary>
    public static string Assurance(string? assurance) =>
        assurance switch
        {
            "consistent-pass" => "target reliably met",
            "consistent-fail" => "target cannot be met as things are",
            "inconsistent" => "target not yet reliably met",
            _ => "",
        };

    /// <summary>Latest figure, its month, variation and assurance in one line.</summary>
    public static IHtmlContent Glance(double? latest, DateOnly? last, string variation, string? assurance) =>
        new Line(latest, last, variation, assurance);

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

    sealed record Line(double? Latest, DateOnly? Last, string Word, string? Target) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Raw("<span class=\"glance\"><strong class=\"glance__figure\">")
                .Text(Last is null ? "No figures yet" : Figure(Latest))
                .Raw("</strong>");
            if (Last is { } last)
            {
                html.Raw(" <span class=\"glance__when\">")
                    .Text(Days.ReadMonth(last))
                    .Raw("</span> <span class=\"glance__word ")
                    .Raw(ClassOf(Word))
                    .Raw("\">");
                html.Text(Variation(Word)).Raw("</span>");
                if (Assurance(Target) is { Length: > 0 } target)
                    html.Raw(" <span class=\"glance__target\">").Text(target).Raw("</span>");
            }
            html.Raw("</span>");
        }
    }
}
