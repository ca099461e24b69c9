using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>A text where a component is asked for.</summary>
public sealed record Said(string Text) : Component
{
    protected override void Render(HtmlWriter html) => html.Text(Text);
}

/// <summary>A field's value for people: dates and words as they read them, references as links, parts as small lists.</summary>
/// <param name="Field">The field.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Refer">The link of a reference, or null where it is none.</param>
public sealed record FieldValue(Field Field, Part Owner, Func<Field, string, Component?> Refer) : Component
{
    /// <value>The unit of the measure that it is of; null where it is of none, or has none.</value>
    public string? Unit { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) => Render(html, Field, Owner);

    void Render(HtmlWriter html, Field field, Part owner)
    {
        switch (field.Get(owner))
        {
            case null:
                break;
            case Part part:
                Part(html, field.Inner!, part);
                break;
            case IReadOnlyList<Part> parts:
                html.Raw("<ul class=\"plain-list\">");
                foreach (var part in parts)
                {
                    html.Raw("<li>");
                    Part(html, field.Inner!, part);
                    html.Raw("</li>");
                }
                html.Raw("</ul>");
                break;
            case IReadOnlyList<string> texts:
                html.Raw("<ul class=\"plain-list\">");
                foreach (var text in texts)
                {
                    html.Raw("<li>");
                    Text(html, field, text);
                    html.Raw("</li>");
                }
                html.Raw("</ul>");
                break;
            case IReadOnlyList<DateOnly> days:
                html.Text(string.Join(", ", days.Select(Days.Read)));
                break;
            case string text:
                Text(html, field, text);
                break;
            case DateOnly day:
                html.Text(Days.Read(day));
                break;
            case bool yes:
                html.Text(yes ? "Yes" : "No");
                break;
            case decimal or double or int:
                html.Text(Units.Read(field, field.Get(owner)!, Unit ?? (Owner as Measure)?.Unit));
                break;
            default:
                var words = field.Write(owner).Split(", ").Select(w => field.Choices.FirstOrDefault(c => c.Written == w)?.Read ?? w);
                html.Text(PlanPage.Capital(string.Join(", ", words)));
                break;
        }
    }

    /// <summary>What a part says first, then its other facts in small letters, then its lists.</summary>
    void Part(HtmlWriter html, Shape shape, Part part)
    {
        if (part is Reading reading)
        {
            Figure(html, reading);
            return;
        }
        var given = shape.Fields.Where(f => f.IsSet(part)).ToList();
        var main =
            given.FirstOrDefault(f => f.Known is not null)
            ?? given.FirstOrDefault(f => f.IsLong)
            ?? given.FirstOrDefault(f => f.Name is "text" or "title" or "name")
            // A figure says nothing without its word.
            ?? given.Take(1).FirstOrDefault(f => f.Inner is null && f.Kind is not (FieldKind.Number or FieldKind.Whole));
        html.Raw("<div class=\"part\">");
        if (part is RiskScore { Score: { } score })
            html.Raw("<span class=\"part__main\">").Text($"{score} of 25").Raw("</span>");
        if (main is not null)
        {
            html.Raw("<span class=\"part__main\">");
            Render(html, main, part);
            html.Raw("</span>");
        }
        var small = given.Where(f => f != main && f.Inner is null).ToList();
        if (small.Count > 0)
        {
            html.Raw(" <span class=\"part__facts\">");
            foreach (var field in small)
            {
                html.Raw("<span class=\"fact\"><span class=\"fact__word\">").Text(Name(field)).Raw("</span> ");
                if (field.Get(part) is IReadOnlyList<string> texts)
                    Line(html, field, texts);
                else
                    Render(html, field, part);
                html.Raw("</span> ");
            }
            html.Raw("</span>");
        }
        foreach (var field in given.Where(f => f.Inner is not null))
        {
            html.Raw("<div class=\"part__list\"><span class=\"fact__word\">").Text(Name(field)).Raw("</span>");
            Render(html, field, part);
            html.Raw("</div>");
        }
        html.Raw("</div>");
    }

    /// <summary>A figure of a measure in one line: its day, the figure in its unit, of what it was counted, and what explains it.</summary>
    void Figure(HtmlWriter html, Reading reading)
    {
        var measure = Owner as Measure;
        html.Raw("<span class=\"text\">").Text(reading.On is { } day ? Days.Read(day) + ": " : "");
        html.Text(Units.Of(reading.Figure(measure?.Multiplier), Unit ?? measure?.Unit));
        if (reading is { Numerator: { } counted, Denominator: { } of })
            html.Text($" ({Units.Figure(counted)} of {Units.Figure(of)})");
        if (!string.IsNullOrWhiteSpace(reading.Note))
            html.Text(", " + reading.Note);
        html.Raw("</span>");
    }

    void Line(HtmlWriter html, Field field, IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                html.Raw(", ");
            Text(html, field, texts[i]);
        }
    }

    static string Name(Field field) => PlanPage.Capital(field.Name.Replace('_', ' '));

    void Text(HtmlWriter html, Field field, string text)
    {
        if (Refer(field, text) is { } link)
            html.Part(link);
        else if (KnownNames.Known(field, text) is { } known)
            html.Part(known);
        else if (FileLocation.TryRead(text, out var file))
            html.Text("The file " + file.Name);
        else if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
            html.Part(
                new Link(text, text)
                {
                    Attributes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["rel"] = "noopener noreferrer" },
                }
            );
        else
            html.Raw("<span class=\"text\">").Text(text).Raw("</span>");
    }
}

/// <summary>What ships with the product by its name: nobody reads its codes.</summary>
public static class KnownNames
{
    /// <summary>The name of what a field names of the data that ships; null where it names none of it, or what is not known.</summary>
    /// <param name="field">The field.</param>
    /// <param name="id">What it names.</param>
    public static Component? Known(Field field, string id) =>
        field.Known switch
        {
            Domain.Shapes.Known.Requirement => Shipped.Data.Requirement(id) is { } cited ? new Standard(cited) : null,
            Domain.Shapes.Known.CatalogueMeasure => Shipped.Data.Measure(id) is { } measure ? new Said(measure.Name) : null,
            Domain.Shapes.Known.Unit => Shipped.Data.Unit(id) is { } unit
                ? new Link(unit.Name, "/govern/frameworks/" + Uri.EscapeDataString(unit.Id))
                : null,
            Domain.Shapes.Known.Check => Check.Find(id) is { } check ? new Said(check.Title) : null,
            Domain.Shapes.Known.AuditTool => Shipped.Data.AuditTool(id) is { } tool ? new Said(tool.Title) : null,
            _ => null,
        };

    /// <summary>A standard by its name alone, for lines of text; the code itself where it is not known.</summary>
    /// <param name="citation">FRAMEWORK:REQUIREMENT.</param>
    public static string Standard(string citation) => Shipped.Data.Requirement(citation) is { } cited ? cited.Title : citation;
}

/// <summary>A standard or a piece of law by its name, with its publisher's short code small behind it.</summary>
/// <param name="Cited">The requirement.</param>
public sealed record Standard(Goldthread.Domain.Govern.Cited Cited) : Component
{
    /// <summary>Its place in the page of its framework.</summary>
    public static string Href(Goldthread.Domain.Govern.Cited cited) =>
        $"/govern/frameworks/{Uri.EscapeDataString(cited.Framework.Id)}#{Uri.EscapeDataString(cited.Requirement.Id)}";

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) =>
        html.Part(new Link(Cited.Title, Href(Cited))).Raw(" <span class=\"code\">").Text(Cited.Requirement.Id).Raw("</span>");
}
