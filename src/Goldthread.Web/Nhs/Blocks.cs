namespace Goldthread.Web.Nhs;

/// <summary>Text that opens when asked for.</summary>
public sealed record Details : Component
{
    /// <value>The line that is always there.</value>
    public Inline Summary { get; init; }

    /// <value>What opens.</value>
    public Inline Text { get; init; }

    /// <value>True where it starts open.</value>
    public bool Open { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<details")
            .Class("nhsuk-details")
            .EndClass(Classes)
            .Attribute("id", Id)
            .Attributes(Attributes)
            .Flag(Open, "open")
            .Raw(">");
        html.Raw("<summary class=\"nhsuk-details__summary\"><span class=\"nhsuk-details__summary-text\">").Text(Summary);
        html.Raw("</span></summary><div class=\"nhsuk-details__text\">").Text(Text).Raw("</div></details>");
    }
}

/// <summary>A remark set apart from the text around it.</summary>
public sealed record InsetText : Component
{
    /// <value>The remark; text becomes one paragraph.</value>
    public Inline Text { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<div").Class("nhsuk-inset-text").EndClass(Classes).Attribute("id", Id).Attributes(Attributes).Raw(">");
        html.Raw("<span class=\"nhsuk-u-visually-hidden\">Information: </span>");
        html.Raw(Text.Html is null, "<p>").Text(Text).Raw(Text.Html is null, "</p>").Raw("</div>");
    }
}

/// <summary>Something that must not be missed before going on.</summary>
public sealed record WarningCallout : Component
{
    /// <value>The title; empty for none.</value>
    public string Heading { get; init; } = "Important";

    /// <value>The level of the title.</value>
    public int HeadingLevel { get; init; } = 3;

    /// <value>What must not be missed; text becomes one paragraph.</value>
    public Inline Text { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<div").Class("nhsuk-card nhsuk-card--warning").EndClass(Classes).Attribute("id", Id).Attributes(Attributes);
        html.Raw("><div class=\"nhsuk-card__content\">");
        if (Heading.Length > 0)
        {
            html.Raw($"<h{HeadingLevel} class=\"nhsuk-card__heading\">");
            if (Heading.Contains("important", StringComparison.OrdinalIgnoreCase))
                html.Text(Heading);
            else
                html.Raw("<span role=\"text\"><span class=\"nhsuk-u-visually-hidden\">Important: </span>").Text(Heading).Raw("</span>");
            html.Raw($"</h{HeadingLevel}>");
        }
        html.Raw(Text.Html is null, "<p class=\"nhsuk-card__description\">").Text(Text).Raw(Text.Html is null, "</p>").Raw("</div></div>");
    }
}

/// <summary>What has just happened, or what a person must know on this page.</summary>
public sealed record NotificationBanner : Component
{
    /// <value>True for something that went well.</value>
    public bool Success { get; init; }

    /// <value>The word in the bar; "Success" or "Important" where it is empty.</value>
    public Inline Title { get; init; }

    /// <value>The title inside, or empty.</value>
    public Inline Heading { get; init; }

    /// <value>The element of the title inside.</value>
    public string HeadingElement { get; init; } = "h3";

    /// <value>What happened.</value>
    public Inline Text { get; init; }

    /// <value>The role, where it is not the usual one.</value>
    public string? Role { get; init; }

