using Goldthread.App.Monitor.Readings;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Monitor;

public class MeasureChartTests
{
    [Theory]
    [InlineData("""{"id":"M1","name":"Falls","numerator":"Falls","denominator":"Bed days","target":{"value":5}}""", 1)]
    [InlineData("""{"id":"M1","name":"Ulcers","numerator":"Ulcers","denominator":"Bed days","target":{"value":0.25}}""", 2)]
    [InlineData("""{"id":"M1","name":"Ulcers","numerator":"Ulcers","denominator":"Bed days","baseline":{"value":0.4}}""", 2)]
    [InlineData("""{"id":"M1","name":"Concerns","target":{"value":3}}""", null)]
    public void A_share_or_a_rate_is_spoken_of_with_few_decimals(string measure, int? decimals) =>
        Assert.Equal(decimals, MeasureChart.WordsOf((Measure)Shape.Of<Measure>().FromJson(measure)).Decimals);
}
