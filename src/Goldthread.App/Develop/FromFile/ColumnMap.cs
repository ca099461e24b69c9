namespace Goldthread.App.Develop.FromFile;

/// <summary>What the columns of a table mean, as somebody said it.</summary>
/// <param name="List">The list into which its lines go.</param>
/// <param name="Fields">The answer that each heading is about; a heading that is not there is not taken.</param>
/// <param name="Means">What a colour says: the word of the list's state. A colour that is not there says nothing.</param>
/// <param name="Names">Who or what is meant by a word of a cell: the id.</param>
public sealed record ColumnMap(
    string List,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, string> Means,
    IReadOnlyDictionary<string, string> Names
)
{
    /// <summary>What the headings of a table say of themselves.</summary>
    public static ColumnMap Guess(Domain.Shapes.Thing list, FileTable table)
    {
        var guess = HeadingWords.Guess(list, table.Headings);
        return new(
            list.List,
            table
                .Headings.Zip(guess)
                .Where(g => g.Second is not null)
                .ToDictionary(g => g.First, g => g.Second!, StringComparer.OrdinalIgnoreCase),
            FileLines.UsualMeaning(list),
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        );
    }
}
