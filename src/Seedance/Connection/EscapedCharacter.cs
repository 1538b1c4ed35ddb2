using System.Globalization;

namespace Seedance.Connection;

/// <summary>Reads a character as a person would decode it: percent-encoded, escaped as in JSON, or as an HTML reference, each of them perhaps inside another.</summary>
internal static class EscapedCharacter
{
    private const int MaxDepth = 4;

    /// <summary>The character at a place of a text, and how many characters of the text it takes.</summary>
    public static (char Character, int Length) Read(string text, int index) => Read(text, index, MaxDepth);

    private static (char Character, int Length) Read(string text, int index, int depth)
    {
        if (depth == 0)
        {
            return (text[index], 1);
        }

        var plain = Read(text, index, depth - 1);
        var inner = new Cursor(text, index + plain.Length, depth - 1);
        var decoded = plain.Character switch
        {
            '%' => ReadHex(ref inner, 2),
            '\\' => ReadBackslash(ref inner),
            '&' => ReadReference(ref inner),
            _ => null,
        };
        return decoded is { } character ? (character, inner.Index - index) : plain;
    }

    private static char? ReadBackslash(ref Cursor inner) => inner.Next() switch
    {
        'u' => ReadHex(ref inner, 4),
        'x' => ReadHex(ref inner, 2),
        'n' or 'r' or 't' or 'b' or 'f' or 'v' => ' ',
        '\\' => '\\',
        '/' => '/',
        _ => null,
    };

    /// <summary>amp; or the number of a character, such as #48; or #x30;.</summary>
    private static char? ReadReference(ref Cursor inner)
    {
        const int MaxDigits = 8;
        var name = string.Empty;
        while (name.Length < MaxDigits + 2 && inner.Next() is { } next)
        {
            if (next == ';')
            {
                return name == "amp" ? '&' : name is ['#', 'x' or 'X', ..] ? Parse(name.Substring(2), NumberStyles.AllowHexSpecifier)
                    : name is ['#', ..] ? Parse(name.Substring(1), NumberStyles.None)
                    : null;
            }

            name += next;
            if (name[0] is not ('#' or 'a'))
            {
                return null;
            }
        }

        return null;
    }

    private static char? ReadHex(ref Cursor inner, int length)
    {
        var digits = string.Empty;
        while (digits.Length < length && inner.Next() is { } next)
        {
            digits += next;
            if (!Uri.IsHexDigit(next))
            {
                return null;
            }
        }

        return digits.Length == length ? Parse(digits, NumberStyles.AllowHexSpecifier) : null;
    }

    private static char? Parse(string digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= char.MaxValue ? (char)code : null;

    /// <summary>Reads one character after another at a depth.</summary>
    private struct Cursor(string text, int index, int depth)
    {
        public int Index { get; private set; } = index;

        public char? Next()
        {
            if (Index >= text.Length)
            {
                return null;
            }

            var (character, length) = Read(text, Index, depth);
            Index += length;
            return character;
        }
    }
}
