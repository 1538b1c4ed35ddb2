#if NET
using System.Diagnostics;
using System.Diagnostics.Metrics;
#endif

namespace Seedance.Diagnostics;

/// <summary>Activities and metrics named Seedance, for OpenTelemetry and other listeners. They contain no prompt, no query string and no key.</summary>
/// <remarks>Without a listener nothing is built. .NET Framework has no such library of its own: there nothing is reported.</remarks>
internal static class Telemetry
{
#if NET
    private const string Name = "Seedance";
    private const string StatusTag = "http.response.status_code";
    private const string HostTag = "server.address";
    private const string MethodTag = "http.request.method";
    private const string TemplateTag = "url.template";
    private const string AttemptTag = "seedance.attempt";
    private const string GenerationTag = "seedance.generation.id";
    private const string ErrorTag = "error.type";

    private static readonly ActivitySource _activities = new(Name, Version);
    private static readonly Meter _meter = new(Name, Version);
    private static readonly Counter<long> _requests = _meter.CreateCounter<long>("seedance.requests", "{request}", "Requests that were sent.");
    private static readonly Counter<long> _polls = _meter.CreateCounter<long>("seedance.polls", "{request}", "Requests that read the status of jobs.");
    private static readonly Counter<long> _sent = _meter.CreateCounter<long>("seedance.sent", "By", "Bytes of request bodies.");
    private static readonly Counter<long> _received = _meter.CreateCounter<long>("seedance.received", "By", "Bytes of response bodies.");
    private static readonly Counter<double> _cost = _meter.CreateCounter<double>("seedance.cost", "{USD}", "What the service charged for jobs, in US dollars.");

    private static string Version => typeof(Telemetry).Assembly.GetName().Version!.ToString(3);

    /// <summary>An upload begins: a form is requested, and the file is posted with it.</summary>
    public static IDisposable? StartUpload(int attempt) => Start("seedance.upload", HttpMethod.Post, null, "/", attempt, null);

    /// <summary>A job is submitted.</summary>
    public static IDisposable? StartCreate(Uri root, int attempt) => Start("seedance.create", HttpMethod.Post, root, "/v2/generations", attempt, null);

    /// <summary>The status of jobs is read.</summary>
    public static IDisposable? StartPoll(Uri root, string template, string? generationId)
    {
        if (_polls.Enabled)
        {
            CountPoll(root, template);
        }

        return Start("seedance.poll", HttpMethod.Get, root, template, 1, generationId);
    }

    /// <summary>A video is downloaded, or the rest of it.</summary>
    public static IDisposable? StartDownload(Uri address, string generationId, int attempt) => Start("seedance.download", HttpMethod.Get, address, "/{video}", attempt, generationId);

    /// <summary>The host of an upload is known once its form is there.</summary>
    public static void SetHost(Uri address) => Current?.SetTag(HostTag, address.Host);

    /// <summary>The job of a create is known, and what it costs. Nothing is paid for that of a sandbox.</summary>
    public static void OnCreated(SeedanceGeneration created, bool isSandbox)
    {
        Current?.SetTag(GenerationTag, created.Id);
        if (_cost.Enabled && !isSandbox && created is { Cost: { } cost })
        {
            CountCost((double)cost);
        }
    }

    /// <summary>A response has arrived, or at least its headers.</summary>
    public static void OnResponse(HttpRequestMessage request, int status)
    {
        if (Current is { } activity)
        {
            activity.SetTag(StatusTag, status);
            if (status >= 400)
            {
                activity.SetStatus(ActivityStatusCode.Error);
            }
        }

        if (_requests.Enabled)
        {
            CountRequest(request, StatusTag, status);
        }

        OnSent(request);
    }

    /// <summary>There was no response.</summary>
    public static void OnFailed(HttpRequestMessage request, SeedanceException failure)
    {
        if (Current is { } activity)
        {
            activity.SetTag(ErrorTag, failure.ErrorId);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        if (_requests.Enabled)
        {
            CountRequest(request, ErrorTag, failure.ErrorId);
        }
    }

    /// <summary>Bytes of a response body have arrived.</summary>
    public static void OnReceived(Uri address, int bytes)
    {
        if (_received.Enabled)
        {
            CountBytes(_received, bytes, address);
        }
    }

    private static void OnSent(HttpRequestMessage request)
    {
        if (_sent.Enabled && request.Content?.Headers.ContentLength is { } length)
        {
            CountBytes(_sent, length, request.RequestUri!);
        }
    }

    private static Span? Start(string name, HttpMethod method, Uri? address, string template, int attempt, string? generationId)
    {
        if (!_activities.HasListeners())
        {
            return null;
        }

        if (StartSafely(name) is not { } activity)
        {
            return null;
        }

        activity.SetTag(MethodTag, method.Method);
        activity.SetTag(TemplateTag, template);
        activity.SetTag(AttemptTag, attempt);
        if (address is not null)
        {
            activity.SetTag(HostTag, address.Host);
        }

        if (generationId is not null)
        {
            activity.SetTag(GenerationTag, generationId);
        }

        return new Span(activity);
    }

    private static Activity? StartSafely(string name)
    {
        Activity? started = null;
        Safely(() => started = _activities.StartActivity(name, ActivityKind.Client));
        return started;
    }

    // Methods of their own, so that nothing is allocated for them while nobody listens.
    private static void CountPoll(Uri root, string template) => Safely(() => _polls.Add(1, new(HostTag, root.Host), new(TemplateTag, template)));

    private static void CountCost(double dollars) => Safely(() => _cost.Add(dollars));

    private static void CountRequest(HttpRequestMessage request, string tag, object value) =>
        Safely(() => _requests.Add(1, new(MethodTag, request.Method.Method), new(HostTag, request.RequestUri!.Host), new(tag, value)));

    private static void CountBytes(Counter<long> counter, long bytes, Uri address) => Safely(() => counter.Add(bytes, new KeyValuePair<string, object?>(HostTag, address.Host)));

    /// <summary>Tells listeners. What they throw is not the job's failure: the id of a paid job must reach the journal.</summary>
    private static void Safely(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception)
        {
        }
    }

    /// <summary>Ends an activity.</summary>
    private sealed class Span(Activity activity) : IDisposable
    {
        public void Dispose() => Safely(activity.Dispose);
    }

    /// <summary>Our own activity of this flow. Another one, such as the caller's, is left alone.</summary>
    private static Activity? Current => _activities.HasListeners() && Activity.Current is { } activity && ReferenceEquals(activity.Source, _activities) ? activity : null;
#else
    public static IDisposable? StartUpload(int attempt) => null;

    public static IDisposable? StartCreate(Uri root, int attempt) => null;

    public static IDisposable? StartPoll(Uri root, string template, string? generationId) => null;

    public static IDisposable? StartDownload(Uri address, string generationId, int attempt) => null;

    public static void SetHost(Uri address)
    {
    }

    public static void OnCreated(SeedanceGeneration created, bool isSandbox)
    {
    }

    public static void OnResponse(HttpRequestMessage request, int status)
    {
    }

    public static void OnFailed(HttpRequestMessage request, SeedanceException failure)
    {
    }

    public static void OnReceived(Uri address, int bytes)
    {
    }
#endif
}
