using System.Globalization;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Checks;
using Goldthread.Domain.Shapes;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Goldthread.Web.Forms;

/// <summary>
/// One form: what it asks, what is answered, over which version, and what stands in its way. A page holds it, whatever the form is of; it knows no page
/// and no database. Nothing typed is ever lost, not by an error, not by somebody else's save. The partial <c>_ItemForm</c> draws it.
/// </summary>
/// <param name="asked">All that can be answered here.</param>
/// <param name="request">Which part of it is asked for, and whether it was sent.</param>
/// <param name="errors">What is wrong, by name.</param>
public sealed class ItemForm(IReadOnlyList<Field> asked, HttpRequest request, ModelStateDictionary errors)
{
    /// <summary>The name under which a form sends which part of the whole it asks; no field has a name like it. Without it the whole is sent.</summary>
    public const string PartField = "form-part";

    /// <summary>The name under which a form sends the version that the person saw; no field has a name like it, and some things have a version of their own.</summary>
    public const string SeenVersion = "seen-version";

    /// <summary>The name under which a form sends what else it asks, since it was wrong.</summary>
    public const string AlsoField = "form-also";

    /// <value>All that can be answered here.</value>
    public IReadOnlyList<Field> Asked { get; } = asked;

    /// <value>What is wrong, by name.</value>
    public ModelStateDictionary Errors { get; } = errors;

    /// <value>The forms of the thing, each with its own questions; one unless the page says otherwise.</value>
    public IReadOnlyList<FormFold> Folds { get; init; } = [new(FormFold.Main, "", asked)];

    /// <value>True for a new thing: it shows the few questions that make it useful, and takes all.</value>
    public bool IsNew { get; init; }

    /// <value>Where the form is, for the ways to its other parts.</value>
    public string Address { get; init; } = "";

    /// <value>The button that sends it.</value>
    public Button Button { get; set; } = new() { Text = "Save" };

    /// <value>True where a file can be sent with it.</value>
    public bool TakesFile { get; init; }

    /// <value>Where one goes who saves nothing.</value>
    public string Cancel { get; init; } = "";

    /// <value>Questions that are no fields, asked before the others: the place of a new area, a file, all of an account's.</value>
    public Func<ItemForm, IReadOnlyList<Component>> Asks { get; init; } = static _ => [];

    /// <value>What stands beside the button, as taking the thing away; null for nothing.</value>
    public Component? Besides { get; init; }

    /// <value>Which questions cannot be left out on this page, where it is not as their shape says.</value>
    public Func<Field, bool> Owes { get; init; } = static field => field.IsOwed;

    /// <value>True where this change owes a reason, or may.</value>
    public Func<ItemForm, bool> AsksReason { get; init; } = static _ => false;

    public Answers Answers { get; set; } = new();
    public FormChoices Choices { get; set; } = FormChoices.None;

    /// <value>The version that the person saw; 0 where they saw none.</value>
    public int Version { get; set; }

    /// <value>Which of a question's choices are offered, where it is not all of them.</value>
    public Func<Field, string, bool> Offers { get; init; } = static (_, _) => true;

    /// <value>True where the form is a stop on the way through what is to be finished: it leads on, and what was found stands open.</value>
    public bool IsStop { get; } = request.Query.ContainsKey("finish");

    /// <value>Why, where it was asked.</value>
    public string? Reason { get; private set; }

    /// <value>The list to which one more blank part was asked for; null for none.</value>
    public string? Another { get; private set; }

    /// <value>What somebody else saved in between; null where nobody did.</value>
    public Stale? Stale { get; private set; }

    /// <value>What the checks find, by the field that mends it.</value>
    public ILookup<string, Finding> Beside { get; set; } = Enumerable.Empty<Finding>().ToLookup(f => "");

    /// <value>The findings that the form shows, one a line; the page after it says which are mended.</value>
    public string Shown { get; set; } = "";

    /// <value>True where the form was sent, and comes back.</value>
    public bool IsSent { get; } = HttpMethods.IsPost(request.Method);

