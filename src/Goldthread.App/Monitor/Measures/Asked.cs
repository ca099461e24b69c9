using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Monitor.Measures;

/// <summary>A question is as restricted as what it is about, from when it is asked on and from when that is restricted on.</summary>
static class Asked
{
    /// <summary>Restricts a question about something restricted.</summary>
    /// <returns>What it is about, where that is restricted: whoever wrote that sees the question; null for anything else.</returns>
    public static async Task<ItemRow?> AboutAsync(Work work, Holder holder, Part part)
    {
        if (part is not Question { About: { } about })
            return null;
        var of = await work
            .Db.Items.AsNoTracking()
            .FirstOrDefaultAsync(i => i.Owner == holder.Id && i.Id == about && i.Restricted && i.RemovedAt == null);
        if (of is not null)
            Thing.Of<Question>().Shape["restricted"].Set(part, true);
        return of;
    }

    /// <summary>Restricts the questions about something that was restricted just now.</summary>
    public static async Task HideAsync(Work work, ItemRow of)
    {
        var thing = Thing.Of<Question>();
        var ids = await work
            .Db.Links.Where(l => l.Owner == of.Owner && l.List == Question.List && l.Field == "about" && l.ToId == of.Id)
            .Select(l => l.Id)
            .ToListAsync();
        foreach (
            var row in await work.Db.Items.Where(i => i.Owner == of.Owner && i.List == Question.List && ids.Contains(i.Id)).ToListAsync()
        )
        {
            var now = thing.Shape.Copy(ItemRows.Read(thing, row));
            thing.Shape["restricted"].Set(now, true);
            await ItemStore.ChangeAsync(work, thing, row, now, secret: of);
        }
    }
}

/// <summary>Whoever asked hears that there is an answer.</summary>
sealed class Answer : Follow<AnswerQuestion>
{
    protected override Task AfterAsync(Work work, Holder holder, string id, Part thing, AnswerQuestion move) =>
        Hear.AskerAsync(work, holder, id);
}

/// <inheritdoc cref="Answer"/>
sealed class Drop : Follow<DropQuestion>
{
    protected override Task AfterAsync(Work work, Holder holder, string id, Part thing, DropQuestion move) =>
        Hear.AskerAsync(work, holder, id);
}

static class Hear
{
    public static async Task AskerAsync(Work work, Holder holder, string id)
    {
        var asker = await work
            .Db.Items.Where(i => i.Owner == holder.Id && i.List == Question.List && i.Id == id && !i.Restricted)
            .Select(i => i.Author)
            .FirstOrDefaultAsync();
        if (asker is { } person)
            Notices.Decide(work, Notices.Answered, holder.Id, Question.List, id, Notices.Account + person);
    }
}
