using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Goldthread.Web.Forms;

/// <summary>Draws the questions of a shape's fields: label, hint, answer, and what is wrong with it.</summary>
/// <param name="Fields">The fields to ask, in order.</param>
/// <param name="Answers">What is answered so far.</param>
/// <param name="Errors">What is wrong, by name.</param>
/// <param name="Choices">The items that a reference may name.</param>
public sealed record ShapeForm(IReadOnlyList<Field> Fields, Answers Answers, ModelStateDictionary Errors, FormChoices Choices) : Component
{
    /// <value>The list to which one more blank part is added, asked by "Add another"; null for none.</value>
    public string? Another { get; init; }

    /// <value>Questions that wait in a fold below the others; none where all stand open.</value>
    public IReadOnlyList<Field> Later { get; init; } = [];

    /// <value>What the fold says.</value>
    public string LaterName { get; init; } = "";

    /// <value>True where nothing that is answered may hide in the fold: the form was sent, and comes back.</value>
    public bool ShowsLater { get; init; }

    /// <value>What the checks find, by the name of the field that mends it; it stands in the margin.</value>
    public ILookup<string, Finding>? Beside { get; init; }

    /// <value>True where those notes stand open: somebody came to finish just what they speak of.</value>
    public bool OpensNotes { get; init; }

    /// <value>Which questions cannot be left out on this page, where it is not as their shape says.</value>
    public Func<Field, bool> Owes { get; init; } = static field => field.IsOwed;

    /// <value>Which of a question's choices are offered here, by the question and the word of the choice; what is chosen already stays.</value>
    public Func<Field, string, bool> Offers { get; init; } = static (_, _) => true;

    IEnumerable<Choice> ChoicesOf(Field field, string name)
    {
        var chosen = Answers[name];
        return field
            .Choices.Where(c => Offers(field, c.Written) || chosen.Contains(c.Written))
            .Select(c => new Choice(PlanPage.Capital(c.Read), c.Written));
    }

