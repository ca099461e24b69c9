using System.IO.Compression;
using System.Text;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Develop.Workbooks;
using Goldthread.App.Govern;
using Goldthread.App.Store;
using Goldthread.App.Tests.Rules;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Implement;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Which = Goldthread.App.Develop.Workbooks.TakeWorkbook.Which;

namespace Goldthread.App.Tests.Develop.Workbooks;

/// <summary>What a workbook that is given back may change, and what it never does.</summary>
public sealed class GivenBackTests(Ground ground) : IClassFixture<Ground>
{
    static async Task<byte[]> MadeAsync(House house, string plan, Actor? actor = null)
    {
        await using var db = house.At.Open();
        return await PlanWorkbook.MakeAsync(db, (await PlanQueries.RowAsync(db, plan))!, actor ?? Actor.CommandLine, House.Today);
    }

    static async Task<ComparedWorkbook> ComparedAsync(House house, string plan, byte[] file, Actor? actor = null)
    {
        await using var db = house.At.Open();
        return await ComparedWorkbook.OfAsync(
            db,
            (await PlanQueries.RowAsync(db, plan))!,
            actor ?? Actor.CommandLine,
            GivenWorkbook.Unpack(GivenWorkbook.Read(file).Pack())
        );
    }

    static Task<TakeWorkbook.Result> TakeAsync(
        House house,
        string plan,
        byte[] file,
        Which? which = null,
        string? reason = null,
        Actor? who = null
    ) =>
        house.Writer.RunAsync(
            who ?? Actor.CommandLine,
            work => TakeWorkbook.RunAsync(work, plan, GivenWorkbook.Read(file), which ?? new Which.All(), reason)
        );

    static async Task<ComparedLine> LineAsync(House house, string plan, byte[] file, string key, Actor? actor = null) =>
        (await ComparedAsync(house, plan, file, actor)).Lines.Single(l => l.Key == key);

    [Theory, Databases]
    public async Task What_the_workbook_changed_is_stored_in_one_operation_and_nothing_else(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var planner = house.Somebody(Role.Planner);
        var file = (await MadeAsync(house, plan))
            .Typed("Actions", "A2", "Title", "Write the new rota")
            .Typed("Actions", "A2", "Due", "30/11/2026")
            .Typed("Actions", "A2", "Objective", "O1: whatever it is called")
            .Typed("The plan", "What is the plan about?", "Answer", "Calm nights.")
            .With("Actions", ("Title", "Buy lamps"), ("Objective", "O2"), ("Status", "In progress"))
            .With("Actions - steps", ("Action", "A1"), ("Place", "1"), ("Text", "Walk round the first floor"))
            .With("Measures - readings", ("Measure", "M2"), ("Place", "1"), ("On", "2026-10-01"), ("Value", "4"))
            .With("Risks", ("Id", "RK9"), ("Event", "the bell fails"));
        var before = await house.RowAsync(plan, "actions", "A1");

        var compared = await ComparedAsync(house, plan, file, planner);
        Assert.All(compared.Lines, l => Assert.True(l.IsOffered, string.Join(" ", l.Refused)));
        Assert.Equal(["plan", "measures/M2", "actions/A1", "actions/A2", "actions/+6", "risks/RK9"], compared.Lines.Select(l => l.Key));
        Assert.Equal(
            "Title Objective Due",
            string.Join(' ', compared.Lines.Single(l => l.Key == "actions/A2").Answers.Select(a => a.Leaf.Heading))
        );

        Assert.Equal(new TakeWorkbook.Result(2, 4, 0), await TakeAsync(house, plan, file, who: planner));
        var now = await house.DocumentAsync(plan);
        var rota = now.Actions.Single(a => a.Id == "A2");
        Assert.Equal(("Write the new rota", new DateOnly(2026, 11, 30), "O1"), (rota.Title, rota.Due, rota.Objective));
        Assert.Equal(["st2"], rota.Accountable);
        Assert.Equal(
            ("Buy lamps", ActionStatus.InProgress),
            now.Actions.Where(a => a.Id == "A3").Select(a => (a.Title, a.Status!.Value)).Single()
        );
        Assert.Equal("Walk round the first floor", Assert.Single(now.Actions.Single(a => a.Id == "A1").Steps).Text);
        Assert.Equal(
            (before.Version + 1, before.Title),
            ((await house.RowAsync(plan, "actions", "A1")) is { } row ? (row.Version, row.Title) : default)
        );
        Assert.Equal(4, Assert.Single(now.Measures.Single(m => m.Id == "M2").Readings).Value);
        Assert.Equal(24, now.Measures.Single(m => m.Id == "M1").Readings.Count);
        Assert.Equal("Calm nights.", now.Plan!.Summary);
        Assert.Contains(now.Risks, r => r.Id == "RK9");
        var lines = (await house.LinesAsync(plan)).Where(l => l.PersonId == planner.PersonId).ToList();
        Assert.Single(lines.Select(l => l.At).Distinct());
        Assert.Contains(lines, l => l.Operation == "TakeWorkbook");
        // What is stored is no difference any more, and a second time it changes nothing.
        Assert.DoesNotContain((await ComparedAsync(house, plan, file)).Lines, l => l.Kind is GivenKind.Changed);
    }

