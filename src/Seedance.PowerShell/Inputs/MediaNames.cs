namespace Seedance.PowerShell.Inputs;

/// <summary>The extensions by which text is told to be a path: of images, videos and audio of all kinds, also those that the service does not accept.</summary>
internal static class MediaNames
{
    private static readonly HashSet<string> _images = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".webp",
        ".jpe", ".jfif", ".heic", ".heif", ".avif", ".bmp", ".dib", ".gif", ".apng", ".tif", ".tiff", ".svg", ".ico", ".jxl", ".jp2", ".psd", ".tga", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".exr",
    };

    private static readonly HashSet<string> _others = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".mov", ".webm", ".mkv", ".avi", ".m4v", ".3gp", ".3g2", ".wmv", ".flv", ".f4v", ".mpg", ".mpeg", ".mts", ".m2ts", ".ogv", ".vob", ".mxf",
        ".mp3", ".wav", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wma", ".aif", ".aiff", ".amr", ".weba", ".mka",
    };

    /// <summary>The extensions of images, beside which a caption file can lie.</summary>
    public static IEnumerable<string> Images => _images;

    public static bool IsMedia(string path) => ExtensionOf(path) is var extension && (_images.Contains(extension) || _others.Contains(extension));

    // Path.GetExtension of .NET Framework throws on text that can't be a path.
    private static string ExtensionOf(string text) => text.LastIndexOf('.') is >= 0 and var dot ? text.Substring(dot) : string.Empty;
}
