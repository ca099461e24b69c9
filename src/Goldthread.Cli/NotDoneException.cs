namespace Goldthread.Cli;

/// <summary>A verb that could not do what was asked: one sentence on standard error, exit status 2.</summary>
public sealed class NotDoneException(string message) : Exception(message);
