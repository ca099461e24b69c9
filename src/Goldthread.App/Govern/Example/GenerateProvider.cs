using System.Globalization;
using System.Text;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Example;

/// <summary>
/// A made-up provider for trying scale: services in regions, a live plan each with 50 measures of the catalogue and 156 weekly figures a measure. The same
/// number of services on the same day gives the same figures.
/// </summary>
public sealed class GenerateProvider
{
    /// <summary>Measures of a service.</summary>
    public const int Measures = 50;

    /// <summary>Weekly figures of a measure.</summary>
    public const int Weeks = 156;

    /// <summary>The most services.</summary>
    public const int MostServices = 50_000;

    const int RegionSize = 25;
    const int AtOnce = 10;

    readonly DateOnly monday;
    readonly PlanDocument template;
    readonly Measure[] measures;

    GenerateProvider(DateOnly today)
    {
        monday = Days.MondayOf(today);
        template = Template(monday);
        measures = [.. template.Measures];
    }

    /// <param name="writer">Where to write.</param>
    /// <param name="database">The database; it has to be empty.</param>
    /// <param name="services">How many services.</param>
    /// <param name="today">Today: the newest figure is of this week's Monday.</param>
    /// <param name="progress">Told how many services there are so far.</param>
    /// <returns>The administrator's password; null where the database has accounts already, and then nothing is made.</returns>
    public static async Task<string?> RunAsync(
        Writer writer,
        Database database,
        int services,
        DateOnly today,
        Action<int>? progress = null,
        CancellationToken cancel = default
    )
    {
        await using (var db = database.Open())
        {
            if (await db.Users.AnyAsync(cancel))
                return null;
        }
        var password = Passwords.Make();
        await new SetUp("Generated provider", "Administrator (A. Example)", LoadExample.Email, password).RunAsync(writer);
        var generator = new GenerateProvider(today);
        for (var from = 1; from <= services; from += AtOnce)
        {
            var to = Math.Min(from + AtOnce - 1, services);
            var first = from;
            await writer.RunAsync(Actor.CommandLine, work => generator.MakeAsync(work, first, to), cancel);
            progress?.Invoke(to);
        }
        return password;
    }

    async Task MakeAsync(Work work, int from, int to)
    {
        var db = work.Db;
        var root = await db.Areas.OrderBy(a => a.Id).FirstAsync(a => a.ParentId == null);
        var strategy = await db.Strategies.OrderBy(s => s.Id).Select(s => s.Id).FirstAsync();
        var (items, links, readings) = (new List<ItemRow>(), new List<LinkRow>(), new List<ReadingRow>());
        var series = new List<(SeriesRow Row, IReadOnlyList<Reading> Readings)>();
        for (var number = from; number <= to; number++)
        {
            var region = await RegionAsync(work, root, (number - 1) / RegionSize + 1);
            var area = await AreaRows.AddAsync(work, region, $"Service {number:0000}", PlanQueries.AreaBody(template.Area));
            var id = $"GEN-{number:0000}";
            links.AddRange(Things.Items.Links(PlanOf(db, id, number, area.Id, strategy)));
            foreach (var (place, person) in template.Staff.Index())
                await ItemStore.AddAsync(work, AreaRow.OwnerOf(area.Id), Thing.Of<StaffMember>(), person, person.Id, place + 1);
            foreach (var thing in Thing.All.Where(t => t is { Stage: not Stage.Strategy, IsOfArea: false }))
                Items(id, thing, items, links);
            for (var m = 0; m < measures.Length; m++)
            {
                var figures = Figures(measures[m], number, m);
                var row = new SeriesRow
                {
                    Plan = id,
                    Measure = measures[m].Id,
                    Packed = PackedReadings.Pack(figures),
                    Version = 2,
                };
                RecordReadings.Judge(row, measures[m], figures, ChartBasis.Usual);
                series.Add((row, figures));
            }
            work.Record(
                id,
                "ImportPlan",
                "plan",
                id,
                [
                    new(
                        "generated",
                        "null",
                        string.Create(CultureInfo.InvariantCulture, $"\"{measures.Length} measures, {measures.Length * Weeks} figures\"")
                    ),
                ],
                "Generated for trying scale"
            );
        }
        db.Series.AddRange(series.Select(s => s.Row));
        await db.SaveChangesAsync();
        foreach (var (row, figures) in series)
            readings.AddRange(RecordReadings.RowsOf(row.Id, figures));
        await Bulk.InsertAsync(db, items);
        await Bulk.InsertAsync(db, links);
        await Bulk.InsertAsync(db, readings);
    }

    static async Task<AreaRow> RegionAsync(Work work, AreaRow root, int number)
    {
        var name = $"Region {number:000}";
        return work.Db.Areas.Local.FirstOrDefault(a => a.Name == name)
            ?? await work.Db.Areas.FirstOrDefaultAsync(a => a.Name == name)
            ?? await AreaRows.AddAsync(work, root, name, """{"kind":"directorate"}""");
    }

    PlanRow PlanOf(Db db, string id, int number, int area, int strategy)
    {
        var shape = Shape.Of<Plan>();
        var plan = shape.Copy(template.Plan!);
        shape["id"].Set(plan, id);
        shape["title"].Set(plan, $"Plan of service {number:0000}");
        var document = (PlanDocument)Shape.Of<PlanDocument>().New();
        Shape.Of<PlanDocument>()["goldthread"].Set(document, 1);
        Shape.Of<PlanDocument>()["plan"].Set(document, plan);
        var row = new PlanRow
        {
            Id = id,
            AreaId = area,
            StrategyId = strategy,
        };
        PlanRows.Write(row, (Plan)plan, PlanQueries.Body(document));
        db.Plans.Add(row);
        return row;
    }

