using System.Text.Json;
using Goldthread.Domain;

namespace Goldthread.App.Store.Kinds;

/// <summary>What is thrown where a row or a line is not of the form that it should have.</summary>
static class Unreadable
{
    /// <summary>True where what was read is wrong; false where it could not be read at all: the database is away, the memory is full.</summary>
    public static bool Is(Exception thrown) =>
        thrown
            is JsonException
                or FormatException
                or InvalidOperationException
                or InvalidCastException
                or ArgumentException
                or ArithmeticException
                or IndexOutOfRangeException
                or KeyNotFoundException
                or NotSupportedException
                or RuleBroken
        && thrown is not ObjectDisposedException;
}
