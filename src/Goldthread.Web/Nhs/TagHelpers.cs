using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Goldthread.Web.Nhs;

/// <summary>A question bound to a property of the page: name, id, answer and error come from it.</summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <value>The property that it asks for.</value>
    public ModelExpression? For { get; set; }

    /// <value>The name, where it is bound to no property.</value>
    public string? Name { get; set; }

    /// <value>The question.</value>
    public string Label { get; set; } = "";

    /// <value>What helps to answer it, or null.</value>
    public string? Hint { get; set; }

    /// <value>True where it need not be answered, which the question then says.</value>
    public bool Optional { get; set; }

    /// <value>What a browser may fill in.</value>
    public string? Autocomplete { get; set; }

    /// <value>The page on which it stands; set by the framework.</value>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <value>The full name under which the answer is sent.</value>
    protected string Key => For is null ? Name ?? "" : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <value>The id of the answer.</value>
    protected string Id => IdOf(Key);

    /// <value>The question as it is shown.</value>
    protected Label Question => new() { Text = Optional ? Label + " (optional)" : Label };

    ModelStateEntry? Entry => ViewContext.ViewData.ModelState.TryGetValue(Key, out var entry) ? entry : null;

    /// <value>What was answered: as it was written where it was wrong, else as the property has it.</value>
    protected string? Answer =>
        Entry?.AttemptedValue
        ?? For?.Model switch
        {
            null => null,
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString(),
        };

    /// <value>What is wrong with it, or null.</value>
    protected ErrorMessage? Error => Entry is { Errors: [var error, ..] } ? new ErrorMessage { Text = error.ErrorMessage } : null;

    /// <summary>The id of the answer with this name.</summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "-");

    /// <summary>The component to write.</summary>
    protected abstract Component Make(IHtmlContent? inner);

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(Make(inner.IsEmptyOrWhiteSpace ? null : inner));
    }

    /// <summary>Fills in what all questions share.</summary>
    protected T Bind<T>(T field)
        where T : FormField =>
        field with
        {
            Name = Key,
            Id = Id,
            Label = Question,
            // Razor hands a null in a text attribute over as an empty text, so both mean none.
            Hint = string.IsNullOrEmpty(Hint) ? null : new Hint { Text = Hint },
            Error = Error,
        };

    /// <summary>The items of a list that the page holds.</summary>
    protected static IEnumerable<T> From<T>(IEnumerable<SelectListItem>? items, Func<SelectListItem, T> make) => (items ?? []).Select(make);
}

/// <summary>One line of text: <c>&lt;nhs-input for="Email" label="E-mail address" /&gt;</c>.</summary>
[HtmlTargetElement("nhs-input")]
public sealed class InputTagHelper : FieldTagHelper
{
    /// <value>The HTML type.</value>
    public string Type { get; set; } = "text";

    /// <value>Width in characters: 2, 3, 4, 5, 10, 20 or 30; null for the whole column.</value>
    public int? Width { get; set; }

    /// <value>The keyboard of a phone: <c>numeric</c>, <c>decimal</c>, or null.</value>
    public string? Inputmode { get; set; }

    /// <value>What stands before the answer.</value>
    public string? Prefix { get; set; }

    /// <value>What stands after the answer.</value>
    public string? Suffix { get; set; }

    /// <inheritdoc/>
    protected override Component Make(IHtmlContent? inner) =>
        Bind(new Input()) with
        {
            Value = Answer,
            Type = Type,
            Width = Width,
            InputMode = Inputmode,
            Autocomplete = Autocomplete,
            Prefix = Prefix,
            Suffix = Suffix,
        };
}

/// <summary>A password; never filled in again.</summary>
[HtmlTargetElement("nhs-password")]
public sealed class PasswordTagHelper : FieldTagHelper
{
    /// <inheritdoc/>
    protected override Component Make(IHtmlContent? inner) => Bind(new PasswordInput()) with { Autocomplete = Autocomplete };
}

/// <summary>Several lines of text, with a count where <see cref="Max"/> is given.</summary>
[HtmlTargetElement("nhs-textarea")]
public sealed class TextareaTagHelper : FieldTagHelper
{
    /// <value>Lines shown at first.</value>
    public int Rows { get; set; } = 5;

    /// <value>The most characters, or null for no count.</value>
    public int? Max { get; set; }

    /// <inheritdoc/>
    protected override Component Make(IHtmlContent? inner)
    {
        var textarea = Max is null ? new Textarea() : new CharacterCount { MaxLength = Max, CountType = "length" };
        return Bind(textarea) with { Value = Answer, Rows = Rows };
    }
}

/// <summary>One of a long list.</summary>
[HtmlTargetElement("nhs-select")]
public sealed class SelectTagHelper : FieldTagHelper
{
    /// <value>The items.</value>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <value>The words of the item that is no answer, or null for none.</value>
    public string? Empty { get; set; }

    /// <inheritdoc/>
    protected override Component Make(IHtmlContent? inner)
    {
        var items = From(Items, item => new Option(item.Text, item.Value) { Disabled = item.Disabled });
        return Bind(new Select()) with { Value = Answer, Items = [.. Empty is null ? [] : new[] { new Option(Empty, "") }, .. items] };
    }
}

/// <summary>One of a few answers.</summary>
[HtmlTargetElement("nhs-radios")]
public sealed class RadiosTagHelper : FieldTagHelper
{
    /// <value>The items.</value>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <value>True for items side by side.</value>
    public bool Inline { get; set; }

