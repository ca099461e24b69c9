using Goldthread.App.Store;
using Goldthread.App.Things;
using Goldthread.Domain.Monitor;
using Goldthread.Domain.Shapes;

namespace Goldthread.App.Tests.Things;

public class ItemRowsTests
{
    [Fact]
    public void A_word_is_found_without_reading_the_body()
    {
        var thing = Thing.Of<Measure>();
        foreach (var frequency in Enum.GetValues<Frequency>())
        {
            var measure = thing.Shape.New();
            thing.Shape["name"].Set(measure, "Falls a month");
            thing.Shape["definition"].Set(measure, "It says \"frequency\":\"yearly\" here, and \\\"frequency\":\"weekly\" there");
            thing.Shape["frequency"].Set(measure, frequency);
            var row = new ItemRow();
            ItemRows.Write(thing, measure, row, null);
            Assert.Equal(frequency, ItemRows.Word<Frequency>(row.Body, "frequency"));
        }
    }

    [Fact]
    public void A_word_that_nobody_chose_is_null()
    {
        var thing = Thing.Of<Measure>();
        var measure = thing.Shape.New();
        thing.Shape["name"].Set(measure, "\"frequency\":\"yearly\"");
        var row = new ItemRow();
        ItemRows.Write(thing, measure, row, null);
        Assert.Null(ItemRows.Word<Frequency>(row.Body, "frequency"));
        Assert.Null(ItemRows.Word<Frequency>("{}", "frequency"));
    }
}