    void Items(string owner, Thing thing, List<ItemRow> items, List<LinkRow> links)
    {
        var position = 0;
        foreach (var part in template.ItemsOf(thing))
        {
            var row = new ItemRow
            {
                Owner = owner,
                List = thing.List,
                Id = part is Item item ? item.Id : (position + 1).ToString(CultureInfo.InvariantCulture),
                Position = ++position,
            };
            ItemRows.Write(thing, part, row, null);
            items.Add(row);
            links.AddRange(Things.Items.Links(owner, thing, row.Id, part));
        }
    }

    /// <summary>Figures that look like those of services: each has its own level, most stay as they are, some step, some drift.</summary>
    Reading[] Figures(Measure measure, int service, int index)
    {
        var random = new Random((service * 1009) + index);
        var isPart = measure.Denominator is not null && (measure.Unit is "%" || measure.Chart is ChartKind.P or ChartKind.PPrime);
        // Services are much alike; one in twelve is not.
        var unlike = random.Next(12) == 0 ? 0.75 + (0.5 * random.NextDouble()) : 0.97 + (0.06 * random.NextDouble());
        var level = isPart ? Math.Min(0.97, 0.78 * unlike) : unlike;
        var size = 20 + random.Next(200);
        var course = random.Next(10);
        var from = 40 + random.Next(90);
        var readings = new Reading[Weeks];
        for (var week = 0; week < Weeks; week++)
        {
            var now =
                course == 0 && week >= from ? level * 0.8
                : course == 1 && week >= from ? Math.Min(level * 1.2, 0.99 * (level < 1 ? 1 : 2))
                : course == 2 ? level * (1 + ((week - (Weeks / 2)) / 800.0))
                : level;
            var on = monday.AddDays(-7 * (Weeks - 1 - week));
            var whole = Math.Max(10, size + Math.Round(Bell() * size * 0.1));
            var noise = Bell();
            readings[week] = measure.Denominator switch
            {
                not null when isPart => Reading.Of(
                    on,
                    null,
                    Math.Clamp(Math.Round((whole * now) + (noise * 1.7 * Math.Sqrt(whole * now * Math.Max(0, 1 - now)))), 0, whole),
                    whole
                ),
                not null => Reading.Of(
                    on,
                    null,
                    Math.Max(0, Math.Round((whole * 0.04 * now) + (noise * 1.7 * Math.Sqrt(whole * 0.04 * now)))),
                    whole
                ),
                _ => Reading.Of(on, Math.Round(Math.Max(0, (10 * now) + (2 * noise)), 1)),
            };
        }
        return readings;

        // The sum of four is near enough to a bell.
        double Bell() => random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2;
    }

    static PlanDocument Template(DateOnly monday)
    {
        var starts = new DateOnly(monday.Month >= 4 ? monday.Year : monday.Year - 1, 4, 1);
        var ends = starts.AddYears(1).AddDays(-1);
        string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var yaml = new StringBuilder();
        yaml.Append(
            CultureInfo.InvariantCulture,
            $$"""
            goldthread: 1
            area:
              name: Service
              kind: service
              service_types: [care-home]
              regulators: [cqc]
              staff:
                - {id: mgr, role: Registered manager, deputy: dep}
                - {id: dep, role: Deputy manager, deputy: mgr}
                - {id: lead, role: Quality lead, deputy: mgr}
            plan:
              id: GEN
              title: Plan
              starts: {{Day(starts)}}
              ends: {{Day(ends)}}
              owner: mgr
              status: live
              approved_on: {{Day(starts)}}
              cycle: pdsa
            objectives:

            """
        );
        for (var o = 1; o <= 5; o++)
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  - {{id: O{o}, title: Objective {o} of the service is met by the end of the year, owner: mgr, due: {Day(ends)}}}\n"
            );
        yaml.Append("actions:\n");
        for (var a = 1; a <= 20; a++)
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  - {{id: A{a}, title: Action {a} of the service, objective: O{((a - 1) % 5) + 1}, accountable: [{(a % 2 == 0 ? "dep" : "lead")}], starts: {Day(starts.AddDays(14 * a))}, due: {Day(starts.AddDays((14 * a) + 60))}, status: {(a < 8 ? "done" : a < 14 ? "in-progress" : "not-started")}}}\n"
            );
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(yaml.ToString()), Shipped.Data);
        var document =
            read.Document
            ?? throw new InvalidOperationException($"The template is not right: {read.Errors[0].Line}: {read.Errors[0].Message}");
        var shape = Shape.Of<Measure>();
        var fifty = new List<Part>();
        foreach (var entry in Shipped.Data.Measures.OrderByDescending(e => e.Denominator is not null).Take(Measures))
        {
            var measure = (Measure)shape.New();
            Catalogued.Fill(measure, entry);
            shape["id"].Set(measure, string.Create(CultureInfo.InvariantCulture, $"M{fifty.Count + 1}"));
            shape["frequency"].Set(measure, Frequency.Weekly);
            shape["owner"].Set(measure, "lead");
            shape["objectives"].Set(measure, shape["objectives"].List([$"O{(fifty.Count % 5) + 1}"]));
            fifty.Add(measure);
        }
        document.SetItems(Thing.Of<Measure>(), [.. fifty]);
        return document;
    }
}
