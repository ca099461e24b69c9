using System.Globalization;

namespace Goldthread.Web.Nhs;

/// <summary>A question of a form: label, hint and error above the answer, and the markup that ties them together for a screen reader.</summary>
public abstract record FormField : Component
{
    /// <value>The name under which the answer is sent; also the id where none is given.</value>
    public string Name { get; init; } = "";

    /// <value>The question.</value>
    public Label? Label { get; init; }

    /// <value>What helps to answer it.</value>
    public Hint? Hint { get; init; }

    /// <value>What is wrong with the answer.</value>
    public ErrorMessage? Error { get; init; }

    /// <value>True where the field is drawn as wrong though its message stands elsewhere.</value>
    public bool IsWrong { get; init; }

    /// <value>Ids of further things that describe it.</value>
    public string? DescribedBy { get; init; }

    /// <value>True where it cannot be answered.</value>
    public bool Disabled { get; init; }

    /// <value>Further classes of the whole group.</value>
    public string? GroupClasses { get; init; }

    /// <value>Markup after the answer, inside the group.</value>
    public Inline After { get; init; }

    /// <value>True where the field is drawn as wrong.</value>
    protected bool HasError => Error is not null || IsWrong;

    /// <value>The id of the answer.</value>
    protected virtual string Key => Id ?? Name;

    /// <value>The id of the hint.</value>
    protected string? HintId => Hint is null ? null : Hint.Id ?? Key + "-hint";

    /// <value>The id of the error message.</value>
    protected string? ErrorId => Error is null ? null : Error.Id ?? Key + "-error";

    /// <summary>The ids of all that describes the answer, or null.</summary>
    protected string? Described(string? first = null)
    {
        var ids = string.Join(' ', new[] { first ?? DescribedBy, HintId, ErrorId }.Where(id => !string.IsNullOrEmpty(id)));
        return ids.Length == 0 ? null : ids;
    }

    /// <summary>Opens the group, with classes before and after the usual ones.</summary>
    protected HtmlWriter OpenGroup(HtmlWriter html, string? own = null) =>
        html.Raw("<div")
            .Class("nhsuk-form-group")
            .Raw(HasError, " nhsuk-form-group--error")
            .Raw(own is not null, $" {own}")
            .EndClass(GroupClasses);

    /// <summary>Writes hint and error message.</summary>
    protected void RenderHelp(HtmlWriter html)
    {
        if (Hint is not null)
            html.Part(Hint with { Id = HintId });
        if (Error is not null)
            html.Part(Error with { Id = ErrorId });
    }

    /// <summary>Writes label, hint and error message.</summary>
    protected void RenderQuestion(HtmlWriter html)
    {
        if (Label is not null)
            html.Part(Label with { For = Label.For ?? Key });
        RenderHelp(html);
    }
}

/// <summary>One line of text, a number or a date written out.</summary>
public record Input : FormField
{
    /// <value>The answer.</value>
    public string? Value { get; init; }

    /// <value>The HTML type.</value>
    public string Type { get; init; } = "text";

    /// <value>Width in characters: 2, 3, 4, 5, 10, 20 or 30; null for the whole column.</value>
    public int? Width { get; init; }

    /// <value>The keyboard of a phone: <c>numeric</c>, <c>decimal</c>, or null.</value>
    public string? InputMode { get; init; }

    /// <value>What a browser may fill in.</value>
    public string? Autocomplete { get; init; }

    /// <value>Capitals by the keyboard of a phone: <c>none</c>, <c>words</c>, or null.</value>
    public string? Autocapitalize { get; init; }

    /// <value>True, false, or null to leave it to the browser.</value>
    public bool? Spellcheck { get; init; }

    /// <value>True for letters of one width and wide spacing.</value>
    public bool Code { get; init; }

    /// <value>What stands before the answer, for example a pound sign.</value>
    public Inline Prefix { get; init; }

