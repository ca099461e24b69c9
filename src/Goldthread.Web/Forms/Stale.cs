using Goldthread.App.Store;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Forms;

/// <summary>
/// Somebody saved the thing while this person was writing: who, and both values of every question that differs. The form below it keeps what was
/// typed; saving again then is a decision, not an accident. Every form that has a version shows it.
/// </summary>
/// <param name="Who">Who saved it.</param>
/// <param name="Differences">The question, what was saved, what is typed.</param>
public sealed record Stale(string Who, IReadOnlyList<(string Label, string Theirs, string Yours)> Differences) : Component
{
    /// <summary>Compares the answers that were saved with those that were typed.</summary>
    public static Stale Of(StaleEdit stale, IEnumerable<Field> fields, Answers theirs, Answers yours) =>
        new(
            stale.Who,
            [
                .. fields
                    .Select(f => (f.Label, Theirs: theirs.Said(f), Yours: yours.Said(f)))
                    .Where(d => !string.Equals(d.Theirs, d.Yours, StringComparison.Ordinal)),
            ]
        );

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<div class=\"stale\" role=\"alert\"><h2>")
            .Text(Who)
            .Raw(" saved this while you were writing</h2><p>Nothing of yours is lost. ")
            .Text(
                Differences.Count == 0
                    ? "What was saved is the same as yours."
                    : "Look at both, change what you want below, and save: what stands below then counts."
            )
            .Raw("</p>");
        if (Differences.Count > 0)
        {
            html.Raw(
                "<table class=\"stale__table\"><thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Saved in between</th><th scope=\"col\">Yours</th></tr></thead><tbody>"
            );
            foreach (var (label, theirs, yours) in Differences)
                html.Raw("<tr><th scope=\"row\">")
                    .Text(label)
                    .Raw("</th><td>")
                    .Text(theirs.Length == 0 ? "Nothing" : theirs)
                    .Raw("</td><td>")
                    .Text(yours.Length == 0 ? "Nothing" : yours)
                    .Raw("</td></tr>");
            html.Raw("</tbody></table>");
        }
        html.Raw("</div>");
    }
}
