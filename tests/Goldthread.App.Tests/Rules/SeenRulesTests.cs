using Goldthread.App.Govern;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Monitor;
using Goldthread.Testing;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Tests.Rules;

/// <summary>
/// What each filter of <see cref="Seen"/> keeps back and what it lets through, one by one: a plan with something restricted in its own lists, in its
/// area's and in its strategy's, and beside it a plan of another area that uses the same ids for what anybody may see.
/// </summary>
public sealed class SeenRulesTests(SeenRulesTests.Secrets secrets) : IClassFixture<SeenRulesTests.Secrets>
{
    /// <summary>What is restricted, and who was there when it was.</summary>
    public sealed class Secret
    {
        public House House { get; init; } = null!;
        public string Plan { get; init; } = "";
        public string Other { get; init; } = "";
        public string Area { get; init; } = "";
        public string Strategy { get; init; } = "";
        public string Objective { get; init; } = "";
        public string Measure { get; init; } = "";
        public string Evidence { get; init; } = "";
        public string Person { get; init; } = "";
        public string Aim { get; init; } = "";

        /// <value>An objective that the command line restricted, which has no account.</value>
        public string Nobodys { get; init; } = "";
        public string Hash { get; init; } = "";
        public Actor Author { get; init; } = null!;

        /// <summary>The restricted items with their lists and owners.</summary>
        public IReadOnlyList<(string Owner, string List, string Id)> All =>
            [
                (Plan, "objectives", Objective),
                (Plan, "measures", Measure),
                (Plan, "evidence", Evidence),
                (Plan, "objectives", Nobodys),
                (Area, "staff", Person),
                (Strategy, "strategy.objectives", Aim),
            ];

        /// <summary>Who looks, and what of it they see.</summary>
        public IReadOnlyList<(string Who, Actor Actor, IReadOnlyList<string> Sees)> Looks =>
            [
                ("a planner", House.Somebody(Role.Planner), []),
                ("nobody", Actor.Everybody, []),
                ("the author", Author, [Objective, Measure, Evidence, Person, Aim]),
                ("the lead of the house", House.Somebody(Role.SafeguardingLead), [Objective, Measure, Evidence, Nobodys, Person]),
                ("the lead beside", House.Neighbour(Role.SafeguardingLead), []),
                ("the lead of all", House.Above(Role.SafeguardingLead), [Objective, Measure, Evidence, Nobodys, Person, Aim]),
                ("the command line", Actor.CommandLine, [Objective, Measure, Evidence, Nobodys, Person, Aim]),
            ];
    }

    /// <summary>The same on both engines, made once.</summary>
    public sealed class Secrets : IAsyncLifetime
    {
        readonly Ground ground = new();
        readonly Dictionary<Engine, Secret> secrets = [];

        public Secret this[Engine engine] => secrets[engine];

        public async ValueTask InitializeAsync()
        {
            await ground.InitializeAsync();
            foreach (var engine in Enum.GetValues<Engine>())
                secrets[engine] = await MakeAsync(ground[engine]);
        }

        public ValueTask DisposeAsync() => ground.DisposeAsync();

