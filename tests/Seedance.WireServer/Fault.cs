namespace Seedance.WireServer;

/// <summary>One thing that goes wrong on the wire, for the next requests that match.</summary>
/// <param name="match">The start of "METHOD /path", such as <c>POST /api/rest/v2/generations</c>.</param>
public sealed class Fault(string match)
{
    private int _taken;
    private int _passed;

    /// <summary>The start of "METHOD /path" of the requests it meets.</summary>
    public string Match { get; } = match;

    /// <summary>How many requests it meets.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many matching requests pass before it begins.</summary>
    public int Skip { get; init; }

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

    /// <summary>What the body says of its compression, whether or not it is true.</summary>
    public string? ContentEncoding { get; init; }

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

    internal bool IsWholeAnswer => Drop || Hang || Status is not null;

    /// <summary>Whether the request is one it was made for; it counts those that pass, another fault's too.</summary>
    internal bool Meets(string request) => request.StartsWith(Match, StringComparison.Ordinal) && ++_passed > Skip && _taken < Times;

    internal void Take() => _taken++;
}

/// <summary>The faults to come. Of several that meet a request, the one added first takes it.</summary>
public sealed class FaultScript
{
    private readonly object _lock = new();
    private readonly List<Fault> _faults = [];

    /// <summary>Makes a fault, or none, for each request that no other takes: METHOD /path. It is asked for one request after the other.</summary>
    public Func<string, Fault?>? Draw { get; set; }

    /// <summary>Adds one behind the others.</summary>
    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>All is well again, except for the requests that a fault already holds.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    internal Fault? Take(string request)
    {
        lock (_lock)
        {
            var fault = _faults.Where(candidate => candidate.Meets(request)).ToList().FirstOrDefault();
            fault?.Take();
            return fault ?? Draw?.Invoke(request);
        }
    }
}
