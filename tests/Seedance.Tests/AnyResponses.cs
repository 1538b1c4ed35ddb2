using System.Net;
using System.Text.Json;

namespace Seedance.Tests;

/// <summary>A service that gives one answer to everything, and how each verb ends on it.</summary>
internal sealed class AnyResponses : HttpMessageHandler
{
    /// <summary>A good upload form, for what is asked behind it.</summary>
    private const string Form = """{"uploadInitImage":{"id":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","fields":"{\"key\":\"uploads/x.png\"}","key":"uploads/x.png","url":"https://storage.seedance.invalid/uploads"}}""";

    private static readonly Uri _root = new("https://api.seedance.invalid/api/rest");

    private static readonly Lazy<SeedanceMedia> _picture = new(WritePicture);

    private readonly int _status;
    private readonly Func<HttpContent> _content;
    private readonly bool _isFormGood;
    private int _creates;

    private AnyResponses(int status, Func<HttpContent> content, bool isFormGood) => (_status, _content, _isFormGood) = (status, content, isFormGood);

    /// <summary>A create either has a job, is refused for sure, or is unknown; and it is sent once, except at 429.</summary>
    public static async Task<Exception?> CreateAsync(int status, Func<HttpContent> content)
    {
        var answers = new AnyResponses(status, content, isFormGood: false);
        var failure = await EndAsync(answers.Client().CreateAsync(new SeedanceRequest { Prompt = "a fox" }, VideoModel.Seedance20Fast, new SubmissionOptions(), default));
        Assert.False(failure is ConnectionLostException or RequestTimeoutException or ServiceFailureException or UnexpectedResponseException, failure?.ToString());
        Assert.True(failure is RateLimitedException || answers._creates == 1, $"{answers._creates} creates");
        return failure;
    }

    public static Task<Exception?> ReadAsync(int status, Func<HttpContent> content) =>
        EndAsync(new AnyResponses(status, content, isFormGood: false).Client().ReadAsync(new() { Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002" }, default));

    /// <summary>The answer takes the place of the form, and then of storage's.</summary>
    public static Task<Exception?> UploadAsync(int status, Func<HttpContent> content) =>
        EndAsync(new AnyResponses(status, content, isFormGood: false).Client().UploadAsync(_picture.Value, force: true, default));

    /// <summary>The form is a good one; the answer is storage's.</summary>
    public static Task<Exception?> StoreAsync(int status, Func<HttpContent> content) =>
        EndAsync(new AnyResponses(status, content, isFormGood: true).Client().UploadAsync(_picture.Value, force: true, default));

    /// <summary>Every verb ends in its result or in an error of Seedance's own.</summary>
    public static async Task AllAsync(int status, byte[] body)
    {
        HttpContent Content() => new ByteArrayContent(body);
        await CreateAsync(status, Content);
        await ReadAsync(status, Content);
        await UploadAsync(status, Content);
        await StoreAsync(status, Content);
    }

    /// <summary>The answer with each value in it, from the whole to the innermost, swapped for something else.</summary>
    public static IEnumerable<string> Swaps(string answer, string other)
    {
        using var json = JsonDocument.Parse(answer);
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
        // Written out, as a real connection would.
        await (request.Content?.CopyToAsync(Stream.Null, cancellationToken) ?? Task.CompletedTask);
        return _isFormGood && request.RequestUri!.Host == _root.Host
            ? new HttpResponseMessage { Content = new StringContent(Form) }
            : new HttpResponseMessage((HttpStatusCode)_status) { Content = _content() };
    }

    private SeedanceClient Client()
    {
        var connection = SeedanceConnection.ToSandbox(_root, this, TimeSpan.FromSeconds(100)).WithClock(new InstantClock());
        return new SeedanceClient(connection, new ClientOptions { Gate = new RequestGate(1), Trace = text => text() });
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

    private static SeedanceMedia WritePicture()
    {
        // Beside the tests themselves, where it is no litter.
        var path = Path.Combine(AppContext.BaseDirectory, "any-answer.png");
        File.WriteAllBytes(path, Samples.PngSample.Build());
        return MediaFile.Open(path);
    }
}
