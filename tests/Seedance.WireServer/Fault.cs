namespace Seedance.WireServer;

/// <summary>One thing that goes wrong on the wire, for the next requests that match.</summary>
/// <param name="Match">The start of "METHOD /path", such as <c>POST /api/rest/v2/generations</c>.</param>
public sealed record Fault(string Match)
{
    private int _left = 1;

    /// <summary>How many requests it meets.</summary>
    public int Times { get => _left; init => _left = value; }

    /// <summary>How many matching requests pass before it begins.</summary>
    public int Skip { get => _skip; init => _skip = value; }

    private int _skip;

    /// <summary>The sandbox does its work first; what is wrong is the answer alone.</summary>
    public bool AfterWork { get; init; }

    /// <summary>A pause before anything else.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The connection is closed without an answer.</summary>
    public bool Drop { get; init; }

    /// <summary>Nothing comes until the client goes away.</summary>
    public bool Hang { get; init; }

    /// <summary>An answer in place of the sandbox's: its status.</summary>
    public int? Status { get; init; }

    /// <summary>The body of that answer.</summary>
    public string Body { get; init; } = "";

    /// <summary>The type of that body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>A Retry-After header: seconds or an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>A Location header: a redirect.</summary>
    public Uri? Location { get; init; }

    /// <summary>The sandbox's own answer ends after so many bytes, as if that were all of it.</summary>
    public int? CutTo { get; init; }

    /// <summary>The sandbox's own answer promises all its bytes and breaks off after so many.</summary>
    public int? BreakAfter { get; init; }

    /// <summary>The answer's body comes in small pieces with a pause before each.</summary>
    public TimeSpan PiecePause { get; init; }

    internal bool Takes(string request)
    {
        if (!request.StartsWith(Match, StringComparison.Ordinal))
        {
            return false;
        }

        return Interlocked.Decrement(ref _skip) < 0 && Interlocked.Decrement(ref _left) >= 0;
    }
}
