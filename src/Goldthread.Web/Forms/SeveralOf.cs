using Goldthread.Web.Nhs;

namespace Goldthread.Web.Forms;

/// <summary>
/// Several of many: what is chosen stands as check boxes to take away, and the others are one list to choose from, so that a hundred actions are one
/// stop and not a hundred boxes. Without scripts too: "Add another" brings the next list.
/// </summary>
/// <param name="Name">The name under which each is sent.</param>
/// <param name="Key">The id of the list.</param>
/// <param name="Question">The question.</param>
/// <param name="Chosen">What is chosen now.</param>
/// <param name="Others">What could be chosen.</param>
public sealed record SeveralOf(
    string Name,
    string Key,
    string Question,
    IReadOnlyList<(string Id, string Text)> Chosen,
    IReadOnlyList<(string Id, string Text)> Others
) : Component
{
    /// <summary>Up to so many stand as check boxes all together.</summary>
    public const int Few = 7;

    /// <value>What helps to answer, or null.</value>
    public Hint? Hint { get; init; }

    /// <value>What is wrong, or null.</value>
    public ErrorMessage? Error { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<fieldset class=\"nhsuk-fieldset several").Raw(Error is not null, " nhsuk-form-group--error").Raw("\">");
        html.Raw("<legend class=\"nhsuk-fieldset__legend nhsuk-fieldset__legend--s\">").Text(Question).Raw("</legend>");
        if (Hint is not null)
            html.Part(Hint with { Id = Key + "-hint" });
        if (Error is not null)
            html.Part(Error with { Id = Key + "-error" });
        if (Chosen.Count > 0)
            html.Part(
                new Checkboxes
                {
                    Name = Name,
                    IdPrefix = Key + "-chosen",
                    Values = [.. Chosen.Select(c => c.Id)],
                    Small = true,
                    Items = [.. Chosen.Select(c => new Choice(c.Text, c.Id))],
                }
            );
        if (Others.Count > 0)
        {
            html.Raw("<div class=\"several__more\">");
            html.Part(
                new Select
                {
                    Name = Name,
                    Id = Key,
                    Label = new Label { Text = Chosen.Count == 0 ? "Choose one" : "Choose one more" },
                    Items = [new Option("Choose", ""), .. Others.Select(o => new Option(o.Text, o.Id))],
                }
            );
            html.Part(AddAnother.Of(Name, "Add another", Question, Key)).Raw("</div>");
        }
        html.Raw("</fieldset>");
    }
}

/// <summary>The button that brings one more blank answer, and leaves one where it stands.</summary>
static class AddAnother
{
    /// <param name="name">The name of the answer.</param>
    /// <param name="text">What the button says.</param>
    /// <param name="question">Of which question.</param>
    /// <param name="to">The id of the control that comes. The answer is shown with it in the address, so that the browser goes there and not to the top.</param>
    internal static Button Of(string name, string text, string question, string to) =>
        new()
        {
            Text = text,
            Variant = "secondary",
            Small = true,
            Name = "another",
            Value = name,
            AriaLabel = $"{text}: {question}",
            Attributes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["formnovalidate"] = null, ["formaction"] = "#" + to },
        };
}
