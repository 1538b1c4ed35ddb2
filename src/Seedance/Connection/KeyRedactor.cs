using System.Text;
using System.Text.RegularExpressions;

namespace Seedance.Connection;

/// <summary>Makes the service's words safe to show: without control characters, and without the API key in any common form.</summary>
internal sealed class KeyRedactor
{
    private const string Replacement = "[API key]";

    // Also the Unicode characters that reorder or hide text.
    private static readonly Regex _unsafeCharacters = new(@"[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]+", RegexOptions.CultureInvariant);

    private readonly Regex _key;

    public KeyRedactor(string apiKey)
    {
        var compact = apiKey.Replace("-", string.Empty);

        // With or without dashes, in any case.
        var patterns = new List<string> { string.Join("-?", compact.Select(character => $"(?i:{Regex.Escape(character.ToString())})")) };
        foreach (var form in new[] { apiKey, compact, apiKey.ToLowerInvariant(), apiKey.ToUpperInvariant(), compact.ToLowerInvariant(), compact.ToUpperInvariant() }.Distinct())
        {
            patterns.AddRange(Base64Forms(form).Select(Regex.Escape));
        }

        _key = new Regex(string.Join("|", patterns.Distinct()), RegexOptions.CultureInvariant);
    }

    public string Redact(string text) => _key.Replace(_unsafeCharacters.Replace(text, " "), Replacement);

    /// <summary>The base64 of the key wherever it begins in a longer text: at each of the three positions within a group.</summary>
    private static IEnumerable<string> Base64Forms(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]).TrimEnd('=');

            // The first and last characters may depend on the neighboring bytes.
            var first = offset == 0 ? 0 : offset + 1;
            var last = (offset + bytes.Length) % 3 == 0 ? text.Length : text.Length - 1;
            if (last - first >= 8)
            {
                var certain = text.Substring(first, last - first);
                yield return certain;
                yield return certain.Replace('+', '-').Replace('/', '_');
            }
        }
    }
}
