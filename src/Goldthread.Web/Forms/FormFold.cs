using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Forms;

/// <summary>
/// Questions that are asked on one screen: the few that make a thing useful, or others of one kind. Each is a form of its own, which leaves what it
/// does not ask as it is.
/// </summary>
/// <param name="Key">Its name in addresses, <c>?part=people</c>.</param>
/// <param name="Name">What people read.</param>
/// <param name="Fields">Its questions, in order.</param>
public sealed record FormFold(string Key, string Name, IReadOnlyList<Field> Fields)
{
    /// <summary>The key of the few that come first.</summary>
    public const string Main = "main";

    /// <summary>The folds of a form, those that come first at the front.</summary>
    /// <param name="asked">All that is asked of the thing. Where nothing is asked first, it is one fold.</param>
    public static IReadOnlyList<FormFold> Of(IReadOnlyList<Field> asked)
    {
        List<Field> first = [.. asked.Where(f => f.AskedFirst is not null).OrderBy(f => f.AskedFirst)];
        if (first.Count == 0)
            return [new(Main, "The main points", asked)];
        return
        [
            new(Main, "The main points", first),
            .. asked
                .Except(first)
                .GroupBy(f => f.Fold)
                .OrderBy(g => g.Key)
                .Select(g => new FormFold(Words.Written(g.Key), Words.Capital(Words.Read(g.Key)), [.. g])),
        ];
    }

    /// <summary>The fold of a name; else the one that asks a field; else the first.</summary>
    /// <param name="folds">The folds of a form.</param>
    /// <param name="key">A name, or null.</param>
    /// <param name="field">The field that somebody came to answer, or null.</param>
    public static FormFold Find(IReadOnlyList<FormFold> folds, string? key, string? field) =>
        folds.FirstOrDefault(f => f.Key == key) ?? folds.FirstOrDefault(f => f.Fields.Any(q => q.Name == field)) ?? folds[0];
}

/// <summary>The ways to the other folds of a form. Nothing where there is one.</summary>
/// <param name="Folds">The folds.</param>
/// <param name="Current">The key of the one that is shown.</param>
/// <param name="Address">The address of the form.</param>
/// <param name="Found">How many findings stand beside the questions of a fold.</param>
public sealed record FoldLinks(IReadOnlyList<FormFold> Folds, string Current, string Address, Func<FormFold, int> Found) : Component
{
    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        if (Folds.Count < 2)
            return;
        html.Raw("<nav class=\"form-folds\" aria-label=\"Parts of this form\"><ul class=\"form-folds__list\">");
        foreach (var fold in Folds)
        {
            html.Raw("<li><a class=\"nhsuk-link nhsuk-link--no-visited-state\"")
                .Attribute("href", fold.Key is FormFold.Main ? Address : $"{Address}?part={fold.Key}")
                .Attribute("aria-current", fold.Key == Current ? "page" : null)
                .Raw(">")
                .Text(fold.Name)
                .Raw("</a>");
            if (Found(fold) is > 0 and var found)
                html.Raw(" <span class=\"form-folds__found\">").Text(found == 1 ? "1 to look at" : $"{found} to look at").Raw("</span>");
            html.Raw("</li>");
        }
        html.Raw("</ul></nav>");
    }
}
