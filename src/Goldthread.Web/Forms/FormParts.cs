using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Goldthread.Web.Forms;

/// <summary>Parts that forms share.</summary>
public static class FormParts
{
    /// <summary>The summary of what is wrong, each line leading to its field; nothing where all is well.</summary>
    public static IHtmlContent Errors(ModelStateDictionary state) =>
        state.IsValid
            ? HtmlString.Empty
            : new ErrorSummary
            {
                Errors =
                [
                    .. state
                        .Where(e => e.Value!.Errors.Count > 0)
                        .SelectMany(e =>
                            e.Value!.Errors.Select(x => new Problem(x.ErrorMessage, e.Key.Length == 0 ? null : "#" + ShapeForm.IdOf(e.Key)))
                        ),
                ],
            };

    /// <summary>Why something of an approved plan changes.</summary>
    public static IHtmlContent Reason(string? reason, ModelStateDictionary state, bool always) =>
        new Textarea
        {
            Name = "reason",
            Id = "reason",
            Label = new Label { Text = "Why does this change?", Size = "s" },
            Hint = new Hint
            {
                Text = always
                    ? "The plan is approved. The reason is kept with the change."
                    : "The plan is approved. A change of title, dates, owner, target or budget needs a reason; it is kept with the change.",
            },
            Rows = 2,
            Value = reason,
            Error =
                state.TryGetValue("reason", out var entry) && entry.Errors.Count > 0
                    ? new ErrorMessage { Text = entry.Errors[0].ErrorMessage }
                    : null,
        };
}
