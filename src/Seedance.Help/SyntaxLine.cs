using System.Text;

namespace Seedance.Help;

/// <summary>One parameter set as a line of syntax, broken where it gets long.</summary>
internal static class SyntaxLine
{
    private const int MaxWidth = 100;

    public static string Of(string name, SyntaxHelp set)
    {
        var text = new StringBuilder(name);
        var width = name.Length;
        foreach (var part in set.Parameters.Select(Part).Append("[<CommonParameters>]"))
        {
            if (width + 1 + part.Length > MaxWidth)
            {
                text.Append("\n   ");
                width = 3;
            }

            text.Append(' ').Append(part);
            width += 1 + part.Length;
        }

        return text.ToString();
    }

    private static string Part(ParameterHelp parameter)
    {
        var name = parameter.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        var text = parameter.IsSwitch ? name : $"{name} <{parameter.Type}>";
        return parameter.IsRequired ? text : $"[{text}]";
    }
}
