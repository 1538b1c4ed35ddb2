namespace Seedance.Host;

/// <summary>The console's two writers, and the progress line that must leave before either writes.</summary>
internal sealed class Terminal
{
    public const string Red = "\e[31m";
    public const string Yellow = "\e[33m";
    public const string Faint = "\e[2m";
    private const string Reset = "\e[0m";
    private const string EraseLine = "\r\e[K";

    // Script output and the streams may come from more than one thread.
    private readonly Lock _gate = new();
    private bool _progressShown;

    private static bool NoColor { get; } =
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb";

    public bool OutputColor { get; } = !Console.IsOutputRedirected && !NoColor;

    public bool ErrorColor { get; } = !Console.IsErrorRedirected && !NoColor;

    public static bool CanRead => !Console.IsInputRedirected;

    /// <summary>The width of tables: in a file it is that of pwsh, whatever the terminal.</summary>
    public static int Width => ScreenWidth ?? 120;

    // Only a console that is still the output knows its width on every system.
    private static int? ScreenWidth => !Console.IsOutputRedirected && Console.BufferWidth is > 0 and var width ? width : null;

    public void Write(string text, string? color = null)
    {
        lock (_gate)
        {
            EraseProgress();
            Console.Out.Write(OutputColor ? Colored(text, color) : text);
        }
    }

    public void WriteErrorLine(string text, string? color = null)
    {
        lock (_gate)
        {
            EraseProgress();
            Console.Error.WriteLine(ErrorColor ? Colored(text, color) : text);
        }
    }

    public void ShowProgress(string line)
    {
        if (Console.IsErrorRedirected)
            return;

        lock (_gate)
        {
            // One column stays free: a full line would wrap, and a wrapped line cannot be redrawn in place.
            Console.Error.Write(EraseLine + Colored(Fit(line, (ScreenWidth ?? 80) - 1), NoColor ? null : Faint));
            _progressShown = true;
        }
    }

    public void HideProgress()
    {
        lock (_gate)
            EraseProgress();
    }

    private void EraseProgress()
    {
        if (!_progressShown)
            return;
        Console.Error.Write(EraseLine);
        _progressShown = false;
    }

    private static string Fit(string line, int width) => line.Length <= width ? line : string.Concat(line.AsSpan(0, Math.Max(0, width - 1)), "…");

    private static string Colored(string text, string? color) => color is null ? text : color + text + Reset;
}
