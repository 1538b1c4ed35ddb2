using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Completion;

/// <summary>The word at the cursor: the start of a value in any case, or a pattern with wildcards, with or without quotation marks.</summary>
internal sealed class CompletionWord
{
    private static readonly Regex _plain = new(@"^[\p{L}_./\\][\p{L}\p{N}_./\\:-]*$", RegexOptions.CultureInvariant);
    private static readonly Regex _special = new("[`$\"“”„]", RegexOptions.CultureInvariant);

    private readonly char? _quote;
    private readonly NamePattern? _pattern;

    /// <param name="typed">The word as it is typed.</param>
    public CompletionWord(string? typed)
    {
        Typed = typed ?? string.Empty;
        Text = Typed;
        if (Typed is ['\'' or '"', ..])
        {
            _quote = Typed[0];
            Text = Typed.Substring(1).TrimEnd(Typed[0]);
        }

        _pattern = WildcardPattern.ContainsWildcardCharacters(Text) ? new NamePattern(Text + "*") : null;
    }

    /// <summary>The word as it is typed, with its quotation marks.</summary>
    public string Typed { get; }

    /// <summary>The word without quotation marks.</summary>
    public string Text { get; }

    /// <summary>Whether a value starts with this word or matches it.</summary>
    public bool Matches(string value) => value.StartsWith(Text, StringComparison.OrdinalIgnoreCase) || _pattern?.Matches(value) == true;

    /// <summary>A value as it is typed: in the quotation marks that the word has, or in those that it needs.</summary>
    public string Quote(string value, bool isText) =>
        _quote == '"' ? $"\"{_special.Replace(value, "`$0")}\""
        : _quote == '\'' || (isText && !_plain.IsMatch(value)) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'"
        : value;
}
