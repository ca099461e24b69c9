using System.Text.RegularExpressions;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Goldthread.Web.Forms;

/// <summary>Parts that forms share.</summary>
public static partial class FormParts
{
    /// <summary>Which of several alike, in the name of an answer: the <c>[0]</c> of <c>notes[0].text</c>.</summary>
    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Numbers();

    /// <summary>The summary of what is wrong, each line leading to its field; nothing where all is well.</summary>
    /// <param name="state">What is wrong, by name.</param>
    /// <param name="order">The names as the page asks them. The model state itself goes by how long a name is.</param>
    public static IHtmlContent Errors(ModelStateDictionary state, params string[] order) =>
        state.IsValid
            ? HtmlString.Empty
            : new ErrorSummary
            {
                Errors =
                [
                    .. state
                        .Where(e => e.Value!.Errors.Count > 0)
                        .OrderBy(e => Array.IndexOf(order, Numbers().Replace(e.Key, "")) is >= 0 and var place ? place : order.Length)
                        .SelectMany(e =>
                            e.Value!.Errors.Select(x => new Problem(x.ErrorMessage, e.Key.Length == 0 ? null : "#" + ShapeForm.IdOf(e.Key)))
                        ),
                ],
            };

    /// <summary>What is wrong with one answer, or null.</summary>
    public static ErrorMessage? Error(ModelStateDictionary state, string name) =>
        state.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? new ErrorMessage { Text = entry.Errors[0].ErrorMessage } : null;

    /// <summary>A question that is answered in one line.</summary>
    /// <param name="state">What is wrong, by name.</param>
    /// <param name="name">The name under which the answer is sent.</param>
    /// <param name="question">The question.</param>
    /// <param name="value">What is answered so far.</param>
    /// <param name="hint">What helps to answer it, or null.</param>
    public static Input Line(ModelStateDictionary state, string name, string question, string? value, string? hint = null) =>
        new()
        {
            Name = name,
            Id = ShapeForm.IdOf(name),
            Label = new Label { Text = question, Size = "s" },
            Hint = hint is null ? null : new Hint { Text = hint },
            Value = value,
            Error = Error(state, name),
        };

    /// <summary>A question that is answered with a password; what was typed is never sent back.</summary>
    public static PasswordInput Secret(
        ModelStateDictionary state,
        string name,
        string question,
        string autocomplete,
        string? hint = null
    ) =>
        new()
        {
            Name = name,
            Id = ShapeForm.IdOf(name),
            Label = new Label { Text = question, Size = "s" },
            Hint = hint is null ? null : new Hint { Text = hint },
            Autocomplete = autocomplete,
            Error = Error(state, name),
        };

    /// <summary>A question that is answered by one of a few that are all shown.</summary>
    public static Radios Choice(ModelStateDictionary state, string name, string question, string? value, IReadOnlyList<Choice> choices) =>
        new()
        {
            Name = name,
            IdPrefix = ShapeForm.IdOf(name),
            Fieldset = new Fieldset
            {
                Legend = new Label { Text = question, Size = "s" },
            },
            Value = value,
            Error = Error(state, name),
            Items = choices,
        };

    /// <summary>A question that is answered by one of a list.</summary>
    public static Select OneOf(
        ModelStateDictionary state,
        string name,
        string question,
        string? value,
        IReadOnlyList<Option> options,
        string? hint = null
    ) =>
        new()
        {
            Name = name,
            Id = ShapeForm.IdOf(name),
            Label = new Label { Text = question, Size = "s" },
            Hint = hint is null ? null : new Hint { Text = hint },
            Value = value,
            Items = options,
            Error = Error(state, name),
        };

    /// <summary>Why something of an approved plan changes.</summary>
    public static IHtmlContent Reason(string? reason, ModelStateDictionary state, bool always, bool isApproved = true) =>
        new Textarea
        {
            Name = "reason",
            Id = "reason",
            Label = new Label { Text = "Why does this change?", Size = "s" },
            Hint = new Hint
            {
                Text =
                    !isApproved ? "The reason is kept with the change."
                    : always ? "The plan is approved. The reason is kept with the change."
                    : "The plan is approved. A change of title, dates, owner, target or budget needs a reason; it is kept with the change.",
            },
            Rows = 2,
            Value = reason,
            Error = Error(state, "reason"),
        };
}
