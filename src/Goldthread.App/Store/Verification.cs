using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Goldthread.App.Develop.Areas;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Monitor.Readings;
using Goldthread.App.Strategy;
using Goldthread.App.Things;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store;

/// <summary>
/// Is everything as it was written? The chains of the record; each file of evidence and its hash; each packed series and its rows; each item's columns
/// and its body; and all of them, with plans, strategies, areas, accounts, roles, tokens and what was chosen for charts, against what the record tells. It changes nothing. Batches, and one
/// chain at a time, bound its memory.
/// </summary>
public sealed class Verification
{
    const int MostFaults = 1000;
    const int Batch = 200;

    readonly List<Recorded.Fault> faults = [];
    readonly Database database;
    readonly FileStore store;
    readonly CancellationToken stop;

    Verification(Database database, FileStore store, CancellationToken stop) =>
        (this.database, this.store, this.stop) = (database, store, stop);

    /// <value>What was found, at most a thousand.</value>
    public IReadOnlyList<Recorded.Fault> Faults => faults;

    /// <value>Lines of the record that were read.</value>
    public long Lines { get; private set; }

    /// <value>Files that were read.</value>
    public int Files { get; private set; }

    /// <value>Series of readings that were compared.</value>
    public int Series { get; private set; }

    /// <value>Items that were compared.</value>
    public long Items { get; private set; }

    /// <value>False where it was stopped before the end.</value>
    public bool IsWhole { get; private set; }

    /// <summary>What was looked at and how it stands, in one sentence.</summary>
    public string Sentence =>
        $"{Lines} lines of the record, {Files} files, {Items} items, {Series} series of readings, "
        + (Faults.Count == 0 ? "all as they were written." : $"{Faults.Count} found.");

    /// <summary>Looks at everything, or as far as it comes.</summary>
    /// <param name="database">The database.</param>
    /// <param name="store">The files of evidence.</param>
    /// <param name="stop">Stops it; what was found until then is kept.</param>
    public static async Task<Verification> RunAsync(Database database, FileStore store, CancellationToken stop = default)
    {
        var found = new Verification(database, store, stop);
        try
        {
            await found.RecordAsync();
            await found.FilesAsync();
            await found.ItemsAsync();
            await found.SeriesAsync();
            await found.ReplayAsync();
            found.IsWhole = true;
        }
        catch (Exception stopped) when (stop.IsCancellationRequested && stopped is not OutOfMemoryException)
        {
            // The engines tell of it in ways of their own.
        }
        return found;
    }

    void Add(string where, string what)
    {
        if (faults.Count < MostFaults)
            faults.Add(new(where, 0, what));
    }

    // A context a part: on SQLite a moment that was opened stays with its context.
    async Task RecordAsync()
    {
        await using var db = database.Open();
        var (wrong, lines) = await Recorded.VerifyAsync(db, stop);
        faults.AddRange(wrong.Take(MostFaults));
        Lines = lines;
    }

