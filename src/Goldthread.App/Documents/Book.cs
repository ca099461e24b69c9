namespace Goldthread.App.Documents;

/// <summary>A workbook to be written: what it says, and nothing of how a spreadsheet stores it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Sheets">Its sheets, the cover first.</param>
public sealed record Book(string Title, IReadOnlyList<Sheet> Sheets);

/// <summary>A sheet with one table under its title.</summary>
/// <param name="Name">What stands on its tab: at most 31 characters, of its own.</param>
/// <param name="Title">What stands at its top.</param>
/// <param name="Columns">The columns of its table, each with a heading of its own.</param>
/// <param name="Rows">Its rows, a value a column.</param>
public sealed record Sheet(string Name, string Title, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<IReadOnlyList<SheetValue>> Rows)
{
    /// <value>Sentences between the title and the table.</value>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <value>How many rows under the table have their drop-downs ready.</value>
    public int Free { get; init; }
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it.</param>
public sealed record SheetColumn(string Heading)
{
    /// <value>How wide it is, in characters.</value>
    public int Width { get; init; } = 24;

    /// <value>What its cells offer to choose from; null for none. Something else can be typed, and is looked at when it comes back.</value>
    public SheetChoices? Choices { get; init; }

    /// <value>True where its cells hold days.</value>
    public bool IsDay { get; init; }

    /// <value>True where its cells hold numbers.</value>
    public bool IsNumber { get; init; }

    /// <value>True for what people leave as it stands: ids, versions.</value>
    public bool IsQuiet { get; init; }
}

/// <summary>What a cell offers to choose from: a column of a sheet of the same workbook.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Column">The heading of the column.</param>
/// <param name="Count">How many of its cells.</param>
public sealed record SheetChoices(string Sheet, string Column, int Count);

/// <summary>What a cell holds: a text, a number or a day; nothing where none is given.</summary>
/// <param name="Text">A text, as it is: what a spreadsheet would take for a formula is made harmless by the writer.</param>
/// <param name="Number">A number as it is written with a point.</param>
/// <param name="Day">A day.</param>
public readonly record struct SheetValue(string? Text = null, string? Number = null, DateOnly? Day = null)
{
    /// <value>The sheet of the same workbook to which the cell leads; null for none.</value>
    public string? LeadsTo { get; init; }

    /// <value>What its cell offers to choose from, where that is not its column's.</value>
    public SheetChoices? Choices { get; init; }

    /// <summary>A text.</summary>
    public static implicit operator SheetValue(string? text) => new(text);
}
