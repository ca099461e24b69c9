using Goldthread.Domain;

namespace Goldthread.App.Develop.Pictures;

/// <summary>A course over time.</summary>
/// <param name="Text">What it is of.</param>
/// <param name="Points">The days and values, in the order of the days.</param>
public sealed record Course(string Text, IReadOnlyList<(DateOnly On, double Value)> Points);

/// <summary>Some courses over time on a scale of a few steps, with their names at their ends: where everything stands, as a pure function of the figures.</summary>
public sealed class CurvesLayout
{
    /// <summary>The size of the letters.</summary>
    public const double Letters = 13;

    /// <summary>Courses that are drawn at most.</summary>
    public const int Most = 8;

    const double Side = 96;
    const double Long = 480;
    const double Names = 240;
    const double Step = 40;
    const double Top = 12;
    const double Line = 18;

    CurvesLayout(
        double height,
        IReadOnlyList<IReadOnlyList<(double X, double Y)>> curves,
        IReadOnlyList<double> levels,
        IReadOnlyList<Lettered> labels
    ) => (Height, Curves, Levels, Labels) = (height, curves, levels, labels);

    public double Width { get; } = Side + Long + Names;
    public double Height { get; }
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Curves { get; }

    /// <value>The heights of the steps.</value>
    public IReadOnlyList<double> Levels { get; }

    /// <value>Where the lines of the steps begin and end.</value>
    public static (double From, double To) Across => (Side, Side + Long);

    public IReadOnlyList<Lettered> Labels { get; }

    /// <summary>Lays the first eight courses out.</summary>
    /// <param name="steps">The words of the steps, the lowest (1) first.</param>
    /// <param name="courses">The courses.</param>
    public static CurvesLayout Of(IReadOnlyList<string> steps, IReadOnlyList<Course> courses)
    {
        var drawn = courses.Where(c => c.Points.Count > 0).Take(Most).ToList();
        var bottom = Top + ((steps.Count - 1) * Step);
        double Y(double value) => bottom - ((Math.Clamp(value, 1, steps.Count) - 1) * Step);
        var days = drawn.SelectMany(c => c.Points).Select(p => p.On.DayNumber).ToList();
        var (first, last) = days.Count == 0 ? (0, 0) : (days.Min(), days.Max());
        double X(DateOnly on) => Side + 8 + (first == last ? 0 : (on.DayNumber - first) * (Long - 16.0) / (last - first));
        List<Lettered> labels =
        [
            .. steps.Select(
                (s, n) =>
                    new Lettered(Lettering.Fit(s, Side - 8, Letters), new(0, Y(n + 1) - 9, Side - 8, Line)) { Whole = s, IsQuiet = true }
            ),
        ];
        // Names at the ends, moved apart where two end at one height.
        var next = double.MinValue;
        foreach (var (course, wish) in drawn.Select(c => (c, Y(c.Points[^1].Value) - 9)).OrderBy(c => c.Item2))
        {
            var top = Math.Max(next, Math.Max(0, wish));
            labels.Add(
                new(Lettering.Fit(course.Text, Names - 14, Letters), new(Side + Long + 10, top, Names - 14, Line)) { Whole = course.Text }
            );
            next = top + Line;
        }
        var foot = Math.Max(bottom + 14, 0);
        if (days.Count > 0)
        {
            var from = Days.Read(DateOnly.FromDayNumber(first));
            labels.Add(new(from, new(Side, foot, 110, Line)) { IsQuiet = true });
            if (last > first)
                labels.Add(new(Days.Read(DateOnly.FromDayNumber(last)), new(Side + Long - 110, foot, 110, Line)) { IsQuiet = true });
        }
        return new(
            Math.Max(foot + Line, next == double.MinValue ? 0 : next),
            [.. drawn.Select(c => (IReadOnlyList<(double, double)>)[.. c.Points.Select(p => (X(p.On), Y(p.Value)))])],
            [.. steps.Select((_, n) => Y(n + 1))],
            labels
        );
    }
}