        static async Task<Secret> MakeAsync(House house)
        {
            var author = house.Above(Role.Planner);
            var hash = new string('a', 64);
            var plan = await house.PlanAsync(more: "strategy: {objectives: [{id: SO1, title: People live well}]}");
            var strategy = StrategyRow.OwnerOf((await house.PlanRowAsync(plan)).StrategyId!.Value);
            Task<string> AddAsync(Actor who, string owner, string list, params (string, object?)[] values) =>
                house.AddAsync(who, owner, list, values: [.. values, ("restricted", true)]);
            var objective = await AddAsync(author, plan, "objectives", ("title", "Nobody is hurt"));
            var nobodys = await AddAsync(Actor.CommandLine, plan, "objectives", ("title", "Nobody is left alone"));
            var measure = await AddAsync(author, plan, "measures", ("name", "Harm a month"));
            var evidence = await AddAsync(
                author,
                plan,
                "evidence",
                ("title", "A note"),
                ("location", new FileLocation(hash, "note.pdf").ToString())
            );
            var person = await AddAsync(author, plan, "staff", ("role", "Night nurse"));
            var aim = await AddAsync(author, strategy, "strategy.objectives", ("title", "No harm is hidden"));
            // What anybody may see names it.
            await house.AddAsync(
                author,
                plan,
                "actions",
                values: [("title", "Look again"), ("objective", objective), ("accountable", person), ("after", "A1")]
            );
            await house.AddAsync(author, plan, "objectives", values: [("title", "Nights are calm"), ("strategic", aim)]);
            await house.AddAsync(author, plan, "evidence", values: [("title", "A walk round"), ("supports", new[] { objective })]);
            await house.EditAsync(Actor.CommandLine, plan, "measures", "M2", values: ("objectives", nobodys));
            // It names what anybody may see.
            await house.EditAsync(author, plan, "measures", measure, values: ("objectives", "O1"));
            await house.FigureAsync(author, plan, measure, figures: ("2026-11-01", 5));
            // The same ids, of what is nobody's secret: in another list of the plan, and in a plan of the area beside.
            await house.ImportAsync(
                Actor.CommandLine,
                $$"""
                goldthread: 1
                area: {name: Rowan House, staff: [{id: st2, role: Deputy manager}]}
                plan: {id: {{plan}}, title: Safer nights, starts: 2026-04-01, ends: 2027-03-31, owner: st2}
                partners: [{id: {{objective}}, name: The pharmacy}, {id: {{measure}}, name: The surgery}]
                agreements: [{id: {{objective}}, purpose: Medicines at night, partners: [{{objective}}]}]
                """
            );
            const string other = "P-BESIDE";
            await house.ImportAsync(
                Actor.CommandLine,
                $$"""
                goldthread: 1
                area: {name: Elm House, staff: [{id: {{person}}, role: Day lead}]}
                plan: {id: {{other}}, title: Safer days, starts: 2026-04-01, ends: 2027-03-31}
                objectives: [{id: {{objective}}, title: Days are calm, owner: {{person}}}]
                measures: [{id: {{measure}}, name: Falls a day, objectives: [{{objective}}], readings: [{on: 2026-10-01, value: 3}]}]
                """
            );
            foreach (var (stream, item) in ((string, string)[])[(plan, hash), (plan, new string('b', 64)), (other, hash)])
                await house.Writer.RunAsync(
                    author,
                    work =>
                    {
                        work.Record(stream, "StoreFile", StoreFile.List, item, []);
                        return Task.CompletedTask;
                    }
                );
            return new Secret
            {
                House = house,
                Plan = plan,
                Other = other,
                Area = AreaRow.OwnerOf(house.Area),
                Strategy = strategy,
                Objective = objective,
                Measure = measure,
                Evidence = evidence,
                Person = person,
                Aim = aim,
                Nobodys = nobodys,
                Hash = hash,
                Author = author,
            };
        }
    }

