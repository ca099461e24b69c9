using System.Globalization;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Learn.Lessons;

/// <summary>
/// What somebody does with a short lesson: answers its questions, or puts it away because they know it. It is their own: whoever is signed in learns, and
/// the record keeps it in a chain of theirs.
/// </summary>
public static class Study
{
    /// <summary>Answers the questions of a lesson.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The lesson.</param>
    /// <param name="answers">The number of the choice for each question, from 1.</param>
    /// <returns>How many were right.</returns>
    /// <exception cref="Missing">There is no such lesson.</exception>
    /// <exception cref="RuleBroken">A question has no answer, or one that it does not offer.</exception>
    public static async Task<int> AnswerAsync(Work work, string id, IReadOnlyList<int> answers)
    {
        var lesson = Find(id);
        var left = lesson
            .Questions.Select((q, i) => (Field: Field(i), Is: i < answers.Count && answers[i] >= 1 && answers[i] <= q.Choices.Count))
            .Where(q => !q.Is)
            .Select(q => new Refusal(q.Field, "Choose an answer."))
            .ToList();
        if (left.Count > 0)
            throw new RuleBroken(left);
        var right = lesson.RightOf(answers);
        await WriteAsync(
            work,
            id,
            "AnswerLesson",
            row =>
            {
                row.Answers = string.Concat(answers.Take(lesson.Questions.Count).Select(a => a.ToString(CultureInfo.InvariantCulture)));
                if (right == lesson.Questions.Count)
                    row.Done ??= work.Today;
            }
        );
        return right;
    }

    /// <summary>Puts a lesson away, so that it is not shown beside pages any more, or takes it back.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    /// <param name="back">True to take it back.</param>
    public static async Task PutAwayAsync(Work work, string id, bool back)
    {
        Find(id);
        await WriteAsync(work, id, "PutAwayLesson", row => row.Away = !back);
        var person = await work.Db.Users.SingleAsync(p => p.Id == work.Actor.PersonId);
        var away = person.LessonsAway.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(l => l != id);
        person.LessonsAway = string.Join(' ', back ? away : away.Append(id));
    }

    /// <summary>The name of a question's answer.</summary>
    /// <param name="question">Its place, from 0.</param>
    public static string Field(int question) => $"q{question + 1}";

    /// <summary>The lesson of an id.</summary>
    /// <exception cref="Missing">There is none.</exception>
    public static ShortLesson Find(string id) => Shipped.Lessons.FirstOrDefault(l => l.Id == id) ?? throw new Missing("lesson");

    /// <summary>Writes how far somebody is with a lesson or an exercise, and its line of the record.</summary>
    internal static async Task WriteAsync(Work work, string id, string operation, Action<LearntRow> write)
    {
        var me = work.Actor.PersonId ?? throw new RuleBroken("Sign in to learn: what you learn is kept for you alone.");
        var stream = LearntRow.OwnerOf(me);
        await work.AloneAsync(stream);
        var row = await work.Db.Learnt.FirstOrDefaultAsync(r => r.PersonId == me && r.Lesson == id);
        var was = row is null ? null : LearntKind.Fields(row);
        if (row is null)
            work.Db.Learnt.Add(row = new LearntRow { PersonId = me, Lesson = id });
        write(row);
        var changes = LearntKind
            .Fields(row)
            .Select((f, i) => new Change(f.Field, was?[i].New ?? "null", f.New))
            .Where(c => was is null || c.Old != c.New)
            .ToList();
        if (changes.Count > 0)
            work.Record(stream, operation, LearntKind.List, id, changes);
    }
}
