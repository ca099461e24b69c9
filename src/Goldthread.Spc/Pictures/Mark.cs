namespace Goldthread.Spc.Pictures;

/// <summary>Points and icons: each meaning has a shape of its own beside its colour.</summary>
internal static class Mark
{
    /// <summary>The marker of a point: a dot, a ring (improving), a square (concerning) or a diamond (neither).</summary>
    public static void Point(ref Pen pen, PointType type, double x, double y, double size)
    {
        switch (type)
        {
            case PointType.Improvement:
                pen.Raw("<circle class=\"spc-improving\" cx=\""u8);
                pen.Tenths(x);
                pen.Raw("\" cy=\""u8);
                pen.Tenths(y);
                pen.Raw("\" r=\""u8);
                pen.Tenths(size * 1.35);
                pen.Raw("\" fill=\"#FFFFFF\" stroke=\"#0067B8\" stroke-width=\"3.5\"/>"u8);
                break;
            case PointType.Concern:
                pen.Raw("<rect class=\"spc-concerning\" x=\""u8);
                pen.Tenths(x - (size * 1.3));
                pen.Raw("\" y=\""u8);
                pen.Tenths(y - (size * 1.3));
                pen.Raw("\" width=\""u8);
                pen.Tenths(size * 2.6);
                pen.Raw("\" height=\""u8);
                pen.Tenths(size * 2.6);
                pen.Raw("\" fill=\"#B84300\"/>"u8);
                break;
            case PointType.NeutralHigh or PointType.NeutralLow:
                pen.Raw("<path class=\"spc-neutral\" d=\"M"u8);
                pen.Tenths(x);
                pen.Raw(" "u8);
                pen.Tenths(y - (size * 1.8));
                pen.Raw("l"u8);
                Rhombus(ref pen, size * 1.8);
                pen.Raw("z\" fill=\"#5F6B73\"/>"u8);
                break;
            default:
                pen.Raw("<g class=\"spc-point\" fill=\"#55646B\">"u8);
                Dot(ref pen, x, y, size);
                pen.Raw("</g>"u8);
                break;
        }
    }

    /// <summary>The dot of an ordinary point, coloured by the group it stands in.</summary>
    public static void Dot(ref Pen pen, double x, double y, double size)
    {
        pen.Raw("<circle cx=\""u8);
        pen.Tenths(x);
        pen.Raw("\" cy=\""u8);
        pen.Tenths(y);
        pen.Raw("\" r=\""u8);
        pen.Tenths(size);
        pen.Raw("\"/>"u8);
    }

    /// <summary>The drawing of an icon in a box of 32 by 32, its corner at the given place.</summary>
    public static void Variation(ref Pen pen, VariationVerdict verdict, double x, double y)
    {
        Begin(ref pen, x, y);
        switch (verdict)
        {
            case VariationVerdict.ImprovementHigh or VariationVerdict.ImprovementLow:
                pen.Raw(
                    "<circle class=\"spc-improving\" cx=\"16\" cy=\"16\" r=\"14\" fill=\"#FFFFFF\" stroke=\"#0067B8\" stroke-width=\"3\"/>"u8
                );
                Arrow(ref pen, verdict == VariationVerdict.ImprovementHigh, "spc-improving-line"u8, "#0067B8"u8);
                break;
            case VariationVerdict.ConcernHigh or VariationVerdict.ConcernLow:
                pen.Raw("<rect class=\"spc-concerning\" x=\"2\" y=\"2\" width=\"28\" height=\"28\" fill=\"#B84300\"/>"u8);
                Arrow(ref pen, verdict == VariationVerdict.ConcernHigh, "spc-on-mark"u8, "#FFFFFF"u8);
                break;
            case VariationVerdict.NeutralHigh or VariationVerdict.NeutralLow:
                pen.Raw("<path class=\"spc-neutral\" d=\"M16 0l16 16-16 16L0 16z\" fill=\"#5F6B73\"/>"u8);
                Arrow(ref pen, verdict == VariationVerdict.NeutralHigh, "spc-on-mark"u8, "#FFFFFF"u8);
                break;
            case VariationVerdict.CommonCause:
                pen.Raw(
                    "<circle class=\"spc-common\" cx=\"16\" cy=\"16\" r=\"14\" fill=\"#FFFFFF\" stroke=\"#55646B\" stroke-width=\"2\"/><path class=\"spc-line\" d=\"M6 18l5-6 5 8 5-8 5 6\" fill=\"none\" stroke=\"#55646B\" stroke-width=\"2.5\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/>"u8
                );
                break;
            default:
                pen.Raw(
                    "<circle class=\"spc-common\" cx=\"16\" cy=\"16\" r=\"14\" fill=\"#FFFFFF\" stroke=\"#55646B\" stroke-width=\"2\" stroke-dasharray=\"4 4\"/>"u8
                );
                break;
        }

        pen.Raw("</g>"u8);
    }

