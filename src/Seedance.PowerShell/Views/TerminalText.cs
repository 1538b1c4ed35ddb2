using System.Globalization;
using System.Text;

namespace Seedance.PowerShell.Views;

/// <summary>Text for a terminal: without control characters, and cut by the columns that it takes.</summary>
/// <remarks>PowerShell's own cut splits surrogate pairs and can't count emoji of the basic plane, so that a table's row breaks.</remarks>
internal static class TerminalText
{
    private const char Ellipsis = '…';
    private const char EmojiSelector = '\uFE0F';

    /// <summary>Emoji of the basic plane that terminals show in two columns.</summary>
    private const string WideEmoji =
        "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕";

    /// <summary>The text on one line. Control characters, which could move the cursor or color the screen, are spaces.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsSurrogatePair(text, index))
            {
                clean.Append(character).Append(text[++index]);
            }
            else if (char.IsSurrogate(character))
            {
                clean.Append('\uFFFD');
            }
            else if (IsControl(character))
            {
                clean.Append(' ');
            }
            else
            {
                clean.Append(character);

                // The selector takes no column, but PowerShell counts it: so it counts the emoji as two.
                if (WideEmoji.IndexOf(character) >= 0 && (index + 1 == text.Length || text[index + 1] != EmojiSelector))
                {
                    clean.Append(EmojiSelector);
                }
            }
        }

        return clean.ToString();
    }

    /// <summary>The text on one line, in so many columns at most. What is cut off leaves an ellipsis.</summary>
    public static string Cut(string text, int columns)
    {
        // No character takes less than one column here, so that a long text needs no more than its beginning.
        var line = Clean(text.Length > (columns + 1) * 4 ? text.Substring(0, (columns + 1) * 4) : text);
        if (line.Length != 0 && CountColumns(line) <= columns)
        {
            return line;
        }

        var kept = new StringBuilder();
        var left = columns - 1;
        for (var elements = StringInfo.GetTextElementEnumerator(line); elements.MoveNext();)
        {
            var element = elements.GetTextElement();
            left -= CountColumns(element);
            if (left < 0)
            {
                break;
            }

            kept.Append(element);
        }

        return line.Length == 0 ? line : kept.ToString().TrimEnd() + Ellipsis;
    }

    /// <summary>The columns of a clean text as PowerShell's tables count them, which is never less than a terminal takes: each half of a surrogate pair is one.</summary>
    public static int CountColumns(string text)
    {
        var columns = 0;
        foreach (var character in text)
        {
            columns += IsWide(character) ? 2 : 1;
        }

        return columns;
    }

    private static bool IsWide(char character) => character >= '\u1100'
        && character is <= '\u115F' or '\u2329' or '\u232A'
            or (>= '\u2E80' and <= '\uA4CF' and not '\u303F')
            or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF')
            or (>= '\uFE10' and <= '\uFE19') or (>= '\uFE30' and <= '\uFE6F')
            or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6');

    /// <summary>Control characters, line separators and those that turn the direction of what follows.</summary>
    private static bool IsControl(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
