using System.Buffers;
using System.Text;
using Goldthread.Spc;
using Goldthread.Spc.Pictures;
using Goldthread.Spc.Words;
using Goldthread.Web.Nhs;

namespace Goldthread.Web.Parts;

/// <summary>A picture that the statistics library draws as UTF-8, put into the page as it is; it encodes its own texts.</summary>
/// <param name="Draw">Writes the picture.</param>
public sealed record Drawn(Action<IBufferWriter<byte>> Draw) : Component
{
    /// <summary>The chart of a measure, 700 x 320.</summary>
    public static Drawn Chart(Chart chart, ChartWords words, PictureOptions? options = null) =>
        new(to => ChartPicture.Write(to, chart, words, options));

    /// <summary>The figures of a chart as a table, with what explains them.</summary>
    public static Drawn Table(Chart chart, ChartWords words, IReadOnlyDictionary<DateTime, string>? notes = null) =>
        new(to => ChartTable.Write(to, chart, words, notes));

    /// <summary>A sparkline, 120 x 28.</summary>
    public static Drawn Spark(Chart chart, ChartWords words) => new(to => Sparkline.Write(to, chart, words));

    /// <summary>The icon of a variation verdict, with its text.</summary>
    public static Drawn Icon(VariationVerdict verdict) => new(to => VerdictIcon.Write(to, verdict));

    /// <summary>The icon of an assurance verdict, with its text.</summary>
    public static Drawn Icon(AssuranceVerdict verdict) => new(to => VerdictIcon.Write(to, verdict));

    /// <inheritdoc/>
    protected override void Render(HtmlWriter html)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        Draw(buffer);
        html.Raw(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
