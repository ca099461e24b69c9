using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Learn.Portfolios;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Learn;

/// <summary>A learner's portfolio: what is frozen stays, and each writes only what is theirs to write.</summary>
public sealed class PortfolioTests
{
    const string Unit = "unit-b1-operational-plans";
    const string Mine = "I led it with the team, and falls went down.";

    /// <summary>A centre with a learner, who plans there, and those who are something for the learner or for another.</summary>
    sealed class College : IAsyncDisposable
    {
        public required TestDatabase At { get; init; }
        public required Writer Writer { get; init; }
        public Dictionary<string, Actor> People { get; } = new(StringComparer.Ordinal);
        public int Portfolio { get; private set; }

        public Actor this[string who] => People[who];

        public static async Task<College> NewAsync(Engine engine)
        {
            var at = await TestDatabase.NewAsync(engine);
            var college = new College { At = at, Writer = new Writer(at.Database, TimeProvider.System) };
            await new SetUp("Meadow Care Group", "Chief executive (M. Hale)", WebHost.Administrator, WebHost.Password).RunAsync(
                college.Writer
            );
            await college.Writer.SmallPlanAsync(1);
            foreach (var who in (string[])["learner", "other", "assessor", "strange", "iqa", "eqa"])
            {
                var role = new RoleInArea(Role.Planner, 1);
                var plans = who is "learner" or "other";
                var id = await AddPerson.RunAsync(
                    college.Writer,
                    Actor.CommandLine,
                    $"{who}@example.org",
                    $"Manager ({who[0].ToString().ToUpperInvariant()}. Test)",
                    WebHost.Password,
                    roles: plans ? [role] : []
                );
                college.People[who] = new(id, "Manager (L. Test)", false, plans ? [new Grant(Role.Planner, "/1/")] : []);
            }
            var today = TimeProvider.System.Today();
            foreach (
                var (who, role, of, until) in ((string, LearningRole, string?, DateOnly?)[])
                    [
                        ("learner", LearningRole.Learner, null, null),
                        ("other", LearningRole.Learner, null, null),
                        ("assessor", LearningRole.Assessor, "learner", null),
                        ("strange", LearningRole.Assessor, "other", null),
                        ("iqa", LearningRole.Iqa, null, null),
                        ("eqa", LearningRole.Eqa, null, today.AddDays(30)),
                    ]
            )
                await college.AppointAsync(who, role, of, until);
            college.Portfolio = await college.DoAsync("learner", work => KeepPortfolio.BeginAsync(work, Unit, 1));
            return college;
        }

        public Task AppointAsync(string who, LearningRole role, string? of = null, DateOnly? until = null) =>
            Writer.RunAsync(
                Actor.CommandLine,
                work => Appoint.RunAsync(work, new(this[who].PersonId!.Value, role, 1, of is null ? null : this[of].PersonId, until))
            );

        public Task<T> DoAsync<T>(string who, Func<Work, Task<T>> does) => Writer.RunAsync(this[who], does);

        public Task DoAsync(string who, Func<Work, Task> does) => Writer.RunAsync(this[who], does);

        public Task<int> ClaimAsync(string who = "learner", string[]? criteria = null, string[]? things = null) =>
            DoAsync(
                who,
                work =>
                    ClaimThings.RunAsync(work, Portfolio, criteria ?? ["AC1.1"], Mine, "OP-1", things ?? ["objectives/O1", "measures/M1"])
            );

        public Task DecideAsync(string who = "assessor", AssessmentOutcome outcome = AssessmentOutcome.Met, bool all = true) =>
            DoAsync(who, work => Assess.DecideAsync(work, Portfolio, "AC1.1", Decision(outcome, all)));

        public Task SubmitAsync(string? note = null, string who = "learner") =>
            DoAsync(who, work => Assess.SubmitAsync(work, Portfolio, ["AC1.1"], note));

        public async ValueTask DisposeAsync()
        {
            await Writer.DisposeAsync();
            await At.DisposeAsync();
        }
    }

