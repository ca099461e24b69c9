namespace Goldthread.Web.Nhs;

/// <summary>A question: the text above a field, or the title of a group of fields. A string becomes one.</summary>
public sealed record Label : Component
{
    /// <value>The question.</value>
    public Inline Text { get; init; }

    /// <value>The id of its field; set by the field where it is null.</value>
    public string? For { get; init; }

    /// <value><c>s</c>, <c>m</c>, <c>l</c>, <c>xl</c> or null.</value>
    public string? Size { get; init; }

    /// <value>The level of the heading that it is (1 to 6), or null for none. A page with one question has the question as its h1.</value>
    public int? HeadingLevel { get; init; }

    /// <value>The id of that heading.</value>
    public string? HeadingId { get; init; }

    /// <summary>A label with this text.</summary>
    public static implicit operator Label(string text) => new() { Text = text };

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        if (Text.IsEmpty)
            return;
        if (HeadingLevel is { } level)
            html.Raw($"<h{level} class=\"nhsuk-label-wrapper\"").Attribute("id", HeadingId).Raw(">");
        html.Raw("<label").Class("nhsuk-label").Raw(Size is not null, $" nhsuk-label--{Size}").EndClass(Classes);
        html.Attribute("id", Id).Attribute("for", For).Attributes(Attributes).Raw(">").Text(Text).Raw("</label>");
        if (HeadingLevel is not null)
            html.Raw($"</h{HeadingLevel}>");
    }

    /// <summary>Writes it as the legend of a fieldset.</summary>
    internal void RenderLegend(HtmlWriter html)
    {
        if (Text.IsEmpty)
            return;
        html.Raw("<legend").Class("nhsuk-fieldset__legend").Raw(Size is not null, $" nhsuk-fieldset__legend--{Size}").EndClass(Classes);
        html.Attribute("id", Id).Attributes(Attributes).Raw(">");
        if (HeadingLevel is { } level)
            html.Raw($"<h{level} class=\"nhsuk-fieldset__heading\"").Attribute("id", HeadingId).Raw(">").Text(Text).Raw($"</h{level}>");
        else
            html.Text(Text);
        html.Raw("</legend>");
    }
}

/// <summary>What helps to answer. A string becomes one.</summary>
public sealed record Hint : Component
{
    /// <value>The help.</value>
    public Inline Text { get; init; }

    /// <summary>A hint with this text.</summary>
    public static implicit operator Hint(string text) => new() { Text = text };

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) =>
        html.Raw("<div").Class("nhsuk-hint").EndClass(Classes).Attribute("id", Id).Attributes(Attributes).Raw(">").Text(Text).Raw("</div>");
}

/// <summary>What is wrong with an answer, and what would be accepted. A string becomes one.</summary>
public sealed record ErrorMessage : Component
{
    /// <value>The sentence.</value>
    public Inline Text { get; init; }

    /// <value>What a screen reader says before it; empty for nothing.</value>
    public string Before { get; init; } = "Error";

    /// <summary>A message with this text.</summary>
    public static implicit operator ErrorMessage(string text) => new() { Text = text };

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<span").Class("nhsuk-error-message").EndClass(Classes).Attribute("id", Id).Attributes(Attributes).Raw(">");
        if (Before.Length > 0)
            html.Raw("<span class=\"nhsuk-u-visually-hidden\">").Text(Before).Raw(": </span>");
        html.Text(Text).Raw("</span>");
    }
}

/// <summary>A group of fields with one question above.</summary>
public sealed record Fieldset : Component
{
    /// <value>The question above.</value>
    public Label? Legend { get; init; }

    /// <value>The fields.</value>
    public Inline Text { get; init; }

    /// <value>The role, where it is not the usual one.</value>
    public string? Role { get; init; }

    /// <value>Ids of what describes the group, parted by spaces.</value>
    public string? DescribedBy { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        Open(html, DescribedBy, Role);
        html.Text(Text);
        Close(html);
    }

    internal void Open(HtmlWriter html, string? describedBy, string? role)
    {
        html.Raw("<fieldset").Class("nhsuk-fieldset").EndClass(Classes).Attribute("id", Id).Attribute("role", Role ?? role);
        html.Attribute("aria-describedby", string.IsNullOrEmpty(describedBy) ? null : describedBy).Attributes(Attributes).Raw(">");
        Legend?.RenderLegend(html);
    }

    internal static void Close(HtmlWriter html) => html.Raw("</fieldset>");
}
