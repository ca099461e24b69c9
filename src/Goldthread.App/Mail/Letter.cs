using System.Net;
using System.Text;
using System.Text.Json;

namespace Goldthread.App.Mail;

/// <summary>What a message says, before it is text: titles, days and where they lead; nothing else of any thing.</summary>
/// <param name="Title">The first line.</param>
/// <param name="Lead">How it stands, in a sentence.</param>
/// <param name="Parts">What there is.</param>
public sealed record Letter(string Title, string Lead, IReadOnlyList<LetterPart> Parts)
{
    /// <value>Which messages its unsubscribe link stops (<c>digest</c>, <c>all</c>); null for a message that somebody asked for.</value>
    public string? Stops { get; init; }

    /// <value>True for somebody who has no account to sign in to: nothing of it leads there.</value>
    public bool IsForGuest { get; init; }

    /// <value>The guest whose code is put in as it is sent; null for none.</value>
    public int? CodeOf { get; init; }

    /// <summary>As the outbox keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>As the outbox kept it; null where it kept nothing, since it was sent.</summary>
    public static Letter? FromJson(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<Letter>(json);

    /// <summary>Each line with the address of its answer put in.</summary>
    internal Letter With(Func<LetterLine, string?> answer) =>
        this with
        {
            Parts = [.. Parts.Select(p => p with { Lines = [.. p.Lines.Select(l => l with { Answer = answer(l) })] })],
        };
}

/// <summary>Several lines under one heading.</summary>
/// <param name="Heading">What they are.</param>
/// <param name="Lines">The lines.</param>
/// <param name="More">What is said where there are more than are listed, or null.</param>
public sealed record LetterPart(string Heading, IReadOnlyList<LetterLine> Lines, string? More = null);

/// <summary>One thing.</summary>
/// <param name="Text">Its title.</param>
/// <param name="Note">When, whose, in which plan.</param>
/// <param name="Address">Where it is, from <c>/</c>.</param>
public sealed record LetterLine(string Text, string? Note = null, string? Address = null)
{
    /// <value>The thing that can be answered from the message without signing in: plan, list and id; null for none.</value>
    public LinkedThing? Of { get; init; }

    /// <value>The secret address of the answer, once it is sent.</value>
    public string? Answer { get; init; }
}

/// <summary>A thing that a link of a message is about.</summary>
public sealed record LinkedThing(string Plan, string List, string Id);

/// <summary>A letter as people's mail programs show it: as text, and as HTML that is legible on dark and on light ground and loads nothing.</summary>
static class LetterForms
{
    const string Foot =
        "Goldthread tells you this by e-mail because you have a part in these plans. Titles only: the rest stands where you sign in. Never answer this message with anything about a person who uses a service.";

    const string GuestFoot =
        "Goldthread sends you this because somebody who plans there works with you. Did you not expect it? Then leave it: without the code that is sent to this address, the link opens nothing. Never answer this message with anything about a person who uses a service.";

    public static string Text(Letter letter, Uri site)
    {
        var text = new StringBuilder();
        text.Append(letter.Title).Append('\n').Append('=', letter.Title.Length).Append("\n\n").Append(letter.Lead).Append('\n');
        foreach (var part in letter.Parts)
        {
            text.Append('\n').Append(part.Heading).Append('\n').Append('-', part.Heading.Length).Append('\n');
            foreach (var line in part.Lines)
            {
                text.Append("* ").Append(line.Text).Append(line.Note is null ? "" : $" ({line.Note})").Append('\n');
                if (line.Answer is not null)
                    text.Append(letter.IsForGuest ? "  Open it: " : "  Answer without signing in: ")
                        .Append(At(site, line.Answer))
                        .Append('\n');
                else if (line.Address is not null)
                    text.Append("  ").Append(At(site, line.Address)).Append('\n');
            }
            if (part.More is not null)
                text.Append("  ").Append(part.More).Append('\n');
        }
        if (!letter.IsForGuest)
            text.Append("\nEverything: ")
                .Append(At(site, "/"))
                .Append("\nWhat you are sent: ")
                .Append(At(site, "/account/mail"))
                .Append('\n');
        return text.Append('\n').Append(letter.IsForGuest ? GuestFoot : Foot).Append('\n').ToString();
    }

    public static string Html(Letter letter, Uri site)
    {
        var html = new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
            <style>
            :root { color-scheme: light dark; }
            body { margin: 0; padding: 16px; font: 17px/1.5 Arial, sans-serif; background: #ffffff; color: #1d2433; }
            .sheet { max-width: 600px; margin: 0 auto; }
            h1 { font-size: 24px; line-height: 1.25; margin: 0 0 12px; }
            h2 { font-size: 19px; margin: 28px 0 8px; padding-top: 12px; border-top: 3px solid #b07d10; }
            ul { list-style: none; margin: 0; padding: 0; }
            li { margin: 0 0 16px; }
            a { color: #0b4f8a; }
            .note { display: block; color: #4a5468; font-size: 15px; }
            .answer { display: inline-block; margin-top: 6px; padding: 10px 16px; background: #0b4f8a; color: #ffffff; font-weight: bold; border-radius: 4px; text-decoration: none; }
            .foot { margin-top: 32px; color: #4a5468; font-size: 14px; }
            @media (prefers-color-scheme: dark) {
            body { background: #14181f; color: #eef1f6; } h2 { border-color: #e0b040; } a { color: #8fc7ff; } .note, .foot { color: #b8c0cf; }
            .answer { background: #8fc7ff; color: #10151d; }
            }
            </style>
            """
        );
        html.Append("<title>").Append(E(letter.Title)).Append("</title></head><body><div class=\"sheet\"><h1>").Append(E(letter.Title));
        html.Append("</h1><p>").Append(E(letter.Lead)).Append("</p>");
        foreach (var part in letter.Parts)
        {
            html.Append("<h2>").Append(E(part.Heading)).Append("</h2><ul>");
            foreach (var line in part.Lines)
            {
                html.Append("<li>");
                if (line.Address is null)
                    html.Append(E(line.Text));
                else
                    html.Append("<a href=\"").Append(E(At(site, line.Address))).Append("\">").Append(E(line.Text)).Append("</a>");
                if (line.Note is not null)
                    html.Append("<span class=\"note\">").Append(E(line.Note)).Append("</span>");
                if (line.Answer is not null)
                    html.Append("<a class=\"answer\" href=\"")
                        .Append(E(At(site, line.Answer)))
                        .Append(letter.IsForGuest ? "\">Open it" : "\">Answer")
                        .Append("<span style=\"position:absolute;left:-9999px\"> ")
                        .Append(E(line.Text))
                        .Append("</span></a>");
                html.Append("</li>");
            }
            html.Append("</ul>");
            if (part.More is not null)
                html.Append("<p>").Append(E(part.More)).Append("</p>");
        }
        html.Append("<p class=\"foot\">");
        if (!letter.IsForGuest)
        {
            html.Append("<a href=\"").Append(E(At(site, "/"))).Append("\">My work</a> &#183; <a href=\"");
            html.Append(E(At(site, "/account/mail"))).Append("\">What you are sent</a><br>");
        }
        html.Append(E(letter.IsForGuest ? GuestFoot : Foot));
        return html.Append("</p></div></body></html>\n").ToString();
    }

    public static string At(Uri site, string address) => site.ToString().TrimEnd('/') + address;

    static string E(string text) => WebUtility.HtmlEncode(text);
}
