using System.Text;
using System.Text.RegularExpressions;

namespace Seedance.Tests;

/// <summary>What .NET Framework's strings, characters and encodings do not have.</summary>
internal static class TextExtensions
{
    extension(string text)
    {
        public static string Create(IFormatProvider provider, FormattableString format) => format.ToString(provider);

        public string Replace(string old, string replacement, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, replacement) : throw new ArgumentOutOfRangeException(nameof(comparison));

        public bool Contains(string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

        public bool Contains(char part, StringComparison comparison) => text.Contains(part.ToString(), comparison);

        public string ReplaceLineEndings(string replacement) => Regex.Replace(text, "\r\n|[\r\n\f\u0085\u2028\u2029]", replacement);

        public string[] Split(string separator) => text.Split([separator], StringSplitOptions.None);

        public IEnumerable<Rune> EnumerateRunes()
        {
            for (var index = 0; index < text.Length; index++)
            {
                var isPair = char.IsSurrogatePair(text, index);
                yield return new Rune(isPair ? char.ConvertToUtf32(text, index) : char.IsSurrogate(text[index]) ? 0xFFFD : text[index]);
                index += isPair ? 1 : 0;
            }
        }
    }

    extension(char)
    {
        public static bool IsAsciiLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
    }

    extension(Encoding)
    {
        public static Encoding Latin1 => Encoding.GetEncoding("iso-8859-1");
    }

    extension<T>(IEnumerable<T> items)
    {
        public IOrderedEnumerable<T> Order() => items.OrderBy(item => item);

        public IOrderedEnumerable<T> Order(IComparer<T> comparer) => items.OrderBy(item => item, comparer);
    }
}
