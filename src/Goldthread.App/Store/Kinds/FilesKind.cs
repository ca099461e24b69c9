using System.Globalization;
using Goldthread.App.Monitor.Files;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Files of evidence as their list has them. A file may be told of on several chains; what is in it is compared with its hash elsewhere.</summary>
sealed class FilesKind : ToldKind
{
    public override string Table => "files";

    public override bool Tells(string list) => list is StoreFile.List;

    public override bool Has(string list, string field) => field is "size" or StoreFile.ContentType;

    protected override bool IsLate(string field) => field is StoreFile.ContentType;

    protected override string WhereIs(Chain chain, string list, string id) => $"file {id}";

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain)
    {
        var told = chain.Told.Things.Where(t => Tells(t.Key.List)).ToDictionary(t => t.Key.Id, t => t.Value, StringComparer.Ordinal);
        if (told.Count == 0)
            return [];
        foreach (var (hash, file) in told)
        {
            if (!chain.Whole.Files.TryGetValue(hash, out var first) || file.MadeAt < first)
                chain.Whole.Files[hash] = file.MadeAt;
        }
        var hashes = told.Keys.ToArray();
        return
        [
            .. (await chain.Db.Files.Where(f => hashes.Contains(f.Hash)).ToListAsync(chain.Stop)).Select(f => new Present(
                StoreFile.List,
                f.Hash,
                WhereIs(chain, StoreFile.List, f.Hash),
                [
                    new("size", JsonValue.Nothing, f.Size.ToString(CultureInfo.InvariantCulture)),
                    new(StoreFile.ContentType, JsonValue.Nothing, Change.Text(f.ContentType)),
                ]
            )),
        ];
    }

    public override async IAsyncEnumerable<(string Where, string What)> RestAsync(Whole whole)
    {
        foreach (var file in await whole.Db.Files.OrderBy(f => f.Hash).Select(f => new { f.Hash, f.StoredAt }).ToListAsync(whole.Stop))
        {
            if (!whole.Files.TryGetValue(file.Hash, out var stored))
                yield return ($"file {file.Hash}", "It is in the list of files and not in the record.");
            else if (Db.Microseconds(stored) != Db.Microseconds(file.StoredAt))
                yield return ($"file {file.Hash}", "It was not stored when the record tells.");
        }
    }
}