    /// <value>The one of <see cref="Folds"/> that is shown.</value>
    public FormFold Fold => FormFold.Find(Folds, (IsSent ? Answers[PartField] : request.Query["part"]).ToString(), Mended.FirstOrDefault());

    /// <summary>The fields that somebody came to mend, from the address; several stand with commas between.</summary>
    string[] Mended => request.Query["mend"].ToString() is { Length: > 0 } fields ? fields.Split(',') : [];

    /// <value>The questions whose answers are saved. Others stay as they are.</value>
    public IReadOnlyList<Field> Fields =>
        IsNew || (IsSent && !Answers.Sends(PartField))
            ? Asked
            : [.. Fold.Fields, .. Asked.Except(Fold.Fields).Where(f => IsSent && (Answers.Sends(f.Name) || Also.Contains(f.Name)))];

    string[] Also => Answers[AlsoField].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <value>The questions that are drawn: of a new thing the few that make it useful; besides, whatever is wrong.</value>
    public IReadOnlyList<Field> Drawn =>
        IsNew
            ? FormFold.Of(Asked)[0].Fields
            : [.. Fields, .. Asked.Except(Fields).Where(f => IsWrong(f) || (!IsSent && Mended.Contains(f.Name)))];

    /// <value>What is drawn and not saved, since it was not sent.</value>
    public IReadOnlyList<Field> Unsent => IsSent && !IsNew ? [.. Drawn.Except(Fields)] : [];

    /// <value>Of a new thing, what stands folded: what the address, the catalogue or somebody has answered already, what is wrong, and who may see it.</value>
    public IReadOnlyList<Field> Later =>
        IsNew ? [.. Asked.Except(Drawn).Where(f => f.Fold is Domain.Shapes.Fold.Seen || Answers.Has(f.Name) || IsWrong(f))] : [];

    /// <value>What the fold of <see cref="Later"/> says.</value>
    public string LaterName => Later.Count > 1 ? $"More answers, and who may see it ({Later.Count} questions)" : "Who may see it";

    /// <value>The names of what is asked besides the part of the form.</value>
    public string AlsoAsked => IsNew ? "" : string.Join(' ', Drawn.Except(Fold.Fields).Select(f => f.Name));

    bool IsWrong(Field field) => ShapeForm.IsWrong(Errors, field.Name);

    /// <summary>Takes what was sent.</summary>
    public void Take(IFormCollection sent)
    {
        Answers = Answers.Of(sent);
        Version = int.TryParse(Answers[SeenVersion].ToString(), CultureInfo.InvariantCulture, out var version) ? version : 0;
        // Some things have a reason of their own, which is another matter.
        Reason = AsksReason(this) ? Answers["reason"].ToString() : null;
        Another = Answers["another"].ToString() is { Length: > 0 } list && Asked.Any(f => f.Name == list.Split('[', '.')[0]) ? list : null;
    }

    /// <summary>Reads the values of what was sent.</summary>
    /// <param name="refusals">What cannot be read, by name.</param>
    /// <returns>Values by field name; null where left blank.</returns>
    public Dictionary<string, object?> Values(List<Refusal> refusals) => Answers.Values(Fields, refusals);

    /// <inheritdoc cref="Values(List{Refusal})"/>
    /// <exception cref="RuleBroken">Something cannot be read.</exception>
    public Dictionary<string, object?> Values()
    {
        var refusals = new List<Refusal>();
        var values = Values(refusals);
        return refusals.Count == 0 ? values : throw new RuleBroken(refusals);
    }

    /// <summary>Somebody saved in between: both values are shown, and saving again then is a decision, not an accident.</summary>
    /// <param name="stale">What is there now.</param>
    /// <param name="theirs">Its answers.</param>
    public void Meet(StaleEdit stale, Answers theirs) => (Version, Stale) = (stale.Version, Stale.Of(stale, Fields, theirs, Answers));
}
