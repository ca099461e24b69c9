using System.Net;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Frameworks;
using Goldthread.Domain.Govern;
using Goldthread.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Goldthread.Web.Tests.Monitor;

/// <summary>Meetings make their agenda from how the plan stands, and follow each other; what they and the reviews decide stands in one log.</summary>
public sealed class MeetingsTests
{
    const string Meetings = "/plans/OP-1/monitor/meetings/";

    static async Task<WebHost> HostAsync()
    {
        var host = await WebHost.NewAsync(clock: new FakeTimeProvider(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero)));
        var file = PlanFile.Read(
            """
            goldthread: 1
            area: {name: Heron House, staff: [{id: st1, role: Manager}]}
            plan: {id: OP-1, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31}
            actions:
              - {id: A1, title: Hang the lamps, accountable: [st1], due: 2026-11-20, status: in-progress}
              - {id: A2, title: Staff the evenings, accountable: [st1], due: 2026-12-11}
              - {id: A3, title: Mend the gate, due: 2026-12-20, from: {kind: meeting, id: MT2}}
              - {id: A4, title: Talk with the safeguarding lead, due: 2026-11-01, restricted: true}
              - {id: A5, title: Was done, due: 2026-11-01, status: done, closed: {on: 2026-11-01, by: Manager}}
              - {id: A6, title: In good time, due: 2027-01-20}
            regulatory_actions: [{id: RA1, text: Keep the records of medicines, due: 2026-11-10, status: open}]
            questions:
              - {id: Q1, about: A1, why: Why do the bells ring longer?, owner: st1, asked: 2026-11-01}
              - {id: Q2, about: A1, why: Answered long ago, asked: 2026-10-01, answer: Yes, closed: 2026-10-02}
            meetings:
              - {id: MT1, on: 2026-10-01, title: Plan meeting, decisions: [{text: Try a week of late suppers., by: Manager, why: People asked for it, review: 2026-11-20}], actions: [A2]}
              - {id: MT2, on: 2026-11-01, title: Plan meeting, follows: MT1, decisions: [{text: Look at the gate, by: Manager, action: A3, review: 2027-02-01}]}
              - {id: MT3, on: 2026-12-01, title: Plan meeting, follows: MT2}
            reviews:
              - {id: RV1, kind: quarterly, scheduled: 2026-07-10, held_on: 2026-07-14, text: Seen, decisions: [{decision: adapt, about: A1, text: Three more weeks}]}
              - {id: RV2, kind: quarterly, scheduled: 2026-12-15}
              - {id: RV3, kind: quarterly, scheduled: 2027-03-15}
            """u8.ToArray(),
            Shipped.Data
        );
        Assert.Empty(file.Errors);
        await host.Writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, file.Document!));
        return host;
    }

    [Fact]
    public async Task An_agenda_is_ticked_from_what_is_open_late_asked_and_to_be_decided()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var meeting = await visitor.GetAsync(Meetings + "MT3");
        Assert.NotNull(meeting.Document.QuerySelector($"a[href='{Meetings}MT3/agenda']"));
        var page = await visitor.GetAsync(Meetings + "MT3/agenda");

        Assert.Equal(
            [
                "Matters arising: Staff the evenings (Manager, by 11 Dec 2026)",
                "Matters arising: Mend the gate (by 20 Dec 2026)",
                "To look at again: Try a week of late suppers",
                // Days on the day of the meeting; nothing restricted, since all who come read it.
                "Late: Hang the lamps (Manager, 11 days)",
                "Late, asked by an inspection: Keep the records of medicines",
                "Question: Why do the bells ring longer? (Manager)",
                "To prepare: the review of 15 Dec 2026",
            ],
            page.Document.QuerySelectorAll("input[name=points]").Select(i => i.GetAttribute("value"))
        );
        Assert.Equal(3, page.Document.QuerySelectorAll("input[name=points][checked]").Length);
        using var all = new FormUrlEncodedContent([
            .. page
                .Document.QuerySelectorAll("main form input[type=hidden]")
                .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!)),
            KeyValuePair.Create("points", "Late: Hang the lamps (Manager, 11 days)"),
            KeyValuePair.Create("points", "Question: Why do the bells ring longer? (Manager)"),
            KeyValuePair.Create("own", "Welcome\r\n\r\n Any other business "),
        ]);
        using var kept = await visitor.Client.PostAsync(Meetings + "MT3/agenda", all);
        Assert.Equal(HttpStatusCode.Found, kept.StatusCode);
        string[] agenda =
        [
            "Late: Hang the lamps (Manager, 11 days)",
            "Question: Why do the bells ring longer? (Manager)",
            "Welcome",
            "Any other business",
        ];
        await using (var db = host.At.Open())
            Assert.Equal(agenda, (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!.Meetings[2].Agenda);

        // It comes back as it was made; who saved the old one meanwhile is told.
        page = await visitor.GetAsync(Meetings + "MT3/agenda");
        Assert.Equal(agenda[..2], page.Document.QuerySelectorAll("input[name=points][checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal("Welcome\nAny other business", page.Document.QuerySelector("#own")!.TextContent);
        await page.SubmitAsync(new() { ["own"] = "Welcome" });
        var stale = await page.SubmitAsync(new() { ["own"] = "Goodbye" });
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("Goodbye", stale.Document.QuerySelector("#own")!.TextContent);

        var refused = await (await visitor.GetAsync(Meetings + "MT3/agenda")).SubmitAsync(new() { ["own"] = "NHS 943 476 5919" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#own-error"));

        var reader = await host.SignInAsync(Role.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync(Meetings + "MT3/agenda")).Status);
        Assert.Null((await reader.GetAsync(Meetings + "MT3")).Document.QuerySelector($"a[href='{Meetings}MT3/agenda']"));
    }

    [Fact]
    public async Task The_next_meeting_follows_with_the_day_that_fits()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Planner);
        var page = await visitor.GetAsync(Meetings + "MT3/next");
        Assert.Equal("1 Jan 2027", page.Document.QuerySelector("#on")!.GetAttribute("value"));
        Assert.Equal("Plan meeting", page.Document.QuerySelector("#title")!.GetAttribute("value"));
        var refused = await page.SubmitAsync(new() { ["on"] = "whenever" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#on-error"));
        var next = await refused.SubmitAsync(new() { ["on"] = "4 Jan 2027" });
        Assert.Equal(Meetings + "MT4/agenda", next.Address.AbsolutePath);
        await using var db = host.At.Open();
        var added = (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine))!.Meetings[3];
        Assert.Equal(("MT3", new DateOnly(2027, 1, 4), "Plan meeting"), (added.Follows, added.On, added.Title));
        Assert.Contains("One follows already", (await visitor.GetAsync(Meetings + "MT3/next")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_meetings_and_reviews_decided_stands_in_one_log()
    {
        await using var host = await HostAsync();
        var visitor = await host.SignInAsync(Role.Reader);
        var page = await visitor.GetAsync("/plans/OP-1/evaluate/decisions");
        Assert.Equal(
            "3 decisions of 3 meetings and reviews. 1 should be looked at again by now.",
            page.Document.QuerySelector(".page-head__lead")!.TextContent
        );
        Assert.Equal(
            [
                "Try a week of late suppers.|1 Oct 2026|Plan meeting|Manager|People asked for it|Since 20 Nov 2026|",
                "Look at the gate|1 Nov 2026|Plan meeting|Manager||1 Feb 2027|Mend the gate",
                "Adapt: Three more weeks|14 Jul 2026|Review||||",
            ],
            page.Document.QuerySelectorAll("main tbody tr")
                .Select(r =>
                    string.Join(
                        '|',
                        r.Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
                    )
                )
        );
        Assert.Equal("/plans/OP-1/implement/actions/A3", page.Document.QuerySelectorAll("main tbody a")[^2].GetAttribute("href"));
        using var file = await visitor.Client.GetAsync("/plans/OP-1/evaluate/decisions?format=csv");
        Assert.Contains("Try a week of late suppers", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
