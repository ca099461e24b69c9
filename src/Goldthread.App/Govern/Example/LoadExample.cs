using Goldthread.App.Develop.PlanFiles;
using Goldthread.App.Develop.Plans;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Govern.Frameworks;
using Goldthread.App.Monitor.Measures;
using Goldthread.App.Store;
using Goldthread.Domain.Develop;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Strategy;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.App.Govern.Example;

/// <summary>
/// Loads the example: one provider with a care home, a children's home and an emergency department, a live plan each with three years of figures, and
/// people in each role. Everybody has the administrator's first password. The days are moved so that the newest figures are of last month.
/// </summary>
public static class LoadExample
{
    /// <summary>The administrator's address.</summary>
    public const string Email = "admin@example.org";

    /// <summary>What the provider is called.</summary>
    public const string Organisation = "Harbour Care and Health";

    const string Why = "The example was loaded";

    /// <summary>The month of which the example's files are written.</summary>
    static readonly DateOnly Written = new(2026, 11, 1);

    /// <summary>The id of its first plan.</summary>
    const string First = "ROWAN-COURT";

    static readonly string[] Files = ["rowan-court", "heron-house", "emergency-department"];

    /// <summary>Who did what the example says was done.</summary>
    static readonly Actor Teller = Actor.CommandLine with { Name = "The example" };

    /// <summary>Somebody of the example.</summary>
    /// <param name="Email">The address that they sign in with.</param>
    /// <param name="Name">As people read it.</param>
    /// <param name="Role">Their role in plans; null for none: whoever assesses sees what is claimed, and no plan.</param>
    /// <param name="Area">The area in which they have it; null for all.</param>
    /// <param name="Staff">Their id in the staff list of its plan, or null.</param>
    /// <param name="Sees">What one sees as this person.</param>
    public sealed record Character(string Email, string Name, Role? Role, string? Area, string? Staff, string Sees);

    const string Care = "Rowan Court",
        Children = "Heron House",
        Department = "Emergency department";

    /// <value>The people of the example beside the administrator.</value>
    public static IReadOnlyList<Character> People { get; } =
    [
        new("manager@example.org", "Registered manager (M. Okafor)", Role.Planner, Care, "rm", "Writes the care home's plan."),
        new("deputy@example.org", "Deputy manager (D. Hale)", Role.Contributor, Care, "dm", "Records on own actions and measures."),
        new(
            "children@example.org",
            "Registered manager (C. Lindqvist)",
            Role.Planner,
            Children,
            "mgr",
            "Writes the children's home's plan."
        ),
        new("department@example.org", "General manager (G. Patel)", Role.Planner, Department, "gm", "Writes the department's plan."),
        new("approver@example.org", "Head of operations (N. Brandt)", Role.Approver, null, null, "Approves what others write."),
        new("quality@example.org", "Quality lead (Q. Mensah)", Role.QualityLead, null, null, "Audits, and looks for proof."),
        new("safeguarding@example.org", "Safeguarding lead (S. Novak)", Role.SafeguardingLead, null, null, "Sees what is restricted."),
        new("reader@example.org", "Trustee (T. Ward)", Role.Reader, null, null, "Reads, and changes nothing."),
        new(Learning.Learner, "Team leader (L. Adeyemi)", Role.Contributor, Care, null, "Learns: has a portfolio under way."),
        new(Learning.Assessor, "Assessor (J. Reed)", null, null, null, "Assesses the learner, and sees no plan."),
        new(Learning.Iqa, "Internal quality assurer (V. Sato)", null, null, null, "Samples what the assessor decided."),
    ];

    /// <summary>Sets up an empty database as the example.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="database">The database; it has to be empty.</param>
    /// <param name="clock">Says what today is.</param>
    /// <returns>The password of all the accounts, made anew; null where the database has accounts already, and then nothing is loaded.</returns>
    public static async Task<string?> RunAsync(Writer writer, Database database, TimeProvider clock)
    {
        await using (var db = database.Open())
        {
            if (await db.Users.AnyAsync())
                return null;
        }
        var password = Passwords.Make();
        await new SetUp(Organisation, "Administrator (A. Example)", Email, password).RunAsync(writer);
        await FillAsync(writer, database, clock, Organisation, password);
        return password;
    }

    /// <summary>Fills an installation that has just been set up with the example's plans and people.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="database">The database.</param>
    /// <param name="clock">Says what today is.</param>
    /// <param name="organisation">What the provider is called here.</param>
    /// <param name="password">Everybody's password.</param>
    public static async Task FillAsync(Writer writer, Database database, TimeProvider clock, string organisation, string password)
    {
        var today = clock.Today();
        foreach (var file in Files)
        {
            var document = Read(file, today, organisation);
            await writer.RunAsync(Teller, work => ImportPlan.RunAsync(work, document, Why));
        }
        await AskQuestions.RunAsync(writer, database);
        await using var db = database.Open();
        var areas = await db.Areas.Where(a => a.ParentId != null).ToDictionaryAsync(a => a.Name, a => a.Id);
        var root = await db.Areas.Where(a => a.ParentId == null).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync();
        // Whoever set it up may have taken the address of one of them.
        var taken = await db.Users.Select(u => u.Email).ToListAsync();
        foreach (var person in People.Where(p => !taken.Contains(p.Email)))
        {
            RoleInArea[] roles = person.Role is { } role ? [new(role, person.Area is { } area ? areas[area] : root, person.Staff)] : [];
            var id = await AddPerson.RunAsync(writer, Teller, person.Email, person.Name, password, roles: roles);
            if (person.Role is { } known)
                await TokenAsync(id, known, "Figures for the board");
        }
        await Learning.FillAsync(writer, database, root, areas[Care]);
        foreach (var administrator in await db.Users.Where(u => u.IsAdministrator).Select(u => u.Id).ToListAsync())
            await TokenAsync(administrator, Role.Administrator, "Nightly check of the record");
        // To be seen and revoked: nobody is told the token itself, so nobody can use it.
        Task TokenAsync(Guid person, Role role, string label) => MakeToken.RunAsync(writer, Teller, person, role, label, days: 365);
    }

    /// <summary>True where the installation is the example: the record says of the first line of its first plan why it was written.</summary>
    public static Task<bool> IsLoadedAsync(Db db, CancellationToken cancel = default) =>
        db.Records.AnyAsync(r => r.Stream == First && r.Seq == 1 && r.Reason == Why, cancel);

    /// <summary>A plan of the example as it is on a day.</summary>
    /// <param name="file">Its file's name.</param>
    /// <param name="today">The day.</param>
    /// <param name="organisation">What the provider is called.</param>
    public static PlanDocument Read(string file, DateOnly today, string organisation = Organisation)
    {
        using var stream = typeof(LoadExample).Assembly.GetManifestResourceStream($"example/{file}.yaml")!;
        var read = PlanFile.Read(stream, Shipped.Data);
        var document =
            read.Document
            ?? throw new InvalidOperationException(
                $"The example {file} cannot be read: line {read.Errors[0].Line}: {read.Errors[0].Message}"
            );
        MoveDays.By(document, (12 * (today.Year - Written.Year)) + today.Month - Written.Month);
        Domain.Shapes.Shape.Of<Organisation>()["name"].Set(document.Organisation!, organisation);
        return document;
    }

    /// <value>The names of its files.</value>
    public static IReadOnlyList<string> Names => Files;
}