    /// <value>True where the focus stays where it is.</value>
    public bool? DisableAutoFocus { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<div").Class("nhsuk-notification-banner").Raw(Success, " nhsuk-notification-banner--success").EndClass(Classes);
        html.Attribute("id", Id).Raw(" data-module=\"nhsuk-notification-banner\"");
        html.Attribute("data-disable-auto-focus", DisableAutoFocus is { } off ? (off ? "true" : "false") : null);
        html.Attribute("role", Role ?? (Success ? "alert" : "region")).Raw(" aria-labelledby=\"nhsuk-notification-banner-title\"");
        html.Attributes(Attributes).Raw("><div class=\"nhsuk-notification-banner__header\">");
        html.Raw("<h2 class=\"nhsuk-notification-banner__title\" id=\"nhsuk-notification-banner-title\">");
        html.Text(Title.IsEmpty ? (Success ? "Success" : "Important") : Title);
        html.Raw("</h2></div><div class=\"nhsuk-notification-banner__content\">");
        if (!Heading.IsEmpty)
            html.Raw($"<{HeadingElement} class=\"nhsuk-notification-banner__heading\">").Text(Heading).Raw($"</{HeadingElement}>");
        if (Text.Html is not null)
            html.Text(Text);
        else if (!Text.IsEmpty)
            html.Raw(Heading.IsEmpty ? "<p class=\"nhsuk-notification-banner__heading\">" : "<p class=\"nhsuk-body\">")
                .Text(Text)
                .Raw("</p>");
        html.Raw("</div></div>");
    }
}

/// <summary>All that is wrong with a form, at the top of the page, each linked to its field.</summary>
public sealed record ErrorSummary : Component
{
    /// <value>The title.</value>
    public Inline Heading { get; init; } = "There is a problem";

    /// <value>A sentence under the title, or empty.</value>
    public Inline Description { get; init; }

    /// <value>What is wrong, in the order of the fields.</value>
    public IReadOnlyList<Problem> Errors { get; init; } = [];

    /// <value>True where the focus stays where it is.</value>
    public bool? DisableAutoFocus { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<div").Class("nhsuk-error-summary").EndClass(Classes).Attribute("id", Id).Raw(" data-module=\"nhsuk-error-summary\"");
        html.Attribute("data-disable-auto-focus", DisableAutoFocus is { } off ? (off ? "true" : "false") : null).Attributes(Attributes);
        html.Raw("><div role=\"alert\">");
        if (!Heading.IsEmpty)
            html.Raw("<h2 class=\"nhsuk-error-summary__heading\">").Text(Heading).Raw("</h2>");
        html.Raw("<div class=\"nhsuk-error-summary__body\">");
        if (!Description.IsEmpty)
            html.Raw("<p>").Text(Description).Raw("</p>");
        if (Errors.Count > 0)
        {
            html.Raw("<ul class=\"nhsuk-list nhsuk-error-summary__list\">");
            foreach (var error in Errors)
            {
                html.Raw("<li>");
                if (error.Href is not null)
                    html.Raw("<a").Attribute("href", error.Href).Raw(">");
                html.Text(error.Text).Raw(error.Href is not null, "</a>").Raw("</li>");
            }
            html.Raw("</ul>");
        }
        html.Raw("</div></div></div>");
    }
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Text">What is wrong, and what would be accepted.</param>
/// <param name="Href">The field, as <c>#id</c>, or null where it belongs to none.</param>
public sealed record Problem(string Text, string? Href = null);

/// <summary>A short word about a thing, such as "Draft". For the state of work use <c>State</c>, which has a shape as well.</summary>
public sealed record Tag : Component
{
    /// <value>The word.</value>
    public Inline Text { get; init; }

    /// <value><c>white</c>, <c>grey</c>, <c>green</c>, <c>aqua-green</c>, <c>blue</c>, <c>purple</c>, <c>pink</c>, <c>red</c>, <c>orange</c>, <c>yellow</c>, <c>no-colour</c>, or null.</value>
    public string? Colour { get; init; }

    /// <value>False for no line around.</value>
    public bool Border { get; init; } = true;

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<strong").Class("nhsuk-tag");
        html.Raw(Colour is "no-colour", " nhsuk-tag--no-colour").Raw(Colour is not null and not "no-colour", $" nhsuk-tag--{Colour}");
        html.Raw(!Border, " nhsuk-tag--no-border")
            .EndClass(Classes)
            .Attribute("id", Id)
            .Attributes(Attributes)
            .Raw(">")
            .Text(Text)
            .Raw("</strong>");
    }
}
