using System.Text.RegularExpressions;
using Goldthread.App.Govern;
using Goldthread.App.Implement.Guests;
using Goldthread.App.Mail;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Implement;

/// <summary>Guests of partners: who lets them in, what is theirs, what they do with it, and that nothing else is there for them.</summary>
public sealed partial class GuestTests(Ground ground) : IClassFixture<Ground>
{
    static readonly string[] Theirs = ["actions/A3", "measures/M3", "agreements/AG1", "disagreements/D1", "objectives/O1"];

    /// <summary>A plan with two partners, each with an action, a measure, an agreement and a disagreement; those of the second are not the guest's.</summary>
    static async Task<string> PlanAsync(House house)
    {
        var plan = await house.PlanAsync(
            more: "partners: [{id: PA1, name: Riverside Council, contact: Duty desk}, {id: PA2, name: Elm Trust, contact: Duty desk}]"
        );
        foreach (var (partner, measure, name) in new[] { ("PA1", "M3", "Falls seen by the council"), ("PA2", "M4", "Trips of the trust") })
        {
            await house.AddAsync(
                Actor.CommandLine,
                plan,
                "measures",
                values: [("name", name), ("frequency", "monthly"), ("source_kind", "partner")]
            );
            var agreement = await house.AddAsync(
                Actor.CommandLine,
                plan,
                "agreements",
                values:
                [
                    ("purpose", $"Share with {partner}"),
                    ("partners", partner),
                    ("shared_measures", measure),
                    ("lawful_basis", "Public task"),
                ]
            );
            await house.AddAsync(
                Actor.CommandLine,
                plan,
                "disagreements",
                values: [("agreement", agreement), ("issue", $"Who pays, we or {partner}")]
            );
        }
        foreach (var (partner, other) in new[] { ("PA1", false), ("PA2", false), ("PA1", true) })
            await house.AddAsync(
                Actor.CommandLine,
                plan,
                "actions",
                values:
                [
                    ("title", $"Fit rails with {partner}{(other ? " apart" : "")}"),
                    ("accountable", "st1"),
                    ("joint", other ? null : "true"),
                    ("partner", partner),
                ]
            );
        return plan;
    }

    static async Task<(string Plan, FoundGuest Guest, string Secret)> GuestAsync(House house, string? email = null)
    {
        var plan = await PlanAsync(house);
        var (guest, secret) = await InviteAsync(house, plan, email ?? $"guest-{plan}@example.org");
        return (plan, guest, secret);
    }

    static async Task<(FoundGuest Guest, string Secret)> InviteAsync(House house, string plan, string email)
    {
        var id = await house.Writer.RunAsync(
            house.Somebody(Role.Planner),
            work => Guests.InviteAsync(work, plan, "PA1", "Care coordinator (S. Jones)", email, Theirs, null)
        );
        await using var db = house.At.Open();
        var person = await db.Guests.Where(g => g.Id == id).Select(g => g.PersonId).SingleAsync();
        var body = await db
            .Messages.Where(m => m.Kind == Guests.Kind && m.PersonId == person)
            .OrderBy(m => m.Id)
            .Select(m => m.Body)
            .LastAsync();
        // The waiting message has no secret in it.
        Assert.DoesNotContain(Guests.Address, body, StringComparison.Ordinal);
        var sent = await house.Writer.RunAsync(
            Actor.CommandLine,
            work => MailLinks.MakeAsync(work, 0, person, Letter.FromJson(body)!, mayHaveArrived: true)
        );
        var secret = sent.Letter.Parts[0].Lines[0].Answer![Guests.Address.Length..];
        return ((await FindAsync(house, secret))!, secret);
    }

    static async Task<FoundGuest?> FindAsync(House house, string secret, int days = 0)
    {
        await using var db = house.At.Open();
        return await Guests.FindAsync(
            db,
            secret,
            House.Now.AddDays(days),
            House.Today.AddDays(days),
            TestContext.Current.CancellationToken
        );
    }

