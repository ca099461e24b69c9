using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Example;

/// <summary>Loads the example: a care home, a children's home and an emergency department with a plan each, and people in each role.</summary>
public static class LoadExample
{
    /// <summary>The administrator's address.</summary>
    public const string Email = "admin@example.org";

    static readonly string[] Files = ["care-home", "childrens-home", "emergency-department"];

    /// <param name="writer">Where to write.</param>
    /// <param name="database">The database; it has to be empty.</param>
    /// <returns>The password of all the accounts, made anew; null where the database has accounts already, and then nothing is loaded.</returns>
    public static async Task<string?> RunAsync(Writer writer, Database database)
    {
        await using var db = database.Open();
        if (await db.Users.AnyAsync())
            return null;
        var password = Passwords.Make();
        await new SetUp("Goldthread example", "Administrator (A. Example)", Email, password).RunAsync(writer);
        foreach (var file in Files)
            await writer.RunAsync(Actor.CommandLine, work => ImportPlan.RunAsync(work, Read(file)));
        var areas = await db.Areas.Where(a => a.ParentId != null).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync();
        (string Address, string Name, Role Role, string? Staff)[] people =
        [
            ("manager", "Registered manager (M. Example)", Role.Planner, "mgr"),
            ("deputy", "Deputy manager (D. Example)", Role.Contributor, "dep"),
            ("approver", "Nominated individual (N. Example)", Role.Approver, null),
            ("quality", "Quality lead (Q. Example)", Role.QualityLead, null),
            ("safeguarding", "Safeguarding lead (S. Example)", Role.SafeguardingLead, null),
            ("reader", "Trustee (T. Example)", Role.Reader, null),
        ];
        foreach (var (address, name, role, staff) in people)
        {
            RoleInArea[] roles = [.. areas.Select(a => new RoleInArea(role, a, staff))];
            await AddPerson.RunAsync(writer, Actor.CommandLine, $"{address}@example.org", name, password, roles: roles);
        }
        return password;
    }

    static PlanDocument Read(string file)
    {
        using var stream = typeof(LoadExample).Assembly.GetManifestResourceStream($"example/{file}.yaml")!;
        var read = PlanFile.Read(stream, Shipped.Data);
        return read.Document
            ?? throw new InvalidOperationException(
                $"The example {file} cannot be read: line {read.Errors[0].Line}: {read.Errors[0].Message}"
            );
    }
}
