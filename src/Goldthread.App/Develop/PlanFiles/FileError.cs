namespace Goldthread.App.Develop.PlanFiles;

/// <summary>What is wrong with a file, and where.</summary>
/// <param name="Path">The place as a JSON pointer: <c>/objectives/1/due</c> is the due date of the second objective; empty for the whole file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">One sentence that says what is wrong and what would be accepted.</param>
public sealed record FileError(string Path, int Line, int Column, string Message);
