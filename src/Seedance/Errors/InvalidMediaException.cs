namespace Seedance;

/// <summary>A local file can't be used as media: unreadable, incomplete or of an unsupported type.</summary>
public sealed class InvalidMediaException : SeedanceException
{
    internal InvalidMediaException(string path, string message, Exception? inner = null) : base(message, inner) => Path = path;

    /// <summary>The file's path.</summary>
    public string Path { get; }
}
