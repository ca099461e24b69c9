using System.Runtime.CompilerServices;
using Goldthread.App.Govern.Accounts;

namespace Goldthread.Testing;

/// <summary>Passwords of the tests are hashed by the same code with fewer rounds: each costs a tenth of a second otherwise, and there are thousands.</summary>
static class FewRounds
{
#pragma warning disable CA2255 // Before any test of any project hashes one.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Set() => Passwords.Rounds = 1000;
}
