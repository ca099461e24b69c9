using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Goldthread.Domain;

namespace Goldthread.App.Monitor.Files;

/// <summary>
/// The words of a PDF as far as they are text: what its pages draw with fonts whose letters can be told. A scan has none, and a file with a password says
/// nothing. It is no reader of PDFs: it does not draw, follows no page tree and needs no order, since it only looks whether something stands there.
/// Source: ISO 32000-1, 7.3, 7.5, 9.4 and 9.10.
/// </summary>
static partial class PdfWords
{
    /// <summary>The most bytes that are unpacked; a file of more is refused, since nobody can say what stands in the rest.</summary>
    internal const int Most = 64 * 1024 * 1024;

    /// <summary>The most fonts of one name that are tried.</summary>
    const int MostFonts = 8;

    /// <summary>From which shift to the left on, in thousandths of the letters' size, a gap is a space.</summary>
    const double SpaceFrom = -150;

    /// <summary>The texts of all pages, each as one; several where a font's name stands for several fonts.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleBroken">It unpacks to more than can be looked through.</exception>
    internal static IEnumerable<string> Of(byte[] file, CancellationToken cancel)
    {
        var parts = Parts(file, cancel);
        var fonts = Fonts(parts);
        foreach (var (dictionary, content) in parts.Values)
        {
            cancel.ThrowIfCancellationRequested();
            // What tells of itself, such as its title, stands beside the pages.
            foreach (var written in Strings(dictionary))
                yield return written;
            if (content.AsSpan().IndexOf("BT"u8) < 0)
                continue;
            var choices = 1;
            for (var choice = 0; choice < Math.Min(choices, MostFonts); choice++)
                yield return Shown(content, fonts, choice, ref choices);
        }
    }

    /// <summary>An object: what stands before its stream, and its stream unpacked.</summary>
    sealed record Part(string Dictionary, byte[] Content);

