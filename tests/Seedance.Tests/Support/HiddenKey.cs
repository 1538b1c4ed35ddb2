using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Seedance.Tests;

/// <summary>Writes an API key in a way that a careless search does not find.</summary>
internal static class HiddenKey
{
    private static readonly string[] _separators =
    [
        "\0", "\t", "\n", "\r\n", "\u001b", "\u007f", "\u0085", " ", "\u00A0", "\u00AD", "\u200B", "\u200E", "\u2028", "\u202E", "\u2060", "\u2066", "\uFEFF", "-", "\u2011", "\u2014", "%00", "%0A", "%20", "\\n", "\\u0000", "&#10;",
    ];

    /// <summary>The key, each character in the way that the next choice says; the choices are used over and over.</summary>
    public static string Write(string key, int[] choices)
    {
        var text = new StringBuilder();
        for (var index = 0; index < key.Length; index++)
        {
            var choice = choices.Length == 0 ? 0 : (uint)choices[index % choices.Length];
            if (key[index] != '-' || choice % 2 == 0)
            {
                text.Append(Write(key[index], choice / 2));
            }

            // A separator after the last character would not belong to the key.
            if (index < key.Length - 1 && choice % 5 == 0)
            {
                text.Append(_separators[choice / 10 % _separators.Length]);
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a text contains the key, found in another way than the product does: everything is decoded, and only letters and digits are compared.</summary>
    public static bool IsIn(string key, string text)
    {
        var decoded = text;
        for (var times = 0; times < 3; times++)
        {
            decoded = WebUtility.HtmlDecode(Uri.UnescapeDataString(decoded));
            decoded = Regex.Replace(decoded, @"\\+u([0-9a-fA-F]{4})", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
            decoded = Regex.Replace(decoded, @"\\+[nrt]", string.Empty);
        }

        return LettersAndDigits(decoded).Contains(LettersAndDigits(key), StringComparison.OrdinalIgnoreCase);
    }

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    private static string Write(char character, uint choice) => (choice % 7) switch
    {
        0 => character.ToString().ToUpperInvariant(),
        1 => string.Create(CultureInfo.InvariantCulture, $"%{(int)character:X2}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"%25{(int)char.ToUpperInvariant(character):x2}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        4 => string.Create(CultureInfo.InvariantCulture, $"&#{(int)character};"),
        5 => string.Create(CultureInfo.InvariantCulture, $"&amp;#x{(int)character:X};"),
        _ => character.ToString(),
    };
}
