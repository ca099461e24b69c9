namespace Goldthread.App.Documents;

/// <summary>A document as it is read, in no format: what the page, the printer and Word show alike.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Lead">One line under the title: whose it is, of which time, and where it stands.</param>
/// <param name="Blocks">What it says, in order.</param>
public sealed record Document(string Title, string Lead, IReadOnlyList<Block> Blocks)
{
    /// <value>True where all of it stands on one A4 sheet, laid across.</value>
    public bool IsOneSheet { get; init; }
}

/// <summary>One piece of a document.</summary>
public abstract record Block;

/// <summary>A heading.</summary>
/// <param name="Level">1 for a chapter, 2 for a part of one.</param>
/// <param name="Text">The heading.</param>
public sealed record Heading(int Level, string Text) : Block;

/// <summary>A paragraph.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Word">What it is about, in front of it and stronger; null for none.</param>
public sealed record Paragraph(string Text, string? Word = null) : Block
{
    /// <value>Where what it says is shown, as an address of the site; null for nowhere.</value>
    public string? Address { get; init; }

    /// <value>True where it is made to be taken into another program: the page has a button for it.</value>
    public bool IsToCopy { get; init; }
}

/// <summary>Several short texts, one below the other.</summary>
/// <param name="Lines">The texts.</param>
public sealed record Bullets(IReadOnlyList<Line> Lines) : Block;

/// <summary>A table whose first column names the row.</summary>
/// <param name="Description">What it shows: read out by screen readers, and told on the page. No document is written without.</param>
/// <param name="Columns">What stands above the columns.</param>
/// <param name="Rows">A cell a column.</param>
public sealed record Grid(string Description, IReadOnlyList<GridColumn> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block;

/// <summary>A column of a table.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Width">How wide it is against the others.</param>
public sealed record GridColumn(string Title, int Width);

/// <summary>What stands in a cell, a line each.</summary>
/// <param name="Lines">The lines; none where nothing is said.</param>
/// <param name="RunsOn">True where they run on as one paragraph.</param>
public readonly record struct Cell(IReadOnlyList<Line> Lines, bool RunsOn = false)
{
    /// <summary>A cell of one line.</summary>
    public static implicit operator Cell(string text) => new(text.Length == 0 ? [] : [new Line(text)]);
}

/// <summary>One line of a cell.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Word">What it is about, in front of it; null for none.</param>
public readonly record struct Line(string Text, string? Word = null)
{
    /// <value>Where what it says is shown, as an address of the site; null for nowhere.</value>
    public string? Address { get; init; }

    /// <summary>A line that leads nowhere.</summary>
    public static implicit operator Line(string text) => new(text);
}

/// <summary>A picture.</summary>
/// <param name="Png">The picture.</param>
/// <param name="Width">Its width in millimetres.</param>
/// <param name="Height">Its height in millimetres.</param>
/// <param name="Description">What it shows, for those who do not see it. No document is written without.</param>
public sealed record Picture(byte[] Png, int Width, int Height, string Description) : Block;
