using Goldthread.App.Mail;
using Goldthread.App.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Mail;

/// <summary>A message that waits, to be read and printed where nothing is sent.</summary>
public sealed class DetailModel : GoldthreadPage
{
    [FromRoute]
    public int Id { get; set; }

    public string Subject { get; private set; } = "";
    public string Lead { get; private set; } = "";
    public Letter? Letter { get; private set; }

    protected override async Task ShowAsync()
    {
        var found =
            await Db
                .Messages.Where(m => m.Id == Id)
                .Join(Db.Users, m => m.PersonId, p => p.Id, (m, p) => new { Message = m, p.Name })
                .FirstOrDefaultAsync(Cancel)
            ?? throw new Missing("message");
        Subject = found.Message.Subject;
        Lead = $"To {found.Name}, written on {ServiceTime.Read(found.Message.MadeAt)}.";
        // What somebody's digest names is theirs to read: an administrator sees no plan by that right.
        Letter =
            found.Message.PersonId == Actor.PersonId || found.Message.Kind is TestMail.Kind || Actor.May(Domain.Govern.Permission.See, "/")
                ? Letter.FromJson(found.Message.Body)
                : null;
    }
}
