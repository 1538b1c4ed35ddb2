using System.Diagnostics;
using System.Text;

namespace Seedance.PowerShell.Film;

/// <summary>Passes arguments to a program exactly, whatever characters they contain.</summary>
internal static class CommandLine
{
    public static void SetArguments(ProcessStartInfo start, IEnumerable<string> arguments)
    {
#if NET
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
#else
        start.Arguments = string.Join(" ", arguments.Select(Quote));
#endif
    }

    /// <summary>An argument as programs on Windows read it (CommandLineToArgvW): backslashes are special only before a quotation mark.</summary>
    public static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny([' ', '\t', '\n', '\v', '"']) < 0)
        {
            return argument;
        }

        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            quoted.Append('\\', character == '"' ? (2 * backslashes) + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        return quoted.Append('\\', 2 * backslashes).Append('"').ToString();
    }
}
