using System.Management.Automation.Host;

namespace Seedance.Host;

/// <summary>The escape sequence of a console color.</summary>
internal static class AnsiColor
{
    // ConsoleColor counts blue, green, red in its bits; the terminal counts red, green, blue.
    private static readonly int[] _order = [0, 4, 2, 6, 1, 5, 3, 7];

    public static string? Of(ConsoleColor foreground, ConsoleColor background, PSHostRawUserInterface screen)
    {
        // The screen's own colors stand for the terminal's, whatever those are.
        var text = foreground == screen.ForegroundColor ? "" : $"\e[{Code(foreground, 30)}m";
        var behind = background == screen.BackgroundColor ? "" : $"\e[{Code(background, 40)}m";
        return text.Length + behind.Length == 0 ? null : text + behind;
    }

    private static int Code(ConsoleColor color, int normal) => _order[(int)color & 7] + ((int)color < 8 ? normal : normal + 60);
}