    /// <value>What stands after the answer, for example a percent sign.</value>
    public Inline Suffix { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        OpenGroup(html).Raw(">");
        RenderQuestion(html);
        RenderAnswer(html, Described());
        html.Raw("</div>");
    }

    internal void RenderAnswer(HtmlWriter html, string? describedBy)
    {
        var wrapped = !Prefix.IsEmpty || !Suffix.IsEmpty || !After.IsEmpty;
        html.Raw(wrapped, "<div class=\"nhsuk-input-wrapper\">");
        if (!Prefix.IsEmpty)
            html.Raw("<div class=\"nhsuk-input-wrapper__prefix\" aria-hidden=\"true\">").Text(Prefix).Raw("</div>");
        html.Raw("<input").Class("nhsuk-input").Raw(Code, " nhsuk-input--code").Raw(HasError, " nhsuk-input--error");
        html.Raw(Width is not null, $" nhsuk-input--width-{Width}").EndClass(Classes);
        html.Attribute("id", Key).Attribute("name", Name).Attribute("type", Type);
        html.Attribute("spellcheck", Spellcheck is { } spell ? (spell ? "true" : "false") : null);
        html.Attribute("value", Value).Flag(Disabled, "disabled").Attribute("aria-describedby", describedBy);
        html.Attribute("autocomplete", Autocomplete).Attribute("autocapitalize", Autocapitalize).Attribute("inputmode", InputMode);
        html.Attributes(Attributes).Raw(">");
        if (!Suffix.IsEmpty)
            html.Raw("<div class=\"nhsuk-input-wrapper__suffix\" aria-hidden=\"true\">").Text(Suffix).Raw("</div>");
        if (!After.IsEmpty)
            html.Text(After);
        html.Raw(wrapped, "</div>");
    }
}

/// <summary>A password, with a button that shows it (where scripts run).</summary>
public sealed record PasswordInput : Input
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<div")
            .Class("nhsuk-form-group")
            .Raw(HasError, " nhsuk-form-group--error")
            .Raw(" nhsuk-password-input")
            .EndClass(GroupClasses);
        html.Raw(" data-module=\"nhsuk-password-input\">");
        RenderQuestion(html);
        var toggle = new Button
        {
            Text = "Show",
            AriaLabel = "Show password",
            Type = "button",
            Small = true,
            Variant = "secondary",
            Disabled = Disabled,
            Classes = "nhsuk-password-input__toggle nhsuk-js-password-input-toggle",
            Attributes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["aria-controls"] = Key, ["hidden"] = null },
        };
        var answer = this with
        {
            Type = "password",
            Spellcheck = false,
            Autocapitalize = "none",
            Autocomplete = Autocomplete ?? "current-password",
            Classes = "nhsuk-password-input__input nhsuk-js-password-input-input" + (Classes is null ? "" : " " + Classes),
            After = Inline.Of(toggle),
        };
        answer.RenderAnswer(html, Described());
        html.Raw("</div>");
    }
}

/// <summary>Several lines of text.</summary>
public record Textarea : FormField
{
    /// <value>The answer.</value>
    public string? Value { get; init; }

    /// <value>Lines shown at first; a script lets it grow.</value>
    public int Rows { get; init; } = 5;

    /// <value>What a browser may fill in.</value>
    public string? Autocomplete { get; init; }

    /// <value>True, false, or null to leave it to the browser.</value>
    public bool? Spellcheck { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        OpenGroup(html).Raw(">");
        RenderQuestion(html);
        RenderAnswer(html, Described(), "nhsuk-textarea");
        html.Text(After).Raw("</div>");
    }

    internal void RenderAnswer(HtmlWriter html, string? describedBy, string own)
    {
        html.Raw("<textarea").Class(own).Raw(HasError, " nhsuk-textarea--error").EndClass(Classes);
        html.Attribute("id", Key).Attribute("name", Name).Attribute("rows", Rows);
        html.Attribute("spellcheck", Spellcheck is { } spell ? (spell ? "true" : "false") : null);
        html.Flag(Disabled, "disabled").Attribute("aria-describedby", describedBy).Attribute("autocomplete", Autocomplete);
        // A browser drops the first line break inside the element, so one that was written needs another before it.
        html.Attributes(Attributes).Raw(">").Raw(Value?.StartsWith('\n') == true, "\n").Text(Value).Raw("</textarea>");
    }
}