    /// <summary>The names of the questions in the order in which the page asks them.</summary>
    /// <param name="fields">The fields, as they are asked.</param>
    public static IEnumerable<string> Order(IEnumerable<Field> fields) =>
        fields.SelectMany(f => (string[])[f.Name, .. f.Inner is null ? [] : Order(f.Inner.Fields).Select(name => f.Name + "." + name)]);

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        foreach (var field in Fields)
            Top(html, field);
        if (Later.Count > 0)
        {
            // Nothing that is wrong may hide.
            html.Raw("<details class=\"nhsuk-details form__more\"")
                .Flag(Later.Any(f => IsWrong(f.Name) || (ShowsLater && Answers.Has(f.Name)) || Another == f.Name), "open")
                .Raw("><summary class=\"nhsuk-details__summary\"><span class=\"nhsuk-details__summary-text\">")
                .Text(LaterName)
                .Raw("</span></summary><div class=\"form__more-fields\">");
            foreach (var field in Later)
                Top(html, field);
            html.Raw("</div></details>");
        }
        if (Uses(Fields) || Uses(Later))
            Requirements(html);
    }

    bool IsWrong(string name) => IsWrong(Errors, name);

    /// <summary>Is there something wrong with an answer, or with a part of it?</summary>
    internal static bool IsWrong(ModelStateDictionary errors, string name) =>
        errors.Any(e =>
            e.Value?.Errors.Count > 0
            && (
                e.Key == name
                || e.Key.StartsWith(name + ".", StringComparison.Ordinal)
                || e.Key.StartsWith(name + "[", StringComparison.Ordinal)
            )
        );

    void Top(HtmlWriter html, Field field)
    {
        List<Finding> found = [.. Beside?[field.Name] ?? []];
        html.Raw(found.Count > 0, "<div class=\"beside\">");
        Question(html, field, field.Name, null);
        if (found.Count > 0)
            html.Part(new BesideNote(found) { Open = OpensNotes }).Raw("</div>");
    }

    void Question(HtmlWriter html, Field field, string name, string? size)
    {
        switch (field.Kind)
        {
            case FieldKind.Group:
                Group(html, field.Inner!, name + ".", Words(field), name);
                break;
            case FieldKind.Parts:
                Parts(html, field, name);
                break;
            default:
                html.Part(One(field, name, size));
                break;
        }
    }

    Component One(Field field, string name, string? size)
    {
        var label = new Label { Text = Words(field), Size = size ?? "s" };
        var hint = HintOf(field);
        var error = Error(name);
        var value = Answers[name].ToString();
        if (field.RefersTo.Count > 0 || field.RefersToAny)
            return Reference(field, name, label, hint, error);
        if (field is { Known: Known.Requirement, Kind: FieldKind.Texts })
            return new Standards(this, field, name) { Help = hint, Wrong = error };
        // Chosen by its name.
        if (field is { Known: Known.CatalogueMeasure, Kind: FieldKind.Text })
            return new Select
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = hint,
                Error = error,
                Value = value,
                Items =
                [
                    new Option("None", ""),
                    .. Shipped.Data.Measures.Select(m => new Option(m.Name, m.Id)),
                    // What was sent and is none of them stays, beside what is said of it.
                    .. string.IsNullOrEmpty(value) || Shipped.Data.Measure(value) is not null ? [] : (Option[])[new(value, value)],
                ],
            };
        if (field is { Known: Known.AuditTool, Kind: FieldKind.Text })
            return new Select
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = hint,
                Error = error,
                Value = value,
                Items =
                [
                    new Option("None", ""),
                    .. Shipped.Data.AuditTools.Select(t => new Option(t.Title, t.Id)),
                    .. string.IsNullOrEmpty(value) || Shipped.Data.AuditTool(value) is not null ? [] : (Option[])[new(value, value)],
                ],
            };
        return field.Kind switch
        {
            FieldKind.Choice when field.Choices.Count <= 5 => new Radios
            {
                Name = name,
                IdPrefix = IdOf(name),
                Fieldset = new Fieldset { Legend = label },
                Hint = hint,
                Error = error,
                Value = value,
                Small = true,
                Items = [.. field.Choices.Select(c => new Choice(PlanPage.Capital(c.Read), c.Written))],
            },
            FieldKind.Choice => new Select
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = hint,
                Error = error,
                Value = value,
                Items = [new Option("Choose", ""), .. field.Choices.Select(c => new Option(PlanPage.Capital(c.Read), c.Written))],
            },
            FieldKind.Choices => new Checkboxes
            {
                Name = name,
                IdPrefix = IdOf(name),
                Fieldset = new Fieldset { Legend = label },
                Hint = hint,
                Error = error,
                Values = [.. Answers[name].OfType<string>()],
                Small = true,
                Items = [.. ChoicesOf(field, name)],
            },
            FieldKind.YesNo => new Radios
            {
                Name = name,
                IdPrefix = IdOf(name),
                Fieldset = new Fieldset { Legend = label },
                Hint = hint,
                Error = error,
                Value = value,
                Inline = true,
                Small = true,
                Items = [new Choice("Yes", "true"), new Choice("No", "false")],
            },
            FieldKind.Texts or FieldKind.Dates or FieldKind.Wholes => new Textarea
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = hint ?? new Hint { Text = field.Kind is FieldKind.Dates ? "One date a line, like 1 Apr 2026." : "One a line." },
                Error = error,
                Value = string.Join('\n', Answers[name].OfType<string>()),
                Rows = 3,
            },
            FieldKind.Text when field.IsLong => new Textarea
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = hint,
                Error = error,
                Value = value,
                Rows = 4,
                Attributes = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["maxlength"] = field.Max.ToString(CultureInfo.InvariantCulture),
                },
            },
            FieldKind.Date => new Input
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = hint ?? new Hint { Text = "For example, 1 Apr 2026." },
                Error = error,
                Value = value,
                Width = 10,
            },
            FieldKind.Number or FieldKind.Whole => new Input
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = hint,
                Error = error,
                Value = value,
                Width = 10,
                InputMode = field.Kind is FieldKind.Whole && field.Least >= 0 ? "numeric" : "decimal",
            },
            _ => new Input
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = hint,
                Error = error,
                Value = value,
                Attributes = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["maxlength"] = field.Max.ToString(CultureInfo.InvariantCulture),
                    ["list"] = field.Known is Known.Requirement ? "known-requirements" : null,
                }
                    .Where(a => a.Value is not null)
                    .ToDictionary(StringComparer.Ordinal),
            },
        };
    }

    Component Reference(Field field, string name, Label label, Hint? hint, ErrorMessage? error)
    {
        List<string> chosen = [.. Lines(Answers[name])];
        var items = Choices.Of(field);
        // What is named already and cannot be chosen, such as a role, is not lost.
        items = [.. items, .. chosen.Where(c => field.RefersToAny && !items.Any(i => i.Id == c)).Select(c => (c, c))];
        if (field.Kind is FieldKind.Text)
            return new Select
            {
                Name = name,
                Id = IdOf(name),
                Label = label,
                Hint = items.Count > 0 ? hint : new Hint { Text = Choices.NoneOf(field) },
                Error = error,
                Value = Answers[name].ToString(),
                Items = [new Option("Choose", ""), .. items.Select(i => new Option(i.Text, i.Id))],
            };
        if (items.Count == 0)
            return new Note(IdOf(name), label, Choices.NoneOf(field), error);
        if (items.Count > SeveralOf.Few)
            return new SeveralOf(
                name,
                IdOf(name),
                Words(field),
                [.. items.Where(i => chosen.Contains(i.Id))],
                [.. items.Where(i => !chosen.Contains(i.Id))]
            )
            {
                Hint = hint,
                Error = error,
            };
        return new Checkboxes
        {
            Name = name,
            IdPrefix = IdOf(name),
            Fieldset = new Fieldset { Legend = label },
            Hint = hint,
            Error = error,
            Values = chosen,
            Small = true,
            Items = [.. items.Select(i => new Choice(i.Text, i.Id))],
        };
    }

    /// <summary>What is answered to a question that takes several answers: each by itself, or a line each.</summary>
    static IEnumerable<string> Lines(Microsoft.Extensions.Primitives.StringValues answers) =>
        answers
            .OfType<string>()
            .SelectMany(a => a.Split('\n'))
            .Select(a => a.Trim())
            .Where(a => a.Length > 0)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Standards that are named by their codes: those that are chosen to take away, and the chooser.</summary>
    sealed record Standards(ShapeForm Form, Field Field, string Name) : Component
    {
        public Hint? Help { get; init; }
        public ErrorMessage? Wrong { get; init; }

        protected override void Render(HtmlWriter html)
        {
            var key = IdOf(Name);
            List<string> chosen = [.. Lines(Form.Answers[Name]).Where(c => Shipped.Data.Requirement(c) is not null)];
            html.Raw("<fieldset class=\"nhsuk-fieldset several").Raw(Wrong is not null, " nhsuk-form-group--error").Raw("\">");
            html.Raw("<legend class=\"nhsuk-fieldset__legend nhsuk-fieldset__legend--s\">").Text(Form.Words(Field)).Raw("</legend>");
            if (Help is not null)
                html.Part(Help with { Id = key + "-hint" });
            if (Wrong is not null)
                html.Part(Wrong with { Id = key + "-error" });
            if (chosen.Count > 0)
                html.Part(
                    new Checkboxes
                    {
                        Name = Name,
                        IdPrefix = key + "-chosen",
                        Values = chosen,
                        Small = true,
                        Items = [.. chosen.Select(c => new Choice(Inline.Of(new StandardsChooser.Named(KnownNames.Standard(c), c)), c))],
                    }
                );
            html.Part(
                new StandardsChooser(Name, key, Form.Choices.Requirements, chosen)
                {
                    Typed = string.Join(' ', Lines(Form.Answers[Name]).Except(chosen)),
                }
            );
            html.Raw("</fieldset>");
        }
    }

    /// <summary>Standards that are parts with further answers: each chosen one to take away, with what is said of it folded, and the chooser.</summary>
    void Cited(HtmlWriter html, Field field, string name)
    {
        var id = field.Inner!.Fields.First(f => f.Known is Known.Requirement);
        var count = Answers.Count(name);
        html.Raw("<fieldset class=\"nhsuk-fieldset form-list several\"")
            .Attribute("id", IdOf(name))
            .Raw("><legend class=\"nhsuk-fieldset__legend nhsuk-fieldset__legend--s\">");
        html.Text(Words(field)).Raw("</legend>");
        if (field.Hint is { } help)
            html.Part(new Hint { Text = help });
        if (Error(name) is { } error)
            html.Part(error);
        List<string> chosen = [];
        for (var i = 0; i < count; i++)
        {
            var part = $"{name}[{i}]";
            var code = Answers[$"{part}.{id.Name}"].ToString();
            if (Shipped.Data.Requirement(code) is null)
            {
                html.Part(One(id, $"{part}.{id.Name}", "s"));
            }
            else
            {
                chosen.Add(code);
                html.Part(
                    new Checkboxes
                    {
                        Name = $"{part}.{id.Name}",
                        IdPrefix = IdOf($"{part}.{id.Name}"),
                        Values = [code],
                        Small = true,
                        Items = [new Choice(Inline.Of(new StandardsChooser.Named(KnownNames.Standard(code), code)), code)],
                        Error = Error($"{part}.{id.Name}"),
                    }
                );
            }
            List<Field> more = [.. field.Inner.Fields.Where(f => f != id)];
            if (more.Count == 0)
                continue;
            html.Raw("<details class=\"nhsuk-details form-part-fold\"")
                .Flag(more.Any(f => IsWrong($"{part}.{f.Name}")), "open")
                .Raw("><summary class=\"nhsuk-details__summary\"><span class=\"nhsuk-details__summary-text\">")
                .Text(more.Any(f => Answers.Has($"{part}.{f.Name}")) ? "What is said of it" : "Say how")
                .Raw("</span></summary><div class=\"form-part__fields\">");
            foreach (var inner in more)
                Question(html, inner, $"{part}.{inner.Name}", "s");
            html.Raw("</div></details>");
        }
        var adds = name + Answers.Added;
        html.Part(new StandardsChooser(adds, IdOf(adds), Choices.Requirements, chosen));
        html.Raw("</fieldset>");
    }

    void Group(HtmlWriter html, Shape shape, string before, string legend, string name)
    {
        html.Raw("<fieldset class=\"nhsuk-fieldset form-part\"")
            .Attribute("id", IdOf(name))
            .Raw("><legend class=\"nhsuk-fieldset__legend nhsuk-fieldset__legend--s\">");
        html.Text(legend).Raw("</legend>");
        if (Error(name) is { } error)
            html.Part(error);
        html.Raw("<div class=\"form-part__fields\">");
        foreach (var field in shape.Fields)
            Question(html, field, before + field.Name, "s");
        html.Raw("</div></fieldset>");
    }

    /// <summary>"Requirement 2" of the field "requirements".</summary>
    static string Nth(Field field, int number)
    {
        var name = PlanPage.Capital(field.Name.Replace('_', ' '));
        return $"{(name.EndsWith('s') && !name.EndsWith("ss", StringComparison.Ordinal) ? name[..^1] : name)} {number}";
    }

    void Parts(HtmlWriter html, Field field, string name)
    {
        if (field.Inner!.Fields.Any(f => f.Known is Known.Requirement))
        {
            Cited(html, field, name);
            return;
        }
        var count = Answers.Count(name);
        html.Raw("<fieldset class=\"nhsuk-fieldset form-list\"")
            .Attribute("id", IdOf(name))
            .Raw("><legend class=\"nhsuk-fieldset__legend nhsuk-fieldset__legend--s\">");
        html.Text(Words(field)).Raw("</legend>");
        if (HintOf(field) is { } hint)
            html.Part(hint);
        if (Error(name) is { } error)
            html.Part(error);
        var shown = Another == name ? count + 1 : count;
        for (var i = 0; i < shown; i++)
        {
            // Many stand as one line each, which opens; what is new or wrong stands open.
            var folds = i < count && count > FewParts && !IsWrong($"{name}[{i}]");
            if (folds)
                html.Raw("<details class=\"nhsuk-details form-part-fold\"><summary class=\"nhsuk-details__summary\">")
                    .Raw("<span class=\"nhsuk-details__summary-text\">")
                    .Text(Nth(field, i + 1) + Short(Answers.SaidOf(field, $"{name}[{i}]")))
                    .Raw("</span></summary>");
            html.Raw("<fieldset class=\"nhsuk-fieldset form-part\"><legend class=\"nhsuk-fieldset__legend nhsuk-fieldset__legend--s\">");
            html.Text(Nth(field, i + 1)).Raw("</legend><div class=\"form-part__fields\">");
            foreach (var inner in field.Inner!.Fields)
                Question(html, inner, $"{name}[{i}].{inner.Name}", "s");
            html.Raw("</div></fieldset>").Raw(folds, "</details>");
        }
        // There the first question of the next one will stand.
        var next = IdOf($"{name}[{shown}].{field.Inner!.Fields[0].Name}");
        html.Part(AddAnother.Of(name, shown == 0 ? "Add one" : "Add another", Words(field), next)).Raw("</fieldset>");
    }

    /// <summary>So many parts of a list stand open.</summary>
    const int FewParts = 2;

    static string Short(string text) =>
        text.Length == 0 ? ""
        : text.Length <= 60 ? ": " + text
        : ": " + text[..57] + "…";

    void Requirements(HtmlWriter html)
    {
        html.Raw("<datalist id=\"known-requirements\">");
        foreach (var (id, text) in Choices.Requirements)
            html.Raw("<option").Attribute("value", id).Raw(">").Text(text).Raw("</option>");
        html.Raw("</datalist>");
    }

    static bool Uses(IEnumerable<Field> fields) =>
        fields.Any(f => f.Known is Known.Requirement || (f.Inner is { } inner && Uses(inner.Fields)));

    string Words(Field field) => Owes(field) ? field.Label + " (required)" : field.Label;

    static Hint? HintOf(Field field) => field.Hint is { } hint ? new Hint { Text = hint } : null;

    ErrorMessage? Error(string name) =>
        Errors.TryGetValue(name, out var entry) && entry.Errors.Count > 0
            ? new ErrorMessage { Text = string.Join(" ", entry.Errors.Select(e => e.ErrorMessage)) }
            : null;

    /// <summary>The id of the answer of a name: <c>notes[0].text</c> becomes <c>notes-0-text</c>.</summary>
    public static string IdOf(string name) =>
        name.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal).Replace('.', '-');

    /// <summary>A question that cannot be answered yet.</summary>
    sealed record Note(string Key, Label Label, string Text, ErrorMessage? Error) : Component
    {
        protected override void Render(HtmlWriter html)
        {
            html.Raw("<div class=\"nhsuk-form-group\"")
                .Attribute("id", Key)
                .Raw("><p class=\"nhsuk-label nhsuk-label--s\">")
                .Text(Label.Text);
            html.Raw("</p><p class=\"nhsuk-hint\">").Text(Text).Raw("</p>");
            if (Error is not null)
                html.Part(Error with { Id = Key + "-error" });
            html.Raw("</div>");
        }
    }
}