    /// <inheritdoc/>
    protected override Component Make(IHtmlContent? inner) =>
        Bind(new Radios()) with
        {
            Id = null,
            IdPrefix = Id,
            Fieldset = new() { Legend = Question },
            Inline = Inline,
            Value = Answer,
            Items = [.. From(Items, item => new Choice(item.Text, item.Value) { Disabled = item.Disabled })],
        };
}

/// <summary>Several of a few answers.</summary>
[HtmlTargetElement("nhs-checkboxes")]
public sealed class CheckboxesTagHelper : FieldTagHelper
{
    /// <value>The items; a ticked one is <c>Selected</c>.</value>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <inheritdoc/>
    protected override Component Make(IHtmlContent? inner)
    {
        var items = (Items ?? []).ToList();
        return Bind(new Checkboxes()) with
        {
            Id = null,
            IdPrefix = Id,
            Fieldset = new() { Legend = Question },
            Values = [.. items.Where(item => item.Selected).Select(item => item.Value)],
            Items = [.. items.Select(item => new Choice(item.Text, item.Value) { Disabled = item.Disabled })],
        };
    }
}

/// <summary>A file to send.</summary>
[HtmlTargetElement("nhs-file")]
public sealed class FileTagHelper : FieldTagHelper
{
    /// <value>The endings that the browser offers: <c>.csv,.xlsx</c>.</value>
    public string? Accept { get; set; }

    /// <inheritdoc/>
    protected override Component Make(IHtmlContent? inner) =>
        Bind(new FileUpload()) with
        {
            Attributes = Accept is null ? null : new Dictionary<string, string?>(StringComparer.Ordinal) { ["accept"] = Accept },
        };
}

/// <summary>All that is wrong with the form, each linked to its field; nothing where nothing is wrong.</summary>
[HtmlTargetElement("nhs-errors", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorsTagHelper : TagHelper
{
    /// <value>The page on which it stands; set by the framework.</value>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var problems = ViewContext
            .ViewData.ModelState.SelectMany(entry =>
                entry.Value!.Errors.Select(error => new Problem(
                    error.ErrorMessage,
                    entry.Key.Length == 0 ? null : "#" + FieldTagHelper.IdOf(entry.Key)
                ))
            )
            .ToList();
        if (problems.Count > 0)
            output.Content.SetHtmlContent(new ErrorSummary { Errors = problems });
    }
}

/// <summary>A button or a link that looks like one: <c>&lt;nhs-button&gt;Save&lt;/nhs-button&gt;</c>.</summary>
[HtmlTargetElement("nhs-button")]
public sealed class ButtonTagHelper : TagHelper
{
    /// <value>Where it leads, or null for a button.</value>
    public string? Href { get; set; }

    /// <value><c>secondary</c>, <c>warning</c>, or null for the primary one.</value>
    public string? Variant { get; set; }

    /// <value>True for a small one.</value>
    public bool Small { get; set; }

    /// <value>The name sent with the form.</value>
    public string? Name { get; set; }

    /// <value>The value sent with the form.</value>
    public string? Value { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(
            new Button
            {
                Text = Nhs.Inline.Of(inner),
                Href = Href,
                Variant = Variant,
                Small = Small,
                Name = Name,
                Value = Value,
                PreventDoubleClick = Href is null ? true : null,
            }
        );
    }
}

/// <summary>A block whose text is what stands inside the element.</summary>
public abstract class BlockTagHelper : TagHelper
{
    /// <summary>The component to write.</summary>
    protected abstract Component Make(Inline inner);

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(Make(Inline.Of(inner)));
    }
}

/// <summary>Text that opens when asked for.</summary>
[HtmlTargetElement("nhs-details")]
public sealed class DetailsTagHelper : BlockTagHelper
{
    /// <value>The line that is always there.</value>
    public string Summary { get; set; } = "";

    /// <value>True where it starts open.</value>
    public bool Open { get; set; }

    /// <inheritdoc/>
    protected override Component Make(Inline inner) =>
        new Details
        {
            Summary = Summary,
            Text = inner,
            Open = Open,
        };
}

/// <summary>A remark set apart; paragraphs stand inside.</summary>
[HtmlTargetElement("nhs-inset")]
public sealed class InsetTagHelper : BlockTagHelper
{
    /// <inheritdoc/>
    protected override Component Make(Inline inner) => new InsetText { Text = inner };
}

/// <summary>Something that must not be missed; paragraphs stand inside.</summary>
[HtmlTargetElement("nhs-warning")]
public sealed class WarningTagHelper : BlockTagHelper
{
    /// <value>The title.</value>
    public string Heading { get; set; } = "Important";

    /// <inheritdoc/>
    protected override Component Make(Inline inner) => new WarningCallout { Heading = Heading, Text = inner };
}

/// <summary>Fields with one question above.</summary>
[HtmlTargetElement("nhs-fieldset")]
public sealed class FieldsetTagHelper : BlockTagHelper
{
    /// <value>The question.</value>
    public string Legend { get; set; } = "";

    /// <inheritdoc/>
    protected override Component Make(Inline inner) => new Fieldset { Legend = Legend, Text = inner };
}

/// <summary>A link to where one came from.</summary>
[HtmlTargetElement("nhs-back")]
public sealed class BackTagHelper : BlockTagHelper
{
    /// <value>Where it leads.</value>
    public string Href { get; set; } = "";

    /// <inheritdoc/>
    protected override Component Make(Inline inner) => new BackLink { Href = Href, Text = inner };
}