    static CriterionDecision Decision(AssessmentOutcome outcome, bool all = true, bool dated = true)
    {
        var shape = Shape.Of<CriterionDecision>();
        var decision = (CriterionDecision)shape.New();
        foreach (var field in shape.Fields)
        {
            if (field.Kind is FieldKind.YesNo && field.Label.Length > 0)
                field.Set(decision, all || field.Name is not "sufficient");
            else if (field.Name.EndsWith("_why", StringComparison.Ordinal))
                field.Set(decision, "The chart and the minutes say so.");
        }
        shape["outcome"].Set(decision, outcome);
        shape["feedback"].Set(decision, "Clear, and your own.");
        if (outcome is AssessmentOutcome.MoreNeeded && dated)
            shape["more_by"].Set(decision, new DateOnly(2099, 1, 31));
        return decision;
    }

    [Theory, Databases]
    public async Task What_is_claimed_stays_the_same_to_the_byte_after_the_plan_was_changed_closed_and_carried_over(Engine engine)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var college = await College.NewAsync(engine);
        var writer = college.Writer;
        await writer.ReadingsAsync("OP-1", "M1", Enumerable.Range(0, 14).Select(n => 4.0 + (n % 3)));
        await college.DoAsync(
            "learner",
            work => EditItem.RunAsync(work, "OP-1", Thing.Of<Objective>(), "O1", 1, new Dictionary<string, object?> { ["owner"] = "st1" })
        );
        var number = await college.ClaimAsync();
        await using var db = college.At.Open();
        var row = await db.PortfolioParts.AsNoTracking().SingleAsync(r => r.Number == number, stop);
        var read = FrozenThings.Read(row.Frozen!);
        Assert.Equal(["O1", "M1"], read.Things.Select(t => t.Id));
        Assert.Equal("Deputy manager", read.Staff["st1"]);
        Assert.Equal(14, read.Things[1].Readings.Count);
        // Its history is there, and says which of it is the learner's own.
        Assert.Equal([false, true], read.Things[0].History.Select(h => h.IsOwn));
        var lines = await db
            .Records.Where(r => r.Stream == "OP-1" && r.Item == "O1")
            .OrderBy(r => r.Seq)
            .Select(r => r.Hash)
            .ToListAsync(stop);
        Assert.Equal(lines.Select(Convert.ToHexStringLower), read.Things[0].History.Select(h => h.Hash));

