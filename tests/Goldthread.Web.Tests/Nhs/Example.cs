using System.Globalization;
using System.Text.Json;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Html;

namespace Goldthread.Web.Tests.Nhs;

/// <summary>One example that nhsuk-frontend ships: the options of its macro, read into our options. An option that we do not have is an error, never ignored.</summary>
sealed class Example(JsonElement options)
{
    readonly HashSet<string> read = new(StringComparer.Ordinal);

    public static Component Read(string component, JsonElement options)
    {
        var example = new Example(options);
        Component part = component switch
        {
            "back-link" => example.BackLink(),
            "button" => example.Button(),
            "character-count" => example.CharacterCount(),
            "checkboxes" => example.Checkboxes(),
            "date-input" => example.DateInput(),
            "details" => example.Details(),
            "error-message" => example.Error(),
            "error-summary" => example.ErrorSummary(),
            "fieldset" => example.FieldsetPart(),
            "file-upload" => example.FileUpload(),
            "hint" => new Hint { Text = example.Inline() },
            "input" => example.Input(),
            "inset-text" => new InsetText { Text = example.Inline() },
            "label" => example.LabelPart(),
            "notification-banner" => example.NotificationBanner(),
            "pagination" => example.Pagination(),
            "password-input" => example.PasswordInput(),
            "radios" => example.Radios(),
            "select" => example.Select(),
            "skip-link" => example.SkipLink(),
            "summary-list" => example.SummaryList(),
            "tag" => example.Tag(),
            "textarea" => example.Textarea(),
            "warning-callout" => example.WarningCallout(),
            _ => throw new NotSupportedException("the component"),
        };
        example.End();
        return part;
    }

    void End()
    {
        var unread = options.EnumerateObject().Select(option => option.Name).Where(name => !read.Contains(name)).ToList();
        if (unread.Count > 0)
            throw new NotSupportedException(string.Join(", ", unread));
    }