    [Theory, Databases]
    public async Task The_second_of_two_people_sees_both_values_and_overwrites_nothing_unless_they_choose_it(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var file = (await MadeAsync(house, plan))
            .Typed("Actions", "A1", "Title", "Check each room")
            .Typed("Actions", "A2", "Title", "Write the new rota")
            .Typed("Risks", "RK1", "Event", "nobody comes");
        var first = house.Somebody(Role.Planner);
        await house.EditAsync(first, plan, "actions", "A1", values: ("title", "Check the stairs"));
        await house.EditAsync(first, plan, "risks", "RK1", values: ("cause", "pay"));
        await house.EditAsync(first, plan, "objectives", "O2", values: ("title", "Nobody waits at night"));

        var compared = await ComparedAsync(house, plan, file);
        var line = compared.Lines.Single(l => l.Key == "actions/A1");
        Assert.Equal((true, false, first.Name), (line.IsMeanwhile, line.IsOffered, line.Who));
        Assert.Equal(
            ("Check the stairs", "Check each room"),
            (((Domain.Implement.Action)line.Now!).Title, ((Domain.Implement.Action)line.Will!).Title)
        );
        Assert.True(Assert.Single(line.Answers).IsMeanwhile);
        // Another answer of the row was changed: it is told, and stays when the row is taken.
        var risk = compared.Lines.Single(l => l.Key == "risks/RK1");
        Assert.Equal((true, false), (risk.IsMeanwhile, Assert.Single(risk.Answers).IsMeanwhile));
        // What only the other changed is no line.
        Assert.DoesNotContain(compared.Lines, l => l.Key == "objectives/O2");

        Assert.Equal(1, (await TakeAsync(house, plan, file)).Changed);
        var now = await house.DocumentAsync(plan);
        Assert.Equal(("Check the stairs", "Write the new rota"), (now.Actions[0].Title, now.Actions[1].Title));
        Assert.Equal(
            ("the night staff leave", "pay", "Nobody waits at night"),
            (now.Risks[0].Event, now.Risks[0].Cause, now.Objectives[1].Title)
        );

        var chosen = new Which.Chosen([line.Choice, risk.Choice]);
        Assert.Equal(2, (await TakeAsync(house, plan, file, chosen)).Changed);
        now = await house.DocumentAsync(plan);
        Assert.Equal(("Check each room", "nobody comes", "pay"), (now.Actions[0].Title, now.Risks[0].Event, now.Risks[0].Cause));
    }

    [Theory, Databases]
    public async Task What_changes_between_looking_and_storing_is_not_overwritten(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var file = (await MadeAsync(house, plan))
            .Typed("Actions", "A1", "Title", "Check each room")
            .Typed("Actions", "A2", "Title", "Write");
        var seen = (await ComparedAsync(house, plan, file)).Lines.Select(l => l.Choice).ToList();
        await house.EditAsync(Actor.CommandLine, plan, "actions", "A1", values: ("title", "Check the stairs"));
        await house.RefusesAsync<RuleBroken>(plan, () => TakeAsync(house, plan, file, new Which.Chosen(seen)));
    }