/// <summary>Several lines of text with a limit, which is told at once and counted down by a script.</summary>
public sealed record CharacterCount : Textarea
{
    /// <value>The most characters.</value>
    public int? MaxLength { get; init; }

    /// <value>The most words; wins over <see cref="MaxLength"/>.</value>
    public int? MaxWords { get; init; }

    /// <value>The share of the limit (0 to 100 percent) from which the count is shown.</value>
    public int? Threshold { get; init; }

    /// <value><c>length</c> counts what a reader sees as characters, <c>characters</c> UTF-16 units, <c>words</c> words; null follows the limit.</value>
    public string? CountType { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var type = CountType ?? (MaxWords is null ? null : "words");
        var info = Key + "-info";
        OpenGroup(html, "nhsuk-character-count").Raw(" data-module=\"nhsuk-character-count\"");
        html.Attribute("data-maxlength", MaxLength).Attribute("data-maxwords", MaxWords).Attribute("data-threshold", Threshold);
        html.Attribute("data-count-type", type).Raw(">");
        RenderQuestion(html);
        RenderAnswer(html, Described(info), "nhsuk-textarea nhsuk-js-character-count");
        html.Raw("<div class=\"nhsuk-hint nhsuk-character-count__message\"").Attribute("id", info);
        if ((MaxWords ?? MaxLength) is { } limit)
            html.Raw(">You can enter up to ")
                .Raw(limit.ToString(CultureInfo.InvariantCulture))
                .Raw(string.Equals(type, "words", StringComparison.Ordinal) ? " words" : " characters");
        else
            html.Raw(" hidden>");
        html.Raw("</div>").Text(After).Raw("</div>");
    }
}

/// <summary>One of a list that is too long for radios.</summary>
public sealed record Select : FormField
{
    /// <value>The value of the chosen item.</value>
    public string? Value { get; init; }

    /// <value>What can be chosen.</value>
    public IReadOnlyList<Option> Items { get; init; } = [];

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        OpenGroup(html).Raw(">");
        RenderQuestion(html);
        html.Raw(!After.IsEmpty, "<div class=\"nhsuk-input-wrapper\">");
        html.Raw("<select").Class("nhsuk-select").Raw(HasError, " nhsuk-select--error").EndClass(Classes);
        html.Attribute("id", Key).Attribute("name", Name).Flag(Disabled, "disabled").Attribute("aria-describedby", Described());
        html.Attributes(Attributes).Raw(">");
        foreach (var item in Items)
        {
            if (item.IsDivider)
            {
                html.Raw("<hr>");
                continue;
            }
            html.Raw("<option").Attribute("value", item.Value);
            html.Flag(!string.IsNullOrEmpty(Value) && string.Equals(item.Value ?? item.Text, Value, StringComparison.Ordinal), "selected");
            html.Flag(item.Disabled, "disabled").Raw(">").Text(item.Text).Raw("</option>");
        }
        html.Raw("</select>").Text(After).Raw(!After.IsEmpty, "</div>").Raw("</div>");
    }
}

/// <summary>One item of a <see cref="Select"/>.</summary>
/// <param name="Text">What people read.</param>
/// <param name="Value">What is sent; the text where it is null.</param>
public sealed record Option(string Text, string? Value = null)
{
    /// <value>True where it cannot be chosen.</value>
    public bool Disabled { get; init; }

    /// <value>True for a line between items.</value>
    public bool IsDivider { get; init; }
}

