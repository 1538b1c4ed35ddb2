using System.Net;
using System.Text.Json;

namespace Seedance.Tests;

/// <summary>A service that sends one response to everything but the account, and how each operation ends on it.</summary>
internal sealed class AnyResponses : HttpMessageHandler
{
    /// <summary>A valid upload form, for tests of the storage behind it.</summary>
    private const string Form = """{"uploadInitImage":{"id":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","fields":"{\"key\":\"uploads/x.png\"}","key":"uploads/x.png","url":"https://storage.seedance.invalid/uploads"}}""";

    /// <summary>The account, which every operation that needs it asks for first.</summary>
    private const string Account = """{"user_details":[{"user":{"id":"7b1e2c1e-6f2a-4d8e-9a51-3c5f0f6f9d10"}}]}""";

    private static readonly Uri _root = new("https://api.seedance.invalid/api/rest");

    private static readonly Lazy<SeedanceMedia> _image = new(WriteImage);

    private readonly int _status;
    private readonly Func<HttpContent> _content;
    private readonly bool _isFormValid;
    private int _creates;
    private readonly bool _isAccountValid;

    private AnyResponses(int status, Func<HttpContent> content, bool isFormValid = false, bool isAccountValid = true) =>
        (_status, _content, _isFormValid, _isAccountValid) = (status, content, isFormValid, isAccountValid);

    /// <summary>A create has a job, is surely rejected, or is unknown. It is sent once, except after 429.</summary>
    public static async Task<Exception?> CreateAsync(int status, Func<HttpContent> content)
    {
        var responses = new AnyResponses(status, content);
        var failure = await EndAsync(responses.Client().CreateAsync(new SeedanceRequest { Prompt = "a fox" }, VideoModels.Seedance20Fast, new SubmissionOptions(), default));
        Assert.False(failure is ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnexpectedResponseException, failure?.ToString());
        Assert.True(failure is RateLimitedException || responses._creates == 1, $"{responses._creates} creates");
        return failure;
    }

    public static Task<Exception?> ReadAsync(int status, Func<HttpContent> content) =>
        EndAsync(new AnyResponses(status, content).Client().ReadAsync(new() { Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002" }, default));

    /// <summary>It replaces the response with the form, and after that the storage's response.</summary>
    public static Task<Exception?> UploadAsync(int status, Func<HttpContent> content) =>
        EndAsync(new AnyResponses(status, content).Client().UploadAsync(_image.Value, force: true, default));

    /// <summary>It replaces the storage's response to a valid form.</summary>
    public static Task<Exception?> StoreAsync(int status, Func<HttpContent> content) =>
        EndAsync(new AnyResponses(status, content, isFormValid: true).Client().UploadAsync(_image.Value, force: true, default));

    /// <summary>It replaces the response with the account, without which nothing is created.</summary>
    public static Task<Exception?> AccountAsync(int status, Func<HttpContent> content) =>
        EndAsync(new AnyResponses(status, content, isAccountValid: false).Client().ReadAccountAsync(default));

    /// <summary>Every operation ends with its result or with an error of Seedance.</summary>
    public static async Task AllAsync(int status, byte[] body)
    {
        HttpContent Content() => new ByteArrayContent(body);
        await CreateAsync(status, Content);
        await ReadAsync(status, Content);
        await UploadAsync(status, Content);
        await StoreAsync(status, Content);
        await AccountAsync(status, Content);
    }

    /// <summary>The response with each of its values, from the outermost to the innermost, replaced by another.</summary>
    public static IEnumerable<string> Swaps(string response, string other)
    {
        using var json = JsonDocument.Parse(response);
        for (var target = 0; ; target++)
        {
            var left = target;
            var swapped = Swap(json.RootElement, ref left, other);
            if (left >= 0)
            {
                yield break;
            }

            yield return swapped;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _creates += request.RequestUri!.AbsolutePath.EndsWith("/v2/generations", StringComparison.Ordinal) ? 1 : 0;
        // The request is read, as a real connection reads it.
        await (request.Content?.CopyToAsync(Stream.Null, cancellationToken) ?? Task.CompletedTask);
        return _isAccountValid && request.RequestUri!.AbsolutePath.EndsWith("/v1/me", StringComparison.Ordinal) ? new HttpResponseMessage { Content = new StringContent(Account) }
            : _isFormValid && request.RequestUri!.Host == _root.Host ? new HttpResponseMessage { Content = new StringContent(Form) }
            : new HttpResponseMessage((HttpStatusCode)_status) { Content = _content() };
    }

    private SeedanceClient Client()
    {
        var connection = SeedanceConnection.ToSandbox(_root, this, TimeSpan.FromSeconds(100)).WithClock(new InstantClock());
        // One retry: the response to the next ones is the same.
        var retry = new RetryLimits { MaxRetries = 1, Timeout = TimeSpan.FromSeconds(1) };
        return new SeedanceClient(connection, new ClientOptions { Gate = new RequestGate(1), Retry = retry, Trace = text => text() });
    }

    private static async Task<Exception?> EndAsync(Task work)
    {
        var failure = await Record.ExceptionAsync(() => work.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.True(failure is null or SeedanceException, failure?.ToString());
        return failure;
    }

    private static string Swap(JsonElement value, ref int left, string other)
    {
        if (left-- == 0)
        {
            return other;
        }

        var parts = new List<string>();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    parts.Add($"{JsonSerializer.Serialize(property.Name)}:{Swap(property.Value, ref left, other)}");
                }

                return $"{{{string.Join(",", parts)}}}";
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    parts.Add(Swap(item, ref left, other));
                }

                return $"[{string.Join(",", parts)}]";
            default:
                return value.GetRawText();
        }
    }

    private static SeedanceMedia WriteImage()
    {
        // In the folder of the tests, where nothing has to be cleaned up.
        var path = Path.Combine(AppContext.BaseDirectory, "any-response.png");
        File.WriteAllBytes(path, Samples.PngSample.Build());
        return MediaFile.Open(path);
    }
}
