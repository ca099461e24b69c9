using System.Buffers;
using Goldthread.Spc.Words;

namespace Goldthread.Spc.Pictures;

/// <summary>
/// Icons of our own for the two verdicts, 32 by 32: a ring for improving, a square for concerning, a diamond for neither, a wave
/// for common cause; a target line with a tick, a cross or a wave. Each holds its words as a title.
/// </summary>
public static class VerdictIcon
{
    /// <summary>Writes the icon of a variation; nothing where there is no verdict yet.</summary>
    /// <param name="to">Receives one svg element, or nothing.</param>
    /// <param name="verdict">The verdict.</param>
    /// <exception cref="ArgumentNullException"><paramref name="to"/> is null.</exception>
    public static void Write(IBufferWriter<byte> to, VariationVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (verdict == VariationVerdict.NotEnoughYet)
        {
            return;
        }

        var pen = new Pen(1024);
        Begin(ref pen, Name(verdict));
        Mark.Variation(ref pen, verdict, 0, 0);
        pen.Raw("</svg>"u8);
        pen.Finish(to);
    }

    /// <summary>Writes the icon of an assurance; nothing where there is none.</summary>
    /// <param name="to">Receives one svg element, or nothing.</param>
    /// <param name="verdict">The verdict.</param>
    /// <exception cref="ArgumentNullException"><paramref name="to"/> is null.</exception>
    public static void Write(IBufferWriter<byte> to, AssuranceVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (verdict is AssuranceVerdict.None or AssuranceVerdict.NotEnoughYet)
        {
            return;
        }

        var pen = new Pen(1024);
        Begin(ref pen, "Target: " + Verdict.Of(verdict));
        Mark.Assurance(ref pen, verdict, 0, 0);
        pen.Raw("</svg>"u8);
        pen.Finish(to);
    }

    private static string Name(VariationVerdict verdict) =>
        verdict switch
        {
            VariationVerdict.ImprovementHigh => "Improving, high",
            VariationVerdict.ImprovementLow => "Improving, low",
            VariationVerdict.ConcernHigh => "Concerning, high",
            VariationVerdict.ConcernLow => "Concerning, low",
            VariationVerdict.NeutralHigh => "Higher",
            VariationVerdict.NeutralLow => "Lower",
            _ => "No special cause",
        };

    private static void Begin(ref Pen pen, string name)
    {
        pen.Raw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"spc-icon\" viewBox=\"0 0 32 32\" width=\"32\" height=\"32\" role=\"img\"><title>"u8
        );
        pen.Text(name);
        pen.Raw("</title>"u8);
    }
}
