using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace Seedance.Host;

/// <summary>The choices of a prompt as one line, and what an answer means.</summary>
internal sealed class ChoiceQuestion
{
    private readonly List<(string Key, string Name, string Help)> _choices;
    private readonly int _default;

    public ChoiceQuestion(Collection<ChoiceDescription> choices, int defaultChoice)
    {
        _choices = [.. choices.Select(Parse)];
        _default = defaultChoice;
    }

    public string Text =>
        string.Join("  ", _choices.Select(choice => $"[{choice.Key}] {choice.Name}")) + "  [?] Help"
        + (_default >= 0 ? $" (default is \"{_choices[_default].Key}\"): " : ": ");

    public string Help => string.Concat(_choices.Select(choice => $"{choice.Key} - {choice.Help}{Environment.NewLine}"));

    /// <summary>The index of the choice, or null when the answer is none of them.</summary>
    public int? Answer(string answer)
    {
        if (answer.Length == 0 && _default >= 0)
            return _default;
        var index = _choices.FindIndex(choice =>
            answer.Equals(choice.Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(choice.Name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index;
    }

    // "Yes to &All" is chosen with A.
    private static (string Key, string Name, string Help) Parse(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        var name = choice.Label.Replace("&", "", StringComparison.Ordinal);
        var key = mark >= 0 && mark < name.Length ? char.ToUpperInvariant(name[mark]).ToString() : name;
        return (key, name, choice.HelpMessage ?? "");
    }
}
