using System.Globalization;

namespace Seedance.Connection;

/// <summary>Reads a character as a person would decode it: percent-encoded, escaped as in JSON, or as an HTML reference. Escapes may be escaped again.</summary>
internal static class EscapedCharacter
{
    /// <summary>The character at a place of a text, and how many characters of the text it takes.</summary>
    public static (char Character, int Length) Read(string text, int index) => text[index] switch
    {
        '%' => ReadPercent(text, index),
        '\\' => ReadBackslash(text, index),
        '&' => ReadReference(text, index),
        var plain => (plain, 1),
    };

    private static (char Character, int Length) ReadPercent(string text, int index)
    {
        // %2530 is %30, which is 0.
        var digits = index + 1;
        while (ReadHex(text, digits, 2) == '%' && ReadHex(text, digits + 2, 2) is not null)
        {
            digits += 2;
        }

        return ReadHex(text, digits, 2) is { } decoded ? (decoded, digits + 2 - index) : ('%', 1);
    }

    private static (char Character, int Length) ReadBackslash(string text, int index)
    {
        var letter = index;
        while (letter < text.Length && text[letter] == '\\')
        {
            letter++;
        }

        var length = letter + 1 - index;
        return letter == text.Length ? ('\\', 1) : text[letter] switch
        {
            'u' when ReadHex(text, letter + 1, 4) is { } decoded => (decoded, length + 4),
            'x' when ReadHex(text, letter + 1, 2) is { } decoded => (decoded, length + 2),
            'n' or 'r' or 't' or 'b' or 'f' or 'v' => (' ', length),
            '/' => ('/', length),
            _ => ('\\', 1),
        };
    }

    private static (char Character, int Length) ReadReference(string text, int index)
    {
        // The longest one is &#x0010ffff; after any number of amp;.
        var start = index + 1;
        while (string.CompareOrdinal(text, start, "amp;", 0, 4) == 0)
        {
            start += 4;
        }

        var end = start < text.Length && text[start] == '#' ? text.IndexOf(';', start, Math.Min(12, text.Length - start)) : -1;
        if (end < 0)
        {
            return ('&', 1);
        }

        var isHex = text[start + 1] is 'x' or 'X';
        var number = text.Substring(start + (isHex ? 2 : 1), end - start - (isHex ? 2 : 1));
        return int.TryParse(number, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= char.MaxValue
            ? ((char)code, end + 1 - index)
            : ('&', 1);
    }

    private static char? ReadHex(string text, int index, int length) =>
        index + length <= text.Length && int.TryParse(text.Substring(index, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? (char)code : null;
}
