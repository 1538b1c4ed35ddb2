using System.Text;
using System.Text.RegularExpressions;

namespace Seedance.Connection;

/// <summary>Makes the service's words safe to show: without control characters, and without the API key in any common form.</summary>
internal sealed class KeyRedactor
{
    private const string Replacement = "[API key]";

    // No message shows as much. A response may have megabytes.
    private const int MaxLength = 64 * 1024;

    // Also the Unicode characters that reorder or hide text.
    private static readonly Regex _unsafeCharacters = new(@"[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]+", RegexOptions.CultureInvariant);

    private readonly ILookup<char, KeyForm> _forms;

    public KeyRedactor(string apiKey)
    {
        var compact = apiKey.Replace("-", string.Empty);
        var base64 = new[] { apiKey, compact, apiKey.ToLowerInvariant(), apiKey.ToUpperInvariant(), compact.ToLowerInvariant(), compact.ToUpperInvariant() }.SelectMany(Base64Forms);
        KeyForm[] forms = [KeyForm.Plain(apiKey), .. base64.Distinct().Select(KeyForm.Base64)];
        _forms = forms.SelectMany(form => form.FirstCharacters, (form, first) => (form, first)).ToLookup(pair => pair.first, pair => pair.form);
    }

    /// <summary>The text without the key, and cut where it is longer than any message.</summary>
    public string Redact(string response)
    {
        var text = response.Length <= MaxLength ? response : response.Substring(0, MaxLength);
        StringBuilder? redacted = null;
        var copied = 0;
        for (var index = 0; index < text.Length;)
        {
            if (FindEnd(text, index) is not { } end)
            {
                index++;
                continue;
            }

            (redacted ??= new()).Append(text, copied, index - copied).Append(Replacement);
            index = copied = end;
        }

        return _unsafeCharacters.Replace(redacted?.Append(text, copied, text.Length - copied).ToString() ?? text, " ");
    }

    /// <summary>Where the key that begins at this place ends; null when none begins there.</summary>
    private int? FindEnd(string text, int start)
    {
        var (decoded, _) = EscapedCharacter.Read(text, start);
        var forms = decoded == text[start] ? _forms[decoded] : _forms[decoded].Concat(_forms[text[start]]);
        foreach (var form in forms)
        {
            if (form.FindEnd(text, start) is { } end)
            {
                return end;
            }
        }

        return null;
    }

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
