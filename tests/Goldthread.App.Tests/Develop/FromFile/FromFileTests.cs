using System.Globalization;
using Goldthread.App.Develop.FromFile;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Tests.Develop.Workbooks;
using Goldthread.App.Tests.Rules;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Action = Goldthread.Domain.Implement.Action;

namespace Goldthread.App.Tests.Develop.FromFile;

/// <summary>A plan takes lines from the documents and spreadsheets that services have.</summary>
public sealed class FromFileTests(Ground ground) : IClassFixture<Ground>
{
    const string Staff = "P";

    static PlanDocument Plan { get; } = House.Read(House.FileOf(Staff));

    static (FileTable Table, ColumnMap Map, FileLines Lines) Read(byte[] file, string? list = null, Func<ColumnMap, ColumnMap>? more = null)
    {
        // As it waits between the preview and the storing.
        var tables = FileTable.Unpack(FileTable.Pack(FileTable.Read(file, TestContext.Current.CancellationToken)));
        var table = Assert.Single(tables);
        var thing = list is null ? HeadingWords.ListOf(table.Headings) : Thing.Find(list)!;
        var map = ColumnMap.Guess(thing, table);
        map = more?.Invoke(map) ?? map;
        return (table, map, FileLines.Of(table, map, Plan));
    }

    static string Said(FileLines lines) =>
        string.Join(
            '\n',
            lines.Lines.Select(l =>
                l.Refused.Count > 0
                    ? $"{l.Line} no: {string.Join(" ", l.Refused)}"
                    : $"{l.Line} {Words(l.Part)}{(l.Told.Count == 0 ? "" : " // " + string.Join(" ", l.Told))}"
            )
        );

    static string Words(Part part) =>
        part switch
        {
            Action a =>
                $"{a.Title} | {a.Objective} | {string.Join(",", a.Accountable)}+{string.Join(",", a.Responsible)} | {Day(a.Starts)} {Day(a.Due)} | {a.Status}",
            Objective o => $"{o.Title} | {o.Owner} | {Day(o.Due)} | {o.SuccessCriterion}",
            Risk r => $"{r.Event} | {r.Cause} | {r.Effect} | {string.Join(",", r.Controls)} | {r.Owner} | {Day(r.NextReview)} | {r.Status}",
            RegulatoryAction r => $"{r.Text} | {Day(r.Due)} | {r.Status}",
            _ => "?",
        };

