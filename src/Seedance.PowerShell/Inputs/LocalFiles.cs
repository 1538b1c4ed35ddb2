using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Seedance.PowerShell.Inputs;

/// <summary>Resolves paths as PowerShell does: the current location, drives and wildcards. For the pipeline's thread only.</summary>
internal static class LocalFiles
{
    // No system has longer paths, and a prompt may be long.
    private const int MaxPathLength = 4096;

    /// <summary>The files that a -Path matches.</summary>
    /// <exception cref="MissingFileException">It matches nothing.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        // A file of exactly that name needs no wildcards: brackets are common in file names.
        var literal = ResolveLiteral(cmdlet, path);
        return File.Exists(literal) || Directory.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(path) ? [literal]
            : Match(cmdlet, path) is { Count: > 0 } found ? found
            : throw new MissingFileException(path);
    }

    /// <summary>The files that text names, if it is a path: it exists, is a wildcard that matches, or has the extension of an image, video or audio file.</summary>
    /// <returns>Null when it is not a path.</returns>
    /// <exception cref="MissingFileException">It ends like the name of an image, video or audio file, and there is none.</exception>
    public static IReadOnlyList<string>? FindPath(PSCmdlet cmdlet, string text)
    {
        var path = text.Trim();
        return MediaNames.IsMedia(path) ? Resolve(cmdlet, path)
            : path.Length > MaxPathLength || path.Contains('\n') ? null
            : FindLiteral(cmdlet, path) is { } literal ? [literal]
            : WildcardPattern.ContainsWildcardCharacters(path) && Match(cmdlet, path) is { Count: > 0 } found ? found
            : null;
    }

    /// <summary>The full path of a -LiteralPath, whether it exists or not.</summary>
    /// <exception cref="MissingFileException">It is not in the file system.</exception>
    public static string ResolveLiteral(PSCmdlet cmdlet, string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : throw new MissingFileException(path);
        }
        catch (Exception failure) when (failure is SessionStateException or ProviderInvocationException or NotSupportedException or ArgumentException)
        {
            throw new MissingFileException(path);
        }
    }

    internal static string? FindLiteral(PSCmdlet cmdlet, string path)
    {
        try
        {
            return ResolveLiteral(cmdlet, path) is var literal && (File.Exists(literal) || Directory.Exists(literal)) ? literal : null;
        }
        catch (MissingFileException)
        {
            return null;
        }
    }

    /// <summary>The files that a wildcard matches; none when it is not a valid one.</summary>
    private static Collection<string> Match(PSCmdlet cmdlet, string pattern)
    {
        try
        {
            var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(pattern, out var provider);
            return provider.Name == "FileSystem" ? found : [];
        }
        catch (Exception failure) when (failure is SessionStateException or ProviderInvocationException or WildcardPatternException or NotSupportedException or ArgumentException)
        {
            return [];
        }
    }
}
