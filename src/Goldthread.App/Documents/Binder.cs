using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Files;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Documents;

/// <summary>
/// The inspection pack: a folder in one file with an index by requirement (for reading, and for Word), the files of the evidence, and the list of their hashes.
/// What only staff may see is named and stays at home; what is marked for few is not in it.
/// </summary>
public sealed class Binder
{
    /// <summary>The most files of evidence in one pack.</summary>
    public const int MostFiles = 500;

    /// <summary>The most bytes of evidence in one pack: 1 GB.</summary>
    public const long MostBytes = 1024L * 1024 * 1024;

    /// <summary>The hash list, as <c>sha256sum --check</c> reads it.</summary>
    public const string HashList = "SHA256SUMS";

    readonly PlanWords words;
    readonly IReadOnlyList<Proved> requirements;
    readonly Dictionary<string, (FileRow Row, string Name)> files;

    Binder(PlanWords words, IReadOnlyList<Proved> requirements, Dictionary<string, (FileRow, string)> files) =>
        (this.words, this.requirements, this.files) = (words, requirements, files);

    /// <summary>A requirement, what in the plan answers it, and the evidence.</summary>
    sealed record Proved(string Code, string Name, IReadOnlyList<Item> By, IReadOnlyList<Evidence> Evidence);

    /// <summary>Looks what belongs in it; one query.</summary>
    /// <param name="db">The database.</param>
    /// <param name="words">The plan as somebody sees it.</param>
    /// <param name="requirement">FRAMEWORK:REQUIREMENT for what proves one, FRAMEWORK for one framework; null for all that the plan cites.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="Missing">The requirement is not known.</exception>
    /// <exception cref="RuleBroken">There is more than a pack takes.</exception>
    public static async Task<Binder> OfAsync(Db db, PlanWords words, string? requirement, CancellationToken cancel = default)
    {
        var plan = words.Document;
        if (requirement is not null && Shipped.Data.Requirement(requirement) is null && Shipped.Data.Framework(requirement) is null)
            throw new Missing("requirement");
        bool IsAsked(string code) =>
            requirement is null || code == requirement || code.StartsWith(requirement + ":", StringComparison.Ordinal);
        var shown = plan.Evidence.Where(e => e.Sensitivity is not Sensitivity.Restricted).ToList();
        var cited = plan
            .Objectives.SelectMany(o => o.Requirements.Select(r => (Code: r.Id, Item: (Item)o)))
            .Concat(plan.Measures.SelectMany(m => m.Requirements.Select(r => (Code: r.Id, Item: (Item)m))))
            .Concat(plan.Audits.SelectMany(a => a.Requirements.Select(r => (Code: (string?)r, Item: (Item)a))))
            .Concat(plan.Policies.SelectMany(p => p.Requirements.Select(r => (Code: (string?)r, Item: (Item)p))))
            .Where(c => c.Code is not null)
            .ToLookup(c => c.Code!, c => c.Item, StringComparer.Ordinal);
        var own = shown
            .SelectMany(e => e.Requirements.Select(r => (Code: r, Evidence: e)))
            .ToLookup(c => c.Code, c => c.Evidence, StringComparer.Ordinal);
        var codes = cited
            .Select(c => c.Key)
            .Union(own.Select(o => o.Key), StringComparer.Ordinal)
            .Where(IsAsked)
            .Order(StringComparer.Ordinal);
        List<Proved> all =
        [
            .. codes.Select(code =>
            {
                var by = cited[code].Distinct().ToList();
                var ids = by.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
                return new Proved(
                    code,
                    Shipped.Data.Requirement(code) is { } known ? $"{known.Title}" : code,
                    by,
                    [.. own[code].Union(shown.Where(e => e.Supports.Any(ids.Contains)))]
                );
            }),
        ];
        var wanted = all.SelectMany(r => r.Evidence)
            .Distinct()
            .Where(e => e.Sensitivity is not Sensitivity.Staff)
            .Select(e => (e.Id, File: FileLocation.TryRead(e.Location, out var file) ? file : (FileLocation?)null))
            .Where(e => e.File is not null)
            .ToList();
        var hashes = wanted.Select(w => w.File!.Value.Hash).Distinct().ToArray();
        var id = words.Plan.Id;
        // A hash alone opens nothing: the file came in with evidence of this plan.
        var rows = await db
            .Files.AsNoTracking()
            .Where(f => hashes.Contains(f.Hash) && db.Records.Any(r => r.Stream == id && r.List == StoreFile.List && r.Item == f.Hash))
            .ToDictionaryAsync(f => f.Hash, StringComparer.Ordinal, cancel);
        var stored = wanted.Where(w => rows.ContainsKey(w.File!.Value.Hash)).ToList();
        if (stored.Count > MostFiles || stored.Sum(w => rows[w.File!.Value.Hash].Size) > MostBytes)
            throw new RuleBroken(
                $"A pack takes at most {MostFiles} files and 1 GB of evidence. Ask for one framework or one requirement.",
                "requirement"
            );
        return new(
            words,
            all,
            stored
                .Index()
                .ToDictionary(
                    w => w.Item.Id,
                    w =>
                        (
                            rows[w.Item.File!.Value.Hash],
                            string.Create(CultureInfo.InvariantCulture, $"evidence/{w.Index + 1:000} {Safe(w.Item.File!.Value.Name)}")
                        ),
                    StringComparer.Ordinal
                )
        );
    }

