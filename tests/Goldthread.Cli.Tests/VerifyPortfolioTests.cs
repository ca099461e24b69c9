using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Goldthread.Cli.Tests;

/// <summary><c>goldthread verify portfolio.zip</c>: whoever is handed a portfolio sees whether it is as it was written, without a database.</summary>
public sealed class VerifyPortfolioTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("goldthread-portfolio");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_portfolio_is_as_it_was_written_or_it_is_said_what_is_not()
    {
        const string index = "{}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(index)));
        var right = await Tool.RunAsync(
            "",
            "verify",
            Zip("right.zip", ("portfolio.json", index), ("SHA256SUMS", $"{hash}  portfolio.json\n"))
        );
        Assert.Equal((0, "1 file: each is as it was written.\n"), (right.Status, right.Output));
        var wrong = await Tool.RunAsync(
            "",
            "verify",
            Zip("wrong.zip", ("portfolio.json", "[]"), ("SHA256SUMS", $"{hash}  portfolio.json\n"))
        );
        Assert.Equal(1, wrong.Status);
        Assert.Contains("portfolio.json is not as it was written.", wrong.Output, StringComparison.Ordinal);
        var none = await Tool.RunAsync("", "verify", Zip("none.zip", ("other.txt", index)));
        Assert.Equal(2, none.Status);
        Assert.Contains("This is no portfolio", none.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Tool.RunAsync("", "verify", "/nowhere.zip")).Status);
    }

    string Zip(string name, params (string Name, string Text)[] files)
    {
        var path = Path.Combine(folder.FullName, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, text) in files)
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(text);
        }
        return path;
    }
}