    async Task FilesAsync()
    {
        await using var db = database.Open();
        var lost = await db
            .Records.Where(r => r.List == StoreFile.List && !db.Files.Any(f => f.Hash == r.Item))
            .Select(r => new { r.Stream, r.Item })
            .Take(MostFaults)
            .ToListAsync(stop);
        foreach (var file in lost)
            Add(file.Stream, $"The file {file.Item} is in the record and not in the list of files.");
        var strange = await db
            .Files.Where(f => !db.Records.Any(r => r.List == StoreFile.List && r.Item == f.Hash))
            .Select(f => f.Hash)
            .Take(MostFaults)
            .ToListAsync(stop);
        foreach (var hash in strange)
            Add("files", $"The file {hash} is in the list of files and not in the record.");
        for (var after = ""; ; )
        {
#pragma warning disable CA1309 // translated to SQL
            var rows = await db
                .Files.Where(f => string.Compare(f.Hash, after) > 0)
                .OrderBy(f => f.Hash)
                .Select(f => new { f.Hash, f.Size })
                .Take(Batch)
                .ToListAsync(stop);
#pragma warning restore CA1309
            if (rows.Count == 0)
                return;
            foreach (var row in rows)
            {
                await using var content = store.Open(row.Hash);
                if (content is null)
                    Add("files", $"The file {row.Hash} is missing.");
                else if (content.Length != row.Size)
                    Add("files", $"The file {row.Hash} has {content.Length} bytes; it was stored with {row.Size}.");
                else if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) != row.Hash)
                    Add("files", $"The file {row.Hash} is not as it was stored.");
                Files++;
            }
            after = rows[^1].Hash;
        }
    }

    async Task ItemsAsync()
    {
        await using var db = database.Open();
        await using var moment = await db.OneMomentAsync(stop);
        await foreach (var row in db.Items.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            Items++;
            if (WhatDiffers(row) is { } what)
                Add($"{row.Owner}, {row.List}/{row.Id}", what);
        }
    }

    static string? WhatDiffers(ItemRow row)
    {
        if (Thing.Find(row.List) is not { } thing)
            return "There is no such list.";
        var right = new ItemRow { Id = row.Id };
        try
        {
            ItemRows.Write(thing, ItemRows.Read(thing, row), right, null);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return "Its body cannot be read.";
        }
        var columns = string.Join(
            ", ",
            new[]
            {
                row.Title != right.Title ? "title" : null,
                row.Person != right.Person ? "person" : null,
                row.Due != right.Due ? "due" : null,
                row.State != right.State ? "state" : null,
                row.Objective != right.Objective ? "objective" : null,
                row.Restricted != right.Restricted ? "restricted" : null,
            }.OfType<string>()
        );
        return columns.Length == 0 ? null : $"These columns are not what its body says: {columns}.";
    }

    async Task SeriesAsync()
    {
        await using var db = database.Open();
        await using var moment = await db.OneMomentAsync(stop);
        for (var after = 0; ; )
        {
            var batch = await db.Series.AsNoTracking().Where(s => s.Id > after).OrderBy(s => s.Id).Take(Batch).ToListAsync(stop);
            if (batch.Count == 0)
                return;
            var last = batch[^1].Id;
            var rows = (
                await db
                    .Readings.AsNoTracking()
                    .Where(r => r.Series > after && r.Series <= last)
                    .OrderBy(r => r.Series)
                    .ThenBy(r => r.On)
                    .ThenBy(r => r.Ordinal)
                    .ToListAsync(stop)
            ).ToLookup(r => r.Series);
            foreach (var series in batch)
            {
                Series++;
                if (WhatDiffers(series, [.. rows[series.Id]]) is { } what)
                    Add($"{series.Plan}, measures/{series.Measure}", what);
            }
            after = last;
        }
    }

    static string? WhatDiffers(SeriesRow series, List<ReadingRow> rows)
    {
        IReadOnlyList<Reading> packed;
        try
        {
            packed = PackedReadings.Unpack(series.Packed);
        }
        catch (Exception broken) when (broken is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return "Its packed readings cannot be read.";
        }
        if (packed.Count != rows.Count || series.Count != rows.Count)
            return $"It has {rows.Count} readings, {packed.Count} packed, {series.Count} counted.";
        for (var i = 0; i < rows.Count; i++)
        {
            var (one, row) = (packed[i], rows[i]);
            if (
                (one.On ?? DateOnly.MinValue) != row.On
                || !Nullable.Equals(one.Value, row.Value)
                || !Nullable.Equals(one.Numerator, row.Numerator)
                || !Nullable.Equals(one.Denominator, row.Denominator)
                || (one.Note ?? "") != (row.Note ?? "")
            )
                return $"The reading of {row.On:yyyy-MM-dd} is not the packed one.";
        }
        return null;
    }

    /// <summary>Tells each chain again and compares what is there with it.</summary>
    async Task ReplayAsync()
    {
        await using var db = database.Open();
        await using var moment = await db.OneMomentAsync(stop);
        var known = faults.Select(f => f.Stream).ToHashSet(StringComparer.Ordinal);
        var streams = await db
            .Records.Select(r => r.Stream)
            .Union(db.Plans.Select(p => p.Id))
            .Union(db.Items.Select(i => i.Owner))
            .ToListAsync(stop);
        var strategies = await db.Strategies.Select(s => s.Id).ToListAsync(stop);
        var chosen = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var stream in streams.Union(strategies.Select(StrategyRow.OwnerOf)).Order(StringComparer.Ordinal))
        {
            var told = new Replay();
            await foreach (
                var line in db.Records.Where(r => r.Stream == stream).OrderBy(r => r.Seq).AsAsyncEnumerable().WithCancellation(stop)
            )
                told.Tell(line);
            var found = stream == Recorded.Installation ? InstallationAsync(db, told) : ChainAsync(db, stream, told);
            await foreach (var (where, what) in found)
            {
                // What is broken in itself has been said.
                if (!known.Contains(where))
                    Add(where, what);
            }
            foreach (var (name, value) in told.Settings)
                chosen[name] = value;
        }
        await SettingsAsync(db, chosen);
    }

    /// <summary>What somebody chose beside the plans: the rules of charts, and advice that was put away.</summary>
    async Task SettingsAsync(Db db, Dictionary<string, string?> told)
    {
        var there = await db
            .Settings.Where(s => s.Name.StartsWith(ChartRules.Setting) || s.Name.StartsWith(PutAway.Setting))
            .ToDictionaryAsync(s => s.Name, s => s.Value, stop);
        foreach (var name in told.Keys.Union(there.Keys).Order(StringComparer.Ordinal))
        {
            if (!IsSame(told.GetValueOrDefault(name), there.GetValueOrDefault(name)))
                Add($"settings/{name}", "It is not as the record tells.");
        }

        static bool IsSame(string? one, string? other)
        {
            if (one is null || other is null)
                return one == other;
            try
            {
                using var first = JsonDocument.Parse(one);
                using var second = JsonDocument.Parse(other);
                return JsonElement.DeepEquals(first.RootElement, second.RootElement);
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    async IAsyncEnumerable<(string Where, string What)> ChainAsync(Db db, string owner, Replay told)
    {
        if (StrategyRow.IdOf(owner) is null)
        {
            var plan = await db.Plans.Include(p => p.Area).FirstOrDefaultAsync(p => p.Id == owner, stop);
            if (Against(told, "plan", owner, plan is not null, plan?.RemovedAt is not null, () => Bodies.Of(plan!)) is { } wrong)
                yield return (owner, wrong);
        }
        else
        {
            var strategy = await db.Strategies.FirstOrDefaultAsync(s => s.Id == StrategyRow.IdOf(owner), stop);
            if (Against(told, "strategy", "", strategy is not null, false, () => Bodies.Of(strategy!)) is { } wrong)
                yield return (owner, wrong);
        }
        var items = await db.Items.Where(i => i.Owner == owner).ToListAsync(stop);
        var links = (await db.Links.Where(l => l.Owner == owner).OrderBy(l => l.Ordinal).ToListAsync(stop)).ToLookup(l => (l.List, l.Id));
        var left = told.Things.Keys.Where(k => Thing.Find(k.List) is not null).ToHashSet();
        foreach (var item in items)
        {
            left.Remove((item.List, item.Id));
            if (Thing.Find(item.List) is not { } thing || Bodies.Of(thing, item) is not { } part)
                continue;
            var where = $"{owner}, {item.List}/{item.Id}";
            if (
                Against(
                    told,
                    item.List,
                    item.Id,
                    true,
                    item.RemovedAt is not null,
                    () => Things.Items.Difference(thing.Shape, null, part)
                ) is
                { } wrong
            )
                yield return (where, wrong);
            else if (
                !Things
                    .Items.Links(owner, thing, item.Id, part)
                    .Select(l => (l.Ordinal, l.Field, l.ToList, l.ToId))
                    .SequenceEqual(links[(item.List, item.Id)].Select(l => (l.Ordinal, l.Field, l.ToList, l.ToId)))
            )
                yield return (where, "Its links are not what its body says.");
        }
        foreach (var (list, id) in left)
            yield return ($"{owner}, {list}/{id}", "It is in the record and not there.");
        foreach (var list in items.GroupBy(i => i.List).Where(_ => !told.IsGenerated))
        {
            // One that is missing or strange has been said.
            var there = ItemRows.InOrder(list).Select(i => i.Id).ToList();
            if (!there.Intersect(told.Order(list.Key)).SequenceEqual(told.Order(list.Key).Intersect(there)))
                yield return ($"{owner}, {list.Key}", "Its order is not as the record tells.");
        }
        var series = await db.Series.Where(s => s.Plan == owner).Select(s => new { s.Id, s.Measure }).ToListAsync(stop);
        var readings = (
            await db
                .Series.Where(s => s.Plan == owner)
                .Join(db.Readings, s => s.Id, r => r.Series, (s, r) => r)
                .OrderBy(r => r.On)
                .ThenBy(r => r.Ordinal)
                .ToListAsync(stop)
        ).ToLookup(r => r.Series);
        foreach (var one in series)
        {
            if (told.Differing(one.Measure, [.. readings[one.Id]]) is { } day)
                yield return ($"{owner}, measures/{one.Measure}", $"The reading of {day:yyyy-MM-dd} is not as the record tells.");
        }
        foreach (var measure in told.Readings.Keys.Except(series.Select(s => s.Measure)))
        {
            if (told.Differing(measure, []) is not null)
                yield return ($"{owner}, measures/{measure}", "Its readings are in the record and not there.");
        }
    }

    async IAsyncEnumerable<(string Where, string What)> InstallationAsync(Db db, Replay told)
    {
        var areas = await db.Areas.ToDictionaryAsync(a => a.Id, stop);
        var left = told.Things.Keys.Where(k => k.List is "areas" or "people").ToHashSet();
        foreach (var area in areas.Values)
        {
            var id = area.Id.ToString(CultureInfo.InvariantCulture);
            left.Remove(("areas", id));
            var above = area.ParentId is { } parent ? areas.GetValueOrDefault(parent)?.Path : "/";
            if (Against(told, "areas", id, true, area.RemovedAt is not null, () => Bodies.Of(area)) is { } wrong)
                yield return ($"areas/{id}", wrong);
            else if (area.Path != $"{above}{id}/")
                yield return ($"areas/{id}", "Its path does not lead through the area above it.");
        }
        var people = await db.Users.ToListAsync(stop);
        foreach (var person in people)
        {
            var id = person.Id.ToString();
            left.Remove(("people", id));
            Change[] fields =
            [
                new("name", "null", Change.Text(person.Name)),
                new("email", "null", Change.Text(person.Email)),
                new("administrator", "null", person.IsAdministrator ? "true" : "false"),
            ];
            if (Against(told, "people", id, true, person.DisabledAt is not null, () => fields) is { } wrong)
                yield return ($"people/{person.Email}", wrong);
        }
        foreach (var (list, id) in left)
            yield return ($"{list}/{id}", "It is in the record and not there.");
        var emails = people.ToDictionary(p => p.Id.ToString(), p => p.Email ?? "", StringComparer.Ordinal);
        string Named(string person) => $"people/{emails.GetValueOrDefault(person, person)}";
        var grants = await db
            .Grants.Select(g => new
            {
                g.PersonId,
                g.Role,
                g.AreaId,
                g.Staff,
            })
            .ToListAsync(stop);
        var roles = grants
            .Select(g => (Person: g.PersonId.ToString(), g.Role, Area: Change.Number(g.AreaId), Staff: g.Staff ?? ""))
            .ToHashSet();
        foreach (var (person, role, area, _) in roles.Except(told.Roles))
            yield return (Named(person), $"The role {role} in area {area} was given past the record.");
        foreach (var (person, role, area, _) in told.Roles.Except(roles))
            yield return (Named(person), $"The role {role} in area {area} is in the record and not there.");
        var tokens = await db.Tokens.ToListAsync(stop);
        foreach (var token in tokens)
        {
            var person = token.PersonId.ToString();
            if (!told.Tokens.TryGetValue(token.Mark, out var made))
                yield return (Named(person), $"The token {token.Label} was made past the record.");
            else if (made is null != token.RevokedAt is not null)
                yield return (Named(person), $"The token {token.Label} is not revoked as the record tells.");
            else if (made is { } other && other != (person, token.Role, token.RecordedEnd))
                yield return (Named(person), $"The token {token.Label} is not as the record tells.");
        }
        foreach (var (mark, made) in told.Tokens.Where(t => t.Value is not null && !tokens.Exists(row => row.Mark == t.Key)))
            yield return (Named(made!.Value.Person), $"The token {mark} is in the record and not there.");
    }

    /// <summary>What is wrong with a thing when it is held against the record, or null.</summary>
    static string? Against(Replay told, string list, string id, bool isThere, bool isRemoved, Func<IEnumerable<Change>> present)
    {
        var thing = told.Things.GetValueOrDefault((list, id));
        if (thing is null)
            return isThere && !told.IsGenerated ? "It was added past the record." : null;
        if (!isThere)
            return "It is in the record and not there.";
        if (thing.IsRemoved != isRemoved)
            return isRemoved ? "It was removed past the record." : "It was brought back past the record.";
        var differing = thing.Differing(present());
        return differing.Count == 0 ? null : $"These fields are not as the record tells: {string.Join(", ", differing)}.";
    }
}

/// <summary>What rows hold, as the record would write it.</summary>
static class Bodies
{
    public static Part? Of(Thing thing, ItemRow row)
    {
        try
        {
            return ItemRows.Read(thing, row);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The plan's fields; what cannot be read is one field that no line has.</summary>
    public static IReadOnlyList<Change> Of(PlanRow row)
    {
        try
        {
            var plan = PlanRows.Read(row).Plan!;
            var right = new PlanRow();
            PlanRows.Write(right, plan, row.Body);
            var isRight =
                (right.Title, right.Starts, right.Ends, right.Status, right.Person)
                == (row.Title, row.Starts, row.Ends, row.Status, row.Person);
            return
            [
                .. ImportPlan.PlanChanges(null, row.Body),
                .. PlanRows.PlaceChanges(null, row.Area!, row.StrategyId).Where(c => c.Field is not Replay.AreaName),
                .. isRight ? Array.Empty<Change>() : [new("columns", "null", "true")],
            ];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return [new("body", "null", "true")];
        }
    }

    public static IEnumerable<Change> Of(StrategyRow row)
    {
        try
        {
            return EditStrategy.Changes(null, row.Body);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return [new("body", "null", "true")];
        }
    }

    public static IEnumerable<Change> Of(AreaRow row)
    {
        try
        {
            return Items.Difference(Shape.Of<Area>(), null, AreaRows.Read(row));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return [new("name", "null", "true")];
        }
    }
}
