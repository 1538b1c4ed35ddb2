using System.Management.Automation;

namespace Seedance.PowerShell.Inputs;

/// <summary>Resolves paths as PowerShell does: the current location, drives and wildcards. For the pipeline's thread only.</summary>
internal static class LocalFiles
{
    /// <summary>The files that a -Path matches.</summary>
    /// <exception cref="MissingFileException">It matches nothing.</exception>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path)
    {
        // A file of exactly that name needs no wildcards: brackets are common in file names.
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

    /// <summary>The full path of a -LiteralPath, whether it exists or not.</summary>
    /// <exception cref="MissingFileException">It is not in the file system.</exception>
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