    /// <summary>Asks of each who looks; all that is wrong is said at once.</summary>
    async Task EachAsync(Engine engine, Func<Secret, Seen, Func<string, bool>, Task<IEnumerable<string>>> wrongAsync)
    {
        var secret = secrets[engine];
        var wrong = new List<string>();
        await using var db = secret.House.At.Open();
        foreach (var (who, actor, sees) in secret.Looks)
            wrong.AddRange((await wrongAsync(secret, new Seen(db, actor), sees.Contains)).Select(what => $"{who}: {what}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory, Databases]
    public Task A_restricted_item_is_there_for_its_author_and_for_who_leads_safeguarding_over_it(Engine engine) =>
        EachAsync(
            engine,
            async (secret, seen, sees) =>
            {
                var rows = await seen
                    .Items.Select(i => new
                    {
                        i.Owner,
                        i.List,
                        i.Id,
                    })
                    .ToListAsync();
                var there = rows.Select(r => (r.Owner, r.List, r.Id)).ToHashSet();
                return secret
                    .All.Where(i => there.Contains(i) != sees(i.Id))
                    .Select(i => i.ToString())
                    .Concat(there.Contains((secret.Plan, "objectives", "O1")) ? [] : ["not even what is open"]);
            }
        );

    [Theory, Databases]
    public Task A_link_is_there_where_both_its_ends_are(Engine engine) =>
        EachAsync(
            engine,
            async (secret, seen, sees) =>
            {
                await using var db = secret.House.At.Open();
                var all = await db.Links.Where(l => l.Owner == secret.Plan || l.Owner == secret.Other).ToListAsync();
                var there = (await seen.Links.ToListAsync()).Select(Key).ToHashSet();
                Assert.True(all.Count(l => Ends(secret, l).Any()) >= 6);
                return all.Where(l => there.Contains(Key(l)) != Ends(secret, l).All(sees)).Select(l => $"{Key(l)} {l.ToList}");

                static (string, string, string, string, string) Key(LinkRow l) => (l.Owner, l.List, l.Id, l.Field, l.ToId);
            }
        );

    /// <summary>The restricted items that a link joins, by their ids.</summary>
    static IEnumerable<string> Ends(Secret secret, LinkRow link)
    {
        if (link.Owner != secret.Plan)
            yield break;
        foreach (var (owner, list, id) in secret.All)
        {
            if (owner == secret.Plan && list == link.List && id == link.Id)
                yield return id;
            if (id == link.ToId && (link.ToList is "any" || link.ToList.Split('|').Contains(list)))
                yield return id;
        }
    }

    [Theory, Databases]
    public Task Figures_are_there_where_their_measure_is(Engine engine) =>
        EachAsync(
            engine,
            async (secret, seen, sees) =>
            {
                var there = (await seen.Series.Select(s => new { s.Plan, s.Measure }).ToListAsync())
                    .Select(s => (s.Plan, s.Measure))
                    .ToHashSet();
                return
                    ((string Plan, string Measure, bool Sees)[])
                        [
                            (secret.Plan, secret.Measure, sees(secret.Measure)),
                            (secret.Plan, "M1", true),
                            (secret.Other, secret.Measure, true),
                        ]
                        is var asked
                    ? asked.Where(a => there.Contains((a.Plan, a.Measure)) != a.Sees).Select(a => a.ToString())
                    : [];
            }
        );

    [Theory, Databases]
    public Task The_record_has_no_line_about_what_is_hidden_nor_about_its_file(Engine engine) =>
        EachAsync(
            engine,
            async (secret, seen, sees) =>
            {
                await using var db = secret.House.At.Open();
                var all = await db
                    .Records.Select(r => new
                    {
                        r.Stream,
                        r.Seq,
                        r.List,
                        r.Item,
                    })
                    .ToListAsync();
                var there = (await seen.Records.Select(r => new { r.Stream, r.Seq }).ToListAsync()).ToHashSet();
                return all.Where(r =>
                        there.Contains(new { r.Stream, r.Seq })
                        != (
                            r.List is StoreFile.List
                                ? r.Stream != secret.Plan || r.Item != secret.Hash || sees(secret.Evidence)
                                : !secret.All.Any(i => i == (r.Stream, r.List, r.Item)) || sees(r.Item!)
                        )
                    )
                    .Select(r => r.ToString()!);
            }
        );

    [Theory, Databases]
    public Task What_is_hidden_in_a_plan_is_its_own_its_areas_and_its_strategys(Engine engine) =>
        EachAsync(
            engine,
            async (secret, seen, sees) =>
            {
                var hidden = await seen.HiddenInAsync([secret.Plan, secret.Other]);
                var own = secret.All.Where(i => hidden(secret.Plan).Has(i.List, i.Id) == sees(i.Id)).Select(i => i.ToString());
                var others = secret
                    .All.Where(i => i.Owner != secret.Strategy && hidden(secret.Other).Has(i.List, i.Id))
                    .Select(i => "in the other plan " + i);
                return own.Concat(others);
            }
        );

    [Theory, Databases]
    public async Task A_plan_is_there_for_its_area_until_it_is_removed(Engine engine)
    {
        var secret = secrets[engine];
        await using var db = secret.House.At.Open();
        Task<List<string>> PlansAsync(Actor who) => new Seen(db, who).Plans.Select(p => p.Id).ToListAsync();

        var planner = secret.House.Somebody(Role.Planner);
        Assert.Contains(secret.Plan, await PlansAsync(planner));
        Assert.DoesNotContain(secret.Other, await PlansAsync(planner));
        Assert.Equal([secret.Other], await PlansAsync(secret.House.Neighbour(Role.Reader)));
        Assert.Empty(await PlansAsync(Actor.Everybody));
        Assert.Contains(secret.Other, await PlansAsync(secret.House.Above(Role.Reader)));

        var gone = await secret.House.PlanAsync();
        Assert.Contains(gone, await PlansAsync(planner));
        await db.Plans.Where(p => p.Id == gone).ExecuteUpdateAsync(s => s.SetProperty(p => p.RemovedAt, House.Now));
        Assert.DoesNotContain(gone, await PlansAsync(planner));
    }
}
