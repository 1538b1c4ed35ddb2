namespace Seedance;

/// <summary>No API key was given and none is in the environment.</summary>
public sealed class NoApiKeyException : SeedanceException
{
    internal NoApiKeyException() : base(Strings.NoApiKey) { }
}

/// <summary>The connection's settings can't be used (API key or base address). Raised before anything is sent.</summary>
public sealed class InvalidConnectionException : SeedanceException
{
    internal InvalidConnectionException(string message) : base(message) { }
}

/// <summary>A draft that the model would refuse. Raised before anything is uploaded or paid.</summary>
public sealed class InvalidRequestException : SeedanceException
{
    internal InvalidRequestException(IReadOnlyList<RequestFault> faults)
        : base(Strings.InvalidRequest(faults)) => Faults = faults;

    /// <summary>All that is wrong with the draft, not just the first.</summary>
    public IReadOnlyList<RequestFault> Faults { get; }
}

/// <summary>A file that was named is not there.</summary>
public sealed class MissingFileException : SeedanceException
{
    internal MissingFileException(string path) : base(Strings.MissingFile(path)) => Path = path;

    /// <summary>The path that was looked for.</summary>
    public string Path { get; }
}

/// <summary>A local file that can't serve as the media it was given for: unreadable, empty, or of another type.</summary>
public sealed class InvalidMediaException : SeedanceException
{
    internal InvalidMediaException(string path, string message, Exception? inner = null) : base(message, inner) => Path = path;

    /// <summary>The file's path.</summary>
    public string Path { get; }
}

/// <summary>An object that the cmdlet can make nothing of.</summary>
public sealed class UnsupportedInputException : SeedanceException
{
    internal UnsupportedInputException(string message) : base(message) { }
}

/// <summary>JSON that is no body of a create request.</summary>
public sealed class InvalidJsonException : SeedanceException
{
    internal InvalidJsonException(string message, Exception? inner = null) : base(message, inner) { }
}
