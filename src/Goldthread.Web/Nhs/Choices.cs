using System.Globalization;

namespace Goldthread.Web.Nhs;

/// <summary>One item of <see cref="Radios"/> or <see cref="Checkboxes"/>.</summary>
/// <param name="Text">What people read.</param>
/// <param name="Value">What is sent.</param>
public sealed record Choice(Inline Text, string Value)
{
    /// <value>The id; made of the group's where it is null.</value>
    public string? Id { get; init; }

    /// <value>The name, where it is another than the group's.</value>
    public string? Name { get; init; }

    /// <value>What helps to choose it.</value>
    public Hint? Hint { get; init; }

    /// <value>Fields that are shown once it is chosen.</value>
    public Inline Conditional { get; init; }

    /// <value>True where it cannot be chosen; null leaves it to the group.</value>
    public bool? Disabled { get; init; }

    /// <value>A word between items, such as "or": then nothing else of the item counts.</value>
    public string? Divider { get; init; }

    /// <value><c>exclusive</c> clears the others when chosen; null for none.</value>
    public string? Behaviour { get; init; }

    /// <value>The group within which it is exclusive.</value>
    public string? BehaviourGroup { get; init; }
}

/// <summary>One of a few answers, or several.</summary>
public abstract record ChoiceField : FormField
{
    /// <value>The question and the group's own options.</value>
    public Fieldset? Fieldset { get; init; }

    /// <value>The items.</value>
    public IReadOnlyList<Choice> Items { get; init; } = [];

    /// <value>What the items' ids begin with; the name where it is null.</value>
    public string? IdPrefix { get; init; }

    /// <value>True for items side by side.</value>
    public bool Inline { get; init; }

    /// <value>True for small boxes, in filters.</value>
    public bool Small { get; init; }

    private protected abstract string Block { get; }
    private protected abstract string Type { get; }

    private protected abstract bool IsChosen(Choice item);

    /// <inheritdoc/>
    protected override string Key => IdPrefix ?? Name;

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        OpenGroup(html).Raw(">");
        Fieldset?.Open(html, Described(Fieldset.DescribedBy), role: null);
        RenderHelp(html);
        html.Raw("<div").Class(Block).Raw(Small, $" {Block}--small").Raw(Inline, $" {Block}--inline").EndClass(Classes);
        html.Attribute("id", Id).Attribute("data-module", Block).Attributes(Attributes).Raw(">");
        for (var i = 0; i < Items.Count; i++)
            RenderItem(html, Items[i], i);
        html.Text(After).Raw("</div>");
        if (Fieldset is not null)
            Fieldset.Close(html);
        html.Raw("</div>");
    }

    void RenderItem(HtmlWriter html, Choice item, int index)
    {
        if (item.Divider is not null)
        {
            html.Raw($"<div class=\"{Block}__divider").Raw(item.Behaviour is "inclusive", " nhsuk-u-frontend-not-supported-hidden");
            html.Raw("\">").Text(item.Divider).Raw("</div>");
            return;
        }
        // The first has no number, so that the error summary can link to it.
        var id = item.Id ?? (index == 0 ? Key : Key + "-" + (index + 1).ToString(CultureInfo.InvariantCulture));
        var hint = item.Hint is null ? null : item.Hint.Id ?? id + "-item-hint";
        var describedBy =
            Fieldset is null && Type is "checkbox" ? string.Join(' ', new[] { Described(), hint }.Where(x => x is not null)) : hint;
        var chosen = IsChosen(item);
        var conditional = "conditional-" + id;
        html.Raw($"<div class=\"{Block}__item").Raw(item.Behaviour is "inclusive", " nhsuk-u-frontend-not-supported-hidden").Raw("\">");
        html.Raw("<input").Class(Block + "__input").EndClass().Attribute("id", id).Attribute("name", item.Name ?? Name);
        html.Attribute("type", Type).Attribute("value", item.Value).Flag(chosen, "checked").Flag(item.Disabled ?? Disabled, "disabled");
        html.Attribute("data-behaviour", item.Behaviour).Attribute("data-behaviour-group", item.BehaviourGroup);
        html.Attribute("data-aria-controls", item.Conditional.IsEmpty ? null : conditional);
        html.Attribute("aria-describedby", string.IsNullOrEmpty(describedBy) ? null : describedBy).Raw(">");
        html.Raw($"<label class=\"nhsuk-label {Block}__label\"").Attribute("for", id).Raw(">").Text(item.Text).Raw("</label>");
        if (item.Hint is not null)
            html.Part(item.Hint with { Id = hint, Classes = $"{Block}__hint" });
        html.Raw("</div>");
        if (item.Conditional.IsEmpty)
            return;
        html.Raw($"<div class=\"{Block}__conditional")
            .Raw(!chosen, $" {Block}__conditional--hidden")
            .Raw("\"")
            .Attribute("id", conditional);
        html.Raw(">").Text(item.Conditional).Raw("</div>");
    }
}

/// <summary>One of a few answers.</summary>
public sealed record Radios : ChoiceField
{
    /// <value>The value of the chosen item, or null.</value>
    public string? Value { get; init; }

    private protected override string Block => "nhsuk-radios";
    private protected override string Type => "radio";

    private protected override bool IsChosen(Choice item) =>
        !string.IsNullOrEmpty(Value) && string.Equals(item.Value, Value, StringComparison.Ordinal);
}

/// <summary>Several of a few answers.</summary>
public sealed record Checkboxes : ChoiceField
{
    /// <value>The values of the chosen items.</value>
    public IReadOnlyCollection<string> Values { get; init; } = [];

    private protected override string Block => "nhsuk-checkboxes";
    private protected override string Type => "checkbox";

    private protected override bool IsChosen(Choice item) => Values.Contains(item.Value, StringComparer.Ordinal);
}
