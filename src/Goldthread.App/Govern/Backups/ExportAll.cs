using System.Globalization;
using System.Text.Json;
using Goldthread.App.Develop.Findings;
using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Tables;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Monitor;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Backups;

/// <summary>
/// Everything in open formats, to leave with: plans as plan files, flat tables as CSV, files of evidence under their own names, accounts without secrets,
/// the record as lines of JSON.
/// </summary>
public static class ExportAll
{
    /// <summary>What an export holds.</summary>
    /// <param name="Plans">How many plans.</param>
    /// <param name="Files">How many files of evidence.</param>
    /// <param name="Accounts">How many accounts.</param>
    /// <param name="Lines">How many lines of the record.</param>
    public sealed record Left(int Plans, int Files, int Accounts, long Lines);

    /// <param name="place">The installation.</param>
    /// <param name="writer">Its writer; nothing is written.</param>
    /// <param name="folder">A folder that is not there yet, or empty.</param>
    /// <param name="clock">What day it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="NotDone">There is something in the folder, or it cannot be written.</exception>
    public static async Task<Left> RunAsync(
        Place place,
        Writer writer,
        string folder,
        TimeProvider clock,
        CancellationToken cancel = default
    )
    {
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new NotDone($"{folder} has something in it. Name a folder that is not there yet.");
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await using var db = place.Database.Open();
            await TablesAsync(place, writer, db, folder, clock, cancel);
            return new(
                await PlansAsync(db, folder, cancel),
                await FilesAsync(db, new FileStore(place), folder, cancel),
                await AccountsAsync(db, folder, cancel),
                await RecordAsync(db, folder, cancel)
            );
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new NotDone($"The export cannot be written to {folder}: {wrong.Message.TrimEnd('.')}.", wrong);
        }
    }

    static async Task<int> PlansAsync(Db db, string folder, CancellationToken cancel)
    {
        var plans = Directory.CreateDirectory(Path.Combine(folder, "plans")).FullName;
        var ids = await db.Plans.Where(p => p.RemovedAt == null).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancel);
        foreach (var id in ids)
        {
            var document = (await PlanQueries.LoadAsync(db, id, Actor.CommandLine, cancel))!;
            await File.WriteAllTextAsync(Path.Combine(plans, NameOf(id) + ".yaml"), PlanFile.ToYaml(document), cancel);
        }
        return ids.Count;
    }

    static async Task TablesAsync(Place place, Writer writer, Db db, string folder, TimeProvider clock, CancellationToken cancel)
    {
        var tables = Directory.CreateDirectory(Path.Combine(folder, "tables")).FullName;
        await using var findings = new KeptFindings(place.Database, writer, clock);
        foreach (var table in FlatTable.All)
        {
            await using var file = File.Create(Path.Combine(tables, table.Name + ".csv"));
            await table.WriteAsync(new FlatAsk(db, Actor.CommandLine, findings, null, null), file, cancel);
        }
    }

    /// <summary>Under the name that the file was sent by, in a folder of its plan and its evidence.</summary>
    static async Task<int> FilesAsync(Db db, FileStore store, string folder, CancellationToken cancel)
    {
        var (many, files) = (0, Path.Combine(folder, "files"));
        var rows = await db
            .Items.Where(i => i.List == Evidence.List && i.RemovedAt == null)
            .OrderBy(i => i.Owner)
            .ThenBy(i => i.Id)
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            if (!FileLocation.TryRead(ItemRows.Read<Evidence>(row).Location, out var location))
                continue;
            await using var kept = store.Open(location.Hash);
            if (kept is null)
                throw new NotDone($"The file of the evidence {row.Id} of {row.Owner} is missing. goldthread verify says more.");
            var into = Directory.CreateDirectory(Path.Combine(files, NameOf(row.Owner), NameOf(row.Id))).FullName;
            await using var file = File.Create(Path.Combine(into, NameOf(location.Name)));
            await kept.CopyToAsync(file, cancel);
            many++;
        }
        return many;
    }

    static async Task<int> AccountsAsync(Db db, string folder, CancellationToken cancel)
    {
        var people = await db.Users.OrderBy(p => p.Email).ToListAsync(cancel);
        var grants = (await db.Grants.Include(g => g.Area).OrderBy(g => g.Id).ToListAsync(cancel)).ToLookup(g => g.PersonId);
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "accounts.csv"),
            Csv.File(
                ["name", "email", "administrator", "closed", "roles"],
                people.Select(p =>
                    (IEnumerable<string>)
                        [
                            p.Name,
                            p.Email ?? "",
                            p.IsAdministrator ? "true" : "false",
                            p.DisabledAt is { } at ? ServiceTime.DayOf(at).ToString("O", CultureInfo.InvariantCulture) : "",
                            string.Join("; ", grants[p.Id].Select(g => $"{g.Role} in {g.Area!.Name}")),
                        ]
                )
            ),
            cancel
        );
        return people.Count;
    }

    static async Task<long> RecordAsync(Db db, string folder, CancellationToken cancel)
    {
        var lines = 0L;
        await using var file = File.Create(Path.Combine(folder, "record.jsonl"));
        await using var json = new Utf8JsonWriter(file);
        await foreach (
            var row in db.Records.AsNoTracking().OrderBy(r => r.Stream).ThenBy(r => r.Seq).AsAsyncEnumerable().WithCancellation(cancel)
        )
        {
            json.WriteStartObject();
            json.WriteString("stream", row.Stream);
            json.WriteNumber("seq", row.Seq);
            json.WriteString("at", row.At);
            json.WriteString("by", row.Actor);
            json.WriteString("operation", row.Operation);
            json.WriteString("list", row.List);
            json.WriteString("item", row.Item);
            json.WriteString("reason", row.Reason);
            json.WritePropertyName("changes");
            json.WriteRawValue(row.Changes);
            json.WriteString("hash", Convert.ToHexStringLower(row.Hash));
            json.WriteEndObject();
            await json.FlushAsync(cancel);
            json.Reset();
            file.WriteByte((byte)'\n');
            lines++;
        }
        return lines;
    }

    /// <summary>A name that is a file's on any system, is another one's for another name, and never leads out of its folder.</summary>
    static string NameOf(string name)
    {
        var safe = Uri.EscapeDataString(name);
        return safe.Trim('.').Length == 0 ? "_" + safe : safe;
    }
}
