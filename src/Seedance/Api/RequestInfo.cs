namespace Seedance.Api;

/// <summary>A request that is about to be sent, for whoever shows it. It never contains the API key.</summary>
internal sealed record RequestInfo(HttpMethod Method, Uri Address)
{
    /// <summary>Whether the API key is sent with it.</summary>
    public bool IsAuthorized { get; init; }

    /// <summary>The JSON body, or null.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The fields of an upload form. Some of them are as good as a key.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FormFields { get; init; } = [];

    /// <summary>The file that the form sends, or null.</summary>
    public string? FilePath { get; init; }

    /// <summary>The content type of the file.</summary>
    public string? FileType { get; init; }

    /// <summary>Where the requested rest of a file begins; null for the complete file.</summary>
    public long? RangeStart { get; init; }
}
