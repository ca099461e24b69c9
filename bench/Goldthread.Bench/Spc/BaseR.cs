using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Goldthread.Spc;

namespace Goldthread.Bench.Spc;

/// <summary>The same limits and rules in base R (<c>xmr.R</c>), measured in the same run where R is on the machine.</summary>
internal static class BaseR
{
    private const int Rounds = 7;

    /// <summary>Whether there is an Rscript to call.</summary>
    public static bool IsThere { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "Rscript.exe" : "Rscript")));

    /// <summary>Nanoseconds a point of R's fastest round; <see langword="null"/> without R.</summary>
    /// <param name="values">The series, one after another.</param>
    /// <param name="points">The length of each.</param>
    /// <param name="nhsR">Whose rules.</param>
    /// <param name="limits">What Goldthread found, to see that R finds the same.</param>
    /// <param name="signals">What Goldthread flagged.</param>
    public static double? Measure(
        ReadOnlySpan<double> values,
        int points,
        bool nhsR,
        ReadOnlySpan<XmrLimits> limits,
        ReadOnlySpan<PointSignals> signals
    )
    {
        if (!IsThere)
        {
            return null;
        }

        var data = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(data, MemoryMarshal.AsBytes(values).ToArray());
            var start = new ProcessStartInfo("Rscript") { RedirectStandardOutput = true, UseShellExecute = false };
            foreach (
                var argument in (string[])
                    [
                        "--vanilla",
                        Path.Combine(AppContext.BaseDirectory, "Spc", "xmr.R"),
                        data,
                        limits.Length.ToString(CultureInfo.InvariantCulture),
                        points.ToString(CultureInfo.InvariantCulture),
                        nhsR ? "nhs-r" : "making-data-count",
                        Rounds.ToString(CultureInfo.InvariantCulture),
                    ]
            )
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start) ?? throw new InvalidOperationException("Rscript does not start.");
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"Rscript ended with {process.ExitCode}.");
            }

            var answer = Array.ConvertAll(said.Split(' ', 3), figure => double.Parse(figure, CultureInfo.InvariantCulture));
            SeeThatBothDidTheSame(answer[1], answer[2], limits, signals);
            return answer[0];
        }
        finally
        {
            File.Delete(data);
        }
    }

    private static void SeeThatBothDidTheSame(
        double upper,
        double flags,
        ReadOnlySpan<XmrLimits> limits,
        ReadOnlySpan<PointSignals> signals
    )
    {
        double ourUpper = 0,
            ourFlags = 0;
        foreach (ref readonly var limit in limits)
        {
            ourUpper += limit.Upper ?? 0;
        }

        foreach (var signal in signals)
        {
            ourFlags += (int)signal;
        }

        if (Math.Abs(upper - ourUpper) > 1e-9 * Math.Abs(ourUpper) || flags != ourFlags)
        {
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"R and Goldthread differ: upper limits add up to {upper:R} and {ourUpper:R}, flags to {flags} and {ourFlags}."
                )
            );
        }
    }
}
