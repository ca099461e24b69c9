using Goldthread.App.Govern.Accounts;
using Goldthread.Domain;

namespace Goldthread.App.Tests.Govern.Accounts;

/// <summary>Which passwords are taken.</summary>
public sealed class PasswordsTests
{
    const string Email = "a.khan@rowancourt.example";

    [Theory]
    [InlineData("Winter2026!!")]
    [InlineData("letmein123456")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("Password2026")]
    [InlineData("passwordpassword")]
    [InlineData("Pa$$word!!!!")]
    [InlineData("!!2026Winter")]
    [InlineData("Winter2026Summer")]
    [InlineData("w1nt3r2026!!")]
    [InlineData("L3tm31n!!!!!!")]
    [InlineData("$ecret123456")]
    [InlineData("welc0m3!!!!!")]
    [InlineData("Welcome-1-2-3-4")]
    [InlineData("qwerty123456")]
    [InlineData("Qwertyuiop12")]
    [InlineData("abc123456789")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("Charlie12345")]
    [InlineData("Liverpool2026!")]
    [InlineData("ManchesterUnited1")]
    [InlineData("iloveyou2026")]
    [InlineData("Sunshine-2026")]
    [InlineData("CareHome2026!")]
    [InlineData("NHSpassword1!")]
    [InlineData("administrator1")]
    [InlineData("Goldthread123")]
    [InlineData("dragondragondragon")]
    [InlineData("Áutumn-2026!!")]
    [InlineData("RowanCourt2026")]
    [InlineData("akhan2026!!!!!")]
    [InlineData("198504031234")]
    [InlineData("121212121212")]
    public void A_known_password_is_refused_with_whatever_digits_and_marks(string password)
    {
        var refused = Assert.Throws<RuleBroken>(() => Passwords.Accept(password, Email));
        Assert.Equal("password", refused.Field);
    }

    [Theory]
    [InlineData("lantern orchard tuesday gravel")]
    [InlineData("seven green tractors")]
    [InlineData("monday gravel password")]
    [InlineData("kettle under blanket")]
    [InlineData("qk7-vw2p-x9mn")]
    [InlineData("Tr0ubad0ur&3x")]
    [InlineData("grüne Leiter am Bach")]
    [InlineData("яблоко лестница туман")]
    public void Words_that_do_not_belong_together_are_taken(string password) => Passwords.Accept(password, Email);

    [Fact]
    public void What_is_made_here_is_taken()
    {
        for (var i = 0; i < 200; i++)
            Passwords.Accept(Passwords.Make(), Email);
    }
}
