using System.Management.Automation;

namespace Seedance.PowerShell.Inputs;

/// <summary>A name that can have wildcards. One that is not a valid pattern is a plain name.</summary>
internal sealed class NamePattern
{
    private readonly WildcardPattern? _pattern;

    public NamePattern(string text)
    {
        Text = text;
        _pattern = WildcardPattern.ContainsWildcardCharacters(text) ? Parse(text) : null;
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether it can match another name than its own.</summary>
    public bool HasWildcards => _pattern is not null;

    /// <summary>Whether a name is exactly this text.</summary>
    public bool IsExactly(string? name) => string.Equals(name, Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name is this text or matches it as a pattern.</summary>
    public bool Matches(string? name) => name is not null && (IsExactly(name) || _pattern?.IsMatch(name) == true);

    private static WildcardPattern? Parse(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase);
        try
        {
            // It is parsed at the first use.
            _ = pattern.IsMatch(string.Empty);
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }
}
