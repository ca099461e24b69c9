using System.Globalization;
using System.Text.RegularExpressions;

namespace Goldthread.Web.Tests.Client;

/// <summary>What holds of the style sheet in every page: contrast as WCAG 2.2 counts it, nothing from elsewhere, nothing that a strict content policy refuses.</summary>
public partial class LookTests
{
    static readonly string Web = FindWeb();

    // Text needs 4.5 to 1 on each ground that it stands on; a line or shape that carries meaning 3 to 1.
    static readonly (string Name, string[] Grounds, double Least)[] Pairs =
    [
        ("ink", ["paper", "card", "sunk", "hover"], 7),
        ("muted", ["paper", "card", "sunk", "hover"], 4.5),
        ("link", ["paper", "card", "sunk", "hover"], 4.5),
        ("link-hover", ["paper", "card", "hover"], 4.5),
        ("pine-text", ["paper", "card", "hover"], 4.5),
        ("on-pine", ["pine", "pine-deep"], 4.5),
        ("on-pine-muted", ["pine"], 4.5),
        ("improving", ["paper", "card"], 4.5),
        ("concerning", ["paper", "card"], 4.5),
        ("neutral", ["paper", "card"], 4.5),
        ("error", ["paper", "card"], 4.5),
        ("on-error", ["error", "error-deep"], 4.5),
        ("done", ["paper", "card"], 4.5),
        ("focus-ink", ["focus"], 7),
        ("thread", ["paper", "card"], 3),
        ("line-strong", ["paper", "card"], 3),
    ];

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Colours_can_be_told_apart(string scheme)
    {
        var colours = Colours(scheme);

        var weak =
            from pair in Pairs
            from ground in pair.Grounds
            let contrast = Contrast(colours[pair.Name], colours[ground])
            where contrast < pair.Least
            select string.Create(CultureInfo.InvariantCulture, $"{pair.Name} on {ground}: {contrast:0.00}, wants {pair.Least}");
        Assert.Empty(weak);
    }

    [Fact]
    public void Contrast_is_counted_as_the_guidelines_do()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 2);
        Assert.Equal(4.54, Contrast("#767676", "#ffffff"), 2);
    }

    [Fact]
    public void Style_sheet_takes_nothing_from_elsewhere()
    {
        var css = File.ReadAllText(Path.Combine(Web, "wwwroot/lib/app.css"));

        var addresses = Address()
            .Matches(css)
            .Select(match => match.Groups["address"].Value.Trim('"', '\''))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.True(File.Exists(Path.Combine(Web, "wwwroot/lib", address)), address));
        Assert.DoesNotContain("frutiger", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", css, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Pages_and_parts_have_no_inline_style_or_script()
    {
        var sources = Directory
            .EnumerateFiles(Web, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal));
        Assert.All(
            sources,
            file => Assert.False(Inline().IsMatch(File.ReadAllText(file)), $"{Path.GetRelativePath(Web, file)} has inline style or script")
        );
    }

    static Dictionary<string, string> Colours(string scheme)
    {
        var source = File.ReadAllText(Path.Combine(Web, "client/_tokens.scss"));
        var from = source.IndexOf($"@mixin {scheme} {{", StringComparison.Ordinal);
        var block = source[from..source.IndexOf('}', from)];
        return Token()
            .Matches(block)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["colour"].Value, StringComparer.Ordinal);
    }

    static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    static double Luminance(string colour)
    {
        var hex = colour.Length == 4 ? string.Concat(colour[1..].Select(digit => $"{digit}{digit}")) : colour[1..];
        double Channel(int at)
        {
            var share = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(0) + 0.7152 * Channel(2) + 0.0722 * Channel(4);
    }

    static string FindWeb()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Goldthread.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "src/Goldthread.Web");
    }

    [GeneratedRegex(@"--(?<name>[a-z-]+): (?<colour>#[0-9a-f]{3,6});", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"url\((?<address>[^)]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"\sstyle=\\?[""']|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=\\?[""']", RegexOptions.None, 5000)]
    private static partial Regex Inline();
}