    static Dictionary<int, Part> Parts(byte[] file, CancellationToken cancel)
    {
        var text = Encoding.Latin1.GetString(file);
        var parts = new Dictionary<int, Part>();
        var left = Most;
        var end = 0;
        // Each begins where the one before it ended, so that no file is read twice.
        for (var match = Object().Match(text); match.Success; match = Object().Match(text, end))
        {
            cancel.ThrowIfCancellationRequested();
            var start = match.Index + match.Length;
            end = text.IndexOf("endobj", start, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end;
            var stream = text.IndexOf("stream", start, end - start, StringComparison.Ordinal);
            var dictionary = text[start..(stream < 0 ? end : stream)];
            var content = stream < 0 ? [] : Unpacked(file, text, dictionary, stream + 6, ref left);
            var number = int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            // A later one of the same number stands for the earlier; both are looked at.
            while (parts.ContainsKey(number))
                number += 100_000_000;
            parts[number] = new(dictionary, content);
            if (dictionary.Contains("/ObjStm", StringComparison.Ordinal))
                Inner(dictionary, content, parts);
        }
        return parts;
    }

    /// <summary>The objects that lie packed in one.</summary>
    static void Inner(string dictionary, byte[] content, Dictionary<int, Part> parts)
    {
        if (!First().Match(dictionary).TryInt(out var first) || first > content.Length)
            return;
        var text = Encoding.Latin1.GetString(content);
        var numbers = text[..first].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < numbers.Length; i += 2)
        {
            if (
                !int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !int.TryParse(numbers[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                || first + from > text.Length
            )
                return;
            var to =
                i + 3 < numbers.Length && int.TryParse(numbers[i + 3], NumberStyles.None, CultureInfo.InvariantCulture, out var next)
                    ? Math.Clamp(first + next, first + from, text.Length)
                    : text.Length;
            parts.TryAdd(number, new(text[(first + from)..to], []));
        }
    }

    static byte[] Unpacked(byte[] file, string text, string dictionary, int start, ref int left)
    {
        if (text.AsSpan(start) is ['\r', '\n', ..])
            start += 2;
        else if (start < text.Length && text[start] is '\n' or '\r')
            start++;
        var end = text.IndexOf("endstream", start, StringComparison.Ordinal);
        if (end < 0 || dictionary.Contains("/Image", StringComparison.Ordinal) || dictionary.Contains("/Length1", StringComparison.Ordinal))
            return [];
        var bytes = file.AsSpan(start, end - start).ToArray();
        foreach (Match filter in Filter().Matches(dictionary))
        {
            bytes = filter.Value switch
            {
                "/FlateDecode" or "/Fl" => Inflated(bytes, left),
                "/ASCII85Decode" or "/A85" => From85(bytes),
                "/ASCIIHexDecode" or "/AHx" => FromHex(Encoding.Latin1.GetString(bytes)),
                _ => [],
            };
        }
        left -= bytes.Length;
        return bytes;
    }

    static byte[] Inflated(byte[] bytes, int most)
    {
        using var all = new MemoryStream();
        var block = new byte[1 << 16];
        try
        {
            using var inflate = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
            for (int read; all.Length <= most && (read = inflate.Read(block)) > 0; )
                all.Write(block, 0, read);
        }
        catch (InvalidDataException)
        {
            // What came before the fault counts.
        }
        return all.Length <= most ? all.ToArray() : throw new RuleBroken(PackedWords.TooMuch, ReceivedFile.Question);
    }

    static byte[] From85(byte[] bytes)
    {
        var all = new List<byte>(bytes.Length);
        Span<byte> five = stackalloc byte[5];
        var count = 0;
        foreach (var sign in bytes)
        {
            if (sign is (byte)'~')
                break;
            if (sign is (byte)'z' && count == 0)
                all.AddRange([0, 0, 0, 0]);
            if (sign is < (byte)'!' or > (byte)'u')
                continue;
            five[count++] = (byte)(sign - '!');
            if (count == 5)
                Flush(five, 5, all);
            count %= 5;
        }
        if (count > 1)
        {
            five[count..].Fill(84);
            Flush(five, count, all);
        }
        return [.. all];

        static void Flush(ReadOnlySpan<byte> five, int count, List<byte> all)
        {
            uint value = 0;
            foreach (var one in five)
                value = unchecked((value * 85) + one);
            for (var i = 0; i < count - 1; i++)
                all.Add((byte)(value >> (24 - (8 * i))));
        }
    }

    static byte[] FromHex(string hex)
    {
        var digits = new string([.. hex.TakeWhile(c => c != '>').Where(char.IsAsciiHexDigit)]);
        return Convert.FromHexString(digits.Length % 2 == 0 ? digits : digits + "0");
    }

    /// <summary>A font: how many bytes a letter has, and which letter each code is.</summary>
    sealed record Font(bool IsWide, Dictionary<int, string> Letters);

    /// <summary>The fonts by the names under which pages use them. Pages may use one name for several.</summary>
    static Dictionary<string, List<Font>> Fonts(Dictionary<int, Part> parts)
    {
        var byNumber = new Dictionary<int, Font>();
        Font? Of(int number)
        {
            if (byNumber.TryGetValue(number, out var known))
                return known;
            if (!parts.TryGetValue(number, out var part))
                return null;
            var isWide = part.Dictionary.Contains("/Type0", StringComparison.Ordinal);
            var letters =
                ToUnicode().Match(part.Dictionary).TryInt(out var map) && parts.TryGetValue(map, out var codes)
                    ? Letters(codes.Content)
                    : [];
            return byNumber[number] = new Font(isWide, letters);
        }
        var fonts = new Dictionary<string, List<Font>>(StringComparer.Ordinal);
        foreach (var part in parts.Values)
        {
            foreach (Match named in Named().Matches(part.Dictionary))
            {
                if (
                    int.TryParse(named.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && parts.TryGetValue(number, out var font)
                    && font.Dictionary.Contains("/Font", StringComparison.Ordinal)
                    && Of(number) is { } one
                )
                {
                    if (!fonts.TryGetValue(named.Groups["name"].Value, out var all))
                        fonts[named.Groups["name"].Value] = all = [];
                    if (!all.Contains(one))
                        all.Add(one);
                }
            }
        }
        return fonts;
    }

    /// <summary>Which letter each code is, as the file says for those who copy its text.</summary>
    static Dictionary<int, string> Letters(byte[] map)
    {
        var letters = new Dictionary<int, string>();
        var text = Encoding.Latin1.GetString(map);
        static int Code(string hex) => int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) ? code : -1;
        static string Text(string hex) => Encoding.BigEndianUnicode.GetString(FromHex(hex));
        foreach (Match section in Section().Matches(text))
        {
            var isRange = section.Groups["kind"].Value is "range";
            var items = Hex().Matches(section.Groups["items"].Value).Select(m => m.Value).ToList();
            for (var i = 0; i < items.Count && letters.Count < 70_000; )
            {
                var first = Code(items[i].Trim('<', '>', ' '));
                if (!isRange)
                {
                    if (i + 1 < items.Count)
                        letters[first] = Text(items[i + 1]);
                    i += 2;
                    continue;
                }
                if (i + 2 >= items.Count)
                    break;
                var last = Code(items[i + 1].Trim('<', '>', ' '));
                i += 2;
                if (items[i] is "[")
                {
                    for (i++; i < items.Count && items[i] is not "]"; i++)
                        letters[first++] = Text(items[i]);
                    i++;
                    continue;
                }
                var to = Text(items[i++]);
                for (var code = first; code <= last && code - first < 65_536 && to.Length > 0; code++)
                    letters[code] = to[..^1] + (char)(to[^1] + code - first);
            }
        }
        return letters;
    }

    /// <summary>The texts in brackets of an object that is no page.</summary>
    static IEnumerable<string> Strings(string dictionary)
    {
        if (!dictionary.Contains('(', StringComparison.Ordinal))
            yield break;
        for (var at = 0; at < dictionary.Length; at++)
        {
            if (dictionary[at] != '(')
                continue;
            var bytes = Literal(dictionary, ref at);
            yield return bytes is [0xFE, 0xFF, ..]
                ? Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2))
                : Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>What a page's drawing shows, with the given choice among fonts of one name.</summary>
    static string Shown(byte[] content, Dictionary<string, List<Font>> fonts, int choice, ref int choices)
    {
        var text = Encoding.Latin1.GetString(content);
        var shown = new StringBuilder();
        var numbers = new List<double>();
        Font? font = null;
        var name = "";
        var (height, inList) = (double.NaN, false);
        void Show(byte[] bytes)
        {
            if (font is not { Letters.Count: > 0 } known)
            {
                shown.Append(font is { IsWide: true } ? Encoding.BigEndianUnicode.GetString(bytes) : Encoding.Latin1.GetString(bytes));
                return;
            }
            var step = known.IsWide ? 2 : 1;
            for (var i = 0; i + step <= bytes.Length; i += step)
                shown.Append(
                    known.Letters.GetValueOrDefault(
                        step == 2 ? (bytes[i] << 8) | bytes[i + 1] : bytes[i],
                        step == 1 ? ((char)bytes[i]).ToString() : ""
                    )
                );
        }
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign == '(')
                Show(Literal(text, ref at));
            else if (sign == '<' && at + 1 < text.Length && text[at + 1] != '<')
            {
                var end = text.IndexOf('>', at);
                end = end < 0 ? text.Length : end;
                Show(FromHex(text[(at + 1)..end]));
                at = end;
            }
            else if (sign == '[')
                inList = true;
            else if (sign == ']')
                inList = false;
            else if (sign == '/')
            {
                var end = at + 1;
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && !"/[]()<>".Contains(text[end], StringComparison.Ordinal))
                    end++;
                name = text[(at + 1)..end];
                at = end - 1;
            }
            else if (char.IsAsciiDigit(sign) || sign is '-' or '.' or '+')
            {
                var end = at + 1;
                while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or '-'))
                    end++;
                if (double.TryParse(text.AsSpan(at, end - at), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    if (inList && number < SpaceFrom)
                        shown.Append(' ');
                    numbers.Add(number);
                }
                at = end - 1;
            }
            else if (char.IsAsciiLetter(sign) || sign is '\'' or '"')
            {
                var end = at + 1;
                while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '*'))
                    end++;
                switch (text[at..end])
                {
                    case "Tf":
                        font = fonts.TryGetValue(name, out var all) ? all[choice % all.Count] : null;
                        choices = Math.Max(choices, all?.Count ?? 1);
                        break;
                    case "Td" or "TD" when numbers.Count >= 2:
                        // What goes on in the same line goes on with a space.
                        shown.Append(Math.Abs(numbers[^1]) < 0.01 ? ' ' : '\n');
                        height += numbers[^1];
                        break;
                    case "Tm" when numbers.Count >= 6:
                        shown.Append(Math.Abs(numbers[^1] - height) < 0.01 ? ' ' : '\n');
                        height = numbers[^1];
                        break;
                    case "T*" or "'" or "\"":
                        shown.Append('\n');
                        break;
                    case "ET":
                        shown.Append(' ');
                        break;
                }
                numbers.Clear();
                at = end - 1;
            }
        }
        return shown.ToString();
    }

    /// <summary>A text in brackets; the place is left on its last bracket.</summary>
    static byte[] Literal(string text, ref int at)
    {
        var bytes = new List<byte>();
        var depth = 1;
        for (at++; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign == '(')
                depth++;
            else if (sign == ')' && --depth == 0)
                break;
            if (sign != '\\' || at + 1 >= text.Length)
            {
                bytes.Add((byte)sign);
                continue;
            }
            sign = text[++at];
            if (sign is >= '0' and <= '7')
            {
                var value = 0;
                var end = Math.Min(at + 3, text.Length);
                for (; at < end && text[at] is >= '0' and <= '7'; at++)
                    value = (value * 8) + text[at] - '0';
                at--;
                bytes.Add((byte)value);
                continue;
            }
            if (sign is '\r' or '\n')
                continue;
            bytes.Add(
                sign switch
                {
                    'n' => (byte)'\n',
                    'r' => (byte)'\r',
                    't' => (byte)'\t',
                    'b' => (byte)'\b',
                    'f' => (byte)'\f',
                    _ => (byte)sign,
                }
            );
        }
        return [.. bytes];
    }

    static bool TryInt(this Match match, out int number)
    {
        number = 0;
        return match.Success && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    [GeneratedRegex(@"(?<![0-9])(?<number>[0-9]{1,8})\s+[0-9]{1,5}\s+obj\b", RegexOptions.CultureInvariant)]
    private static partial Regex Object();

    [GeneratedRegex(
        @"/(?:FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx|LZWDecode|LZW|RunLengthDecode|RL|DCTDecode|DCT|JPXDecode|CCITTFaxDecode|CCF|JBIG2Decode|Crypt)\b",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Filter();

    [GeneratedRegex(@"/First\s+(?<number>[0-9]{1,9})", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"/ToUnicode\s+(?<number>[0-9]{1,8})\s+[0-9]{1,5}\s+R", RegexOptions.CultureInvariant)]
    private static partial Regex ToUnicode();

    [GeneratedRegex(@"/(?<name>[^\s/\[\]()<>]+)\s+(?<number>[0-9]{1,8})\s+[0-9]{1,5}\s+R", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"beginbf(?<kind>char|range)(?<items>.*?)endbf", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"<[0-9A-Fa-f\s]*>|\[|\]", RegexOptions.CultureInvariant)]
    private static partial Regex Hex();
}
