namespace Seedance.Media;

/// <summary>Reads values of an enum by their names, in any case. Numbers are not names.</summary>
internal static class EnumWords
{
    /// <exception cref="ArgumentException">There is no such value.</exception>
    public static T Parse<T>(string word)
        where T : struct, Enum => TryParse<T>(word) ?? throw new ArgumentException(Messages.AllowedWords(Enum.GetNames(typeof(T))), nameof(word));

    /// <summary>The value, or null when there is none of this name.</summary>
    public static T? TryParse<T>(string? word)
        where T : struct, Enum
    {
        foreach (var value in (T[])Enum.GetValues(typeof(T)))
        {
            if (string.Equals(value.ToString(), word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
