using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Learn.Lessons;

/// <summary>The path through the short lessons, with how far one is.</summary>
public sealed class IndexModel : GoldthreadPage
{
    /// <value>How far the visitor is, by lesson.</value>
    public IReadOnlyDictionary<string, LearntRow> Mine { get; private set; } = new Dictionary<string, LearntRow>();

    /// <value>The lessons of each part of the path.</value>
    public static IEnumerable<IGrouping<Chapter, ShortLesson>> Path => Shipped.Lessons.GroupBy(l => l.Chapter!.Value);

    /// <value>The first lesson that is neither done nor known, or null.</value>
    public ShortLesson? Next => Shipped.Lessons.FirstOrDefault(l => !IsOver(l));

    public string Lead
    {
        get
        {
            var all = Shipped.Lessons;
            var (done, known) = (all.Count(l => Of(l)?.Done is not null), all.Count(l => Of(l) is { Done: null, Away: true }));
            var words = string.Create(CultureInfo.CurrentCulture, $"You have done {done} of {all.Count} short lessons");
            return known > 0 ? $"{words}, and know {known} already." : words + ".";
        }
    }

    LearntRow? Of(ShortLesson lesson) => Mine.GetValueOrDefault(lesson.Id);

    bool IsOver(ShortLesson lesson) => Of(lesson) is { Done: not null } or { Away: true };

    /// <summary>How far one is with a lesson, in words; empty for not begun.</summary>
    public string Standing(ShortLesson lesson) =>
        Of(lesson) switch
        {
            { Done: { } day } => $"Done {Days.Read(day)}",
            { Away: true } => "Known",
            { Answers.Length: > 0 } row => $"{DetailModel.Right(lesson, row)} of {lesson.Questions.Count} right",
            _ => "",
        };

    /// <summary>What a part of the path is called.</summary>
    public static string Name(Chapter chapter) =>
        chapter switch
        {
            Chapter.Syllabus => "What a plan rests on",
            Chapter.Misconceptions => "What most often goes wrong",
            Chapter.Marking => "What an assessor looks for",
            Chapter.Skills => "How it is done",
            _ => throw new ArgumentOutOfRangeException(nameof(chapter)),
        };

    /// <inheritdoc/>
    protected override async Task ShowAsync()
    {
        var me = Actor.PersonId;
        Mine = await Db.Learnt.AsNoTracking().Where(r => r.PersonId == me).ToDictionaryAsync(r => r.Lesson, StringComparer.Ordinal, Cancel);
    }
}
