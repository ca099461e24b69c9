using Goldthread.Domain.Monitor;

namespace Goldthread.Domain.Tests.Monitor;

public sealed class SpecialCauseTests
{
    [Theory]
    [InlineData("5 5 5 5 5 5 5 5")] // on the mean is on no side of it
    [InlineData("0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1")]
    [InlineData("4 6 4 6 4 6 4 6")]
    [InlineData("1 2 4 6 8 10 3")] // six points rise
    public void What_is_common_cause(string figures) => Assert.False(SpecialCause.On(Numbers(figures)));

    [Theory]
    [InlineData("5 6 5 6 5 6 5 6 5 20")] // outside the limits
    [InlineData("3 5 4 3 5 4 3 9 8 9 8 9 8 9")] // seven on one side
    [InlineData("1 9 2 3 4 5 6 7 8 1")] // seven rise
    [InlineData("9 1 8 7 6 5 4 3 2 9")] // seven fall
    [InlineData("6 6 6 6 6 6 1 1 1 1 1 1")] // the one step is screened out of the moving ranges, so the limits close on the mean
    [InlineData("5 6 5 6 5 6 5 6 8 8")] // two of three near a limit
    public void What_is_special_cause(string figures) => Assert.True(SpecialCause.On(Numbers(figures)));

    static double[] Numbers(string figures) =>
        [.. figures.Split(' ').Select(f => double.Parse(f, System.Globalization.CultureInfo.InvariantCulture))];
}
