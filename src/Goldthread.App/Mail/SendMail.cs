using System.Globalization;
using System.Net.Sockets;
using Goldthread.App.Govern;
using Goldthread.App.Implement.Guests;
using Goldthread.App.Store;
using Goldthread.Domain.Implement;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Goldthread.App.Mail;

/// <summary>
/// Sends what waits in the outbox, one message after the other over one connection. Each is claimed before and settled after it was handed over, so that
/// two servers send it once. What the mail server said yes or no to is never sent again; where its answer was lost, at most once more, and the row says so.
/// </summary>
/// <param name="writer">Where to write.</param>
/// <param name="database">Where to read.</param>
/// <param name="post">The mail server, and where links lead.</param>
/// <param name="clock">What time it is.</param>
public sealed class SendMail(Writer writer, Database database, Post post, TimeProvider clock)
{
    /// <summary>Who does it, where something of it is recorded.</summary>
    internal static readonly Actor Teller = Actor.CommandLine with { Name = "Goldthread" };

    /// <summary>A message that has been on its way for so long belongs to a server that was stopped.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>A message that could not be sent for so long after it was the person's time tells nobody anything any more.</summary>
    public static readonly TimeSpan GivesUp = TimeSpan.FromDays(3);

    /// <summary>How long the mail server may take over one message.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>So often somebody else may be quicker before this run leaves the rest to them.</summary>
    const int MostMissed = 20;

    static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>What came of it.</summary>
    /// <param name="Sent">How many were sent.</param>
    /// <param name="NotSent">How many were not.</param>
    /// <param name="Problem">Why it stopped, or null.</param>
    public sealed record Result(int Sent, int NotSent, string? Problem)
    {
        /// <inheritdoc/>
        public override string ToString() =>
            $"{Sent} sent{(NotSent > 0 ? $", {NotSent} not" : "")}.{(Problem is null ? "" : $" {Problem}")}";
    }

    sealed record Turn(
        int Id,
        Guid Claim,
        string Kind,
        Guid Person,
        string Email,
        string Name,
        string Subject,
        Letter Letter,
        bool Doubted,
        int Attempts
    )
    {
        public string? Stop { get; init; }
    }

    enum Answer
    {
        Yes,
        Unreached,
        Refused,
        Later,
        NotGiven,
        Lost,
    }

