using System.Globalization;
using System.Text;

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
