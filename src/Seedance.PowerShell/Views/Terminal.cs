using System.Management.Automation;
using Seedance.PowerShell.Pipeline;

namespace Seedance.PowerShell.Views;

/// <summary>Colors and links as $PSStyle allows them. Windows PowerShell has neither.</summary>
internal static class Terminal
{
    private static readonly PSObject? _style = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle")?.GetProperty("Instance")?.GetValue(null) is { } style ? PSObject.AsPSObject(style) : null;

    /// <summary>A text in a color of $PSStyle.Foreground.</summary>
    public static string Color(string text, string color) =>
        IsStyled && _style!.Properties["Foreground"]?.Value is { } colors ? $"{PSObject.AsPSObject(colors).Properties[color]?.Value}{text}{_style.Properties["Reset"]?.Value}" : text;

    /// <summary>A text that links to a file.</summary>
    /// <remarks>$PSStyle.FormatHyperlink would leave spaces and letters such as é in the address, which a link must not have.</remarks>
    public static string Link(string text, string path) =>
        IsStyled && Uri.TryCreate(path, UriKind.Absolute, out var address) ? $"\x1b]8;;{address.AbsoluteUri}\x1b\\{text}\x1b]8;;\x1b\\" : text;

    // PowerShell removes the sequences itself where the output goes to a file or a string.
    private static bool IsStyled => _style?.Properties["OutputRendering"]?.Value?.ToString() switch
    {
        "Ansi" => true,
        "Host" => !StandardStreams.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "linux"),
        _ => false,
    };
}
