using System.Reflection;

namespace Goldthread.Web.Server;

/// <summary>What runs here.</summary>
public static class Versions
{
    /// <value>The product's version, for example "0.1.0".</value>
    public static string Product { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
