namespace Goldthread.Domain.Tests;

public sealed class IdentifiableTests
{
    [Theory]
    [InlineData("9434765919")]
    [InlineData("NHS 943 476 5919.")]
    [InlineData("943 4765919")]
    [InlineData("ref 12 943 476 5919")]
    [InlineData("x9434765919y")]
    public void An_NHS_number_is_found(string text) => Assert.Equal(Identifiable.Kind.NhsNumber, Identifiable.Find(text));

    [Theory]
    [InlineData("9434765918")]
    [InlineData("19434765919")]
    [InlineData("94347659190")]
    [InlineData("943 476 5919٣")]
    [InlineData("٣943 476 5919")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_NHS_number_is_left(string? text) => Assert.Null(Identifiable.Find(text));

    [Theory]
    [InlineData("born 1950-03-04")]
    [InlineData("Born on 4/3/1950")]
    [InlineData("DOB:4.3.50")]
    [InlineData("d.o.b. 04-03-1950")]
    [InlineData("date  of\nbirth is 4 March 1950")]
    [InlineData("She was born, they say, 3rd Mar 1950.")]
    [InlineData("dob 12345678901234567 1/1/1950")]
    public void A_birth_date_is_found(string text) => Assert.Equal(Identifiable.Kind.BirthDate, Identifiable.Find(text));

    [Theory]
    [InlineData("newborn 1950-03-04")]
    [InlineData("born in 1950")]
    [InlineData("borne 1950-03-04")]
    [InlineData("born\U0001D400 1950-03-04")]
    [InlineData("\U0001D400born 1950-03-04")]
    [InlineData("review on 4/3/2026, born later")]
    [InlineData("born 4/3/195")]
    [InlineData("born 4/3/1950٣")]
    [InlineData("born in the year of the great flood, 4/3/1950")]
    [InlineData("born 4 Marching 1950")]
    public void What_is_no_birth_date_is_left(string text) => Assert.Null(Identifiable.Find(text));
}
