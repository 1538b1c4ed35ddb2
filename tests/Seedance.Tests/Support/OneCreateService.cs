using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Seedance.Tests;

/// <summary>A service with one response to the first create. Later creates succeed. Its list shows the job of the first create, or nothing.</summary>
internal sealed class OneCreateService(int status, string body, bool listShowsJob) : HttpMessageHandler
{
    /// <summary>The id of the job in the list.</summary>
    public const string ListedId = "1f0c2b6e-53a4-6f10-9a52-0242ac12000a";

    /// <summary>The id of the job that a second create makes.</summary>
    public const string SecondId = "1f0c2b6e-53a4-6f10-9a52-0242ac12000b";

    private static readonly Uri _root = new("https://api.seedance.invalid/api/rest");

    private string _sent = "{}";

    /// <summary>How many creates were sent.</summary>
    public int Creates { get; private set; }

    /// <summary>Submits a request, and checks that the journal says what the caller was told.</summary>
    public async Task<CreateOutcome> SubmitAsync()
    {
        var connection = SeedanceConnection.ToSandbox(_root, this, TimeSpan.FromSeconds(100)).WithClock(new InstantClock());
        var client = new SeedanceClient(connection, new ClientOptions { Gate = new RequestGate(1) });
        SeedanceGeneration? job = null;
        var failure = await Record.ExceptionAsync(async () => job = await client.CreateAsync(new SeedanceRequest { Prompt = "a fox" }, VideoModels.Seedance20Fast, new SubmissionOptions(), default));
        var entries = connection.KeyAccount.Current!.Journal.ReadAll(broken => throw broken);
        switch (failure)
        {
            case null:
                Assert.Equal((JobStatus.Pending, job!.Id), (Assert.Single(entries).Status, entries[0].Id));
                return job.Id switch
                {
                    ListedId => CreateOutcome.Lost,
                    SecondId => CreateOutcome.Retried,
                    CreateResponseParts.Id => CreateOutcome.Job,
                    _ => throw new InvalidOperationException($"The service created no job {job.Id}."),
                };
            case SubmissionUnknownException:
                Assert.Equal((JobStatus.Unknown, null), (Assert.Single(entries).Status, entries[0].Id));
                return CreateOutcome.Lost;
            default:
                Assert.IsAssignableFrom<SeedanceServiceException>(failure);
                Assert.Empty(entries);
                return CreateOutcome.Rejected;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/v1/me", StringComparison.Ordinal))
        {
            return Json("""{"user_details":[{"user":{"id":"7b1e2c1e-6f2a-4d8e-9a51-3c5f0f6f9d10"}}]}""");
        }

        if (request.Method == HttpMethod.Get)
        {
            return Json($$"""{"generations":[{{(listShowsJob ? DescribeJob() : "")}}]}""");
        }

        Creates++;
        _sent = await request.Content!.ReadAsStringAsync(cancellationToken);
        return Creates == 1 ? new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) } : Json($$"""{"generationId":"{{SecondId}}"}""");
    }

    private string DescribeJob()
    {
        var parameters = JsonNode.Parse(_sent)!["parameters"]!;
        return new JsonObject
        {
            ["id"] = ListedId,
            ["status"] = "PENDING",
            ["createdAt"] = new InstantClock().GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
            ["prompt"] = (string?)parameters["prompt"],
            ["seed"] = (long?)parameters["seed"],
            ["imageWidth"] = (int?)parameters["width"],
            ["imageHeight"] = (int?)parameters["height"],
            ["generated_images"] = new JsonArray(),
        }.ToJsonString();
    }

    private static HttpResponseMessage Json(string text) => new() { Content = new StringContent(text) };
}
