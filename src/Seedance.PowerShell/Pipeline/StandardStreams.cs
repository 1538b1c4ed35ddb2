namespace Seedance.PowerShell.Pipeline;

/// <summary>Where the input and output of the process go. Nothing is ever read from them or written to them.</summary>
internal static class StandardStreams
{
#pragma warning disable RS0030 // Asks the console, and does not talk through it.
    public static bool IsInputRedirected => Console.IsInputRedirected;

    public static bool IsOutputRedirected => Console.IsOutputRedirected;
#pragma warning restore RS0030
}
