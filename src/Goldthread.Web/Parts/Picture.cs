using System.Globalization;
using Goldthread.App.Develop.Pictures;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>
/// A picture that the server draws: it has a title and a description, scrolls in its box where the screen is small, shrinks to the paper, and a table with the
/// same facts stands below it.
/// </summary>
/// <param name="Title">What it shows.</param>
/// <param name="Words">The same in words.</param>
public abstract record Picture(string Title, string Words) : Component
{
    /// <value>Where the table with the same facts is on the page.</value>
    public string Table { get; init; } = "as-table";

    /// <value>Its width and height.</value>
    protected abstract (double Width, double Height) Size { get; }

    /// <summary>Draws it.</summary>
    protected abstract void Draw(HtmlWriter html);

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var id = Id ?? "picture";
        var (width, height) = (N(Size.Width), N(Size.Height));
        html.Raw("<div class=\"picture\"><p class=\"picture__skip\"><a class=\"nhsuk-link\"")
            .Attribute("href", "#" + Table)
            .Raw(">Go past the picture to the same as a table</a></p>")
            .Raw("<div class=\"picture__inner\" tabindex=\"0\" role=\"region\"")
            .Attribute("aria-label", Title + ", as a picture")
            .Raw("><svg class=\"picture__svg\"")
            .Attribute("viewBox", $"0 0 {width} {height}")
            .Attribute("width", width)
            .Attribute("height", height)
            .Attribute("aria-labelledby", $"{id}-title {id}-words")
            .Raw("><title")
            .Attribute("id", id + "-title")
            .Raw(">")
            .Text(Title)
            .Raw("</title><desc")
            .Attribute("id", id + "-words")
            .Raw(">")
            .Text(Words)
            .Raw("</desc>");
        Draw(html);
        html.Raw("</svg></div></div>");
    }

    /// <summary>Words where they stand, with all of them for whoever points at them.</summary>
    protected static void Write(HtmlWriter html, Lettered label, string name, double letters)
    {
        if (label.Text.Length == 0)
            return;
        if (label.Href is not null)
            html.Raw("<a class=\"picture__link\"").Attribute("href", label.Href).Raw(">");
        html.Raw("<text")
            .Class(name)
            .Raw(label.IsQuiet, " is-quiet")
            .EndClass()
            .Attribute("x", N(label.At.Left))
            .Attribute("y", N(label.At.Top + letters))
            .Raw(">");
        if (label.Whole != label.Text)
            html.Raw("<title>").Text(label.Whole).Raw("</title>");
        html.Text(label.Text).Raw("</text>").Raw(label.Href is not null, "</a>");
    }

    /// <summary>A rectangle.</summary>
    protected static void Box(HtmlWriter html, Spot at, string name) =>
        html.Raw("<rect")
            .Class(name)
            .EndClass()
            .Attribute("x", N(at.Left))
            .Attribute("y", N(at.Top))
            .Attribute("width", N(at.Width))
            .Attribute("height", N(at.Height))
            .Raw(" rx=\"3\"/>");

    /// <summary>A number of a picture.</summary>
    protected static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>Things in a grid of words: likelihood by consequence, power by interest.</summary>
/// <param name="Layout">Where everything stands.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Words">The same in words.</param>
public sealed record GridPicture(GridLayout Layout, string Title, string Words) : Picture(Title, Words)
{
    /// <inheritdoc/>
    protected override (double Width, double Height) Size => (Layout.Width, Layout.Height);

    /// <inheritdoc/>
    protected override void Draw(HtmlWriter html)
    {
        foreach (var head in Layout.Heads)
            Write(html, head, "picture__head", GridLayout.Letters);
        foreach (var cell in Layout.Cells)
        {
            Box(html, cell.At, "picture__cell picture__cell--" + Math.Clamp(cell.Weight, 0, 4).ToString(CultureInfo.InvariantCulture));
            foreach (var label in cell.Labels)
                Write(html, label, "picture__text", GridLayout.Letters);
        }
    }
}

/// <summary>Boxes in columns with lines between them: a driver diagram, a logic model.</summary>
/// <param name="Layout">Where everything stands.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Words">The same in words.</param>
public sealed record ColumnsPicture(ColumnsLayout Layout, string Title, string Words) : Picture(Title, Words)
{
    /// <inheritdoc/>
    protected override (double Width, double Height) Size => (Layout.Width, Layout.Height);

