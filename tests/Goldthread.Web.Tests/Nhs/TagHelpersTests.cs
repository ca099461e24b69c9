using System.Text.Encodings.Web;
using Goldthread.Web.Nhs;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Goldthread.Web.Tests.Nhs;

public class TagHelpersTests
{
    readonly ViewContext page = new() { ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) };

    [Fact]
    public async Task Input_shows_what_was_written_and_what_is_wrong_with_it()
    {
        page.ViewData.ModelState.SetModelValue("Target", "<two>", "<two>");
        page.ViewData.ModelState.AddModelError("Target", "The target is a number, such as 2.0");

        var html = await Write(
            new InputTagHelper
            {
                Name = "Target",
                Label = "What is the target?",
                ViewContext = page,
            }
        );

        Assert.Contains("value=\"&lt;two&gt;\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"Target-error\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"Target-error\"", html, StringComparison.Ordinal);
        Assert.Contains("The target is a number, such as 2.0", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_link_to_the_first_box_of_their_question()
    {
        page.ViewData.ModelState.AddModelError("Input.Way", "Choose which way is better");

        var errors = await Write(new ErrorsTagHelper { ViewContext = page });
        var radios = await Write(
            new RadiosTagHelper
            {
                Name = "Input.Way",
                Label = "Which way is better?",
                Items = [new SelectListItem("Lower", "down"), new SelectListItem("Higher", "up")],
                ViewContext = page,
            }
        );

        Assert.Contains("href=\"#Input-Way\"", errors, StringComparison.Ordinal);
        Assert.Contains("id=\"Input-Way\" name=\"Input.Way\" type=\"radio\" value=\"down\"", radios, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_write_nothing_where_nothing_is_wrong() =>
        Assert.Equal("", await Write(new ErrorsTagHelper { ViewContext = page }));

    [Fact]
    public async Task Password_is_never_filled_in_again()
    {
        page.ViewData.ModelState.SetModelValue("Password", "correct horse", "correct horse");

        var html = await Write(
            new PasswordTagHelper
            {
                Name = "Password",
                Label = "Password",
                ViewContext = page,
            }
        );

        Assert.DoesNotContain("correct horse", html, StringComparison.Ordinal);
        Assert.Contains("type=\"password\"", html, StringComparison.Ordinal);
    }

    static async Task<string> Write(TagHelper helper)
    {
        var output = new TagHelperOutput("x", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        await helper.ProcessAsync(new TagHelperContext([], new Dictionary<object, object>(), "1"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