    /// <summary>Sends what is due.</summary>
    public async Task<Result> RunAsync(CancellationToken stop = default)
    {
        if (post.Server is not { } server)
            return new(0, 0, "No mail server is set.");
        WorkingDays days;
        await using (var db = database.Open())
        {
            var now = clock.GetUtcNow();
            var old = now - Lease;
            if (
                !await db.Messages.AnyAsync(
                    m => (m.State == MessageStates.Waiting && m.NextAt <= now) || (m.State == MessageStates.Sending && m.TriedAt < old),
                    stop
                )
            )
                return new(0, 0, null);
            days = await Hours.DaysAsync(db, stop);
        }
        var (sent, not) = (0, 0);
        var client = (SmtpClient?)null;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (await ClaimAsync(days) is not { } turn)
                    return new(sent, not, null);
                if (client is null)
                {
                    client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, CheckCertificateRevocation = false };
                    if (await ConnectAsync(client, server) is { } problem)
                    {
                        await SettleAsync(turn, Answer.NotGiven, problem);
                        return new(sent, not + 1, problem);
                    }
                }
                var (answer, why) = await GiveAsync(client, Message(turn, server));
                await SettleAsync(turn, answer, why);
                if (answer is Answer.Yes)
                    sent++;
                else
                    not++;
                // The connection is no good any more: the next minute tries again.
                if (answer is Answer.NotGiven or Answer.Lost)
                    return new(sent, not, why);
            }
            return new(sent, not, null);
        }
        finally
        {
            if (client is not null)
            {
                try
                {
                    if (client.IsConnected)
                    {
                        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                        await client.DisconnectAsync(true, soon.Token);
                    }
                }
                catch (Exception gone) when (IsConnection(gone))
                {
                    // What was said of each message stands.
                }
                client.Dispose();
            }
        }
    }

    /// <summary>Takes the next message that is due and that nobody else sends; null where there is none.</summary>
    async Task<Turn?> ClaimAsync(WorkingDays days)
    {
        for (var missed = 0; missed < MostMissed; )
        {
            var (next, turn) = await writer.RunAsync(Teller, work => ClaimAsync(work, days));
            if (turn is not null || next is Next.Nothing)
                return turn;
            if (next is Next.Missed)
                missed++;
        }
        // Others are at it too.
        return null;
    }

    enum Next
    {
        Nothing,
        Taken,
        Settled,
        Missed,
    }

    async Task<(Next Next, Turn? Turn)> ClaimAsync(Work work, WorkingDays days)
    {
        var (db, now) = (work.Db, work.Now);
        var old = now - Lease;
        var row = await db
            .Messages.AsNoTracking()
            .Where(m => (m.State == MessageStates.Waiting && m.NextAt <= now) || (m.State == MessageStates.Sending && m.TriedAt < old))
            .OrderBy(m => m.NextAt)
            .ThenBy(m => m.Id)
            .FirstOrDefaultAsync();
        if (row is null)
            return (Next.Nothing, null);
        // As it was read, or somebody else was quicker.
        var same = db.Messages.Where(m => m.Id == row.Id && m.State == row.State && m.Claim == row.Claim && m.Body == row.Body);
        var wasSending = row.State is MessageStates.Sending;
        if (wasSending && row.Doubted)
        {
            var settled = await same.ExecuteUpdateAsync(s =>
                s.SetProperty(m => m.State, MessageStates.Unsure)
                    .SetProperty(m => m.Claim, (Guid?)null)
                    .SetProperty(m => m.Body, "")
                    .SetProperty(
                        m => m.Problem,
                        "The server was stopped while it was being sent, and before that the answer was lost: it may have arrived."
                    )
            );
            return (settled == 1 ? Next.Settled : Next.Missed, null);
        }
        var person = await db
            .Users.AsNoTracking()
            .Where(p => p.Id == row.PersonId)
            .Select(p => new
            {
                p.Email,
                p.Name,
                p.DisabledAt,
            })
            .FirstAsync();
        var choice = await db.MailChoices.AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == row.PersonId) ?? new MailChoiceRow();
        // Somebody waits for it at this moment; a test also tells whether the address works again.
        var isTest = row.Kind is TestMail.Kind;
        var isAwaited = isTest || row.Kind is Guests.CodeKind or Guests.Kind;
        var why =
            person.DisabledAt is not null ? "The account was closed."
            : !isTest && choice.Unreached is not null ? $"Mail does not reach this address: {choice.Unreached}"
            : now - Hours.Next(choice, row.MadeAt, days, clock.LocalTimeZone) > GivesUp
                ? $"Not sent for three days. {row.Problem}".TrimEnd()
            : Letter.FromJson(row.Body) is null ? "There is nothing in it."
            : null;
        if (why is not null)
        {
            var settled = await same.ExecuteUpdateAsync(s =>
                s.SetProperty(m => m.State, MessageStates.Failed)
                    .SetProperty(m => m.Claim, (Guid?)null)
                    .SetProperty(m => m.Body, "")
                    .SetProperty(m => m.Problem, why)
            );
            return (settled == 1 ? Next.Settled : Next.Missed, null);
        }
        if (!isAwaited && Hours.Next(choice, now, days, clock.LocalTimeZone) is var next && next > now)
        {
            var settled = await same.ExecuteUpdateAsync(s =>
                s.SetProperty(m => m.State, MessageStates.Waiting)
                    .SetProperty(m => m.Doubted, m => m.Doubted || wasSending)
                    .SetProperty(m => m.Claim, (Guid?)null)
                    .SetProperty(m => m.NextAt, next)
            );
            return (settled == 1 ? Next.Settled : Next.Missed, null);
        }
        var claim = Guid.NewGuid();
        var taken = await same.ExecuteUpdateAsync(s =>
            s.SetProperty(m => m.State, MessageStates.Sending)
                .SetProperty(m => m.Claim, claim)
                .SetProperty(m => m.TriedAt, now)
                .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                // It was on its way when a server was stopped: whether it was handed over, nobody knows.
                .SetProperty(m => m.Doubted, m => m.Doubted || wasSending)
        );
        if (taken == 0)
            return (Next.Missed, null);
        var isDoubted = row.Doubted || wasSending;
        var (letter, stops) = await MailLinks.MakeAsync(work, row.Id, row.PersonId, Letter.FromJson(row.Body)!, isDoubted);
        return (
            Next.Taken,
            new Turn(row.Id, claim, row.Kind, row.PersonId, person.Email!, person.Name, row.Subject, letter, isDoubted, row.Attempts + 1)
            {
                Stop = stops,
            }
        );
    }

    MimeMessage Message(Turn turn, MailServer server)
    {
        var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Goldthread", server.From));
        message.To.Add(new MailboxAddress(turn.Name, turn.Email));
        message.Subject = turn.Subject;
        message.Date = clock.GetLocalNow();
        // The same each time it is tried: a mail program that gets it twice can tell.
        message.MessageId = string.Create(CultureInfo.InvariantCulture, $"{turn.Kind}.{turn.Id}.{turn.Person:N}@{post.Site.IdnHost}");
        // No out-of-office answer comes back (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (turn.Stop is not null)
        {
            message.Headers.Add("List-Unsubscribe", $"<{LetterForms.At(post.Site, turn.Stop)}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.Body = new BodyBuilder
        {
            TextBody = LetterForms.Text(turn.Letter, post.Site),
            HtmlBody = LetterForms.Html(turn.Letter, post.Site),
        }.ToMessageBody();
        return message;
    }

    static async Task<string?> ConnectAsync(SmtpClient client, MailServer server)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await client.ConnectAsync(server.Host, server.Port, server.Security, patience.Token);
            if (server.User is not null)
                await client.AuthenticateAsync(server.User, server.Password ?? "", patience.Token);
            return null;
        }
        catch (AuthenticationException)
        {
            return "The mail server does not accept the user and password of GOLDTHREAD_SMTP.";
        }
        catch (SslHandshakeException)
        {
            return "The mail server's certificate is not accepted: its name or its issuer is not the one that is expected.";
        }
        catch (NotSupportedException)
        {
            return "The mail server offers no encryption (STARTTLS), and a password is not sent without it.";
        }
        catch (Exception down) when (IsConnection(down) || down is SmtpCommandException)
        {
            return $"The mail server cannot be reached: {OneLine(down)}";
        }
    }

    static async Task<(Answer Answer, string? Why)> GiveAsync(SmtpClient client, MimeMessage message)
    {
        var given = new Given();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await client.SendAsync(message, patience.Token, given);
            return (Answer.Yes, null);
        }
        catch (SmtpCommandException no)
        {
            var said = $"{(int)no.StatusCode} {OneLine(no)}";
            var isForGood = (int)no.StatusCode >= 500;
            return no.ErrorCode switch
            {
                SmtpErrorCode.RecipientNotAccepted when isForGood => (Answer.Unreached, said),
                SmtpErrorCode.MessageNotAccepted when isForGood => (Answer.Refused, $"The mail server does not take it: {said}"),
                _ => (Answer.Later, $"The mail server does not take it now: {said}"),
            };
        }
        catch (Exception lost) when (IsConnection(lost) || lost is ServiceNotConnectedException)
        {
            return given.IsBegun
                ? (Answer.Lost, $"The connection broke while it was handed over: {OneLine(lost)}")
                : (Answer.NotGiven, $"The mail server cannot be reached: {OneLine(lost)}");
        }
    }

    async Task SettleAsync(Turn turn, Answer answer, string? why) =>
        await writer.RunAsync(
            Teller,
            async work =>
            {
                var now = work.Now;
                var (state, next, keeps, doubted) = (answer, turn.Doubted) switch
                {
                    (Answer.Yes, _) => (MessageStates.Sent, now, false, turn.Doubted),
                    (Answer.Unreached or Answer.Refused, _) => (MessageStates.Failed, now, false, turn.Doubted),
                    (Answer.Lost, true) => (MessageStates.Unsure, now, false, true),
                    (Answer.Lost, false) => (MessageStates.Waiting, now + First, true, true),
                    (Answer.NotGiven, _) => (MessageStates.Waiting, now + First, true, turn.Doubted),
                    _ => (MessageStates.Waiting, now + Wait(turn.Attempts), true, turn.Doubted),
                };
                await work
                    .Db.Messages.Where(m => m.Id == turn.Id && m.Claim == turn.Claim)
                    .ExecuteUpdateAsync(s =>
                        s.SetProperty(m => m.State, state)
                            .SetProperty(m => m.NextAt, next)
                            .SetProperty(m => m.Claim, (Guid?)null)
                            .SetProperty(m => m.TriedAt, now)
                            .SetProperty(m => m.Doubted, doubted)
                            .SetProperty(m => m.Problem, why)
                            .SetProperty(m => m.Body, m => keeps ? m.Body : "")
                    );
                if (answer is Answer.Unreached)
                    await Reach.LoseAsync(work, turn.Person, why!);
            }
        );

    static TimeSpan Wait(int attempts)
    {
        var wait = First * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10));
        return wait < Longest ? wait : Longest;
    }

    static bool IsConnection(Exception failed) =>
        failed
            is SocketException
                or IOException
                or SmtpProtocolException
                or TimeoutException
                or OperationCanceledException
                or ServiceNotConnectedException;

    static string OneLine(Exception failed)
    {
        var text = failed is OperationCanceledException ? "it took too long." : failed.Message.ReplaceLineEndings(" ").Trim();
        return text.Length <= 200 ? text : text[..199] + "…";
    }

    /// <summary>Tells whether the text of a message had begun to go out.</summary>
    sealed class Given : ITransferProgress
    {
        public bool IsBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => IsBegun = true;

        public void Report(long bytesTransferred) => IsBegun = true;
    }
}

