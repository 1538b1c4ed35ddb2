using Seedance.WireServer;

namespace Seedance.Chaos;

/// <summary>Draws what goes wrong with each request: something or nothing, and always some latency.</summary>
/// <param name="random">Draws it.</param>
/// <param name="badness">How many of the requests something goes wrong with, from 0 to 1.</param>
internal sealed class Weather(Random random, double badness)
{
    private const int MostLatency = 40;

    private static readonly int[] _failures = [500, 502, 503, 504];

    private readonly Dictionary<string, int> _faults = [];

    /// <summary>How often each kind was drawn.</summary>
    public IReadOnlyDictionary<string, int> Faults => _faults;

    /// <summary>Whether a request that the sandbox worked on got no answer that can be read.</summary>
    public static bool LosesAnswer(Fault fault) => fault.AfterProcessing || fault.TruncateTo is not null || fault.DisconnectAfter is not null;

    /// <param name="request">METHOD /path.</param>
    public Fault Draw(string request)
    {
        var delay = Milliseconds(MostLatency);
        if (random.NextDouble() >= badness)
        {
            return new Fault("") { Delay = delay };
        }

        var (kind, fault) = Requests.Begins(request, Requests.Download) ? DrawForDownload(delay) : DrawForApi(delay);
        _faults[kind] = _faults.GetValueOrDefault(kind) + 1;
        return fault;
    }

    private (string Kind, Fault Fault) DrawForApi(TimeSpan delay) => random.Next(9) switch
    {
        0 => ("reset before the work", new("") { Delay = delay, Drop = true }),
        1 => ("reset after the work", new("") { Delay = delay, Drop = true, AfterProcessing = true }),
        2 => ("429", new("") { Delay = delay, Status = 429, Body = """{"error":"Too many requests"}""" }),
        3 => ("429 with Retry-After", new("") { Delay = delay, Status = 429, RetryAfter = random.Next(2).ToString() }),
        4 => ("5xx before the work", new("") { Delay = delay, Status = DrawFailure(), Body = "Bad gateway", ContentType = "text/plain" }),
        5 => ("5xx after the work", new("") { Delay = delay, Status = DrawFailure(), AfterProcessing = true, Body = """{"error":"Service Error"}""" }),
        6 => ("answer cut short", new("") { Delay = delay, TruncateTo = random.Next(60) }),
        7 => ("answer broken off", new("") { Delay = delay, DisconnectAfter = random.Next(60) }),
        _ => ("slow answer", new("") { Delay = delay, ChunkDelay = Milliseconds(100) }),
    };

    private (string Kind, Fault Fault) DrawForDownload(TimeSpan delay) => random.Next(8) switch
    {
        0 => ("download reset", new("") { Delay = delay, Drop = true }),
        1 => ("download 5xx", new("") { Delay = delay, Status = DrawFailure() }),
        2 => ("download 429", new("") { Delay = delay, Status = 429 }),
        3 => ("download expired", new("") { Delay = delay, Status = 403 }),
        4 => ("download cut short", new("") { Delay = delay, TruncateTo = random.Next(23_000) }),
        5 => ("download broken off", new("") { Delay = delay, DisconnectAfter = random.Next(23_000), ChunkDelay = Milliseconds(20) }),
        6 => ("page for a video", new("") { Delay = delay, Status = 200, Body = "<html>Please wait</html>", ContentType = "text/html" }),
        _ => ("slow download", new("") { Delay = delay, ChunkDelay = Milliseconds(60) }),
    };

    private int DrawFailure() => _failures[random.Next(_failures.Length)];

    private TimeSpan Milliseconds(int most) => TimeSpan.FromMilliseconds(random.Next(most));
}