    /// <inheritdoc/>
    protected override void Draw(HtmlWriter html)
    {
        foreach (var head in Layout.Heads)
            Write(html, head, "picture__head", ColumnsLayout.Letters);
        foreach (var line in Layout.Lines)
        {
            var half = (line.X2 - line.X1) / 2;
            html.Raw("<path class=\"picture__line\"")
                .Attribute(
                    "d",
                    $"M{N(line.X1)} {N(line.Y1)}C{N(line.X1 + half)} {N(line.Y1)} {N(line.X2 - half)} {N(line.Y2)} {N(line.X2)} {N(line.Y2)}"
                )
                .Raw("/>");
        }
        foreach (var box in Layout.Boxes)
        {
            if (box.Box.Href is { } href)
                html.Raw("<a class=\"picture__link\"").Attribute("href", href).Raw(">");
            else
                html.Raw("<g>");
            html.Raw("<title>").Text(box.Box.Text).Raw("</title>");
            Box(html, box.At, box.Box.Wrong is null ? "picture__box" : "picture__box is-wrong");
            foreach (var label in box.Labels)
                Write(html, label, "picture__text", ColumnsLayout.Letters);
            html.Raw(box.Box.Href is null ? "</g>" : "</a>");
        }
    }
}

/// <summary>Figures of people by weeks.</summary>
/// <param name="Layout">Where everything stands.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Words">The same in words.</param>
public sealed record HeatPicture(HeatLayout Layout, string Title, string Words) : Picture(Title, Words)
{
    /// <inheritdoc/>
    protected override (double Width, double Height) Size => (Layout.Width, Layout.Height);

    /// <inheritdoc/>
    protected override void Draw(HtmlWriter html)
    {
        foreach (var head in Layout.Heads)
            Write(html, head, head.Href is null ? "picture__head" : "picture__text", HeatLayout.Letters);
        foreach (var cell in Layout.Cells)
        {
            html.Raw("<g><title>").Text(cell.Cell.Whole).Raw("</title>");
            Box(
                html,
                cell.At,
                $"picture__cell picture__cell--{Math.Clamp(cell.Cell.Weight, 0, 4).ToString(CultureInfo.InvariantCulture)}{(cell.Cell.IsOver ? " is-over" : "")}"
            );
            Write(html, cell.Label with { Whole = cell.Label.Text }, "picture__text", HeatLayout.Letters);
            html.Raw("</g>");
        }
    }
}

/// <summary>Bars of parts.</summary>
/// <param name="Layout">Where everything stands.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Words">The same in words.</param>
public sealed record BarsPicture(BarsLayout Layout, string Title, string Words) : Picture(Title, Words)
{
    /// <inheritdoc/>
    protected override (double Width, double Height) Size => (Layout.Width, Layout.Height);

    /// <inheritdoc/>
    protected override void Draw(HtmlWriter html)
    {
        foreach (var (at, part) in Layout.Bars)
            Box(
                html,
                at,
                part switch
                {
                    0 => "picture__bar is-first",
                    1 => "picture__bar",
                    _ => "picture__bar is-last",
                }
            );
        foreach (var label in Layout.Labels)
            Write(html, label, "picture__text", BarsLayout.Letters);
    }
}

/// <summary>Courses over time.</summary>
/// <param name="Layout">Where everything stands.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Words">The same in words.</param>
public sealed record CurvesPicture(CurvesLayout Layout, string Title, string Words) : Picture(Title, Words)
{
    /// <inheritdoc/>
    protected override (double Width, double Height) Size => (Layout.Width, Layout.Height);

    /// <inheritdoc/>
    protected override void Draw(HtmlWriter html)
    {
        var (from, to) = CurvesLayout.Across;
        foreach (var level in Layout.Levels)
            html.Raw("<path class=\"picture__axis\"").Attribute("d", $"M{N(from)} {N(level)}H{N(to)}").Raw("/>");
        foreach (var curve in Layout.Curves)
        {
            html.Raw("<path class=\"picture__curve\"")
                .Attribute("d", "M" + string.Join('L', curve.Select(p => $"{N(p.X)} {N(p.Y)}")))
                .Raw("/>");
            foreach (var (x, y) in curve)
                html.Raw("<circle class=\"picture__dot\" r=\"4\"").Attribute("cx", N(x)).Attribute("cy", N(y)).Raw("/>");
        }
        foreach (var label in Layout.Labels)
            Write(html, label, "picture__text", CurvesLayout.Letters);
    }
}