/// <summary>Whether mail reaches a person.</summary>
public static class Reach
{
    /// <summary>Their mail server refuses their address for good.</summary>
    internal static async Task LoseAsync(Work work, Guid person, string why)
    {
        var row = await work.Db.MailChoices.FirstOrDefaultAsync(c => c.PersonId == person);
        if (row is null)
            work.Db.MailChoices.Add(row = new MailChoiceRow { PersonId = person });
        if (row.Unreached is not null)
            return;
        (row.Unreached, row.UnreachedAt) = (why, work.Now);
        work.Record(Recorded.Installation, "LoseReach", "people", person.ToString(), [new("unreached", "null", Change.Text(why))]);
    }

    /// <summary>An administrator, or the person, says that the address works again: what is written from now on is sent.</summary>
    /// <exception cref="Missing">There is no such account.</exception>
    public static async Task TryAgainAsync(Work work, Guid person)
    {
        if (work.Actor.PersonId != person && !work.Actor.MaySomewhere(Domain.Govern.Permission.Administer))
            throw new Forbidden("An administrator, or the person, can do this.");
        var row =
            await work.Db.MailChoices.FirstOrDefaultAsync(c => c.PersonId == person)
            ?? throw new Missing("address that mail does not reach");
        if (row.Unreached is not { } why)
            return;
        (row.Unreached, row.UnreachedAt) = (null, null);
        work.Record(Recorded.Installation, "RegainReach", "people", person.ToString(), [new("unreached", Change.Text(why), "null")]);
    }
}
