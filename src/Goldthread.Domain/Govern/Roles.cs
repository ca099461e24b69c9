using Goldthread.Domain.Shapes;

namespace Goldthread.Domain.Govern;

/// <summary>What a person is in an area and in the areas below it.</summary>
public enum Role
{
    /// <summary>Sees.</summary>
    Reader,

    /// <summary>Records on own actions and measures, feedback and evidence.</summary>
    Contributor,

    /// <summary>Writes the plans of the area.</summary>
    Planner,

    /// <summary>Approves plans, adaptations and rebases of others.</summary>
    Approver,

    /// <summary>Audits, coverage of frameworks, assurance.</summary>
    QualityLead,

    /// <summary>Sees restricted records.</summary>
    SafeguardingLead,

    /// <summary>Accounts, areas and settings of the whole installation.</summary>
    Administrator,
}

/// <summary>One thing that a role lets a person do.</summary>
public enum Permission
{
    /// <summary>Nothing is asked: the sign-in page.</summary>
    Anyone,

    /// <summary>Be signed in.</summary>
    SignedIn,

    /// <summary>See plans, measures and evidence of the area.</summary>
    See,

    /// <summary>Record progress, readings and evidence on what is one's own.</summary>
    Contribute,

    /// <summary>Write plans, and record on everything in them.</summary>
    WritePlans,

    /// <summary>Approve plans of others.</summary>
    Approve,

    /// <summary>Audits and assurance.</summary>
    Assure,

    /// <summary>See restricted records.</summary>
    SeeRestricted,

    /// <summary>Accounts, areas, strategy and settings.</summary>
    Administer,
}

/// <summary>The one table of roles.</summary>
public static class Roles
{
    /// <summary>True where the role lets a person do it.</summary>
    public static bool Allows(Role role, Permission permission) => Table[role].Contains(permission);

    /// <summary>The role of a word such as <c>quality-lead</c>, or null.</summary>
    public static Role? Find(string word) => Words.TryParse<Role>(word, out var role) ? role : null;

    static readonly Dictionary<Role, IReadOnlySet<Permission>> Table = new()
    {
        [Role.Reader] = Set(Permission.See),
        [Role.Contributor] = Set(Permission.See, Permission.Contribute),
        [Role.Planner] = Set(Permission.See, Permission.Contribute, Permission.WritePlans),
        [Role.Approver] = Set(Permission.See, Permission.Approve),
        [Role.QualityLead] = Set(Permission.See, Permission.Contribute, Permission.Assure),
        [Role.SafeguardingLead] = Set(Permission.See, Permission.SeeRestricted),
        [Role.Administrator] = Set(Permission.Administer),
    };

    static HashSet<Permission> Set(params Permission[] permissions) => [Permission.Anyone, Permission.SignedIn, .. permissions];
}
