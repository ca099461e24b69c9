using System.CommandLine;
using Goldthread.App.Govern;
using Goldthread.App.Govern.Accounts;

namespace Goldthread.Cli;

/// <summary><c>goldthread token create</c>: a token for the API, alone on standard output.</summary>
internal static class TokenVerb
{
    internal static Command Create()
    {
        var user = new Option<string>("--user")
        {
            Description = "The e-mail address of the account that it acts for",
            HelpName = "EMAIL",
            Required = true,
        };
        var role = new Option<string>("--role")
        {
            Description = $"The one role that it has: {UserVerb.RoleWords}, administrator",
            HelpName = "ROLE",
            Required = true,
        };
        var days = new Option<int>("--days")
        {
            Description = $"How long it holds, 1 to {MakeToken.MostDays} days; 90 unless said",
            HelpName = "N",
            DefaultValueFactory = _ => 90,
        };
        var label = new Option<string>("--label")
        {
            Description = "What will use it",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "Command line",
        };
        var create = new Command(
            "create",
            "Make a token for the API and print it. It is shown this once.\n\nExample:\n"
                + "  goldthread token create --user a.khan@example.org --role contributor --days 30"
        )
        {
            user,
            role,
            days,
            label,
        };
        create.SetAction(
            async (parsed, cancel) =>
            {
                await using var installation = await Installation.OpenAsync(parsed, cancel);
                var given = UserVerb.RoleOf(parsed.GetRequiredValue(role), alsoAdministrator: true);
                var person = await UserVerb.FindAsync(installation, parsed.GetRequiredValue(user), cancel);
                var token = await MakeToken.RunAsync(
                    installation.Writer,
                    Actor.CommandLine,
                    person,
                    given,
                    parsed.GetValue(label),
                    parsed.GetValue(days)
                );
                parsed.Terminal().Output.WriteLine(token);
                return 0;
            }
        );
        return new Command("token", "Tokens for the API.") { create };
    }
}
