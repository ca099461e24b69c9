using System.CommandLine;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;
using Goldthread.App.Store;
using Goldthread.Domain;
using Goldthread.Domain.Govern;
using Goldthread.Domain.Shapes;
using Microsoft.EntityFrameworkCore;

namespace Goldthread.Cli;

/// <summary><c>goldthread user add|disable|reset</c>: accounts. A password comes from standard input alone, where no other user of the machine sees it.</summary>
internal static class UserVerb
{
    static readonly Option<string> Email = new("--email")
    {
        Description = "The e-mail address, by which the person signs in",
        HelpName = "EMAIL",
        Required = true,
    };

    internal static Command Create() => new("user", "Accounts: add, disable, give a new password.") { Add(), Disable(), Reset() };

    static Command Add()
    {
        var name = new Option<string>("--name")
        {
            Description = "Role, then initial and surname: \"Deputy manager (A. Khan)\"",
            HelpName = "NAME",
            Required = true,
        };
        var role = new Option<string?>("--role") { Description = $"A role in an area: {RoleWords}", HelpName = "ROLE" };
        var area = new Option<int?>("--area") { Description = "The area's id; the whole organisation unless said", HelpName = "ID" };
        var staff = new Option<string?>("--staff")
        {
            Description = "The staff id that the person has in the area's plans",
            HelpName = "ID",
        };
        var administrator = new Option<bool>("--administrator") { Description = "Make the person an administrator of the installation" };
        var add = new Command(
            "add",
            "Add an account. The password is read from standard input.\n\nExample:\n"
                + "  goldthread user add --email a.khan@example.org --name \"Deputy manager (A. Khan)\" --role planner --area 2 < password.txt"
        )
        {
            Email,
            name,
            role,
            area,
            staff,
            administrator,
        };
        add.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var roles = await RolesAsync(installation, parsed.GetValue(role), parsed.GetValue(area), parsed.GetValue(staff), cancel);
                var password = await PasswordAsync(parsed.Terminal());
                var email = parsed.GetRequiredValue(Email);
                await AddPerson.RunAsync(
                    installation.Writer,
                    Actor.CommandLine,
                    email,
                    parsed.GetRequiredValue(name),
                    password,
                    parsed.GetValue(administrator),
                    roles
                );
                parsed.Terminal().Output.WriteLine($"{email} can sign in.");
                return 0;
            }
        );
        return add;
    }

    static Command Disable()
    {
        var disable = new Command(
            "disable",
            "Close an account: its sessions and tokens end at once.\n\nExample:\n  goldthread user disable --email a.khan@example.org"
        )
        {
            Email,
        };
        disable.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var email = parsed.GetRequiredValue(Email);
                await ClosePerson.RunAsync(installation.Writer, Actor.CommandLine, await FindAsync(installation, email, cancel));
                parsed.Terminal().Output.WriteLine($"{email} is closed.");
                return 0;
            }
        );
        return disable;
    }

    static Command Reset()
    {
        var reset = new Command(
            "reset",
            "Give an account a new password, read from standard input; its sessions end at once.\n\nExample:\n"
                + "  goldthread user reset --email a.khan@example.org < password.txt"
        )
        {
            Email,
        };
        reset.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var email = parsed.GetRequiredValue(Email);
                var person = await FindAsync(installation, email, cancel);
                await ResetPassword.RunAsync(installation.Writer, Actor.CommandLine, person, await PasswordAsync(parsed.Terminal()));
                parsed.Terminal().Output.WriteLine($"{email} has a new password.");
                return 0;
            }
        );
        return reset;
    }

    /// <summary>The account of an e-mail address.</summary>
    /// <exception cref="NotDone">There is none.</exception>
    internal static async Task<Guid> FindAsync(Installation installation, string email, CancellationToken cancel)
    {
        await using var db = installation.Open();
        var key = email.Trim().ToUpperInvariant();
        var id = await db.Users.Where(p => p.NormalizedUserName == key).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancel);
        return id ?? throw new NotDone($"There is no account with the e-mail address {email}.");
    }

    /// <summary>The role of a word.</summary>
    /// <exception cref="NotDone">There is none such.</exception>
    internal static Role RoleOf(string word, bool alsoAdministrator = false) =>
        Roles.Find(word) is { } role && (alsoAdministrator || role != Role.Administrator)
            ? role
            : throw new NotDone($"{word} is not a role. There are {RoleWords}{(alsoAdministrator ? ", administrator" : "")}.");

    internal static string RoleWords => string.Join(", ", Enum.GetValues<Role>().Where(r => r != Role.Administrator).Select(Words.Written));

    static async Task<IReadOnlyList<RoleInArea>> RolesAsync(
        Installation installation,
        string? role,
        int? area,
        string? staff,
        CancellationToken cancel
    )
    {
        if (role is null)
            return area is null && staff is null ? [] : throw new NotDone("--area and --staff belong to a role: add --role ROLE.");
        var given = RoleOf(role);
        await using var db = installation.Open();
        if (area is not null && !await db.Areas.AnyAsync(a => a.Id == area && a.RemovedAt == null, cancel))
            throw new NotDone($"There is no area {area}.");
        return [new RoleInArea(given, area, staff)];
    }

    /// <summary>The first line of standard input.</summary>
    static async Task<string> PasswordAsync(Terminal terminal)
    {
        if (terminal.IsTyped)
            await terminal.Error.WriteAsync("Password: ");
        return await terminal.Input.ReadLineAsync() is { Length: > 0 } password
            ? password
            : throw new NotDone("The password is read from standard input, and there was none.");
    }
}