    JsonElement? Get(string name)
    {
        read.Add(name);
        return options.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    string? Str(string name) =>
        Get(name) is { } value ? (value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()) : null;

    bool? Bool(string name) => Get(name)?.GetBoolean();

    bool IsOff(string name) => Get(name)?.ValueKind == JsonValueKind.False;

    int? Int(string name) =>
        Get(name) is { } value
            ? (value.ValueKind == JsonValueKind.Number ? value.GetInt32() : int.Parse(value.GetString()!, CultureInfo.InvariantCulture))
            : null;

    Dictionary<string, string?>? AttributesOf() =>
        Get("attributes") is { } attributes
            ? attributes.EnumerateObject().ToDictionary(item => item.Name, item => (string?)item.Value.ToString(), StringComparer.Ordinal)
            : null;

    List<T> List<T>(string name, Func<Example, T> make) =>
        Get(name) is { } value
            ?
            [
                .. value
                    .EnumerateArray()
                    .Where(item => item.ValueKind == JsonValueKind.Object)
                    .Select(item =>
                    {
                        var inner = new Example(item);
                        var made = make(inner);
                        inner.End();
                        return made;
                    }),
            ]
            : [];

    /// <summary>An option that is either a text or an object.</summary>
    T? Inner<T>(string name, Func<Example, T> make)
        where T : class
    {
        if (Get(name) is not { } value || value.ValueKind is JsonValueKind.False or JsonValueKind.True)
            return null;
        if (value.ValueKind == JsonValueKind.String)
        {
            using var document = JsonDocument.Parse(JsonSerializer.Serialize(new { text = value.GetString() }));
            value = document.RootElement.Clone();
        }
        var inner = new Example(value);
        var made = make(inner);
        inner.End();
        return made;
    }

    Inline Inline()
    {
        var text = Str("text");
        return Str("html") is { } html ? Goldthread.Web.Nhs.Inline.Of(new HtmlString(html)) : text;
    }

    Inline Inline(string name)
    {
        Inline content = default;
        Inner(
            name,
            inner =>
            {
                content = inner.Inline();
                return "";
            }
        );
        return content;
    }

    Label? LabelOf(string name) => Inner(name, inner => inner.LabelPart());

    Label LabelPart()
    {
        var label = new Label
        {
            Text = Inline(),
            Size = Str("size"),
            Id = Str("id"),
            Classes = Str("classes"),
        };
        if (Bool("isPageHeading") == true || Get("heading")?.ValueKind == JsonValueKind.True)
            label = label with { HeadingLevel = 1 };
        if (Get("heading") is { ValueKind: JsonValueKind.String or JsonValueKind.Object })
            Inner(
                "heading",
                heading =>
                {
                    var text = heading.Inline();
                    label = label with
                    {
                        Text = text.IsEmpty ? label.Text : text,
                        Size = heading.Str("size") ?? label.Size,
                        HeadingId = heading.Str("id"),
                        HeadingLevel = heading.Int("level") ?? 1,
                    };
                    return "";
                }
            );
        return label;
    }

    ErrorMessage Error()
    {
        var error = new ErrorMessage { Text = Inline() };
        return Get("visuallyHiddenText") is { } before
            ? error with
            {
                Before = before.ValueKind == JsonValueKind.String ? before.GetString()! : "",
            }
            : error;
    }

    Hint HintPart() =>
        new()
        {
            Text = Inline(),
            Id = Str("id"),
            Classes = Str("classes"),
        };

    T Field<T>(T field)
        where T : FormField =>
        field with
        {
            Name = Str("name") ?? "",
            Id = Str("id"),
            Label = LabelOf("label"),
            Hint = Inner("hint", hint => hint.HintPart()),
            Error = Inner("errorMessage", error => error.Error()),
            IsWrong = Get("errorMessage")?.ValueKind == JsonValueKind.True,
            Disabled = Bool("disabled") ?? false,
            After = After(),
        };

    Inline After()
    {
        Inline after = default;
        Inner(
            "formGroup",
            group =>
            {
                after = group.Inline("afterInput");
                return "";
            }
        );
        return after;
    }

    T InputOf<T>(T input)
        where T : Input =>
        Field(input) with
        {
            Value = Str("value"),
            Type = Str("type") ?? "text",
            Width = Int("width"),
            InputMode = Str("inputmode"),
            Autocomplete = Str("autocomplete"),
            Spellcheck = Bool("spellcheck"),
            Code = Bool("code") ?? false,
            Prefix = Inline("prefix"),
            Suffix = Inline("suffix"),
            Classes = Str("classes"),
        };

    Input Input() => InputOf(new Input());

    PasswordInput PasswordInput() => InputOf(new PasswordInput());

    T TextareaOf<T>(T textarea)
        where T : Textarea => Field(textarea) with { Value = Str("value"), Rows = Int("rows") ?? 5, Autocomplete = Str("autocomplete") };

    Textarea Textarea() => TextareaOf(new Textarea());

    CharacterCount CharacterCount() =>
        TextareaOf(new CharacterCount()) with
        {
            MaxLength = Int("maxlength"),
            MaxWords = Int("maxwords"),
            Threshold = Int("threshold"),
            CountType = Str("countType"),
            Attributes = AttributesOf(),
        };

    Select Select() =>
        Field(new Select()) with
        {
            Value = Str("value"),
            Items = List(
                "items",
                item => new Option(item.Str("text") ?? "", item.Str("value"))
                {
                    Disabled = item.Bool("disabled") ?? false,
                    IsDivider = item.Bool("divider") ?? false,
                }
            ),
        };

    FileUpload FileUpload() => Field(new FileUpload()) with { Multiple = Bool("multiple") ?? false };

    Fieldset? Fieldset() => Inner("fieldset", fieldset => fieldset.FieldsetPart());

    Fieldset FieldsetPart() => new() { Legend = LabelOf("legend"), Text = Inline() };

    T ChoicesOf<T>(T field)
        where T : ChoiceField =>
        Field(field) with
        {
            Fieldset = Fieldset(),
            IdPrefix = Str("idPrefix"),
            Inline = Bool("inline") ?? false,
            Small = Bool("small") ?? false,
            Items = List("items", item => item.Choice()),
        };

    Choice Choice() =>
        new(Inline(), Str("value") ?? "")
        {
            Id = Str("id"),
            Name = Str("name"),
            Hint = Inner("hint", hint => hint.HintPart()),
            Conditional = Inline("conditional"),
            Disabled = Bool("disabled"),
            Divider = Str("divider"),
            Behaviour = Str("behaviour"),
            BehaviourGroup = Str("behaviourGroup"),
        };

    Radios Radios() => ChoicesOf(new Radios()) with { Value = Str("value") };

    Checkboxes Checkboxes() =>
        ChoicesOf(new Checkboxes()) with
        {
            Values = Get("values") is { } values ? [.. values.EnumerateArray().Select(value => value.GetString()!)] : [],
        };

    DateInput DateInput()
    {
        var day = Inner("day", box => box.DateBox("day", 2));
        var month = Inner("month", box => box.DateBox("month", 2));
        var year = Inner("year", box => box.DateBox("year", 4));
        var items = List("items", item => item.DateBox("", 2));
        if (items.Count == 0)
            items =
            [
                .. new[]
                {
                    IsOff("day") ? null : day ?? new("day"),
                    IsOff("month") ? null : month ?? new("month"),
                    IsOff("year") ? null : year ?? new("year") { Width = 4 },
                }.OfType<DateBox>(),
            ];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Get("values") is { } given)
            foreach (var value in given.EnumerateObject())
                values[value.Name] = value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()! : value.Value.GetRawText();
        return Field(new DateInput()) with
        {
            Name = Str("namePrefix") ?? "",
            Fieldset = Fieldset(),
            Items = [.. items.Select(item => item with { Value = item.Value ?? values.GetValueOrDefault(item.Name) })],
        };
    }

