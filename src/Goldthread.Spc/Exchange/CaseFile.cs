using System.Globalization;
using System.Text.Json;

namespace Goldthread.Spc.Exchange;

/// <summary>A series in a file of the form <c>spc-oracle/1</c>, with the chart that is asked for.</summary>
/// <param name="Id">Its id; empty where the file has none.</param>
/// <param name="Title">Its title, for a picture; may be missing.</param>
/// <param name="Series">The figures; <see langword="null"/> where <see cref="Refusal"/> says why.</param>
/// <param name="Kind">The kind of chart.</param>
/// <param name="Options">How it is made.</param>
/// <param name="Refusal">Why the file's series cannot be judged.</param>
public sealed record CaseFile(string Id, string? Title, Series? Series, ChartKind Kind, ChartOptions Options, Refusal? Refusal)
{
    /// <summary>Reads a file.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="profile">The profile of XmR charts; <see langword="null"/>: NhsR.</param>
    /// <returns>The case. What is wrong with its figures is in <see cref="Refusal"/>.</returns>
    /// <exception cref="JsonException">It is not JSON, not an object, or an object in it has a name twice.</exception>
    public static CaseFile Read(ReadOnlyMemory<byte> utf8, RuleProfile? profile = null)
    {
        var options = new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false };
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(utf8), options);
            return CaseReader.Read(document.RootElement, profile ?? RuleProfile.NhsR);
        }
        catch (InvalidOperationException e)
        {
            // A name that is no Unicode: the reader lets it pass, who compares names does not.
            throw new JsonException("A name in the file is not Unicode.", e);
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) => utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
}
