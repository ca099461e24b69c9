using Goldthread.Domain.Develop;

namespace Goldthread.Domain.Strategy;

/// <summary>Which nation a regulator is of, and which services there are in it.</summary>
public static class Nations
{
    /// <summary>The nation in which a regulator inspects.</summary>
    public static Jurisdiction Of(Regulator regulator) =>
        regulator switch
        {
            Regulator.Cqc or Regulator.Ofsted => Jurisdiction.England,
            Regulator.CareInspectorate => Jurisdiction.Scotland,
            Regulator.Ciw => Jurisdiction.Wales,
            Regulator.Rqia => Jurisdiction.NorthernIreland,
            _ => throw new ArgumentOutOfRangeException(nameof(regulator), regulator, null),
        };

    /// <summary>The nation of what is inspected by these; null where nobody is said to.</summary>
    public static Jurisdiction? Of(IEnumerable<Regulator> regulators) =>
        regulators.Order().Select(r => (Jurisdiction?)Of(r)).FirstOrDefault();

    /// <summary>
    /// True where there are services of a kind in a nation. Supported accommodation for looked-after children is regulated as a service of its own in
    /// England alone; Scotland has health boards and no trusts.
    /// </summary>
    public static bool Has(Jurisdiction nation, ServiceType service) =>
        service switch
        {
            ServiceType.SupportedAccommodation => nation is Jurisdiction.England,
            ServiceType.NhsTrust => nation is not Jurisdiction.Scotland,
            _ => true,
        };
}