    DateBox DateBox(string name, int width)
    {
        name = Str("name") ?? name;
        return new(name)
        {
            Label = Str("label"),
            Value = Str("value"),
            Width = Int("width") ?? (string.Equals(name, "year", StringComparison.Ordinal) ? 4 : width),
            Autocomplete = Str("autocomplete"),
            IsWrong = Bool("error"),
            Disabled = Bool("disabled"),
        };
    }

    Button Button() =>
        new()
        {
            Text = Inline(),
            Href = Str("href"),
            Variant = Str("variant"),
            Small = Bool("small") ?? false,
            Disabled = Bool("disabled") ?? false,
            PreventDoubleClick = Bool("preventDoubleClick"),
        };

    BackLink BackLink()
    {
        var text = Inline();
        return new()
        {
            Text = text.IsEmpty ? "Back" : text,
            Href = Str("href"),
            Type = Str("type") ?? "submit",
        };
    }

    SkipLink SkipLink() => new() { Text = Inline(), Href = Str("href") ?? "#maincontent" };

    Details Details() =>
        new()
        {
            Summary = Inline("summary"),
            Text = Inline(),
            Open = Bool("open") ?? false,
            Classes = Str("classes"),
        };

    WarningCallout WarningCallout()
    {
        var heading = Inline("heading");
        return new() { Heading = heading.Text ?? "", Text = Inline() };
    }

    NotificationBanner NotificationBanner()
    {
        var element = "h3";
        Inline heading = default;
        Inner(
            "heading",
            inner =>
            {
                heading = inner.Inline();
                element = inner.Str("element") ?? element;
                return "";
            }
        );
        return new()
        {
            Success = Str("variant") is "success",
            Title = Inline("title"),
            Heading = heading,
            HeadingElement = element,
            Text = Inline(),
            Role = Str("role"),
            DisableAutoFocus = Bool("disableAutoFocus"),
            Attributes = AttributesOf(),
        };
    }

    ErrorSummary ErrorSummary() =>
        new()
        {
            Heading = Inline("heading"),
            Description = Inline("description"),
            Errors = List("errorList", item => new Problem(item.Str("text") ?? "", item.Str("href"))),
            DisableAutoFocus = Bool("disableAutoFocus"),
        };

    SummaryList SummaryList() =>
        new()
        {
            Border = Bool("border") ?? true,
            LastRowBorder = Bool("lastRowBorder") ?? true,
            Rows = List(
                "rows",
                row => new SummaryRow(row.Inline("key"), row.Inline("value"))
                {
                    Actions = row.RowActions(),
                    Border = row.Bool("border") ?? true,
                }
            ),
        };

    List<RowAction> RowActions()
    {
        if (Get("actions") is { ValueKind: JsonValueKind.Array })
            return List("actions", item => item.RowAction());
        List<RowAction> actions = [];
        Inner(
            "actions",
            inner =>
            {
                actions = inner.List("items", item => item.RowAction());
                return "";
            }
        );
        return actions;
    }

    RowAction RowAction() =>
        new()
        {
            Text = Inline(),
            Of = Str("visuallyHiddenText"),
            Href = Str("href"),
            Type = Str("type"),
        };

    Pagination Pagination() =>
        new()
        {
            Previous = Neighbour("previous"),
            Next = Neighbour("next"),
            Items = List(
                "items",
                item =>
                    item.Bool("ellipsis") == true
                        ? new NumberedPage(0, "")
                        : new NumberedPage(item.Int("number") ?? 0, item.Str("href") ?? "", item.Bool("current") ?? false)
            ),
        };

    Neighbour? Neighbour(string name) =>
        Inner(name, inner => new Neighbour(inner.Str("href") ?? "", inner.Str("label"), inner.Str("text")))
        ?? (Str(name + "Url") is { } url ? new Neighbour(url, Str(name + "Page")) : null);

    Tag Tag() =>
        new()
        {
            Text = Inline(),
            Colour = Get("colour") is { ValueKind: JsonValueKind.False } ? "no-colour" : Str("colour"),
            Border = Bool("border") ?? true,
            Classes = Str("classes"),
        };
}
