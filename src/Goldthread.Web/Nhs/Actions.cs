namespace Goldthread.Web.Nhs;

/// <summary>A button, or a link that looks like one where <see cref="Href"/> is given.</summary>
public sealed record Button : Component
{
    /// <value>What it does, in a few words.</value>
    public Inline Text { get; init; }

    /// <value>Where it leads; null for a button that sends its form.</value>
    public string? Href { get; init; }

    /// <value><c>secondary</c>, <c>secondary-solid</c>, <c>warning</c>, <c>brand</c>, <c>login</c>, <c>reverse</c>, or null for the one primary action.</value>
    public string? Variant { get; init; }

    /// <value>True for a small one.</value>
    public bool Small { get; init; }

    /// <value>The HTML type of a button.</value>
    public string Type { get; init; } = "submit";

    /// <value>The name sent with the form.</value>
    public string? Name { get; init; }

    /// <value>The value sent with the form.</value>
    public string? Value { get; init; }

    /// <value>What a screen reader says instead of the text.</value>
    public string? AriaLabel { get; init; }

    /// <value>True where it cannot be pressed.</value>
    public bool Disabled { get; init; }

    /// <value>True where a second press within a second is ignored (where scripts run).</value>
    public bool? PreventDoubleClick { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw(Href is null ? "<button" : "<a").Class("nhsuk-button").Raw(Variant is not null, $" nhsuk-button--{Variant}");
        html.Raw(Small, " nhsuk-button--small").EndClass(Classes).Attribute("id", Id);
        html.Raw(" data-module=\"nhsuk-button\"");
        html.Attribute("data-prevent-double-click", PreventDoubleClick is { } prevent ? (prevent ? "true" : "false") : null);
        if (Href is null)
            html.Attribute("name", Name)
                .Attribute("type", Type)
                .Attribute("value", Value)
                .Flag(Disabled, "disabled")
                .Attribute("aria-disabled", Disabled ? "true" : null);
        else
            html.Attribute("href", Href).Raw(" role=\"button\" draggable=\"false\"");
        html.Attribute("aria-label", AriaLabel).Attributes(Attributes).Raw(">").Text(Text).Raw(Href is null ? "</button>" : "</a>");
    }
}

/// <summary>A link to where one came from, above the page's title.</summary>
public sealed record BackLink : Component
{
    /// <value>Where it leads; null for a button that sends its form.</value>
    public string? Href { get; init; }

    /// <value>What is there.</value>
    public Inline Text { get; init; } = "Back";

    /// <value>The HTML type of a button.</value>
    public string Type { get; init; } = "submit";

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw(Href is null ? "<button" : "<a").Class("nhsuk-back-link").EndClass(Classes).Attribute("id", Id);
        html.Attribute("type", Href is null ? Type : null).Attribute("href", Href).Attributes(Attributes).Raw(">");
        html.Text(Text).Raw(Href is null ? "</button>" : "</a>");
    }
}

/// <summary>The first link of a page: past header and navigation.</summary>
public sealed record SkipLink : Component
{
    /// <value>The id of the main part, with its number sign.</value>
    public string Href { get; init; } = "#maincontent";

    /// <value>What the link says.</value>
    public Inline Text { get; init; } = "Skip to main content";

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html) =>
        html.Raw("<a")
            .Class("nhsuk-skip-link")
            .EndClass(Classes)
            .Attribute("id", Id)
            .Raw(" data-module=\"nhsuk-skip-link\"")
            .Attribute("href", Href)
            .Attributes(Attributes)
            .Raw(">")
            .Text(Text)
            .Raw("</a>");
}
