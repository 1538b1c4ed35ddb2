using System.Globalization;

namespace Seedance.Connection;

/// <summary>One form in which a text may contain the API key: its characters in this order, escaped or not, with anything invisible between them.</summary>
internal sealed class KeyForm
{
    private readonly string _characters;
    private readonly bool _isExact;

    private KeyForm(string characters, bool isExact) => (_characters, _isExact) = (characters, isExact);

    /// <summary>The key itself, in any case, with or without dashes.</summary>
    public static KeyForm Plain(string apiKey)
    {
        // A key of nothing but dashes is still a key.
        var compact = apiKey.Replace("-", string.Empty);
        return compact.Length == 0 ? new KeyForm(apiKey, isExact: true) : new KeyForm(compact, isExact: false);
    }

    /// <summary>The key in base64, where case and dashes have a meaning.</summary>
    public static KeyForm Base64(string encoded) => new(encoded, isExact: true);

    /// <summary>The characters that the form begins with: one, or both cases of it.</summary>
    public IEnumerable<char> FirstCharacters => _isExact ? [_characters[0]] : new[] { char.ToUpperInvariant(_characters[0]), char.ToLowerInvariant(_characters[0]) }.Distinct();

    /// <summary>Where the form that begins at a place of a text ends; null when it does not begin there.</summary>
    public int? FindEnd(string text, int start)
    {
        var index = start;
        var matched = 0;
        while (index < text.Length)
        {
            var (decoded, length) = EscapedCharacter.Read(text, index);
            if (AreEqual(_characters[matched], decoded))
            {
                matched++;
            }
            else if (AreEqual(_characters[matched], text[index]))
            {
                // The key itself contains what looks like an escape.
                matched++;
                length = 1;
            }
            else if (matched == 0 || !IsSeparator(decoded))
            {
                return null;
            }

            index += length;
            if (matched == _characters.Length)
            {
                return index;
            }
        }

        return null;
    }

    private bool AreEqual(char expected, char actual) => expected == actual || (!_isExact && char.ToUpperInvariant(expected) == char.ToUpperInvariant(actual));

    private bool IsSeparator(char character) => char.IsWhiteSpace(character) || CharUnicodeInfo.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark => true,
        UnicodeCategory.DashPunctuation => !_isExact,
        _ => false,
    };
}
