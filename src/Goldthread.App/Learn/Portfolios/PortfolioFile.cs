using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Goldthread.App.Documents;
using Goldthread.App.Store;
using Goldthread.App.Store.Kinds;
using Goldthread.Domain;
using Goldthread.Domain.Learn;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;
using JsonValue = System.Text.Json.Nodes.JsonValue;
using Line = Goldthread.App.Documents.Line;

namespace Goldthread.App.Learn.Portfolios;

/// <summary>
/// A portfolio in one file, to hand to an awarding body or to take along: the matrix of criteria and proof, statements, decisions and samples for Word, each
/// claim as it was frozen, and the hash of every file. Names of those who work there are roles in it, and what looks like somebody who uses a service is
/// taken out: it is shown to the learner first, and nothing leaves before they have looked at it.
/// </summary>
public sealed class PortfolioFile
{
    /// <summary>The document for Word.</summary>
    public const string Word = "portfolio.docx";

    /// <summary>The same for programs: what is claimed, by which file, with the hash of what was frozen.</summary>
    public const string Index = "portfolio.json";

    /// <summary>The hash list, as <c>sha256sum --check</c> reads it.</summary>
    public const string HashList = "SHA256SUMS";

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
    readonly List<Taken> taken = [];

    /// <summary>A text of which something is taken out.</summary>
    /// <param name="Where">Where it stands: <c>claim 3</c>.</param>
    /// <param name="Was">What it says.</param>
    /// <param name="Is">What leaves.</param>
    public sealed record Taken(string Where, string Was, string Is);

    /// <value>What is taken out, for the learner to look at.</value>
    public IReadOnlyList<Taken> TakenOut => taken;

    /// <value>SHA-256 over the hash list: what was looked at, so that nothing else leaves.</value>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sums())));

    /// <summary>Makes it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="seen">The portfolio.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<PortfolioFile> OfAsync(Db db, SeenPortfolio seen, CancellationToken cancel = default)
    {
        var parts = await PortfolioParts.OfAsync(db, seen.Row.Id, cancel);
        var frozen = await db
            .PortfolioParts.Where(r => r.PortfolioId == seen.Row.Id && r.Frozen != null && r.RemovedAt == null)
            .ToDictionaryAsync(r => r.Number, r => r.Frozen!, cancel);
        var file = new PortfolioFile();
        foreach (var (number, text) in frozen.OrderBy(f => f.Key))
        {
            var json = JsonNode.Parse(text)!;
            file.Redact(json, string.Create(CultureInfo.InvariantCulture, $"claim {number}"));
            file.files[NameOf(number)] = Encoding.UTF8.GetBytes(json.ToJsonString(Plain));
        }
        file.files[Index] = Encoding.UTF8.GetBytes(IndexOf(seen, parts).ToJsonString(Plain));
        file.files[Word] = WordFile.Of(file.DocumentOf(seen, parts));
        return file;
    }