    /// <summary>A target line with what the process does about it: a tick, a cross, or a wave over the line.</summary>
    public static void Assurance(ref Pen pen, AssuranceVerdict verdict, double x, double y)
    {
        Begin(ref pen, x, y);
        pen.Raw(
            "<path class=\"spc-target\" d=\"M1 16h30\" fill=\"none\" stroke=\"#1B2A2F\" stroke-width=\"2\" stroke-dasharray=\"5 3\"/>"u8
        );
        pen.Raw(
            verdict switch
            {
                AssuranceVerdict.ConsistentPass =>
                    "<circle class=\"spc-improving\" cx=\"16\" cy=\"16\" r=\"11\" fill=\"#FFFFFF\" stroke=\"#0067B8\" stroke-width=\"3\"/><path class=\"spc-improving-line\" d=\"M10.500 16.500l4 4 7-9\" fill=\"none\" stroke=\"#0067B8\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"u8,
                AssuranceVerdict.ConsistentFail =>
                    "<rect class=\"spc-concerning\" x=\"5\" y=\"5\" width=\"22\" height=\"22\" fill=\"#B84300\"/><path class=\"spc-on-mark\" d=\"M11 11l10 10M21 11l-10 10\" fill=\"none\" stroke=\"#FFFFFF\" stroke-width=\"3\" stroke-linecap=\"round\"/>"u8,
                _ =>
                    "<path class=\"spc-line\" d=\"M2 20c4-14 8-14 12-4s8 10 16-6\" fill=\"none\" stroke=\"#55646B\" stroke-width=\"3\" stroke-linecap=\"round\"/>"u8,
            }
        );
        pen.Raw("</g>"u8);
    }

    private static void Begin(ref Pen pen, double x, double y)
    {
        pen.Raw("<g transform=\"translate("u8);
        pen.Tenths(x);
        pen.Raw(" "u8);
        pen.Tenths(y);
        pen.Raw(")\">"u8);
    }

    private static void Arrow(ref Pen pen, bool up, ReadOnlySpan<byte> style, ReadOnlySpan<byte> colour)
    {
        pen.Raw("<path class=\""u8);
        pen.Raw(style);
        pen.Raw(
            up
                ? "\" d=\"M9 21l14-11M15 9.500h8.500v8\" fill=\"none\" stroke=\""u8
                : "\" d=\"M9 11l14 11M15 22.500h8.500v-8\" fill=\"none\" stroke=\""u8
        );
        pen.Raw(colour);
        pen.Raw("\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"u8);
    }

    private static void Rhombus(ref Pen pen, double r)
    {
        pen.Tenths(r);
        pen.Raw(" "u8);
        pen.Tenths(r);
        pen.Raw(" "u8);
        pen.Tenths(-r);
        pen.Raw(" "u8);
        pen.Tenths(r);
        pen.Raw(" "u8);
        pen.Tenths(-r);
        pen.Raw(" "u8);
        pen.Tenths(-r);
    }
}
