using System.Globalization;
using System.Text;
using Goldthread.App.Govern.Example;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Evaluate;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Develop.Templates;

/// <summary>
/// A template as the plan of one service: its days moved into the plan's own time, its questions answered. A template is of twelve months; in a longer
/// plan its reviews go on.
/// </summary>
static class FilledTemplate
{
    const int Year = 12;

    /// <summary>Days between the last review and the evaluation, at the least.</summary>
    const int Apart = 40;

    /// <param name="template">The template.</param>
    /// <param name="starts">The plan's first day.</param>
    /// <param name="ends">Its last day.</param>
    /// <param name="answers">What was answered, as text, by the question's id.</param>
    /// <param name="refusals">Takes what cannot be accepted; its field is the question's id.</param>
    /// <returns>The plan: its lists are ready to be stored, and its people are those of the template.</returns>
    public static PlanDocument Of(
        PlanTemplate template,
        DateOnly starts,
        DateOnly ends,
        IReadOnlyDictionary<string, string> answers,
        List<Refusal> refusals
    )
    {
        var root = Shape.Of<PlanDocument>();
        // A copy through JSON shares nothing with the template, and does not come from a file.
        var document = (PlanDocument)root.FromJson(root.ToJson(template.PlanFile!));
        var (began, ended) = (document.Plan!.Starts!.Value, document.Plan.Ends!.Value);
        var months = (Year * (starts.Year - began.Year)) + starts.Month - began.Month;
        MoveDays.By(document, months);
        GoOn(document, MoveDays.Moved(ended, months), ends);
        Keep(document, starts, ends);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in template.Asks)
        {
            if (Answer(document, question, answers.GetValueOrDefault(question.Id)?.Trim() ?? "", refusals) is { } text)
                texts[question.Id] = text;
        }
        foreach (var thing in Thing.All)
        {
            foreach (var part in document.ItemsOf(thing))
                FillTexts(part, texts, thing.DueOf(part));
        }
        FillTexts(document.Plan, texts, ends);
        return document;
    }

    /// <summary>The field of an answer: where it stands, and how it is read.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="place">LIST/ID.FIELD, or plan.FIELD.</param>
    /// <param name="makes">True to make the groups on the way where they are missing.</param>
    internal static (Part Owner, Field Field) FieldAt(PlanDocument document, string place, bool makes = true)
    {
        var steps = place.Split('.');
        var slash = steps[0].IndexOf('/', StringComparison.Ordinal);
        Part owner =
            slash < 0
                ? document.Plan!
                : document.ItemsOf(Thing.Find(steps[0][..slash])!).OfType<Item>().First(i => i.Id == steps[0][(slash + 1)..]);
        var shape = Shape.Of(owner.GetType());
        foreach (var step in steps[1..^1])
        {
            var open = step.IndexOf('[', StringComparison.Ordinal);
            var field = shape[open < 0 ? step : step[..open]];
            var inner =
                open < 0
                    ? field.Get(owner)
                    : ((IReadOnlyList<Part>)field.Get(owner)!)[int.Parse(step[(open + 1)..^1], CultureInfo.InvariantCulture)];
            if (inner is null)
            {
                inner = field.Inner!.New();
                if (makes)
                    field.Set(owner, inner);
            }
            (owner, shape) = ((Part)inner, field.Inner!);
        }
        return (owner, shape[steps[^1]]);
    }

    /// <returns>The answer as texts have it; null where there is none.</returns>
    static string? Answer(PlanDocument document, TemplateQuestion question, string text, List<Refusal> refusals)
    {
        if (text.Length == 0)
        {
            if (question.MustBeAnswered == true)
                refusals.Add(new(question.Id, $"Answer “{question.Question}”: it cannot be left out."));
            return null;
        }
        if (question.Sets.Count == 0)
        {
            if (text.Length > 200)
                refusals.Add(new(question.Id, "Write at most 200 characters."));
            else if (Identifiable.Find(text) is { } found)
                refusals.Add(new(question.Id, found.Explanation()));
            return text;
        }
        foreach (var place in question.Sets)
        {
            var (owner, field) = FieldAt(document, place);
            if (field.Parse(text, out var value) is { } why)
            {
                refusals.Add(new(question.Id, why));
                return null;
            }
            if (field.IsFreeText && Identifiable.Find(text) is { } found)
            {
                refusals.Add(new(question.Id, found.Explanation()));
                return null;
            }
            field.Set(owner, value);
            text = value is DateOnly day ? Days.Read(day) : text;
        }
        return text;
    }

    /// <summary>Reviews, visits and reports of a longer plan go on in the same months; its evaluation stands as long before the end as the template's.</summary>
    static void GoOn(PlanDocument document, DateOnly ended, DateOnly ends)
    {
        var thing = Thing.Of<Review>();
        var scheduled = thing.Shape["scheduled"];
        List<Part> reviews = [];
        foreach (var review in document.Reviews)
        {
            if (review.Kind is ReviewKind.Evaluation && review.Scheduled is { } last)
            {
                var evaluated = ends.AddDays(last.DayNumber - ended.DayNumber);
                // In the years before the last the plan is looked at where it would be evaluated.
                for (var month = 0; MoveDays.Moved(last, month) < evaluated.AddDays(-Apart); month += Year)
                    reviews.Add(Again(review, MoveDays.Moved(last, month), ReviewKind.Quarterly));
                reviews.Add(Again(review, evaluated, ReviewKind.Evaluation));
                continue;
            }
            for (var month = 0; review.Scheduled is { } day && MoveDays.Moved(day, month) <= ends; month += Year)
                reviews.Add(Again(review, MoveDays.Moved(day, month), review.Kind));
        }
        reviews.Sort((one, other) => Nullable.Compare(((Review)one).Scheduled, ((Review)other).Scheduled));
        foreach (var (place, review) in reviews.Index())
            ((Review)review).NameIt(thing.Prefix + (place + 1).ToString(CultureInfo.InvariantCulture));
        document.SetItems(thing, reviews);
        if (document.ChildrensHome is { } home)
        {
            foreach (var field in Shape.Of<ChildrensHomeDuties>().Fields.Where(f => f.Kind is FieldKind.Dates))
            {
                var days = (IReadOnlyList<DateOnly>?)field.Get(home) ?? [];
                IEnumerable<DateOnly> all = days.Concat(days.Select(d => MoveDays.Moved(d, Year))).Where(d => d <= ends);
                field.Set(home, field.List(all.Distinct().Order().Select(d => (object)d)));
            }
        }

        Part Again(Review review, DateOnly on, ReviewKind? kind)
        {
            var again = thing.Shape.Copy(review);
            scheduled.Set(again, on);
            thing.Shape["kind"].Set(again, kind);
            return again;
        }
    }

    /// <summary>Nothing is due before the plan begins or after it ends.</summary>
    static void Keep(PlanDocument document, DateOnly starts, DateOnly ends)
    {
        Shape.Of<Plan>()["starts"].Set(document.Plan!, starts);
        Shape.Of<Plan>()["ends"].Set(document.Plan!, ends);
        Walk.Change(
            document,
            (_, value) =>
                value is not DateOnly day ? value
                : day < starts ? starts
                : day > ends ? ends
                : day
        );
    }

    static void FillTexts(Part part, Dictionary<string, string> answers, DateOnly? due) =>
        Walk.Change(
            part,
            (field, value) =>
                !field.IsFreeText ? value
                : value is string one ? Filled(one, answers, due)
                : value is IReadOnlyList<string> several ? field.List(several.Select(t => Filled(t, answers, due)).Where(t => t.Length > 0))
                : value
        );

    /// <summary>A text without its answers: what may be left out is, and dots stand for the rest.</summary>
    internal static string Gapped(string text) =>
        Filled(
                text,
                Names(text).Where(name => !IsOptional(text, name)).Distinct().ToDictionary(name => name, _ => "…", StringComparer.Ordinal),
                null
            )
            .Replace(" by …", "", StringComparison.Ordinal);

    static bool IsOptional(string text, string name)
    {
        var at = text.IndexOf("{" + name + "}", StringComparison.Ordinal);
        return at > 0 && text.LastIndexOf('[', at) > text.LastIndexOf(']', at);
    }

    /// <summary>A text with its answers; <c>{due}</c> is the month of the thing's own day.</summary>
    static string Filled(string text, Dictionary<string, string> answers, DateOnly? due)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
            return text;
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length; )
        {
            var end = text[at] is '[' ? text.IndexOf(']', at) : text.IndexOf('[', at);
            if (end < 0)
                end = text.Length;
            var piece = text[(text[at] is '[' ? at + 1 : at)..end];
            if (!(text[at] is '[' && HasGap(piece)))
                filled.Append(Answered(piece));
            at = text[at] is '[' ? end + 1 : end;
        }
        return filled.ToString().Trim();

        string? Of(string name) =>
            answers.GetValueOrDefault(name) ?? (name is "due" ? due?.ToString("MMMM yyyy", CultureInfo.InvariantCulture) : null);

        bool HasGap(string piece) => Names(piece).Any(name => Of(name) is null);

        string Answered(string piece) =>
            Names(piece).Aggregate(piece, (now, name) => now.Replace("{" + name + "}", Of(name) ?? "", StringComparison.Ordinal));
    }

    /// <summary>The questions whose answers a text has.</summary>
    internal static IEnumerable<string> Names(string text)
    {
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
                yield break;
            yield return text[(open + 1)..close];
        }
    }
}
