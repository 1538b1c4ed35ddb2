namespace Seedance.PowerShell.Gallery;

/// <summary>Links of a page to files on this machine: relative where there is a way, so that page and videos can be moved together.</summary>
internal static class GalleryLink
{
    private static readonly char[] _separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
    private static readonly StringComparison _comparison = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The path of a file as it is seen from a folder, with slashes; its full path when it is on another drive.</summary>
    public static string RelativePath(string folder, string path)
    {
        var root = Path.GetPathRoot(path)!;
        if (!string.Equals(root, Path.GetPathRoot(folder), _comparison))
        {
            return path;
        }

        var from = Split(folder, root);
        var to = Split(path, root);
        var shared = from.Zip(to, (one, other) => string.Equals(one, other, _comparison)).TakeWhile(isSame => isSame).Count();
        return string.Join("/", Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)));
    }

    /// <summary>The address of a file in a page of a folder. Each name is percent-encoded, so that none can be a scheme, a query or a fragment.</summary>
    public static string Address(string folder, string path)
    {
        var relative = RelativePath(folder, path);
        var encoded = string.Join("/", relative.Split(_separators).Select(Uri.EscapeDataString));

        // On another drive: D:\fox.mp4, or \\server\share\fox.mp4.
        return relative != path ? encoded : encoded is ['/', ..] ? $"file:{encoded}" : $"file:///{path[0]}:{encoded.Substring(encoded.IndexOf('/'))}";
    }

    private static string[] Split(string path, string root) => path.Substring(root.Length).Split(_separators, StringSplitOptions.RemoveEmptyEntries);
}
