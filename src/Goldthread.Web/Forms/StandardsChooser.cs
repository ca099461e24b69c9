using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;

namespace Goldthread.Web.Forms;

/// <summary>
/// Standards to choose: the frameworks of the service and its nation, in each the key questions, in each the statements by name; or by words of the
/// statement. Folded, so that two hundred of them are a few stops; without scripts too.
/// </summary>
/// <param name="Name">The name under which each is sent.</param>
/// <param name="Key">The id of the field for words or a code.</param>
/// <param name="Offered">Code and title of each that can be chosen.</param>
/// <param name="Chosen">The codes that are chosen already, and stand elsewhere.</param>
public sealed record StandardsChooser(
    string Name,
    string Key,
    IReadOnlyList<(string Id, string Text)> Offered,
    IReadOnlyCollection<string> Chosen
) : Component
{
    /// <value>What was typed as words or a code and could not be read; null for nothing.</value>
    public string? Typed { get; init; }

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        html.Raw("<details class=\"nhsuk-details standards\"><summary class=\"nhsuk-details__summary\">")
            .Raw("<span class=\"nhsuk-details__summary-text\">Choose by framework</span></summary><div class=\"nhsuk-details__text\">");
        foreach (var framework in Offered.Where(o => !Chosen.Contains(o.Id)).GroupBy(o => o.Id.Split(':')[0], StringComparer.Ordinal))
        {
            if (Shipped.Data.Framework(framework.Key) is not { } known)
                continue;
            Open(html, known.Name);
            var offered = framework.Select(o => (o.Id, o.Text, Shipped.Data.Requirement(o.Id)!.Value.Requirement.Parent)).ToList();
            var groups = offered.ToLookup(o => o.Parent);
            var ids = offered.Select(o => o.Id[(framework.Key.Length + 1)..]).ToHashSet(StringComparer.Ordinal);
            // What stands below nothing that is offered stands for itself.
            var alone = offered
                .Where(o => (o.Parent is null || !ids.Contains(o.Parent)) && !groups.Contains(o.Id[(framework.Key.Length + 1)..]))
                .ToList();
            Boxes(html, alone.Select(o => (o.Id, o.Text)));
            foreach (var top in offered.Where(o => groups.Contains(o.Id[(framework.Key.Length + 1)..])))
            {
                Open(html, top.Text);
                Boxes(
                    html,
                    groups[top.Id[(framework.Key.Length + 1)..]]
                        .Where(o => !groups.Contains(o.Id[(framework.Key.Length + 1)..]))
                        .Select(o => (o.Id, o.Text))
                        .Append((top.Id, $"All of “{top.Text}”"))
                );
                html.Raw("</div></details>");
            }
            html.Raw("</div></details>");
        }
        html.Raw("</div></details>");
        html.Part(
            new Input
            {
                Name = Name,
                Id = Key,
                Label = new Label { Text = "Or by words" },
                Hint = new Hint { Text = "Type a word of it, such as safeguarding, and choose; or give its code, such as cqc-saf:S4." },
                Value = Typed,
                Width = 30,
                Attributes = new Dictionary<string, string?>(StringComparer.Ordinal) { ["list"] = "known-requirements" },
            }
        );
    }

    static void Open(HtmlWriter html, string text) =>
        html.Raw("<details class=\"nhsuk-details\"><summary class=\"nhsuk-details__summary\"><span class=\"nhsuk-details__summary-text\">")
            .Text(text)
            .Raw("</span></summary><div class=\"nhsuk-details__text\">");

    void Boxes(HtmlWriter html, IEnumerable<(string Id, string Text)> some)
    {
        List<Choice> items =
        [
            .. some.Select(s => new Choice(Inline.Of(new Named(s.Text, s.Id)), s.Id)
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{Key}-{ShapeForm.IdOf(s.Id.Replace(':', '-'))}"),
            }),
        ];
        if (items.Count > 0)
            html.Part(
                new Checkboxes
                {
                    Name = Name,
                    IdPrefix = Key + "-of",
                    Small = true,
                    Items = items,
                }
            );
    }

    /// <summary>A standard by its name, its publisher's code small behind it.</summary>
    internal sealed record Named(string Text, string Code) : Component
    {
        protected override void Render(HtmlWriter html) =>
            html.Text(Text).Raw(" <span class=\"code\">").Text(Code[(Code.IndexOf(':', StringComparison.Ordinal) + 1)..]).Raw("</span>");
    }
}
