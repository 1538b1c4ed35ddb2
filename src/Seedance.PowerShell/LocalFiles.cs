using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Paths as PowerShell means them: the current location, drives, wildcards. For the pipeline's thread alone.</summary>
internal static class LocalFiles
{
    /// <summary>The files that a -Path names, wildcards and all.</summary>
    /// <exception cref="MissingFileException">It names nothing.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        // A name that is there as it is written needs no wildcards: brackets are common in file names.
        var literal = ResolveLiteral(cmdlet, path);
        if (File.Exists(literal) || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [literal];
        }

        try
        {
            var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
            return found.Count > 0 ? found : throw new MissingFileException(path);
        }
        catch (SessionStateException)
        {
            throw new MissingFileException(path);
        }
    }

    /// <summary>The full path of a -LiteralPath, there or not.</summary>
    /// <exception cref="MissingFileException">It is no place of the file system.</exception>
    public static string ResolveLiteral(PSCmdlet cmdlet, string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : throw new MissingFileException(path);
        }
        catch (Exception failure) when (failure is SessionStateException or NotSupportedException)
        {
            throw new MissingFileException(path);
        }
    }
}