    [Theory, Databases]
    public async Task What_is_not_in_it_any_more_is_taken_out_only_where_somebody_chooses_that(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var file = (await MadeAsync(house, plan)).Without("Risks", "RK1").Without("Objectives", "O1");
        await house.AddAsync(Actor.CommandLine, plan, "risks", values: ("event", "the bell fails"));
        var compared = await ComparedAsync(house, plan, file);
        Assert.Equal(["objectives/O1", "risks/RK1"], compared.Lines.Select(l => l.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(compared.Lines, l => l.IsOffered);
        Assert.Equal(new TakeWorkbook.Result(0, 0, 0), await TakeAsync(house, plan, file));

        var risk = new Which.Chosen([compared.Lines.Single(l => l.Key == "risks/RK1").Choice]);
        Assert.Equal(new TakeWorkbook.Result(0, 0, 1), await TakeAsync(house, plan, file, risk));
        Assert.Equal("the bell fails", Assert.Single((await house.DocumentAsync(plan)).Risks).Event);
        // What others name stays.
        var broken = await house.RefusesAsync<RuleBroken>(plan, () => TakeAsync(house, plan, file, new Which.All(Removals: true)));
        Assert.Contains("“O1” is not in this plan", broken.Message, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_is_refused_says_where_and_why_and_nothing_is_stored_with_it(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live, "adaptations: [{id: AD1, on: 2026-10-01, about: A1, field: due, reason: Ill}]");
        var planner = house.Somebody(Role.Planner);
        var file = (await MadeAsync(house, plan))
            .Typed("Actions", "A1", "Due", "soon")
            .Typed("Actions", "A2", "Status", "formula:1+1")
            .Typed("Objectives", "O1", "Owner", "st9")
            .Typed("Objectives", "O2", "Title", "")
            .Typed("Feedback", "F1", "Said", "NHS number 943 476 5919")
            .Typed("Risks", "RK1", "Status", "purple")
            .Typed("Adaptations", "AD1", "Re approved", "2026-10-02")
            .Typed("The plan", "Where does it stand?", "Answer", "closed")
            .With("Audits", ("Id", "AU1"), ("Title", "Falls"))
            .With("Measures - readings", ("Measure", "M7"), ("Place", "1"), ("On", "2026-10-01"), ("Value", "4"))
            .With("Staff", ("Id", "add"), ("Role", "Cook"));
        var given = GivenWorkbook.Read(file);
        // Who could be known by it is not even kept while the preview is looked at.
        Assert.DoesNotContain("943", Encoding.UTF8.GetString(Unpacked(given.Pack())), StringComparison.Ordinal);

        var compared = await ComparedAsync(house, plan, file, planner);
        Assert.DoesNotContain(compared.Lines, l => l.IsOffered);
        var said = string.Join("\n", compared.Lines.SelectMany(l => l.Refused));
        foreach (
            var sentence in (string[])
                [
                    "Sheet “Actions”, row 4, column “Due”: Enter a date like 1 Apr 2026.",
                    "Sheet “Actions”, row 5, column “Status”: The cell has a formula. Formulas are not run: write the value itself.",
                    "Sheet “Objectives”, row 4, column “Owner”: “st9” is not in this plan. Choose one that is.",
                    "Sheet “Objectives”, row 5, column “Title”: Answer",
                    "Sheet “Feedback”, row 4, column “Said”: ",
                    "Sheet “Risks”, row 4, column “Status”: Choose one of: open, closed.",
                    "Sheet “Adaptations”, row 4, column “Re approved”: “",
                    "“Where does it stand?” is not changed here. It is set by",
                    "The id AU1 stands in two rows.",
                    "“M7” is no measure of this workbook. Write the id of one.",
                    "“add” is a word of addresses here.",
                ]
        )
            Assert.Contains(sentence, said, StringComparison.Ordinal);

        Assert.Equal(new TakeWorkbook.Result(0, 0, 0), await TakeAsync(house, plan, file, new Which.All(true, true), "Why not", planner));
        // One line that cannot be taken takes the others with it.
        var good = file.Typed("Risks", "RK1", "Status", "open").Typed("Risks", "RK1", "Event", "nobody comes");
        var lines = (await ComparedAsync(house, plan, good, planner)).Lines;
        Assert.True(lines.Single(l => l.Key == "risks/RK1").IsOffered);
        await house.RefusesAsync<RuleBroken>(
            plan,
            () =>
                TakeAsync(
                    house,
                    plan,
                    good,
                    new Which.Chosen([.. lines.Where(l => l.Key is "risks/RK1" or "actions/A1").Select(l => l.Choice)]),
                    "Why not",
                    planner
                )
        );
        // An approver may agree, and so the workbook of one may say so.
        var approver = house.Somebody(Role.Planner, Role.Approver);
        Assert.DoesNotContain(
            (await LineAsync(house, plan, file, "adaptations/AD1", approver)).Refused,
            r => r.Contains("not changed here", StringComparison.Ordinal)
        );
    }

    static byte[] Unpacked(byte[] packed)
    {
        using var plain = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        plain.CopyTo(bytes);
        return bytes.ToArray();
    }

    [Theory, Databases]
    public async Task Only_who_writes_the_plan_gives_it_back_and_a_closed_plan_stays(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var file = (await MadeAsync(house, plan)).Typed("Actions", "A1", "Title", "Check each room");
        foreach (var who in (Actor[])[house.Somebody(Role.Contributor), house.Somebody(Role.Approver), house.Somebody(Role.Reader)])
        {
            await house.RefusesAsync<Forbidden>(plan, () => TakeAsync(house, plan, file, who: who));
            // Nor do they see what it would change.
            await using var db = house.At.Open();
            var row = (await PlanQueries.RowAsync(db, plan))!;
            Assert.Throws<Forbidden>(() => TakeWorkbook.Allow(who, row));
        }
        await house.RefusesAsync<Missing>(plan, () => TakeAsync(house, plan, file, who: house.Neighbour(Role.Planner)));
        var other = await house.PlanAsync();
        var broken = await house.RefusesAsync<RuleBroken>(other, () => TakeAsync(house, other, file));
        Assert.Equal($"This workbook was made from the plan {plan}. Give it back there.", broken.Message);
        var closed = await house.PlanAsync(PlanStatus.Closed);
        var late = (await MadeAsync(house, closed)).Typed("Actions", "A1", "Title", "Check each room");
        await house.RefusesAsync<OutOfTurn>(closed, () => TakeAsync(house, closed, late, reason: "Late"));
    }

    [Theory, Databases]
    public async Task An_approved_plan_owes_a_reason_and_keeps_it_as_an_adaptation(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync(PlanStatus.Live);
        var file = (await MadeAsync(house, plan)).Typed("Actions", "A1", "Due", "2027-01-31");
        var planner = house.Somebody(Role.Planner);
        var broken = await house.RefusesAsync<RuleBroken>(plan, () => TakeAsync(house, plan, file, who: planner));
        Assert.Equal("reason", broken.Field);
        await TakeAsync(house, plan, file, reason: "The fitter is ill", who: planner);
        var adaptation = Assert.Single((await house.DocumentAsync(plan)).Adaptations);
        Assert.Equal(("A1", "2027-01-31", "The fitter is ill"), (adaptation.About, adaptation.To, adaptation.Reason));
    }

    [Theory, Databases]
    public async Task What_somebody_does_not_see_is_not_in_it_and_stays_as_it_is(Engine engine)
    {
        var house = ground[engine];
        var plan = await house.PlanAsync();
        var author = house.Above(Role.Planner);
        var secret = await house.AddAsync(author, plan, "objectives", values: [("title", "Nobody is hurt"), ("restricted", true)]);
        await house.AddAsync(author, plan, "actions", values: [("title", "Look again"), ("objective", "O1")]);
        await house.EditAsync(author, plan, "measures", "M2", values: ("objectives", new[] { "O1", secret }));
        var planner = house.Somebody(Role.Planner);
        var file = await MadeAsync(house, plan, planner);
        var words = Words(file);
        Assert.DoesNotContain(secret, words, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody is hurt", words, StringComparison.Ordinal);
        Assert.Contains("Nobody is hurt", Words(await MadeAsync(house, plan, author)), StringComparison.Ordinal);

        var given = file.Typed("Measures", "M2", "Name", "Waits").Typed("Measures", "M2", "Objectives", "O2");
        Assert.Equal(1, (await TakeAsync(house, plan, given, who: planner)).Changed);
        var now = await house.DocumentAsync(plan);
        Assert.Equal("Nobody is hurt", now.Objectives.Single(o => o.Id == secret).Title);
        Assert.Equal(["O2", secret], now.Measures.Single(m => m.Id == "M2").Objectives);
        // To name it is to name nothing.
        var guess = file.Typed("Actions", "A1", "Objective", secret);
        Assert.Contains(
            "is not in this plan",
            Assert.Single((await LineAsync(house, plan, guess, "actions/A1", planner)).Refused),
            StringComparison.Ordinal
        );
    }

    static string Words(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.Entries.Single(e => e.Name == "sharedStrings.xml").Open());
        return reader.ReadToEnd();
    }

    [Fact]
    public async Task Texts_that_a_spreadsheet_would_run_come_back_as_they_were()
    {
        var house = ground[Engine.Sqlite];
        string[] texts = ["=1+1", "+44 20", "-", "@SUM(A1)", "'tis", "''", "a\r\nb\n\tc", "_x000D_", " spaces ", "Ünï ✓ 𝒳", "\tt"];
        var plan = await house.PlanAsync();
        foreach (var text in texts)
            await house.AddAsync(Actor.CommandLine, plan, "feedback", values: [("theme", "T"), ("said", text)]);
        var file = await MadeAsync(house, plan);
        Assert.Empty(file.Faults());
        Assert.Empty(GivenWorkbook.Read(file).Items);
        var words = Words(file);
        foreach (var begin in (string[])[">=", ">+", ">-", ">@"])
            Assert.DoesNotContain(begin, words, StringComparison.Ordinal);
        var bare = GivenWorkbook.Read(file.Emptied(PlanWorkbook.MadeFrom, "List"));
        var said = PlanTable.Lists.Single(t => t.Key == "feedback").Columns.Single(l => l.Key == "said");
        Assert.Equal(
            (await house.DocumentAsync(plan)).Feedback.Select(f => f.Said),
            bare.Items.Where(i => i.List == "feedback").Select(i => said.Value(i.Answers.Single(a => a.Key == "said").Json) as string)
        );
    }

    [Fact]
    public async Task A_sheet_or_a_column_that_is_gone_changes_nothing_and_is_told()
    {
        var house = ground[Engine.Sqlite];
        var plan = await house.PlanAsync();
        var file = (await MadeAsync(house, plan)).Worked(book =>
        {
            var sheets = book.WorkbookPart!.Workbook!.Sheets!;
            foreach (var name in (string[])["Risks", "Measures - readings"])
                sheets.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First(s => s.Name == name).Remove();
        });
        var given = GivenWorkbook.Read(file);
        Assert.Empty(given.Items);
        Assert.Equal(2, given.Told.Count);
        Assert.Contains("There is no sheet “Risks” with its headings: nothing of it changes.", given.Told);
    }

    [Theory, MemberData(nameof(Hostile))]
    public void What_could_run_lead_elsewhere_or_take_too_much_room_is_refused_in_a_sentence(string what, string sentence)
    {
        var refused = Assert.Throws<RuleBroken>(() => GivenWorkbook.Read(HostileFiles.Of(what), TestContext.Current.CancellationToken));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Equal("file", refused.Field);
    }

    public static TheoryData<string, string> Hostile =>
        new()
        {
            { "macros", "has macros. Save it as .xlsx" },
            { "links", "takes cells from other files" },
            { "connections", "takes data from elsewhere" },
            { "bomb", "unpacks to more than 64 MB" },
            { "entities", "no workbook that can be read" },
            { "rows", "has more than 50,000 rows. Split it." },
            { "columns", "has more than 200 columns" },
            { "password", "has a password. Save it without one." },
            { "old", "of an older Office" },
            { "text", "The file is no workbook" },
            { "empty", "The file is empty" },
            { "other", "This is no workbook of a plan" },
        };
}