    /// <summary>Writes it, file by file; costs a block of memory.</summary>
    /// <param name="store">Where the files of evidence are.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="site">The public address that the index leads to, or null.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task WriteAsync(FileStore store, Stream to, Uri? site, CancellationToken cancel = default)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        var hashes = new StringBuilder();
        var index = Index();
        await AddAsync("index.docx", WordFile.Of(index, site));
        await AddAsync("index.html", Encoding.UTF8.GetBytes(Page(index)));
        foreach (var (row, name) in files.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            await using var content = store.Open(row.Hash);
            if (content is null)
                // The check of the installation names it; the pack says that it is not in it.
                continue;
            await using (var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel))
                await content.CopyToAsync(entry, cancel);
            hashes.Append(CultureInfo.InvariantCulture, $"{row.Hash}  {name}\n");
        }
        await using var last = await zip.CreateEntry(HashList).OpenAsync(cancel);
        await last.WriteAsync(Encoding.UTF8.GetBytes(hashes.ToString()), cancel);

        async Task AddAsync(string name, byte[] bytes)
        {
            await using (var entry = await zip.CreateEntry(name).OpenAsync(cancel))
                await entry.WriteAsync(bytes, cancel);
            hashes.Append(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {name}\n");
        }
    }

    /// <summary>The index by requirement.</summary>
    Document Index()
    {
        List<Block> blocks =
        [
            new Paragraph(
                $"{Several.Count(requirements.Count, "requirement")}, {requirements.Count(r => r.Evidence.Count == 0):N0} without evidence, {Several.Count(files.Count, "file")}. {HashList} has the SHA-256 of each."
            ),
        ];
        foreach (var framework in requirements.GroupBy(r => r.Code.Split(':')[0], StringComparer.Ordinal))
        {
            var name = Shipped.Data.Framework(framework.Key)?.Name ?? framework.Key;
            blocks.Add(new Heading(1, name));
            blocks.Add(
                new Grid(
                    $"{name}: each requirement with what answers it and its evidence",
                    [new("Requirement", 3), new("What we do", 4), new("Evidence", 5)],
                    [
                        .. framework.Select(r =>
                            (IReadOnlyList<Cell>)
                                [
                                    r.Name,
                                    new Cell([.. r.By.Select(i => words.OfId(i.Id, words.NameOfAny(i.Id) ?? i.Id))]),
                                    r.Evidence.Count == 0 ? "No evidence yet" : new Cell([.. r.Evidence.Select(Line)]),
                                ]
                        ),
                    ]
                )
            );
        }
        return new(words.Plan.Title + ": inspection pack", words.Standing, blocks);
    }

    Line Line(Evidence evidence) =>
        words.Of(
            evidence,
            $"{evidence.Title ?? "Evidence"}{(evidence.On is { } on ? $", {Days.Read(on)}" : "")}: {(files.TryGetValue(evidence.Id, out var file) ? file.Name
            : evidence.Sensitivity is Sensitivity.Staff ? "for staff; ask to see it"
            : FileLocation.TryRead(evidence.Location, out _) ? "its file is not here"
            : evidence.Location ?? "where it is kept is not said")}"
        );

    /// <summary>The index as a page of its own, with the files as links.</summary>
    string Page(Document index)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>");
        html.Append(Text(index.Title))
            .Append("</title><style>body{font-family:sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse;width:100%}")
            .Append("th,td{text-align:left;vertical-align:top;border-bottom:1px solid #888;padding:.4em}</style></head><body><h1>")
            .Append(Text(index.Title))
            .Append("</h1><p>")
            .Append(Text(index.Lead))
            .Append("</p>");
        foreach (var block in index.Blocks)
        {
            if (block is Heading heading)
                html.Append("<h2>").Append(Text(heading.Text)).Append("</h2>");
            else if (block is Paragraph said)
                html.Append("<p>").Append(Text(said.Text)).Append("</p>");
            else if (block is Grid grid)
            {
                html.Append("<table><caption>").Append(Text(grid.Description)).Append("</caption><thead><tr>");
                foreach (var column in grid.Columns)
                    html.Append("<th scope=\"col\">").Append(Text(column.Title)).Append("</th>");
                html.Append("</tr></thead><tbody>");
                foreach (var row in grid.Rows)
                {
                    html.Append("<tr>");
                    foreach (var cell in row)
                        html.Append("<td>").AppendJoin("<br>", cell.Lines.Select(Linked)).Append("</td>");
                    html.Append("</tr>");
                }
                html.Append("</tbody></table>");
            }
        }
        return html.Append("</body></html>").ToString();

        static string Text(string text) => WebUtility.HtmlEncode(text);

        string Linked(Line line) =>
            files.Values.FirstOrDefault(f => line.Text.EndsWith(": " + f.Name, StringComparison.Ordinal)) is { Name: { } name }
                ? $"<a href=\"{Text(Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal))}\">{Text(line.Text)}</a>"
                : Text(line.Text);
    }

    /// <summary>A file's name as every system takes it.</summary>
    static string Safe(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_')).Trim(' ', '.')
            is { Length: > 0 } safe
            ? safe
            : "file";
}
