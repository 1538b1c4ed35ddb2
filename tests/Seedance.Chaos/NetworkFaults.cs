using Seedance.WireServer;

namespace Seedance.Chaos;

/// <summary>Draws what goes wrong with each request: a fault or none, and always some latency.</summary>
/// <param name="random">The source of the draws.</param>
/// <param name="rate">The share of the requests with a fault, from 0 to 1.</param>
/// <param name="isStorageSlow">Whether every download is slow.</param>
internal sealed class NetworkFaults(Random random, double rate, bool isStorageSlow)
{
    private const int MaxLatency = 40;

    private static readonly int[] _failures = [500, 502, 503, 504];

    private readonly Dictionary<string, int> _counts = [];

    /// <summary>How often each kind was drawn.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <param name="request">METHOD /path.</param>
    public Fault Draw(string request)
    {
        var delay = Milliseconds(MaxLatency);
        var isDownload = Requests.StartsWith(request, Requests.Download);
        if (random.NextDouble() >= rate)
        {
            return new Fault("") { Delay = delay, ChunkDelay = isDownload && isStorageSlow ? Milliseconds(300) : TimeSpan.Zero };
        }

        var (kind, fault) = isDownload ? DrawForDownload(delay) : DrawForApi(delay);
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return fault;
    }

    private (string Kind, Fault Fault) DrawForApi(TimeSpan delay) => random.Next(9) switch
    {
        0 => ("connection reset before processing", new("") { Delay = delay, Drop = true }),
        1 => ("connection reset after processing", new("") { Delay = delay, Drop = true, AfterProcessing = true }),
        2 => ("429", new("") { Delay = delay, Status = 429, Body = """{"error":"Too many requests"}""" }),
        3 => ("429 with Retry-After", new("") { Delay = delay, Status = 429, RetryAfter = random.Next(2).ToString() }),
        4 => ("5xx before processing", new("") { Delay = delay, Status = DrawFailure(), Body = "Bad gateway", ContentType = "text/plain" }),
        5 => ("5xx after processing", new("") { Delay = delay, Status = DrawFailure(), AfterProcessing = true, Body = """{"error":"Service Error"}""" }),
        6 => ("response truncated", new("") { Delay = delay, TruncateTo = random.Next(60) }),
        7 => ("connection lost during the response", new("") { Delay = delay, DisconnectAfter = random.Next(60) }),
        _ => ("slow response", new("") { Delay = delay, ChunkDelay = Milliseconds(100) }),
    };

    private (string Kind, Fault Fault) DrawForDownload(TimeSpan delay) => random.Next(8) switch
    {
        0 => ("download: connection reset", new("") { Delay = delay, Drop = true }),
        1 => ("download: 5xx", new("") { Delay = delay, Status = DrawFailure() }),
        2 => ("download: 429", new("") { Delay = delay, Status = 429 }),
        3 => ("download: address expired", new("") { Delay = delay, Status = 403 }),
        4 => ("download: truncated", new("") { Delay = delay, TruncateTo = random.Next(23_000) }),
        5 => ("download: connection lost", new("") { Delay = delay, DisconnectAfter = random.Next(23_000), ChunkDelay = Milliseconds(20) }),
        6 => ("download: HTML page", new("") { Delay = delay, Status = 200, Body = "<html>Please wait</html>", ContentType = "text/html" }),
        _ => ("download: slow", new("") { Delay = delay, ChunkDelay = Milliseconds(60) }),
    };

    private int DrawFailure() => _failures[random.Next(_failures.Length)];

    private TimeSpan Milliseconds(int max) => TimeSpan.FromMilliseconds(random.Next(max));
}
