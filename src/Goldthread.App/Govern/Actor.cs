using Goldthread.Domain.Govern;

namespace Goldthread.App.Govern;

/// <summary>A role in an area and the areas below it.</summary>
/// <param name="Role">The role.</param>
/// <param name="Path">The area's path; an area is below it where its path begins with this one.</param>
/// <param name="Staff">The staff id that the person has in the plans there, or null.</param>
/// <param name="StandsIn">True where that is somebody who is away, in whose place the person acts meanwhile.</param>
public sealed record Grant(Role Role, string Path, string? Staff = null, bool StandsIn = false);

/// <summary>Somebody who is away, for whoever stands in for them.</summary>
/// <param name="Role">Who: "Registered manager".</param>
/// <param name="Until">The last day away.</param>
public sealed record StandIn(string Role, DateOnly Until);

/// <summary>Who does something: a person with their roles, or the command line.</summary>
/// <param name="PersonId">The account, or null for the command line.</param>
/// <param name="Name">As people read it: "Deputy manager (A. Khan)".</param>
/// <param name="IsAdministrator">True for an administrator of the installation.</param>
/// <param name="Grants">The roles in areas.</param>
public sealed record Actor(Guid? PersonId, string Name, bool IsAdministrator, IReadOnlyList<Grant> Grants)
{
    /// <value>Whoever may run commands on the machine may do everything.</value>
    public static Actor CommandLine { get; } =
        new(null, "Command line", true, [.. Enum.GetValues<Role>().Select(role => new Grant(role, "/"))]);

    /// <value>True where they have answered that the names in what they write are of nobody who uses the service.</value>
    public bool NamesNobody { get; init; }

    /// <value>The short lessons that they put away, with a space between.</value>
    public string LessonsAway { get; init; } = "";

    /// <value>Those for whom they stand in today.</value>
    public IReadOnlyList<StandIn> StandsInFor { get; init; } = [];

    /// <value>For what is the same for everybody who sees a plan: nobody in particular, to whom nothing restricted shows.</value>
    public static Actor Everybody { get; } = new(null, "Everybody", false, []);

    /// <summary>True where one of the roles allows it in the area of this path.</summary>
    /// <param name="permission">What is to be done.</param>
    /// <param name="path">The area's path, <c>/</c> for the whole organisation.</param>
    public bool May(Permission permission, string path)
    {
        if (permission is Permission.Anyone or Permission.SignedIn || (IsAdministrator && Roles.Allows(Role.Administrator, permission)))
            return true;
        foreach (var grant in Grants)
        {
            if (path.StartsWith(grant.Path, StringComparison.Ordinal) && Roles.Allows(grant.Role, permission))
                return true;
        }
        return false;
    }

    /// <summary>True where one of the roles allows it somewhere.</summary>
    public bool MaySomewhere(Permission permission) =>
        permission is Permission.Anyone or Permission.SignedIn
        || (IsAdministrator && Roles.Allows(Role.Administrator, permission))
        || Grants.Any(g => Roles.Allows(g.Role, permission));

    /// <summary>
    /// The staff ids that this person acts as in the plans of the area of this path: their own first, then those of whom they stand in for while these are
    /// away. What only oneself can do, such as having read something, asks for <see cref="OwnStaffIn"/>.
    /// </summary>
    public IEnumerable<string> StaffIn(string path) =>
        OwnStaffIn(path).Concat(Grants.Where(g => g.StandsIn && g.Staff is not null && IsIn(path, g)).Select(g => g.Staff!)).Distinct();

    /// <summary>The staff ids that are this person in the plans of the area of this path.</summary>
    public IEnumerable<string> OwnStaffIn(string path) =>
        Grants.Where(g => !g.StandsIn && g.Staff is not null && IsIn(path, g)).Select(g => g.Staff!).Distinct();

    static bool IsIn(string path, Grant grant) => path.StartsWith(grant.Path, StringComparison.Ordinal);
}