    static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"claims/claim-{number}.json");

    string Say(string where, string text)
    {
        var shown = Redacted.Of(text);
        if (shown != text && !taken.Any(t => t.Was == text))
            taken.Add(new(where, text, shown));
        return shown;
    }

    void Redact(JsonNode node, string where)
    {
        switch (node)
        {
            case JsonObject one:
                foreach (var (name, value) in one.ToList())
                {
                    if (value is JsonValue text && text.TryGetValue<string>(out var said))
                    {
                        if (name is "who")
                            one[name] = one["own"]?.GetValue<bool>() == true ? "The learner" : Redacted.Role(said);
                        else if (name is not ("hash" or "list" or "id" or "plan"))
                            one[name] = Say(where, said);
                    }
                    else if (value is not null)
                    {
                        Redact(value, where);
                    }
                }
                break;
            case JsonArray several:
                for (var i = 0; i < several.Count; i++)
                {
                    if (several[i] is JsonValue text && text.TryGetValue<string>(out var said))
                        several[i] = Say(where, said);
                    else if (several[i] is { } value)
                        Redact(value, where);
                }
                break;
            default:
                break;
        }
    }

    static JsonObject IndexOf(SeenPortfolio seen, IReadOnlyList<(PortfolioPartRow Row, PortfolioPart Part)> parts) =>
        new()
        {
            ["goldthread"] = 1,
            ["unit"] = seen.Row.Unit,
            ["criteria"] = new JsonArray([
                .. seen.Criteria.Select(c => new JsonObject
                {
                    ["id"] = c.Id,
                    ["standing"] = Words.Written(PortfolioParts.StandingOf(parts.Select(p => p.Part), c.Id)),
                }),
            ]),
            ["claims"] = new JsonArray([
                .. parts
                    .Where(p => p.Part is FrozenClaim)
                    .Select(p => new JsonObject
                    {
                        ["number"] = p.Row.Number,
                        ["file"] = NameOf(p.Row.Number),
                        ["frozen_sha256"] = ((FrozenClaim)p.Part).Sha256,
                    }),
            ]),
        };

    Document DocumentOf(SeenPortfolio seen, IReadOnlyList<(PortfolioPartRow Row, PortfolioPart Part)> parts)
    {
        var blocks = new List<Block> { new Heading(1, "Criteria and proof") };
        blocks.Add(
            new Grid(
                "Each criterion, where it stands, and the claims that prove it",
                [new("Criterion", 50), new("Where it stands", 25), new("Proved by", 25)],
                [
                    .. seen.Criteria.Select(c =>
                        (IReadOnlyList<Cell>)
                            [
                                $"{c.Id} {c.Title}",
                                Words.Capital(Words.Read(PortfolioParts.StandingOf(parts.Select(p => p.Part), c.Id))),
                                string.Join(", ", ClaimsOf(parts, c.Id).Select(p => $"Claim {p.Row.Number}")),
                            ]
                    ),
                ]
            )
        );
        foreach (var (row, part) in parts.Where(p => p.Part is FrozenClaim))
        {
            var claim = (FrozenClaim)part;
            blocks.Add(new Heading(1, $"Claim {row.Number}: {string.Join(", ", claim.Criteria)}"));
            blocks.Add(new Paragraph(Say($"claim {row.Number}", claim.Statement!)));
            blocks.Add(
                new Paragraph(
                    $"Frozen {Days.Read(claim.On!.Value)} from the plan {claim.Plan}: {string.Join(", ", claim.Things)}. SHA-256 {claim.Sha256}"
                )
            );
        }
        foreach (var criterion in seen.Criteria)
        {
            var about = parts
                .Where(p =>
                    (p.Part is CriterionDecision decision && decision.Criterion == criterion.Id)
                    || (p.Part is DrawnSample drawn && drawn.Criterion == criterion.Id)
                )
                .ToList();
            if (about.Count == 0)
                continue;
            blocks.Add(new Heading(1, $"What was decided about {criterion.Id}"));
            foreach (var (row, part) in about)
                blocks.Add(new Bullets([.. Facts(row, part)]));
        }
        return new Document(seen.Unit?.Name ?? seen.Row.Unit, "The portfolio of a learner. Names are left out of it.", blocks);
    }

    IEnumerable<Line> Facts(PortfolioPartRow row, PortfolioPart part)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"{(part is CriterionDecision ? "decision" : "sample")} {row.Number}");
        foreach (var field in Shape.Of(part.GetType()).Fields.Where(f => f.Name is not ("criterion" or "decision") && f.IsSet(part)))
        {
            var said = field.Get(part) switch
            {
                DateOnly day => Days.Read(day),
                bool yes => yes ? "Yes" : "No",
                string text => Say(where, text),
                _ => Words.Capital(field.Choices.FirstOrDefault(c => c.Written == field.Write(part))?.Read ?? field.Write(part)),
            };
            yield return new Line(
                $"{(field.Label.Length > 0 ? field.Label : Words.Capital(where) + ", " + field.Name.Replace('_', ' '))} {said}"
            );
        }
    }

    static IEnumerable<(PortfolioPartRow Row, FrozenClaim Claim)> ClaimsOf(
        IReadOnlyList<(PortfolioPartRow Row, PortfolioPart Part)> parts,
        string criterion
    ) =>
        parts
            .Where(p => p.Part is FrozenClaim claim && claim.Criteria.Contains(criterion, StringComparer.Ordinal))
            .Select(p => (p.Row, (FrozenClaim)p.Part));

    // The document for Word is another one each time it is written: what was looked at is what it is made of.
    string Sums() =>
        string.Concat(files.Where(f => f.Key != Word).Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Value))}  {f.Key}\n"))
        + string.Concat(taken.Select(t => $"{t.Is}\n"));

    /// <summary>The file itself.</summary>
    public byte[] ToZip()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var sums = new StringBuilder();
            foreach (var (name, bytes) in files)
            {
                Write(zip, name, bytes);
                sums.Append(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {name}\n");
            }
            Write(zip, HashList, Encoding.UTF8.GetBytes(sums.ToString()));
        }
        return stream.ToArray();
    }

    static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    /// <summary>Lets the file leave, once the learner has looked at what it holds.</summary>
    /// <param name="work">The operation under way.</param>
    /// <param name="id">The portfolio.</param>
    /// <param name="mark">The <see cref="Mark"/> of what they looked at.</param>
    /// <param name="looked">True where they say that nothing in it tells who uses a service.</param>
    /// <exception cref="Forbidden">It is another's portfolio.</exception>
    /// <exception cref="RuleBroken">They have not looked, or it is another one by now.</exception>
    public static async Task<byte[]> ReleaseAsync(Work work, int id, string? mark, bool looked)
    {
        var seen = await SeenPortfolio.ToWriteAsync(work, id, LearningRole.Learner);
        if (!looked)
            throw new RuleBroken("Look at what leaves first, and say that nothing in it tells who uses a service.", "looked");
        var file = await OfAsync(work.Db, seen);
        if (file.Mark != mark)
            throw new RuleBroken("The portfolio is another one by now. Look at it again.", "looked");
        work.Record(
            LearntRow.OwnerOf(seen.Row.PersonId),
            "ExportPortfolio",
            PortfoliosKind.List,
            id.ToString(CultureInfo.InvariantCulture),
            [new("export", "null", Change.Text(file.Mark))]
        );
        return file.ToZip();
    }

    /// <summary>Is a file that left as it was? It needs no database.</summary>
    /// <param name="zip">The file.</param>
    /// <returns>What is wrong, a sentence each; none where all is as it was written.</returns>
    /// <exception cref="NotDone">It is no portfolio.</exception>
    public static (IReadOnlyList<string> Faults, int Files) Verify(Stream zip)
    {
        const long most = 200L * 1024 * 1024;
        try
        {
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
            if (archive.GetEntry(HashList) is not { } list || archive.GetEntry(Index) is null)
                throw new NotDone($"This is no portfolio: it has no {HashList} or no {Index}.");
            if (archive.Entries.Sum(e => e.Length) > most)
                throw new NotDone("This is larger than a portfolio can be.");
            var faults = new List<string>();
            using var reader = new StreamReader(list.Open());
            var told = new Dictionary<string, string>(StringComparer.Ordinal);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length < 67 || line[64..66] is not "  " || !told.TryAdd(line[66..], line[..64]))
                    faults.Add($"The hash list has a line that says nothing: {(line.Length > 80 ? line[..80] : line)}");
            }
            foreach (var entry in archive.Entries.Where(e => e.FullName != HashList))
            {
                using var content = entry.Open();
                var hash = Convert.ToHexStringLower(SHA256.HashData(content));
                if (!told.Remove(entry.FullName, out var right))
                    faults.Add($"{entry.FullName} is not in the hash list: it was added.");
                else if (right != hash)
                    faults.Add($"{entry.FullName} is not as it was written.");
            }
            faults.AddRange(told.Keys.Select(name => $"{name} is missing."));
            return (faults, archive.Entries.Count - 1);
        }
        catch (InvalidDataException broken)
        {
            throw new NotDone("The file cannot be read: it is no whole zip file.", broken);
        }
    }
}
