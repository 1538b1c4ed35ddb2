namespace Seedance.WireServer;

/// <summary>A failure on the wire for the next requests that match.</summary>
/// <param name="match">The start of "METHOD /path", such as <c>POST /api/rest/v2/generations</c>.</param>
public sealed class Fault(string match)
{
    private int _applied;
    private int _matched;

    /// <summary>The start of "METHOD /path" of the requests it is applied to.</summary>
    public string Match { get; } = match;

    /// <summary>How many requests it is applied to.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many matching requests are served normally first.</summary>
    public int Skip { get; init; }

    /// <summary>The sandbox processes the request first; only the response is replaced.</summary>
    public bool AfterProcessing { get; init; }

    /// <summary>A delay before anything else happens.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Closes the connection without a response.</summary>
    public bool Drop { get; init; }

    /// <summary>Sends nothing until the client disconnects.</summary>
    public bool Hang { get; init; }

    /// <summary>The status of a response that replaces the sandbox's.</summary>
    public int? Status { get; init; }

    /// <summary>The body of that response.</summary>
    public string Body { get; init; } = "";

    /// <summary>The content type of that response.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The content encoding that the response claims, whether or not it is true.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>A Retry-After header: seconds or an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>A Location header, for a redirect.</summary>
    public Uri? Location { get; init; }

    /// <summary>The ETag header that replaces the one of the sandbox's response.</summary>
    public string? EntityTag { get; init; }

    /// <summary>Truncates the sandbox's response to this many bytes, with a Content-Length that agrees.</summary>
    public int? TruncateTo { get; init; }

    /// <summary>Disconnects after this many bytes of the sandbox's response, short of its Content-Length.</summary>
    public int? DisconnectAfter { get; init; }

    /// <summary>Sends the body in small chunks, with a delay before each.</summary>
    public TimeSpan ChunkDelay { get; init; }

    internal bool ReplacesResponse => Drop || Hang || Status is not null;

    /// <summary>Whether it applies to the request. Counts matching requests, also those that another fault is applied to.</summary>
    internal bool Matches(string request) => request.StartsWith(Match, StringComparison.Ordinal) && ++_matched > Skip && _applied < Times;

    internal void MarkApplied() => _applied++;
}