    static Task MoveAsync(House house, FoundGuest guest, string key, string move, params (string, object?)[] values) =>
        AnswerAsGuest.MoveAsync(
            house.Writer,
            guest,
            key.Split('/')[0],
            key.Split('/')[1],
            move,
            values.ToDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal),
            false,
            TestContext.Current.CancellationToken
        );

    static Task FigureAsync(House house, FoundGuest guest, string measure, double value = 4) =>
        AnswerAsGuest.FigureAsync(
            house.Writer,
            guest,
            measure,
            Reading.Of(new DateOnly(2026, 10, 1), value, null, null),
            false,
            TestContext.Current.CancellationToken
        );

    static async Task<long> LinesAsync(House house)
    {
        await using var db = house.At.Open();
        return await db.Records.LongCountAsync();
    }

    [Theory, Databases]
    public async Task A_guest_answers_for_their_own_lines_and_the_record_says_who(Engine engine)
    {
        var house = ground[engine];
        var (plan, guest, _) = await GuestAsync(house);
        await MoveAsync(house, guest, "actions/A3", "start");
        await MoveAsync(house, guest, "actions/A3", "progress", ("progress", 40), ("note", "The rails are ordered"));
        await MoveAsync(house, guest, "actions/A3", "block", ("reason", "The fitter is ill"));
        await MoveAsync(house, guest, "actions/A3", "close", ("note", "All rails are fitted"));
        await FigureAsync(house, guest, "M3");
        await MoveAsync(
            house,
            guest,
            "agreements/AG1",
            "answer",
            ("agrees", false),
            ("note", "The council needs a year"),
            ("partner", "PA2")
        );
        await MoveAsync(house, guest, "disagreements/D1", "say", ("position", "The home pays"), ("option", "Half each"), ("side", "us"));

        var now = await house.DocumentAsync(plan);
        Assert.Equal(
            (Domain.Implement.ActionStatus.Done, true),
            (now.Actions.Single(a => a.Id == "A3").Standing, now.Evidence.Any(e => e.Title == "All rails are fitted"))
        );
        Assert.Equal(("PA1", false), Assert.Single(now.Agreements[0].Answers) is var a ? (a.Partner, a.Agrees) : default);
        Assert.Equal(["Riverside Council: The home pays"], now.Disagreements[0].Positions);
        Assert.Equal(["Riverside Council: Half each"], now.Disagreements[0].Options);
        Assert.Single(now.Measures.Single(m => m.Id == "M3").Readings);
        await using var db = house.At.Open();
        Assert.Contains(
            await db.Records.Where(r => r.Stream == plan).ToListAsync(),
            r => r is { Operation: "CloseAction", Actor: "Care coordinator (S. Jones), guest" } && r.PersonId == guest.Row.PersonId
        );
        // A figure that stands is not theirs to change.
        await Assert.ThrowsAsync<RuleBroken>(() => FigureAsync(house, guest, "M3", 9));
    }

    /// <summary>Every list, every item, every move that there is, and figures: what is not theirs is not there, and nothing is written.</summary>
    [Theory, Databases]
    public async Task Everything_else_is_not_there(Engine engine)
    {
        var house = ground[engine];
        var (plan, guest, _) = await GuestAsync(house);
        var other = await PlanAsync(house);
        var before = await LinesAsync(house);
        await using var db = house.At.Open();
        var items = await db
            .Items.Where(i => i.Owner == plan || i.Owner == other)
            .Select(i => new { i.List, i.Id })
            .Distinct()
            .ToListAsync();
        foreach (var item in items)
        {
            var key = $"{item.List}/{item.Id}";
            foreach (var move in MoveKind.All.Where(m => m.Thing?.List == item.List).Select(m => m.Name).Append("edit"))
            {
                var asked = AnswerAsGuest.Asked(item.List, move) is not null;
                if (!asked || !Theirs.Contains(key))
                    await Assert.ThrowsAsync<Missing>(() =>
                        MoveAsync(house, guest, key, move, ("note", "x"), ("reason", "x"), ("agrees", true))
                    );
            }
            if (key is not "measures/M3")
                await Assert.ThrowsAsync<Missing>(() => FigureAsync(house, guest, item.Id));
        }
        foreach (var key in (string[])["actions/A9", "plans/" + plan, "guests/1", "actions/", "objectives/O1"])
            await Assert.ThrowsAsync<Missing>(() => MoveAsync(house, guest, key, "close", ("note", "x")));
        Assert.Equal(before, await LinesAsync(house));
        Assert.Equal(Theirs.Order(), (await Guests.LinesAsync(db, guest.Row, House.Today)).Select(l => l.Key).Order());
    }

    [Theory, Databases]
    public async Task What_is_given_to_another_restricted_or_taken_out_is_theirs_no_more(Engine engine)
    {
        var house = ground[engine];
        var (plan, guest, _) = await GuestAsync(house);
        await house.EditAsync(Actor.CommandLine, plan, "actions", "A3", values: [("partner", "PA2")]);
        await house.EditAsync(Actor.CommandLine, plan, "disagreements", "D1", values: [("restricted", "true")]);
        await house.EditAsync(Actor.CommandLine, plan, "agreements", "AG1", values: [("shared_measures", null)]);
        await Assert.ThrowsAsync<Missing>(() => MoveAsync(house, guest, "actions/A3", "start"));
        await Assert.ThrowsAsync<Missing>(() => MoveAsync(house, guest, "disagreements/D1", "say", ("position", "x")));
        await Assert.ThrowsAsync<Missing>(() => FigureAsync(house, guest, "M3"));
        await using var db = house.At.Open();
        Assert.Equal(["agreements/AG1", "objectives/O1"], (await Guests.LinesAsync(db, guest.Row, House.Today)).Select(l => l.Key));
    }

    [Theory, Databases]
    public async Task A_figure_is_shared_by_an_agreement_in_force_alone(Engine engine)
    {
        var house = ground[engine];
        var (plan, guest, _) = await GuestAsync(house);
        foreach (
            var (field, off, on) in ((string, object?, object?)[])
                [("until", "2026-11-24", "2026-11-25"), ("from", "2026-11-26", "2026-11-25"), ("lawful_basis", null, "Public task")]
        )
        {
            await house.EditAsync(Actor.CommandLine, plan, "agreements", "AG1", values: [(field, off)]);
            await Assert.ThrowsAsync<Missing>(() => FigureAsync(house, guest, "M3"));
            await house.EditAsync(Actor.CommandLine, plan, "agreements", "AG1", values: [(field, on)]);
            await using var db = house.At.Open();
            Assert.Contains(await Guests.LinesAsync(db, guest.Row, House.Today), l => l.Key == "measures/M3");
        }
        await FigureAsync(house, guest, "M3");
    }

    [Theory, Databases]
    public async Task They_are_let_in_by_a_planner_alone_to_lines_of_their_partner_until_a_day(Engine engine)
    {
        var house = ground[engine];
        var plan = await PlanAsync(house);
        Task Invite(Actor who, string partner = "PA1", string email = "new@example.org", string line = "actions/A3", int? days = null) =>
            house.Writer.RunAsync(
                who,
                work => Guests.InviteAsync(work, plan, partner, "S. Jones", email, [line], days is { } on ? House.Today.AddDays(on) : null)
            );
        foreach (var role in (Role[])[Role.Reader, Role.Contributor, Role.Approver, Role.QualityLead, Role.SafeguardingLead])
            await Assert.ThrowsAsync<Forbidden>(() => Invite(house.Somebody(role)));
        await Assert.ThrowsAsync<Missing>(() => Invite(house.Neighbour(Role.Planner)));
        var planner = house.Somebody(Role.Planner);
        foreach (var line in (string[])["actions/A4", "actions/A5", "actions/A1", "agreements/AG2", "disagreements/D2", "risks/RK1", "x"])
            await Assert.ThrowsAsync<RuleBroken>(() => Invite(planner, line: line));
        await Assert.ThrowsAsync<RuleBroken>(() => Invite(planner, partner: "PA9"));
        await Assert.ThrowsAsync<RuleBroken>(() => Invite(planner, email: "none"));
        // Who has an account is given a role, by an administrator.
        await Assert.ThrowsAsync<RuleBroken>(() => Invite(planner, email: "admin@example.org"));
        await Assert.ThrowsAsync<RuleBroken>(() => Invite(planner, days: 0));
        await Assert.ThrowsAsync<RuleBroken>(() => Invite(planner, days: 367));
        await using var db = house.At.Open();
        Assert.False(await db.Guests.AnyAsync(g => g.Plan == plan));
        Assert.False(await db.Users.AnyAsync(u => u.Email == "new@example.org"));
        await Invite(planner);
        Assert.Equal(House.Today.AddDays(90), await db.Guests.Where(g => g.Plan == plan).Select(g => g.Until).SingleAsync());
    }

    [Theory, Databases]
    public async Task They_are_shut_out_by_a_press_by_the_day_and_with_their_account(Engine engine)
    {
        var house = ground[engine];
        var (plan, guest, secret) = await GuestAsync(house);
        Assert.False((await FindAsync(house, secret, 90))!.IsOver);
        Assert.True((await FindAsync(house, secret, 91))!.IsOver);
        foreach (var wrong in (string?[])[null, "", "x", secret[..^1] + "!", new string('a', 43)])
            Assert.Null(await FindAsync(house, wrong!));
        // A link of another kind lets no guest in, and a guest's is no link of a message.
        await using (var db = house.At.Open())
            Assert.Null(await MailLinks.FindAsync(db, secret, House.Now));

        foreach (var role in (Role[])[Role.Reader, Role.Contributor, Role.Approver])
            await Assert.ThrowsAsync<Forbidden>(() =>
                house.Writer.RunAsync(house.Somebody(role), work => Guests.RevokeAsync(work, plan, guest.Row.Id))
            );
        var elsewhere = await PlanAsync(house);
        await Assert.ThrowsAsync<Missing>(() =>
            house.Writer.RunAsync(house.Somebody(Role.Planner), work => Guests.RevokeAsync(work, elsewhere, guest.Row.Id))
        );
        await house.Writer.RunAsync(house.Somebody(Role.Planner), work => Guests.RevokeAsync(work, plan, guest.Row.Id));
        Assert.True((await FindAsync(house, secret))!.IsOver);
        await Assert.ThrowsAsync<Missing>(() => MoveAsync(house, guest, "actions/A3", "start"));
        // Invited again: the account is theirs still, and the old address opens nothing.
        var (again, _) = await InviteAsync(house, plan, $"guest-{plan}@example.org");
        Assert.Equal(guest.Row.PersonId, again.Row.PersonId);
        Assert.True((await FindAsync(house, secret))!.IsOver);
        await house.At.ExecuteAsync($"UPDATE people SET disabled_at = 1 WHERE id = '{PersonOf(engine, again)}'");
        await Assert.ThrowsAsync<Missing>(() => MoveAsync(house, again, "actions/A3", "start"));
    }

    static string PersonOf(Engine engine, FoundGuest guest) =>
        engine is Engine.Sqlite ? guest.Row.PersonId.ToString().ToUpperInvariant() : guest.Row.PersonId.ToString();

    [Theory, Databases]
    public async Task A_code_lets_in_once_and_five_wrong_ones_end_it(Engine engine)
    {
        var house = ground[engine];
        var (plan, guest, _) = await GuestAsync(house);
        var id = guest.Row.Id;
        Assert.False(await ConfirmAsync("000000"));
        var code = await CodeAsync(id);
        Assert.False(await ConfirmAsync(code[..5]));
        Assert.True(await ConfirmAsync($" {code[..3]} {code[3..]} "));
        Assert.False(await ConfirmAsync(code));

        code = await CodeAsync(id);
        for (var tries = 0; tries < 5; tries++)
            Assert.False(await ConfirmAsync(code == "111111" ? "222222" : "111111"));
        Assert.False(await ConfirmAsync(code));

        // The code of another guest is none of theirs.
        var (other, _) = await InviteAsync(house, plan, $"other-{plan}@example.org");
        await CodeAsync(id);
        Assert.False(await ConfirmAsync(await CodeAsync(other.Row.Id)));
        await using var db = house.At.Open();
        Assert.DoesNotContain(
            await db.Records.Where(r => r.Stream == plan).Select(r => r.Changes).ToListAsync(),
            c => c.Contains(code, StringComparison.Ordinal)
        );

        Task<bool> ConfirmAsync(string given) => house.Writer.RunAsync(Actor.CommandLine, work => Guests.ConfirmAsync(work, id, given));
        async Task<string> CodeAsync(int of)
        {
            var letter = await house.Writer.RunAsync(Actor.CommandLine, work => Guests.WithCodeAsync(work, of, new("", "", [])));
            return Code().Match(letter.Lead).Value;
        }
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
