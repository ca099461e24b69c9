using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Goldthread.Web.Nhs;

/// <summary>Writes markup straight to a page's writer. What comes from people goes through <see cref="Text(string?)"/> or an attribute and is encoded; only literals of this code go through Raw.</summary>
public readonly struct HtmlWriter(TextWriter writer, HtmlEncoder encoder)
{
    /// <summary>Markup as it is.</summary>
    public HtmlWriter Raw(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>Markup as it is, where the condition holds.</summary>
    public HtmlWriter Raw(bool condition, string markup)
    {
        if (condition)
            writer.Write(markup);
        return this;
    }

    /// <summary>Text, encoded.</summary>
    public HtmlWriter Text(string? text)
    {
        if (!string.IsNullOrEmpty(text))
            encoder.Encode(writer, text);
        return this;
    }

    /// <summary>Text or markup.</summary>
    public HtmlWriter Text(Inline content)
    {
        if (content.Html is { } html)
            html.WriteTo(writer, encoder);
        else
            Text(content.Text);
        return this;
    }

    /// <summary>A part, rendered in place; nothing for null.</summary>
    public HtmlWriter Part(IHtmlContent? part)
    {
        part?.WriteTo(writer, encoder);
        return this;
    }

    /// <summary>An attribute; left out where the value is null.</summary>
    public HtmlWriter Attribute(string name, string? value)
    {
        if (value is null)
            return this;
        writer.Write(' ');
        writer.Write(name);
        writer.Write("=\"");
        encoder.Encode(writer, value);
        writer.Write('"');
        return this;
    }

    /// <summary>An attribute with a whole number; left out where it is null.</summary>
    public HtmlWriter Attribute(string name, int? value) => Attribute(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>An attribute without a value, where the condition holds.</summary>
    public HtmlWriter Flag(bool condition, string name)
    {
        if (condition)
        {
            writer.Write(' ');
            writer.Write(name);
        }
        return this;
    }

    /// <summary>Opens a <c>class</c> attribute: the component's own class. Close it with <see cref="EndClass"/>.</summary>
    public HtmlWriter Class(string own)
    {
        writer.Write(" class=\"");
        writer.Write(own);
        return this;
    }

    /// <summary>Adds the page's own classes, if any, and closes the <c>class</c> attribute.</summary>
    public HtmlWriter EndClass(string? added = null)
    {
        if (!string.IsNullOrEmpty(added))
        {
            writer.Write(' ');
            encoder.Encode(writer, added);
        }
        writer.Write('"');
        return this;
    }

    /// <summary>The page's own attributes.</summary>
    public HtmlWriter Attributes(IReadOnlyDictionary<string, string?>? attributes)
    {
        if (attributes is null)
            return this;
        foreach (var (name, value) in attributes)
        {
            if (value is null)
                Flag(true, name);
            else
                Attribute(name, value);
        }
        return this;
    }
}

/// <summary>Text that is encoded, or markup that is not. A string becomes text.</summary>
public readonly record struct Inline(string? Text, IHtmlContent? Html = null)
{
    /// <value>True where there is nothing to write.</value>
    public bool IsEmpty => Html is null && string.IsNullOrEmpty(Text);

    /// <summary>Text, encoded when written.</summary>
    public static implicit operator Inline(string? text) => new(text);

    /// <summary>Markup that is safe already.</summary>
    public static Inline Of(IHtmlContent html) => new(null, html);
}

/// <summary>A part of a page in the design system's markup: its options are its properties, and a page writes it as <c>@(new Button { Text = "Save" })</c>.</summary>
/// <remarks>The markup is that of nhsuk-frontend; every component here is held against the examples which that package ships.</remarks>
public abstract record Component : IHtmlContent
{
    /// <value>The element's id, or null.</value>
    public string? Id { get; init; }

    /// <value>Further classes, parted by spaces.</value>
    public string? Classes { get; init; }

    /// <value>Further attributes; a null value gives an attribute without value.</value>
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => Render(new HtmlWriter(writer, encoder));

    /// <summary>Writes the markup.</summary>
    protected abstract void Render(HtmlWriter html);

    /// <summary>The markup.</summary>
    public sealed override string ToString()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
