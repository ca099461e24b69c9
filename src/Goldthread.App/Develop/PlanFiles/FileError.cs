namespace Goldthread.App.Develop.PlanFiles;

/// <summary>What is wrong with a file, and where.</summary>
/// <param name="Path">The place as a JSON pointer: <c>/objectives/1/due</c> is the due date of the second objective; empty for the whole file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">One sentence, in one line, that says what is wrong and what would be accepted.</param>
public sealed record FileError(string Path, int Line, int Column, string Message)
{
    /// <value>How far it may only follow from another error of the file.</value>
    public ErrorRank Rank { get; init; }
}

/// <summary>How far an error may follow from another: a key that is written wrongly is missing too, and what cites its item cites nothing.</summary>
public enum ErrorRank
{
    /// <summary>What stands there is wrong.</summary>
    Written,

    /// <summary>Something is not there.</summary>
    Missing,

    /// <summary>What is referred to is not there.</summary>
    Reference,
}