    static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    [Fact]
    public void Six_files_as_services_have_them_can_be_opened()
    {
        foreach (
            var (name, file) in ((string, byte[])[])
                [
                    ("council.xlsx", RealFiles.Council),
                    ("nhs.xlsx", RealFiles.Nhs),
                    ("cqc.xlsx", RealFiles.Cqc),
                    ("risks.xlsx", RealFiles.Risks),
                    ("business.docx", RealFiles.Business),
                    ("improvement.docx", RealFiles.Improvement),
                ]
        )
        {
            Approved.Show(name, file);
            Assert.Single(FileTable.Read(file, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void A_councils_spreadsheet_with_merged_cells_two_rows_of_headings_and_colours()
    {
        var (table, map, lines) = Read(RealFiles.Council);
        Assert.Equal(["Objective", "Action title", "Lead officer", "Milestone: Start", "Milestone: Due date", "RAG"], table.Headings);
        Assert.Equal(("actions", "starts", "due"), (map.List, map.Fields["Milestone: Start"], map.Fields["Milestone: Due date"]));
        Assert.Equal(
            """
            5 Fit lamps in the corridors | O1 | st1+ | 2026-04-01 2026-09-30 | InProgress // Green is taken as in progress.
            6 Teach every night team to use the lift | O1 | st1+ | 2026-04-01 2026-12-31 | InProgress // “Dec 2026” is taken as its last day, 31 Dec 2026. Amber is taken as in progress.
            7 Move the bell to the hall | O2 | st2+ | - 2026-09-30 | NotStarted // “Q2” is taken as its last day in the year of the plan, 30 Sep 2026. Red is taken as not started.
            8 no: “All staff” is nobody in particular. Write one person of the staff list who answers for it. “ASAP” is no day. Write by when, such as 1 Apr 2026.
            """,
            Said(lines)
        );
        Assert.Equal((1, "amber blue green red"), (lines.PassedOver, string.Join(' ', lines.Colours)));
        // What a colour means is the service's to say.
        var (_, _, own) = Read(
            RealFiles.Council,
            more: m =>
                m with
                {
                    Means = new Dictionary<string, string>(m.Means) { ["green"] = "done", ["red"] = "" },
                }
        );
        Assert.Equal([Domain.Implement.ActionStatus.Done, null], new[] { own.Lines[0], own.Lines[2] }.Select(l => ((Action)l.Part).Status));
    }

    [Fact]
    public void An_nhs_spreadsheet_with_names_formulas_and_what_identifies_somebody()
    {
        var (table, _, lines) = Read(RealFiles.Nhs);
        Assert.Equal(
            """
            2 Test each bell weekly | - | st1+ | - 2026-10-31 | InProgress // Green is taken as in progress.
            3 Replace the old bells | - | st1+st2 | - 2027-03-31 | Done // One person answers for it: Night lead. Deputy manager does the work. Blue is taken as done.
            4 no: “J. Bloggs” is nobody of the staff list. Say who is meant, or add them there first.
            5 no: “Due” has a formula. Formulas are not run: write the value itself.
            6 no: This holds an NHS number. Goldthread keeps nothing that identifies a person who uses a service. Use initials or a local record number.
            7 no: “Purple” does not say how it stands. Write one of: not started, in progress, blocked, done, cancelled.
            """.Replace("| - |", "|  |", StringComparison.Ordinal),
            Said(lines)
        );
        Assert.Equal([("J. Bloggs", "staff")], lines.Unknown);
        Assert.DoesNotContain("943", System.Text.Json.JsonSerializer.Serialize(table), StringComparison.Ordinal);
        var (_, _, named) = Read(RealFiles.Nhs, more: m => m with { Names = new Dictionary<string, string> { ["J. Bloggs"] = "st2" } });
        Assert.Equal(["st2"], ((Action)named.Lines[2].Part).Accountable);
    }

    [Fact]
    public void An_inspections_spreadsheet_becomes_required_actions_and_nothing_twice()
    {
        var (_, map, lines) = Read(RealFiles.Cqc);
        Assert.Equal("regulatory_actions", map.List);
        Assert.Equal(
            """
            2 Medicines are checked at each round | 2026-11-30 | Open // Green is taken as open.
            3 no: “ongoing” is no day. Write by when, such as 1 Apr 2026.
            4 no: It is in the plan already: RA1.
            """,
            Said(lines)
        );
    }

    [Fact]
    public void A_risk_register_is_read_in_its_own_words()
    {
        var (_, map, lines) = Read(RealFiles.Risks);
        Assert.Equal("risks", map.List);
        Assert.Equal(
            """
            3 Night staff are ill at once | Flu | Nobody answers the bell | Bank staff,On-call rota | st2 | 2026-10-01 | Open
            4 no: “Estates” is nobody of the staff list. Say who is meant, or add them there first.
            5 no: “Review date”: “sometime” is no day. Write one like 1 Apr 2026.
            """,
            Said(lines)
        );
    }

    [Fact]
    public void A_care_homes_document_with_lines_run_together_in_one_cell()
    {
        var (_, _, lines) = Read(RealFiles.Business, "objectives");
        Assert.Equal(
            """
            2 Bells are answered in five minutes | st1 | 2026-09-30 | Bell log // “Sept 2026” is taken as its last day, 30 Sep 2026.
            2 Nobody is woken without need | st1 | 2026-12-31 | Bell log // “Dec 2026” is taken as its last day, 31 Dec 2026.
            2 no: “All staff” is nobody in particular. Write one person of the staff list who answers for it.
            3 no: “Ongoing” is no day. Write by when, such as 1 Apr 2026.
            """,
            Said(lines)
        );
    }

    [Fact]
    public void A_quality_improvement_document_with_a_groups_name_across_and_cells_merged_down()
    {
        var (table, _, lines) = Read(RealFiles.Improvement, "actions");
        Assert.Equal("What we do: Corrective action", table.Headings[2]);
        Assert.Equal(
            """
            4 Change all lamps | O1 | st1+ | - 2026-10-04 | InProgress // “w/e 04/10/2026” is taken as its last day, 4 Oct 2026. Green is taken as in progress.
            5 Keep spare lamps | O1 | st1+st2 | - 2026-10-31 | NotStarted // One person answers for it: Night lead. Deputy manager does the work. Red is taken as not started.
            6 no: Answer “What will be done?”: it cannot be left out. There is no action in this line.
            """,
            Said(lines)
        );
        Assert.Equal("Lamps fail", table.Rows[2].Cells[0]);
    }

    [Theory, Databases]
    public async Task Chosen_lines_are_added_in_one_operation_and_refused_ones_come_back_with_their_reason(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        var (table, map, lines) = Read(RealFiles.Council);
        string[] good = [.. lines.Lines.Where(l => l.Refused.Count == 0).Select(l => l.Key)];
        Task<int> TakeAsync(IReadOnlyCollection<string> chosen, Actor? who = null) =>
            house.Writer.RunAsync(who ?? planner, work => TakeLines.RunAsync(work, plan, table, map, chosen));

        var contributor = house.Somebody(Role.Contributor);
        await house.RefusesAsync<Forbidden>(plan, () => TakeAsync(good, contributor));
        // Nor do they send a file.
        await using (var db = house.At.Open())
        {
            var row = (await App.Develop.Plans.PlanQueries.RowAsync(db, plan))!;
            Assert.Throws<Forbidden>(() => TakeLines.Allow(contributor, row, map.List));
        }
        var refused = await house.RefusesAsync<RuleBroken>(plan, () => TakeAsync([.. good, "8.0"]));
        Assert.StartsWith("Line 8: “All staff” is nobody", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, await TakeAsync(good));
        var now = await house.DocumentAsync(plan);
        Assert.Equal(["A3", "A4", "A5"], now.Actions.Skip(2).Select(a => a.Id));
        Assert.Equal(("O1", new DateOnly(2026, 9, 30)), (now.Actions[2].Objective, now.Actions[2].Due));
        Assert.Single((await house.LinesAsync(plan)).Where(l => l.PersonId == planner.PersonId).Select(l => l.At).Distinct());
        // Sent again, they are there already.
        var again = FileLines.Of(table, map, now);
        Assert.DoesNotContain(again.Lines, l => l.Refused.Count == 0);

        var left = TakeLines.Left(table, lines.Lines);
        Approved.Show("refused-lines.xlsx", left);
        Assert.Empty(left.Faults());
        Assert.Equal(
            "“ASAP” is no day. Write by when, such as 1 Apr 2026.",
            left.Said("Refused lines", "Nobody waits over ten minutes at night", "Why it is refused").Split("it. ")[1]
        );
        // Mended, it is taken as it is.
        var mended = left.Typed("Refused lines", "Nobody waits over ten minutes at night", "Lead officer", "st2")
            .Typed("Refused lines", "Nobody waits over ten minutes at night", "Milestone: Due date", "1 Apr 2027");
        var line = Assert.Single(Read(mended).Lines.Lines);
        Assert.Empty(line.Refused);
        Assert.Equal("Buy a second bell", line.Title);
    }

    [Theory, Databases]
    public async Task What_columns_mean_is_kept_under_a_name_and_offered_to_the_same_headings_in_the_area(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var (table, map, _) = Read(RealFiles.Nhs, more: m => m with { Names = new Dictionary<string, string> { ["J. Bloggs"] = "st2" } });
        Task KeepAsync(Actor who, string name) =>
            house.Writer.RunAsync(
                who,
                async work =>
                {
                    await KeepColumns.RunAsync(work, plan, name, table, map);
                    return 0;
                }
            );
        async Task<(string Name, ColumnMap Map)?> FindAsync(string of, FileTable given)
        {
            await using var db = house.At.Open();
            return await KeepColumns.FindAsync(db, (await App.Develop.Plans.PlanQueries.RowAsync(db, of))!, given);
        }
        Assert.Null(await FindAsync(plan, table));
        await Assert.ThrowsAsync<Forbidden>(() => KeepAsync(house.Somebody(Role.Contributor), "NHS"));
        foreach (var name in (string[])["", " ", new string('n', 61), "943 476 5919"])
            Assert.Equal("name", (await Assert.ThrowsAsync<RuleBroken>(() => KeepAsync(Actor.CommandLine, name))).Field);
        await KeepAsync(house.Somebody(Role.Planner), "NHS");
        // The same twice is one, and one line of the record.
        await KeepAsync(house.Somebody(Role.Planner), "NHS");
        Assert.Single(await house.LinesAsync(Recorded.Installation), l => l.Operation == "KeepColumns");

        // In another order, and in other capitals.
        var other = table with
        {
            Headings = [.. table.Headings.Reverse().Select(h => h.ToUpperInvariant())],
        };
        var found = await FindAsync(plan, other);
        Assert.Equal(("NHS", "st2", "title"), (found!.Value.Name, found.Value.Map.Names["J. Bloggs"], found.Value.Map.Fields["Action"]));
        Assert.Null(await FindAsync(plan, table with { Headings = [.. table.Headings, "More"] }));
        var beside = await house.Writer.RunAsync(
            Actor.CommandLine,
            work =>
                App.Develop.Plans.StartPlan.RunAsync(
                    work,
                    house.Beside,
                    House.Values(
                        Shape.Of<Plan>(),
                        ("id", $"B-{plan}"),
                        ("title", "Beside"),
                        ("starts", "2026-04-01"),
                        ("ends", "2027-03-31")
                    )
                )
        );
        Assert.Null(await FindAsync(beside, table));
    }

    [Theory]
    [InlineData("macros", "has macros")]
    [InlineData("links", "takes cells from other files")]
    [InlineData("rows", "more than 50,000 rows")]
    [InlineData("columns", "more than 200 columns")]
    [InlineData("entities", "no workbook that can be read")]
    [InlineData("password", "has a password")]
    [InlineData("old", "of an older Office")]
    [InlineData("text", "The file is no document or workbook")]
    [InlineData("other", "no table in it")]
    public void What_could_run_lead_elsewhere_or_take_too_much_room_is_refused_in_a_sentence(string what, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<RuleBroken>(() => FileTable.Read(HostileFiles.Of(what))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><d>&a;</d>", "", "no document that can be read")]
    [InlineData("<d/>", "word/vbaProject.bin", "has macros")]
    [InlineData("<d/>", "word/embeddings/a.bin", "has other files inside")]
    [InlineData("<d/>", "", "no table in it")]
    public void A_document_that_is_not_what_it_seems_is_refused_in_a_sentence(string document, string more, string sentence)
    {
        (string, string)[] parts = [("word/document.xml", document), .. more.Length > 0 ? [(more, "x")] : Array.Empty<(string, string)>()];
        var refused = Assert.Throws<RuleBroken>(() => FileTable.Read(RealFiles.Zip(parts), TestContext.Current.CancellationToken));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_unpacks_to_too_much_is_refused()
    {
        var bomb = RealFiles.Zip(("word/document.xml", $"<d>{new string('\n', 65 * 1024 * 1024)}</d>"));
        Assert.Contains(
            "unpacks to more than 64 MB",
            Assert.Throws<RuleBroken>(() => FileTable.Read(bomb)).Message,
            StringComparison.Ordinal
        );
    }
}