        await college.DoAsync(
            "learner",
            work =>
                EditItem.RunAsync(
                    work,
                    "OP-1",
                    Thing.Of<Objective>(),
                    "O1",
                    2,
                    new Dictionary<string, object?> { ["title"] = "Falls at night drop from 6 to 2 a month by March 2027" }
                )
        );
        var document = (await PlanQueries.LoadAsync(db, "OP-1", Actor.CommandLine, stop))!;
        Shape.Of<Plan>()["status"].Set(document.Plan!, PlanStatus.Live);
        await writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, document));
        await writer.MoveAsync("OP-1", "close", values: new() { ["reason"] = "The year is over." });
        await writer.MoveAsync(
            "OP-1",
            "carry-over",
            values: new()
            {
                ["title"] = "Safer nights, second year",
                ["starts"] = new DateOnly(2027, 4, 1),
                ["ends"] = new DateOnly(2028, 3, 31),
            }
        );

        var after = await db.PortfolioParts.AsNoTracking().SingleAsync(r => r.Number == number, stop);
        Assert.Equal(Encoding.UTF8.GetBytes(row.Frozen!), Encoding.UTF8.GetBytes(after.Frozen!));
        Assert.Equal(((FrozenClaim)PortfolioParts.Read(after)).Sha256, Freeze.HashOf(after.Frozen!));
        Assert.Empty((await Verification.RunAsync(college.At.Database, Store(college))).Faults);
    }

    static FileStore Store(College college) => new(new Place(Path.GetTempPath(), college.At.Database));

    [Theory, Databases]
    public async Task What_is_restricted_is_neither_claimed_nor_named(Engine engine)
    {
        await using var college = await College.NewAsync(engine);
        var hidden = await college.Writer.AddAsync(
            "OP-1",
            "objectives",
            new() { ["title"] = "What few may see", ["restricted"] = true },
            college["learner"]
        );
        var broken = await Assert.ThrowsAsync<RuleBroken>(() => college.ClaimAsync(things: ["objectives/" + hidden]));
        Assert.Contains("restricted", broken.Message, StringComparison.Ordinal);
        await college.DoAsync(
            "learner",
            work =>
                EditItem.RunAsync(work, "OP-1", Thing.Find("actions")!, "A1", 1, new Dictionary<string, object?> { ["objective"] = hidden })
        );
        var number = await college.ClaimAsync(things: ["actions/A1"]);
        await using var db = college.At.Open();
        var frozen = await db
            .PortfolioParts.Where(r => r.Number == number)
            .Select(r => r.Frozen)
            .SingleAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain($"\"{hidden}\"", frozen!, StringComparison.Ordinal);
        Assert.DoesNotContain("What few may see", frozen!, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Each_writes_only_what_is_theirs_to_write(Engine engine)
    {
        await using var college = await College.NewAsync(engine);
        var claim = await college.ClaimAsync();
        await college.SubmitAsync();

        // For whom it is nothing, it is not there; whoever reads it may not write it.
        foreach (var who in (string[])["other", "strange", "assessor", "iqa", "eqa"])
        {
            var isNobody = who is "other" or "strange";
            await RefusedAsync(isNobody, () => college.ClaimAsync(who));
            await RefusedAsync(isNobody, () => college.SubmitAsync("Once more.", who));
            await RefusedAsync(isNobody, () => college.DoAsync(who, work => ClaimThings.WithdrawAsync(work, college.Portfolio, claim)));
            await RefusedAsync(
                isNobody,
                () => college.DoAsync(who, work => KeepPortfolio.ChooseCentreAsync(work, college.Portfolio, null))
            );
            if (who is not "assessor")
                await RefusedAsync(isNobody, () => college.DecideAsync(who));
        }
        await Assert.ThrowsAsync<Forbidden>(() => college.DecideAsync("learner"));
        // An administrator is nobody here by that right, and nobody but one appoints.
        var administrator = college["other"] with
        {
            IsAdministrator = true,
            Grants = [],
        };
        await using var db = college.At.Open();
        var stop = TestContext.Current.CancellationToken;
        var today = TimeProvider.System.Today();
        await Assert.ThrowsAsync<Missing>(() => SeenPortfolio.FindAsync(db, administrator, college.Portfolio, today, stop));
        await Assert.ThrowsAsync<Forbidden>(() =>
            college.DoAsync("iqa", work => Appoint.RunAsync(work, new(college["iqa"].PersonId!.Value, LearningRole.Tutor, 1, null, null)))
        );
        var appointed = await db.LearningRoles.Where(r => r.Role == "assessor").OrderBy(r => r.Id).Select(r => r.Id).FirstAsync(stop);
        await Assert.ThrowsAsync<Forbidden>(() => college.DoAsync("iqa", work => Appoint.EndAsync(work, appointed)));
        // Whoever looks from outside does so until their last day.
        Assert.NotNull(await SeenPortfolio.FindAsync(db, college["eqa"], college.Portfolio, today.AddDays(30), stop));
        await Assert.ThrowsAsync<Missing>(() => SeenPortfolio.FindAsync(db, college["eqa"], college.Portfolio, today.AddDays(31), stop));
        // Without a centre it is the learner's alone.
        await college.DoAsync("learner", work => KeepPortfolio.ChooseCentreAsync(work, college.Portfolio, null));
        await Assert.ThrowsAsync<Missing>(() => SeenPortfolio.FindAsync(db, college["assessor"], college.Portfolio, today, stop));

        static async Task RefusedAsync(bool isNobody, Func<Task> does)
        {
            if (isNobody)
                await Assert.ThrowsAsync<Missing>(does);
            else
                await Assert.ThrowsAsync<Forbidden>(does);
        }
    }

    [Theory, Databases]
    public async Task A_criterion_goes_from_claimed_to_met_and_each_step_has_its_turn(Engine engine)
    {
        await using var college = await College.NewAsync(engine);
        await using var db = college.At.Open();
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal(CriterionStanding.Nothing, await StandingAsync());
        await Assert.ThrowsAsync<RuleBroken>(() => college.SubmitAsync());
        var first = await college.ClaimAsync();
        Assert.Equal(CriterionStanding.Claimed, await StandingAsync());
        await Assert.ThrowsAsync<OutOfTurn>(() => college.DecideAsync());
        await college.SubmitAsync();
        Assert.Equal(CriterionStanding.Submitted, await StandingAsync());
        // With the assessor nothing is added, and nothing taken out.
        await Assert.ThrowsAsync<RuleBroken>(() => college.ClaimAsync());
        await Assert.ThrowsAsync<RuleBroken>(() =>
            college.DoAsync("learner", work => ClaimThings.WithdrawAsync(work, college.Portfolio, first))
        );
        // The five rules decide, and what is missing is said with its day.
        await Assert.ThrowsAsync<RuleBroken>(() => college.DecideAsync(outcome: AssessmentOutcome.Met, all: false));
        await Assert.ThrowsAsync<RuleBroken>(() => college.DecideAsync(outcome: AssessmentOutcome.MoreNeeded, all: true));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            college.DoAsync(
                "assessor",
                work =>
                    Assess.DecideAsync(work, college.Portfolio, "AC1.1", Decision(AssessmentOutcome.MoreNeeded, all: false, dated: false))
            )
        );
        await Assert.ThrowsAsync<RuleBroken>(() =>
            college.DoAsync("assessor", work => Assess.DecideAsync(work, college.Portfolio, "AC1.1", new CriterionDecision()))
        );
        await college.DecideAsync(outcome: AssessmentOutcome.MoreNeeded, all: false);
        Assert.Equal(CriterionStanding.MoreNeeded, await StandingAsync());
        await Assert.ThrowsAsync<RuleBroken>(() => college.SubmitAsync());
        await college.ClaimAsync(things: ["actions/A1"]);
        await college.SubmitAsync();
        await college.DecideAsync();
        Assert.Equal(CriterionStanding.Met, await StandingAsync());
        await Assert.ThrowsAsync<OutOfTurn>(() => college.DecideAsync());
        Assert.Empty((await Verification.RunAsync(college.At.Database, Store(college))).Faults);

        async Task<CriterionStanding> StandingAsync() =>
            PortfolioParts.StandingOf((await PortfolioParts.OfAsync(db, college.Portfolio, stop)).Select(p => p.Part), "AC1.1");
    }

    [Theory, Databases]
    public async Task A_quality_assurer_draws_and_judges_decisions_of_others_and_never_their_own(Engine engine)
    {
        await using var college = await College.NewAsync(engine);
        await using var db = college.At.Open();
        var stop = TestContext.Current.CancellationToken;
        // Somebody who assesses and samples at one centre.
        await college.AppointAsync("assessor", LearningRole.Iqa);
        await college.ClaimAsync();
        await college.SubmitAsync();
        await college.DecideAsync();
        var decision = await NewestAsync();

        await Assert.ThrowsAsync<Forbidden>(() => DrawAsync("assessor"));
        await Assert.ThrowsAsync<Forbidden>(() => DrawAsync("eqa"));
        await Assert.ThrowsAsync<Forbidden>(() => DrawAsync("learner"));
        await Assert.ThrowsAsync<Missing>(() => DrawAsync("strange"));
        await Assert.ThrowsAsync<RuleBroken>(() => DrawAsync("iqa", why: " "));
        await DrawAsync("iqa");
        await Assert.ThrowsAsync<OutOfTurn>(() => DrawAsync("iqa"));
        var sample = await NewestAsync();
        await Assert.ThrowsAsync<Forbidden>(() => JudgeAsync("assessor", SampleOutcome.Agreed));
        await Assert.ThrowsAsync<Forbidden>(() => JudgeAsync("eqa", SampleOutcome.Agreed));
        await Assert.ThrowsAsync<RuleBroken>(() => JudgeAsync("iqa", null));
        await Assert.ThrowsAsync<RuleBroken>(() => JudgeAsync("iqa", SampleOutcome.Action));
        await JudgeAsync("iqa", SampleOutcome.Action, "Say why it is current.");
        Assert.Equal(CriterionStanding.ActionNeeded, await StandingAsync());
        await Assert.ThrowsAsync<OutOfTurn>(() => JudgeAsync("iqa", SampleOutcome.Agreed));

        // The assessor decides anew, and that is drawn anew.
        await college.DecideAsync();
        decision = await NewestAsync();
        await DrawAsync("iqa");
        sample = await NewestAsync();
        await JudgeAsync("iqa", SampleOutcome.Agreed);
        Assert.Equal(CriterionStanding.Agreed, await StandingAsync());
        Assert.Empty((await Verification.RunAsync(college.At.Database, Store(college))).Faults);

        Task DrawAsync(string who, string why = "A new assessor.") =>
            college.DoAsync(who, work => QualityAssurance.DrawAsync(work, college.Portfolio, decision, why));
        Task JudgeAsync(string who, SampleOutcome? outcome, string? note = null) =>
            college.DoAsync(who, work => QualityAssurance.JudgeAsync(work, college.Portfolio, sample, outcome, note));
        Task<int> NewestAsync() => db.PortfolioParts.MaxAsync(p => p.Number, stop);
        async Task<CriterionStanding> StandingAsync() =>
            PortfolioParts.StandingOf((await PortfolioParts.OfAsync(db, college.Portfolio, stop)).Select(p => p.Part), "AC1.1");
    }

    [Fact]
    public async Task What_leaves_is_looked_at_first_and_any_change_of_it_is_found()
    {
        await using var college = await College.NewAsync(Engine.Sqlite);
        await using var db = college.At.Open();
        var stop = TestContext.Current.CancellationToken;
        await college.Writer.AddAsync(
            "OP-1",
            "actions",
            new() { ["title"] = "Ask Mrs Smith of the kitchen for the menus", ["objective"] = "O1" },
            college["learner"] with
            {
                NamesNobody = true,
            }
        );
        await college.ClaimAsync(things: ["actions/A2"]);
        await college.SubmitAsync();
        await college.DecideAsync();
        var seen = await SeenPortfolio.FindAsync(db, college["learner"], college.Portfolio, TimeProvider.System.Today(), stop);
        var file = await PortfolioFile.OfAsync(db, seen, stop);
        Assert.Contains(file.TakenOut, t => t.Was.Contains("Mrs Smith", StringComparison.Ordinal));

        await Assert.ThrowsAsync<RuleBroken>(() => ReleaseAsync("learner", file.Mark, false));
        await Assert.ThrowsAsync<RuleBroken>(() => ReleaseAsync("learner", "another", true));
        await Assert.ThrowsAsync<Forbidden>(() => ReleaseAsync("assessor", file.Mark, true));
        await Assert.ThrowsAsync<Missing>(() => ReleaseAsync("other", file.Mark, true));
        var zip = await ReleaseAsync("learner", file.Mark, true);
        Assert.Contains(
            "ExportPortfolio",
            await db.Records.Where(r => r.Stream == LearntRow.OwnerOf(seen.Row.PersonId)).Select(r => r.Operation).ToListAsync(stop)
        );

        var (faults, files) = PortfolioFile.Verify(new MemoryStream(zip));
        Assert.Equal((0, 3), (faults.Count, files));
        using (var archive = new ZipArchive(new MemoryStream(zip)))
        {
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                Assert.DoesNotContain("Smith", await reader.ReadToEndAsync(stop), StringComparison.Ordinal);
            }
            using var word = WordprocessingDocument.Open(new MemoryStream(Bytes(archive.GetEntry(PortfolioFile.Word)!)), false);
            var text = word.MainDocumentPart!.Document!.Body!.InnerText;
            Assert.Contains("AC1.1", text, StringComparison.Ordinal);
            Assert.Contains(Mine, text, StringComparison.Ordinal);
            Assert.Contains("Clear, and your own.", text, StringComparison.Ordinal);
        }

        // Changed, added, taken out.
        Assert.Contains("not as it was written", Assert.Single(Changed(a => Put(a, PortfolioFile.Index, "{}"))), StringComparison.Ordinal);
        Assert.Contains("was added", Assert.Single(Changed(a => Put(a, "more.txt", "more"))), StringComparison.Ordinal);
        Assert.Contains("is missing", Assert.Single(Changed(a => a.GetEntry(PortfolioFile.Word)!.Delete())), StringComparison.Ordinal);
        Assert.Throws<NotDone>(() => PortfolioFile.Verify(new MemoryStream([1, 2, 3])));
        Assert.Throws<NotDone>(() => Changed(a => a.GetEntry(PortfolioFile.HashList)!.Delete()));

        Task<byte[]> ReleaseAsync(string who, string mark, bool looked) =>
            college.DoAsync(who, work => PortfolioFile.ReleaseAsync(work, college.Portfolio, mark, looked));

        IReadOnlyList<string> Changed(System.Action<ZipArchive> change)
        {
            var copy = new MemoryStream();
            copy.Write(zip);
            using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
                change(archive);
            copy.Position = 0;
            return PortfolioFile.Verify(copy).Faults;
        }

        static byte[] Bytes(ZipArchiveEntry entry)
        {
            using var copy = new MemoryStream();
            using var content = entry.Open();
            content.CopyTo(copy);
            return copy.ToArray();
        }

        static void Put(ZipArchive archive, string name, string text)
        {
            archive.GetEntry(name)?.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    [Fact]
    public async Task What_is_not_there_or_left_out_is_refused_with_a_sentence()
    {
        await using var college = await College.NewAsync(Engine.Sqlite);
        foreach (
            var (criteria, statement, things) in ((string[], string?, string[])[])
                [
                    ([], Mine, ["objectives/O1"]),
                    (["AC9.9"], Mine, ["objectives/O1"]),
                    (["AC1.1"], " ", ["objectives/O1"]),
                    (["AC1.1"], new string('a', 4001), ["objectives/O1"]),
                    (["AC1.1"], "Seen with 943 476 5919.", ["objectives/O1"]),
                    (["AC1.1"], Mine, []),
                    (["AC1.1"], Mine, ["objectives/O9"]),
                    (["AC1.1"], Mine, ["staff/st1"]),
                    (["AC1.1"], Mine, ["nothing"]),
                    (["AC1.1"], Mine, [.. Enumerable.Range(1, 21).Select(n => $"objectives/O{n}")]),
                ]
        )
            await Assert.ThrowsAsync<RuleBroken>(() =>
                college.DoAsync("learner", work => ClaimThings.RunAsync(work, college.Portfolio, criteria, statement, "OP-1", things))
            );
        await Assert.ThrowsAsync<Missing>(() =>
            college.DoAsync("learner", work => ClaimThings.RunAsync(work, college.Portfolio, ["AC1.1"], Mine, "OP-9", ["objectives/O1"]))
        );
        await Assert.ThrowsAsync<RuleBroken>(() => college.DoAsync("learner", work => KeepPortfolio.BeginAsync(work, Unit, 1)));
        await Assert.ThrowsAsync<RuleBroken>(() => college.DoAsync("learner", work => KeepPortfolio.BeginAsync(work, "cqc-saf", 1)));
        await Assert.ThrowsAsync<RuleBroken>(() => college.DoAsync("iqa", work => KeepPortfolio.BeginAsync(work, Unit, 1)));
        await Assert.ThrowsAsync<RuleBroken>(() => college.AppointAsync("iqa", LearningRole.Assessor));
        await Assert.ThrowsAsync<RuleBroken>(() => college.AppointAsync("learner", LearningRole.Assessor, "learner"));
        await Assert.ThrowsAsync<RuleBroken>(() => college.AppointAsync("strange", LearningRole.Eqa));
        await Assert.ThrowsAsync<RuleBroken>(() => college.AppointAsync("assessor", LearningRole.Assessor, "learner"));
        await Assert.ThrowsAsync<RuleBroken>(() => college.AppointAsync("assessor", LearningRole.Assessor, "iqa"));
    }
}
