using System.Text;
using System.Text.RegularExpressions;

namespace Goldthread.Testing;

/// <summary>Counts the pages of a PDF as browsers and offices write it: each page is an object that says so.</summary>
public static partial class PdfPages
{
    [GeneratedRegex(@"/Type\s*/Page(?![A-Za-z])")]
    private static partial Regex Page();

    /// <summary>How many pages it has.</summary>
    /// <param name="pdf">The file.</param>
    public static int Of(byte[] pdf) => Page().Count(Encoding.Latin1.GetString(pdf));
}
