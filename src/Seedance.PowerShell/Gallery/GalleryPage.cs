using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Seedance.Errors;

namespace Seedance.PowerShell.Gallery;

/// <summary>Puts the page together from gallery.html, gallery.css, gallery.js and the entries.</summary>
/// <param name="title">The title of the page.</param>
/// <param name="entries">What it shows.</param>
/// <param name="folder">The full path of the folder that the page is written to.</param>
/// <param name="embeds">Whether the page contains the videos, rather than links to them.</param>
internal sealed class GalleryPage(string title, IReadOnlyList<GalleryEntry> entries, string folder, bool embeds)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the page, one video after the other.</summary>
    /// <exception cref="InvalidMediaException">A video can't be read.</exception>
    /// <exception cref="IOException">The page can't be written.</exception>
    public void Write(Stream page)
    {
        var (style, script) = (Read("gallery.css"), Read("gallery.js"));
        using var writer = new StreamWriter(page, _utf8, bufferSize: 1 << 16, leaveOpen: true);

        // What is put in is never searched for placeholders: a prompt may look like one.
        foreach (var part in Regex.Split(Read("gallery.html"), @"(?<part>\{\{\w+\}\})"))
        {
            switch (part)
            {
                case "{{policy}}":
                    writer.Write(Policy(style, script));
                    break;
                case "{{title}}":
                    writer.Write(WebUtility.HtmlEncode(title));
                    break;
                case "{{style}}":
                    writer.Write(style);
                    break;
                case "{{script}}":
                    writer.Write(script);
                    break;
                case "{{data}}":
                    writer.Write(GalleryData.Write(entries, folder, embeds));
                    break;
                case "{{files}}" when embeds:
                    WriteFiles(writer, page);
                    break;
                case "{{files}}":
                    break;
                default:
                    writer.Write(part);
                    break;
            }
        }
    }

    /// <summary>The files that -Embed puts into the page, and their elements' names.</summary>
    public static IEnumerable<(string Id, string Path)> Files(IReadOnlyList<GalleryEntry> entries) => entries.SelectMany((entry, index) => new[]
    {
        (Id: FormattableString.Invariant($"video-{index}"), Path: entry.HasVideo ? entry.Video : null),
        (Id: FormattableString.Invariant($"poster-{index}"), Path: entry.HasVideo ? entry.Poster : null),
    }).Where(file => file.Path is not null).Select(file => (file.Id, file.Path!));

    /// <summary>Nothing but the page's own style and script runs, and nothing can be sent anywhere.</summary>
    private static string Policy(string style, string script) =>
        $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; media-src 'self' file: data:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(_utf8.GetBytes(text));
        return "sha256-" + Convert.ToBase64String(sha256.GetHashAndReset());
    }

    private void WriteFiles(StreamWriter writer, Stream page)
    {
        foreach (var (id, path) in Files(entries))
        {
            writer.Write($"<script type=\"text/plain\" id=\"{id}\">");
            writer.Flush();
            using (var file = OpenFile(path))
            using (var base64 = new CryptoStream(page, new ToBase64Transform(), CryptoStreamMode.Write, leaveOpen: true))
            {
                file.CopyTo(base64);
            }

            writer.Write("</script>\n");
        }
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidMediaException(path, Messages.UnreadableFile(path, failure), failure);
        }
    }

    private static string Read(string name)
    {
        using var resource = typeof(GalleryPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource, _utf8);

        // A browser reads every line break as this one before it compares the hash.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
