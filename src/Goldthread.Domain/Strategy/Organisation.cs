using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Strategy;

/// <summary>The organisation that the plan belongs to.</summary>
public sealed class Organisation : Part
{
    [Asks("What is the organisation called?")]
    public string? Name { get; private set; }

    [Asks("What does it want to bring about?", Hint = "The vision, as published.", Long = true)]
    public string? Vision { get; private set; }

    [Asks("What is it there to do?", Hint = "The mission, as published.", Long = true)]
    public string? Mission { get; private set; }

    [Asks("Whose law does it work under?")]
    public Jurisdiction? Jurisdiction { get; private set; }
}

/// <summary>The part of the United Kingdom whose law applies.</summary>
public enum Jurisdiction
{
    [Reads("England")]
    England,

    [Reads("Scotland")]
    Scotland,

    [Reads("Wales")]
    Wales,

    [Reads("Northern Ireland")]
    NorthernIreland,
}
