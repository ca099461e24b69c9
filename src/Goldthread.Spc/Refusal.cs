namespace Goldthread.Spc;

/// <summary>Why a series cannot be judged.</summary>
public enum RefusalKind
{
    /// <summary>A date comes twice (<c>duplicate_dates</c>).</summary>
    DuplicateDates,

    /// <summary>Limits fixed after fewer than 12 points (<c>fix_after_n_points_too_small</c>).</summary>
    FixAfterTooSmall,

    /// <summary>A time between events that is not above 0 (<c>t_chart_needs_positive</c>).</summary>
    TimeNotPositive,

    /// <summary>
    /// A value that cannot be: infinite, a negative count, more counted than there are, no date, or an option or name that is not known
    /// (<c>bad_value</c>).
    /// </summary>
    BadValue,

    /// <summary>Lists of different length, or a list that the chart needs is not there (<c>bad_shape</c>).</summary>
    BadShape,
}

/// <summary>Why a series cannot be judged, naming the point.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">One sentence that names the point and says what would be accepted.</param>
/// <param name="Index">The reading as given, from 0; <see langword="null"/> where it is not about one reading.</param>
public sealed record Refusal(RefusalKind Kind, string Message, int? Index = null)
{
    /// <summary>The kind's name in files: <c>duplicate_dates</c>, <c>fix_after_n_points_too_small</c>,
    /// <c>t_chart_needs_positive</c>, <c>bad_value</c> or <c>bad_shape</c>.</summary>
    public string Code =>
        Kind switch
        {
            RefusalKind.DuplicateDates => "duplicate_dates",
            RefusalKind.FixAfterTooSmall => "fix_after_n_points_too_small",
            RefusalKind.TimeNotPositive => "t_chart_needs_positive",
            RefusalKind.BadValue => "bad_value",
            _ => "bad_shape",
        };
}

/// <summary>Thrown by <see cref="Chart.Make"/> where the series cannot be judged.</summary>
public sealed class SeriesRefusedException : Exception
{
    /// <summary>Makes the exception of a refusal.</summary>
    public SeriesRefusedException(Refusal refusal)
        : base(refusal?.Message) => Refusal = refusal ?? throw new ArgumentNullException(nameof(refusal));

    /// <summary>Why the series cannot be judged.</summary>
    public Refusal Refusal { get; }
}