/// <summary>A file to send.</summary>
public sealed record FileUpload : FormField
{
    /// <value>True where several files can be sent at once.</value>
    public bool Multiple { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        OpenGroup(html, "nhsuk-file-upload").Raw(" data-module=\"nhsuk-file-upload\">");
        RenderQuestion(html);
        html.Raw("<input")
            .Class("nhsuk-file-upload__input")
            .EndClass(Classes)
            .Attribute("id", Key)
            .Attribute("name", Name)
            .Raw(" type=\"file\"");
        html.Flag(Disabled, "disabled")
            .Flag(Multiple, "multiple")
            .Attribute("aria-describedby", Described())
            .Attributes(Attributes)
            .Raw(">");
        html.Text(After).Raw("</div>");
    }
}

/// <summary>A date as day, month and year.</summary>
public sealed record DateInput : FormField
{
    /// <value>The question and the group's own options.</value>
    public Fieldset? Fieldset { get; init; }

    /// <value>The boxes; day, month and year where none is given.</value>
    public IReadOnlyList<DateBox> Items { get; init; } = [new("day"), new("month"), new("year") { Width = 4 }];

    /// <summary>A question for a date, whose parts are sent as <c>name-day</c>, <c>name-month</c> and <c>name-year</c>.</summary>
    public static DateInput Of(string name, string legend, string? day, string? month, string? year) =>
        new()
        {
            Id = name,
            Name = name,
            Fieldset = new() { Legend = legend },
            Items =
            [
                new($"{name}-day")
                {
                    Id = $"{name}-day",
                    Label = "Day",
                    Value = day,
                },
                new($"{name}-month")
                {
                    Id = $"{name}-month",
                    Label = "Month",
                    Value = month,
                },
                new($"{name}-year")
                {
                    Id = $"{name}-year",
                    Label = "Year",
                    Value = year,
                    Width = 4,
                },
            ],
        };

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var some = Items.Any(item => item.IsWrong == true);
        html.Raw("<div").Class("nhsuk-form-group").Raw(HasError || some, " nhsuk-form-group--error").EndClass(GroupClasses).Raw(">");
        Fieldset?.Open(html, Described(Fieldset.DescribedBy), "group");
        RenderHelp(html);
        html.Raw("<div").Class("nhsuk-date-input").EndClass(Classes).Attribute("id", Id).Attributes(Attributes).Raw(">");
        foreach (var item in Items)
        {
            html.Raw("<div class=\"nhsuk-date-input__item\">");
            html.Part(
                new Input
                {
                    Id = item.Id ?? $"{Id}-{item.Name}",
                    Name = Name.Length == 0 || item.Id is not null ? item.Name : $"{Name}[{item.Name}]",
                    Label = new Label { Text = item.Label ?? Capital(item.Name), Classes = "nhsuk-date-input__label" },
                    Value = item.Value,
                    Width = item.Width,
                    InputMode = "numeric",
                    Autocomplete = item.Autocomplete,
                    Disabled = item.Disabled ?? Disabled,
                    IsWrong = item.IsWrong ?? (HasError && !some),
                    Classes = "nhsuk-date-input__input",
                }
            );
            html.Raw("</div>");
        }
        html.Text(After).Raw("</div>");
        if (Fieldset is not null)
            Fieldset.Close(html);
        html.Raw("</div>");
    }

    static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>One box of a <see cref="DateInput"/>.</summary>
/// <param name="Name">The name under which it is sent.</param>
public sealed record DateBox(string Name)
{
    /// <value>The id; made of the group's where it is null.</value>
    public string? Id { get; init; }

    /// <value>The word above; made of the name where it is null.</value>
    public string? Label { get; init; }

    /// <value>What was written.</value>
    public string? Value { get; init; }

    /// <value>Width in characters.</value>
    public int Width { get; init; } = 2;

    /// <value>What a browser may fill in.</value>
    public string? Autocomplete { get; init; }

    /// <value>True where this box is wrong; null leaves it to the group.</value>
    public bool? IsWrong { get; init; }

    /// <value>True where it cannot be filled in; null leaves it to the group.</value>
    public bool? Disabled { get; init; }
}
