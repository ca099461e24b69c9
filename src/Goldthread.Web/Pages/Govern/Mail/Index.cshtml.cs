using System.Globalization;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.Web.Nhs;
using Goldthread.Web.Parts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Web.Pages.Govern.Mail;

/// <summary>The outbox: what waits, what was sent, what was not and why; and whom mail does not reach.</summary>
public sealed class IndexModel(Post post, Settings settings) : GoldthreadPage
{
    public const int PageSize = 50;
    const int MostUnreached = 100;

    [FromQuery(Name = "state")]
    public string? Chosen { get; set; }

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;

    public int Total { get; private set; }
    public string Lead { get; private set; } = "";

    /// <value>The visitor's own address.</value>
    public string Own { get; private set; } = "";

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<(Guid Person, string Name, string Why, DateTimeOffset? Since)> Unreached { get; private set; } = [];

    /// <value>The mail server; null where none is set.</value>
    public MailServer? Server => post.Server;

    /// <value>Where links lead.</value>
    public string Site => post.Site.ToString();

    /// <value>True where the public address is set.</value>
    public bool HasAddress => settings.PublicAddress is not null;

    public sealed record Row(
        int Id,
        string Kind,
        string Name,
        string Subject,
        string State,
        int Attempts,
        bool Doubted,
        DateTimeOffset MadeAt,
        DateTimeOffset NextAt,
        DateTimeOffset? TriedAt,
        string? Problem
    );

    static readonly (string Word, string Text)[] Words =
    [
        (MessageStates.Waiting, "Waiting"),
        (MessageStates.Sending, "On its way"),
        (MessageStates.Sent, "Sent"),
        (MessageStates.Failed, "Not sent"),
        (MessageStates.Unsure, "Not known whether it arrived"),
    ];

    public IReadOnlyList<Option> StateOptions => [new Option("All", ""), .. Words.Select(w => new Option(w.Text, w.Word))];

    protected override async Task ShowAsync()
    {
        Number = Math.Clamp(Number, 1, 100_000);
        var counts = await Db.Messages.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(Cancel);
        int Of(params string[] states) => counts.Where(c => states.Contains(c.Key, StringComparer.Ordinal)).Sum(c => c.Count);
        Chosen = Words.Any(w => w.Word == Chosen) ? Chosen : "";
        Total = Chosen is "" ? counts.Sum(c => c.Count) : Of(Chosen!);
        Lead =
            $"{Of(MessageStates.Waiting, MessageStates.Sending):N0} waiting, {Of(MessageStates.Sent):N0} sent, {Of(MessageStates.Failed):N0} not sent"
            + (Of(MessageStates.Unsure) is > 0 and var unsure ? $", {unsure:N0} not known." : ".");
        var messages = Chosen is "" ? Db.Messages : Db.Messages.Where(m => m.State == Chosen);
        Rows = await messages
            .OrderByDescending(m => m.Id)
            .Skip((Number - 1) * PageSize)
            .Take(PageSize)
            .Join(
                Db.Users,
                m => m.PersonId,
                p => p.Id,
                (m, p) => new Row(m.Id, m.Kind, p.Name, m.Subject, m.State, m.Attempts, m.Doubted, m.MadeAt, m.NextAt, m.TriedAt, m.Problem)
            )
            .ToListAsync(Cancel);
        var lost = await Db
            .Users.GroupJoin(Db.MailChoices, p => p.Id, c => c.PersonId, (p, c) => new { p, c })
            .SelectMany(x => x.c.DefaultIfEmpty(), (x, c) => new { x.p, c })
            .Where(x => x.p.Id == Actor.PersonId || (x.c != null && x.c.Unreached != null))
            .OrderBy(x => x.p.Name)
            .Take(MostUnreached)
            .Select(x => new
            {
                x.p.Id,
                x.p.Name,
                x.p.Email,
                Why = x.c == null ? null : x.c.Unreached,
                Since = x.c == null ? null : x.c.UnreachedAt,
            })
            .ToListAsync(Cancel);
        Own = lost.Find(l => l.Id == Actor.PersonId)?.Email ?? "";
        Unreached = [.. lost.Where(l => l.Why is not null).Select(l => (l.Id, l.Name, l.Why!, l.Since))];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var isNew = await Writer.RunAsync(Actor, TestMail.RunAsync, Cancel);
        return Done(
            "/admin/mail",
            !isNew ? "A test message of this minute is there already."
                : post.Server is null ? "The test message waits: no mail server is set."
                : "The test message leaves within a minute."
        );
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid person)
    {
        await Writer.RunAsync(Actor, work => Reach.TryAgainAsync(work, person), Cancel);
        return Done("/admin/mail", "What is written from now on is sent to this address again.");
    }

    /// <summary>The address of a page of this list.</summary>
    public string At(int number) => $"/admin/mail?state={Chosen}&page={number.ToString(CultureInfo.InvariantCulture)}";

    public DataTable Table() =>
        new()
        {
            Caption = "Messages, the newest first",
            Columns = [new("Message") { IsKey = true }, new("To"), new("State") { IsKey = true }, new("When"), new("Why")],
            Rows = Rows.Select(r =>
                (Inline[])
                    [
                        Inline.Of(new Link(r.Subject, $"/admin/mail/{r.Id.ToString(CultureInfo.InvariantCulture)}")),
                        r.Name,
                        Inline.Of(StateOf(r.State)),
                        r.State is MessageStates.Waiting
                            ? $"Not before {ServiceTime.Read(r.NextAt)}"
                            : ServiceTime.Read(r.TriedAt ?? r.MadeAt),
                        Why(r),
                    ]
            ),
        };

    static string Why(Row row) =>
        (row.Problem ?? "")
        + (
            row.Doubted && row.State is not MessageStates.Unsure
                ? (row.Problem is null ? "" : " ") + "The answer was lost once: it may have arrived twice."
                : ""
        )
        + (row.State is MessageStates.Waiting && row.Attempts > 0 ? $" Tried {row.Attempts} times." : "");

    internal static Component StateOf(string state) =>
        state switch
        {
            MessageStates.Waiting => State.Of(StateKind.NotStarted, "Waiting"),
            MessageStates.Sending => State.Of(StateKind.InProgress, "On its way"),
            MessageStates.Sent => State.Of(StateKind.Done, "Sent"),
            MessageStates.Failed => State.Of(StateKind.Blocked, "Not sent"),
            _ => State.Of(StateKind.Unknown, "Not known"),
        };

    public DataTable UnreachedTable() =>
        new()
        {
            Caption = "People whom mail does not reach",
            Columns = [new("Who") { IsKey = true }, new("Since"), new("What their mail server says") { IsKey = true }],
            Rows = Unreached.Select(u =>
                (Inline[])
                    [Inline.Of(new Link(u.Name, $"/admin/accounts/{u.Person}")), u.Since is { } since ? ServiceTime.Read(since) : "", u.Why]
            ),
        };
}
