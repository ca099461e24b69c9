using Goldthread.App.Govern.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Store.Kinds;

/// <summary>Accounts: who they are, by which address they sign in, and whether they administer the installation.</summary>
sealed class PeopleKind : ToldKind
{
    const string Secret = "A secret, which no line of the record may hold; each change of it has its line.";

    const string Unread = "Counted wrong passwords once; nothing here reads it any more.";

    public override string Table => "people";

    public override IReadOnlyDictionary<string, string> Unchecked { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["password_hash"] = Secret,
            ["security_stamp"] = Secret,
            ["concurrency_stamp"] = Reasons.Version,
            ["lockout_end"] = Unread,
            ["access_failed_count"] = Unread,
            ["lessons_away"] = "A copy of what the lines of learnt say, which decides nothing but what is shown beside pages.",
        };

    public override IReadOnlyDictionary<string, Meaning> Operations { get; } =
        new Dictionary<string, Meaning>(StringComparer.Ordinal)
        {
            ["SetUp"] = Means.Makes,
            ["AddPerson"] = Means.Makes,
            ["ClosePerson"] = Means.Removes,
            ["ReopenPerson"] = Means.Restores,
        };

    public override bool Tells(string list) => list is "people";

    public override bool Has(string list, string field) => field is "name" or "email" or "administrator";

    protected override async Task<IReadOnlyList<Present>> RowsAsync(Chain chain)
    {
        if (!chain.IsInstallation)
            return [];
        var people = await chain.Db.Users.OrderBy(p => p.Id).ToListAsync(chain.Stop);
        chain.Addresses = people.ToDictionary(p => p.Id.ToString(), p => p.Email ?? "", StringComparer.Ordinal);
        return
        [
            .. people.Select(p => new Present(
                "people",
                p.Id.ToString(),
                Where(chain, p.Id.ToString()),
                [
                    new("name", JsonValue.Nothing, Change.Text(p.Name)),
                    new("email", JsonValue.Nothing, Change.Text(p.Email)),
                    new("administrator", JsonValue.Nothing, p.IsAdministrator ? "true" : "false"),
                ]
            )
            {
                RemovedAt = p.DisabledAt,
                More = _ => Wrong(p),
            }),
        ];
    }

    /// <summary>Where an account is, by the address that people know.</summary>
    public static string Where(Chain chain, string person) => $"people/{chain.Addresses.GetValueOrDefault(person, person)}";

    static string? Wrong(Person person)
    {
        var key = Accepted.Key(person.Email ?? "");
        if (person.UserName != person.Email || person.NormalizedUserName != key || person.NormalizedEmail != key)
            return "The name that it signs in by is not its e-mail address.";
        return
            person
                is { EmailConfirmed: false, PhoneNumber: null, PhoneNumberConfirmed: false, TwoFactorEnabled: false, LockoutEnabled: true }
            ? null
            : "It has what nothing here writes: a telephone number, a second factor, a confirmed address, or no lock after wrong passwords.";
    }
}
