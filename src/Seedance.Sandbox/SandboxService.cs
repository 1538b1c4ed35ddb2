using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seedance.Sandbox.Jobs;
using Seedance.Sandbox.Uploads;

namespace Seedance.Sandbox;

/// <summary>
/// An offline stand-in for the Leonardo.AI API and its storage: one state machine that answers as the service does,
/// and refuses what the service would refuse. It is a message handler, so it needs no port and no network.
/// </summary>
/// <remarks>
/// Marks in a prompt ask for trouble: <c>[[blocked]]</c> is refused by moderation, <c>[[fails]]</c> ends as FAILED,
/// <c>[[retired]]</c> is refused as a model that is not offered any more.
/// </remarks>
internal sealed class SandboxService : HttpMessageHandler
{
    private const int KeptCharacters = 64 * 1024;

    private readonly object _lock = new();
    private readonly SandboxOptions _options;
    private readonly SandboxStorage _storage;
    // Ids are ordered by time: the first is the oldest.
    private readonly SortedDictionary<string, SandboxJob> _jobs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SandboxUpload> _uploads = new(StringComparer.Ordinal);
    // All jobs take equally long, so these times only ever grow.
    private readonly Queue<DateTimeOffset> _busyUntil = [];
    private readonly Queue<DateTimeOffset> _waitingUntil = [];
    private readonly string _userId = Guid.NewGuid().ToString();
    private decimal? _credits;

    /// <param name="options">How it behaves; the defaults are those of <c>Connect-Seedance -Sandbox</c>.</param>
    public SandboxService(SandboxOptions? options = null)
    {
        _options = options ?? new SandboxOptions();
        _credits = _options.Credits;
        _storage = new SandboxStorage(_options);
    }

    /// <summary>All jobs, oldest first.</summary>
    public IReadOnlyList<SandboxJob> Jobs => Locked(() => _jobs.Values.ToList());

    /// <summary>All uploads, oldest first.</summary>
    public IReadOnlyList<SandboxUpload> Uploads => Locked(() => _uploads.Values.ToList());

    private DateTimeOffset Now => _options.Clock.GetUtcNow();

    private int Workers => _options.Workers ?? _options.ConcurrencySlots;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var address = request.RequestUri!;
        var response = address.Authority == _options.StorageRoot.Authority ? await AnswerStorageAsync(request, cancellationToken)
            : address.Authority == _options.ApiRoot.Authority && address.AbsolutePath.StartsWith(_options.ApiRoot.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal)
                ? await AnswerApiAsync(request, address.AbsolutePath.Substring(_options.ApiRoot.AbsolutePath.TrimEnd('/').Length + 1))
            : NoSuchEndpoint();
        response.RequestMessage = request;
        response.Headers.Add("X-Request-ID", Guid.NewGuid().ToString());
        return response;
    }

    private async Task<HttpResponseMessage> AnswerApiAsync(HttpRequestMessage request, string path)
    {
        if (RefuseKey(request.Headers.Authorization) is { } refusal)
        {
            return refusal;
        }

        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync();
        string[] steps = [request.Method.Method, .. path.TrimEnd('/').Split('/')];
        if (request.Method == HttpMethod.Post && request.Content?.Headers.ContentType?.MediaType != "application/json")
        {
            return SandboxResponse.Error(400, "invalid content type", "bad-request");
        }

        return Locked(() => steps switch
        {
            ["POST", "v2", "generations"] => WithJson(body, Create),
            ["GET", "v1", "generations", "user", var id] => List(id, request.RequestUri!),
            ["GET", "v1", "generations", var id] => SandboxResponse.Json(new JsonObject { ["generations_by_pk"] = _jobs.TryGetValue(id, out var job) ? Describe(job) : null }),
            ["DELETE", "v1", "generations", var id] => Deleted("delete_generations_by_pk", id, _jobs.Remove(id)),
            ["POST", "v1", "init-image"] => WithJson(body, InitImage),
            ["POST", "v1", "media"] => WithJson(body, InitMedia),
            ["GET", "v1", "init-image", var id] => SandboxResponse.Json(new JsonObject { ["init_images_by_pk"] = Upload(id, image: true) is { } upload ? DescribeImage(upload) : null }),
            ["GET", "v1", "media", var id] => SandboxResponse.Json(new JsonObject { ["uploaded_media_by_pk"] = Upload(id, image: false) is { } upload ? DescribeMedia(upload) : null }),
            ["DELETE", "v1", "init-image", var id] => Deleted("delete_init_images_by_pk", id, Upload(id, image: true) is not null && _uploads.Remove(id)),
            ["DELETE", "v1", "media", var id] => Deleted("delete_uploaded_media_by_pk", id, Upload(id, image: false) is not null && _uploads.Remove(id)),
            ["GET", "v1", "me"] => Me(),
            _ => NoSuchEndpoint(),
        });
    }

    private HttpResponseMessage? RefuseKey(System.Net.Http.Headers.AuthenticationHeaderValue? authorization)
    {
        var key = authorization is { Scheme: "Bearer", Parameter: { Length: > 0 } parameter } ? parameter : null;
        return key is null ? SandboxResponse.Error(401, "Authentication hook unauthorized this request", "access-denied")
            : _options.ApiKey is null || key == _options.ApiKey ? null
            : Guid.TryParse(key, out _) ? SandboxResponse.Error(401, "Authentication hook unauthorized this request", "access-denied")
            : SandboxResponse.Error(500, "Invalid response from authorization hook", "unexpected");
    }

    private HttpResponseMessage Create(JsonElement body)
    {
        if (CreateRequestValidator.FindErrors(body) is { Count: > 0 } errors)
        {
            return SandboxResponse.ValidationError(errors);
        }

        var parameters = body.GetProperty("parameters");
        var now = Now;
        var prompt = parameters.GetProperty("prompt").GetString()!;
        var (width, height, seconds) = (Whole(parameters, "width", 1280), Whole(parameters, "height", 720), Whole(parameters, "duration", 8));
        var credits = VideoPrice.Credits((int)width, (int)height, (int)seconds);
        var refusal = prompt.Contains("[[blocked]]") ? SandboxResponse.Error(400, "content moderation filter: the prompt was refused", "bad-request")
            : prompt.Contains("[[retired]]") ? SandboxResponse.Error(400, "SEEDANCE_2_0_FAST is not supported within the Production API", "bad-request")
            : RefuseMedia(parameters)
            ?? (_credits < credits ? SandboxResponse.Error(400, $"not enough api tokens userId: {_userId}", "unexpected")
            : CountAfter(_waitingUntil, now) >= _options.QueueLimit && CountAfter(_busyUntil, now) >= Workers ? SandboxResponse.HiddenError("Too many jobs are queued", "RATE_LIMITED", 429)
            : null);
        if (refusal is not null)
        {
            return refusal;
        }

        _credits -= credits;
        var seed = Whole(parameters, "seed", -1);
        var job = Schedule(new SandboxJob
        {
            Id = UuidV6.Next(now),
            VideoId = UuidV6.Next(now),
            Prompt = prompt,
            Body = Shorten(body.GetRawText()),
            CreatedAt = now,
            EndsAt = now,
            Width = (int)width,
            Height = (int)height,
            Seed = seed >= 0 ? seed : BitConverter.ToUInt32(Guid.NewGuid().ToByteArray(), 0),
            IsPublic = body.TryGetProperty("public", out var shown) && shown.GetBoolean(),
            WillFail = prompt.Contains("[[fails]]"),
        });
        return SandboxResponse.Json(Announce(job, VideoPrice.Dollars(credits)));
    }

    /// <summary>Gives the job the slot that is free first.</summary>
    private SandboxJob Schedule(SandboxJob job)
    {
        var start = job.CreatedAt;
        if (CountAfter(_busyUntil, start) >= Workers)
        {
            start = _busyUntil.Dequeue();
            _waitingUntil.Enqueue(start);
        }

        var end = start + _options.JobDuration;
        _busyUntil.Enqueue(end);
        Forget(_jobs, oldest => oldest.EndsAt <= job.CreatedAt);
        return _jobs[job.Id] = job with { EndsAt = end };
    }

    private static int CountAfter(Queue<DateTimeOffset> times, DateTimeOffset now)
    {
        while (times.Count > 0 && times.Peek() <= now)
        {
            times.Dequeue();
        }

        return times.Count;
    }

    /// <summary>Makes room for one more: what is remembered stays bounded, but nothing is forgotten before its end.</summary>
    private void Forget<T>(SortedDictionary<string, T> kept, Func<T, bool> hasEnded)
    {
        while (kept.Count > 0 && kept.Count >= _options.MaxRecords && kept.First() is var oldest && hasEnded(oldest.Value))
        {
            kept.Remove(oldest.Key);
        }
    }

    private JsonObject Announce(SandboxJob job, decimal dollars) => _options.CreateResponseShape switch
    {
        CreateResponseShape.Bare => new JsonObject { ["generationId"] = job.Id, ["apiCreditCost"] = 1 },
        CreateResponseShape.ImageJob => new JsonObject { ["sdGenerationJob"] = new JsonObject { ["generationId"] = job.Id } },
        CreateResponseShape.MotionJob => new JsonObject { ["motionVideoGenerationJob"] = new JsonObject { ["generationId"] = job.Id } },
        _ => new JsonObject
        {
            ["generate"] = new JsonObject
            {
                ["generationId"] = job.Id,
                ["apiCreditCost"] = null,
                ["cost"] = new JsonObject { ["amount"] = dollars.ToString("0.####", CultureInfo.InvariantCulture), ["unit"] = "DOLLARS" },
            },
        },
    };

    /// <summary>Every id must be known here, received, ready and of the right kind.</summary>
    private HttpResponseMessage? RefuseMedia(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("guidances", out var guidances))
        {
            return null;
        }

        var references = guidances.EnumerateObject().SelectMany(guidance => guidance.Value.EnumerateArray())
            .Select(item => item.EnumerateObject().First(property => property.Value.ValueKind == JsonValueKind.Object));
        var problem = references.Select(reference => FindProblem(reference.Name, reference.Value)).FirstOrDefault(found => found is not null);
        return problem is null ? null : SandboxResponse.Error(400, problem, "bad-request");
    }

    private string? FindProblem(string kind, JsonElement reference)
    {
        var id = Text(reference, "id") ?? string.Empty;
        var unknown = kind == "image" ? "invalid init image id" : "invalid media id";
        return Text(reference, "type") switch
        {
            "UPLOADED" => !(_uploads.TryGetValue(id, out var upload) && upload.Kind == kind && upload.Received) ? unknown
                : !upload.MatchesExtension ? "couldn't access image"
                : kind != "image" && !IsReady(upload) ? "media is not ready"
                : null,
            "URL" => Uri.TryCreate(Text(reference, "url"), UriKind.Absolute, out var address) && address.Scheme == "https" ? null : "couldn't access image",
            "BASE64" => ImageFormat.Detect(reference.GetProperty("data").GetBytesFromBase64()) is null ? "couldn't access image" : null,
            // A clip has a picture and a sound track, but it is a sound to nobody.
            "GENERATED" => kind != "audio" && _jobs.Values.Any(job => job.VideoId == id && IsComplete(job)) ? null : unknown,
            // Nothing here makes variations.
            _ => unknown,
        };
    }

    private HttpResponseMessage List(string userId, Uri address)
    {
        int Query(string name, int standard) => address.Query.TrimStart('?').Split('&').Select(pair => pair.Split('='))
            .Where(pair => pair.Length == 2 && pair[0] == name && int.TryParse(pair[1], out _))
            .Select(pair => int.Parse(pair[1], CultureInfo.InvariantCulture)).DefaultIfEmpty(standard).First();

        var page = (userId == _userId && _options.ListShowsJobs ? _jobs.Values.Reverse() : []).Skip(Query("offset", 0)).Take(Query("limit", 10));
        return SandboxResponse.Json(new JsonObject { ["generations"] = new JsonArray([.. page.Select(DescribeInList)]) });
    }

    private JsonObject DescribeInList(SandboxJob job)
    {
        var description = Describe(job);
        if (!_options.ListShowsSeeds)
        {
            description["seed"] = null;
        }

        return description;
    }

    private JsonObject Describe(SandboxJob job)
    {
        var complete = IsComplete(job);
        var hasVideo = complete && Now >= job.EndsAt + _options.VideoLag;
        return new JsonObject
        {
            ["id"] = job.Id,
            ["status"] = Now < job.EndsAt ? "PENDING" : job.WillFail ? "FAILED" : "COMPLETE",
            ["createdAt"] = job.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
            ["prompt"] = job.Prompt,
            ["seed"] = job.Seed,
            ["public"] = job.IsPublic,
            ["imageWidth"] = job.Width,
            ["imageHeight"] = job.Height,
            ["negativePrompt"] = null,
            ["modelId"] = null,
            ["prompt_moderations"] = job.WillFail ? new JsonArray(new JsonObject { ["moderationClassification"] = new JsonArray("NSFW") }) : new JsonArray(),
            ["generated_images"] = !complete ? new JsonArray() : new JsonArray(new JsonObject
            {
                ["id"] = job.VideoId,
                ["url"] = new Uri(_options.StorageRoot, $"/posters/{job.Id}.jpg").AbsoluteUri,
                ["motionMP4URL"] = hasVideo ? new Uri(_options.StorageRoot, $"/videos/{job.Id}.mp4").AbsoluteUri : null,
                ["nsfw"] = false,
                ["likeCount"] = 0,
            }),
        };
    }

    private HttpResponseMessage InitImage(JsonElement body)
    {
        var extension = Text(body, "extension");
        return RefuseUnknown(body, "extension")
            ?? (extension is not ("png" or "jpg" or "jpeg" or "webp") ? SandboxResponse.Error(400, "invalid file extension", "bad-request")
            : Announce(Prepare(extension), "uploadInitImage", "id"));
    }

    private HttpResponseMessage InitMedia(JsonElement body)
    {
        var extension = Text(body, "extension");
        return RefuseUnknown(body, "extension", "originalFilename")
            ?? (extension is not ("mp4" or "mov" or "mp3" or "wav") ? SandboxResponse.Error(400, "invalid file extension", "bad-request")
            : extension is "mp3" or "wav" && Text(body, "originalFilename") is null or "" ? SandboxResponse.ValidationError(["originalFilename is required for audio"])
            : Announce(Prepare(extension), "uploadMedia", "uploadId"));
    }

    // Pictures may be inline in it.
    private static string Shorten(string body) => body.Substring(0, Math.Min(body.Length, KeptCharacters));

    private static HttpResponseMessage? RefuseUnknown(JsonElement body, params string[] known) =>
        body.ValueKind != JsonValueKind.Object ? SandboxResponse.Error(400, "expecting an object", "validation-failed")
        : body.EnumerateObject().FirstOrDefault(property => !known.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown
            ? SandboxResponse.Error(400, $"unexpected field {unknown.Name}", "validation-failed")
        : null;

    private SandboxUpload Prepare(string extension)
    {
        var now = Now;
        Forget(_uploads, oldest => now > oldest.CreatedAt + _options.UploadFormLifetime);
        var upload = SandboxStorage.Prepare(UuidV6.Next(now), extension, now);
        return _uploads[upload.Id] = upload;
    }

    private HttpResponseMessage Announce(SandboxUpload upload, string wrapper, string idName)
    {
        var fields = new JsonObject([.. upload.Fields.Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Value))]);
        return SandboxResponse.Json(new JsonObject
        {
            [wrapper] = new JsonObject
            {
                [idName] = upload.Id,
                ["fields"] = fields.ToJsonString(),
                ["key"] = upload.Fields.First(field => field.Key == "key").Value,
                ["url"] = new Uri(_options.StorageRoot, "/uploads").AbsoluteUri,
            },
        });
    }

    private JsonObject DescribeImage(SandboxUpload upload) => new()
    {
        ["id"] = upload.Id,
        ["createdAt"] = upload.CreatedAt.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
        ["url"] = upload.Received ? new Uri(_options.StorageRoot, $"/uploads/{upload.Id}.{upload.Extension}").AbsoluteUri : null,
    };

    private JsonObject DescribeMedia(SandboxUpload upload) => new()
    {
        ["id"] = upload.Id,
        ["createdAt"] = upload.CreatedAt.UtcDateTime.ToString("s", CultureInfo.InvariantCulture),
        ["url"] = null,
        ["thumbnailUrl"] = null,
        ["status"] = IsReady(upload) ? "COMPLETE" : "PENDING",
        ["statusReason"] = null,
        ["mediaType"] = upload.Extension is "mp3" or "wav" ? "AUDIO" : "VIDEO",
        ["duration"] = IsReady(upload) ? 4 : null,
        ["width"] = null,
        ["height"] = null,
        ["video_fps"] = null,
    };

    private HttpResponseMessage Me() => SandboxResponse.Json(new JsonObject
    {
        ["user_details"] = new JsonArray(new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = _userId, ["username"] = "sandbox" },
            ["tokenRenewalDate"] = null,
            ["paidTokens"] = 0,
            ["subscriptionTokens"] = 0,
            ["apiConcurrencySlots"] = _options.ConcurrencySlots,
            ["apiPaidTokens"] = _credits,
            ["apiSubscriptionTokens"] = 0,
            ["apiPlanTokenRenewalDate"] = null,
        }),
    });

    private async Task<HttpResponseMessage> AnswerStorageAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (request.Headers.Authorization is not null)
        {
            return SandboxResponse.StorageError(403, "AccessDenied", "Only one auth mechanism allowed");
        }

        if (request.Method == HttpMethod.Post && address.AbsolutePath == "/uploads")
        {
            return await _storage.ReceiveAsync(
                request.Content,
                id => Locked(() => _uploads.TryGetValue(id, out var upload) ? upload : null),
                upload => Locked(() => _uploads[upload.Id] = upload),
                cancellationToken);
        }

        var name = Path.GetFileNameWithoutExtension(address.AbsolutePath);
        var job = Locked(() => _jobs.TryGetValue(name, out var found) && IsComplete(found) ? found : null);
        return request.Method != HttpMethod.Get || job is null ? SandboxResponse.StorageError(403, "AccessDenied", "Access Denied")
            : address.AbsolutePath.StartsWith("/videos/", StringComparison.Ordinal) ? SandboxStorage.Serve(request, _options.OpenVideo(SandboxVideo.Create(job)), "video/mp4", job.VideoId)
            : SandboxStorage.Serve(request, new MemoryStream(SandboxVideo.Poster), "image/jpeg", "poster");
    }

    private bool IsComplete(SandboxJob job) => Now >= job.EndsAt && !job.WillFail;

    private bool IsReady(SandboxUpload upload) => upload.ReceivedAt + _options.MediaReadyAfter <= Now;

    private SandboxUpload? Upload(string id, bool image) => _uploads.TryGetValue(id, out var upload) && upload.Kind == "image" == image ? upload : null;

    private T Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }

    private static HttpResponseMessage WithJson(string body, Func<JsonElement, HttpResponseMessage> work)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return work(json.RootElement);
        }
        catch (JsonException)
        {
            return SandboxResponse.Error(400, "invalid json", "bad-request");
        }
    }

    private static HttpResponseMessage Deleted(string wrapper, string id, bool existed) =>
        SandboxResponse.Json(new JsonObject { [wrapper] = existed ? new JsonObject { ["id"] = id } : null });

    private static HttpResponseMessage NoSuchEndpoint() => SandboxResponse.Error(404, "Endpoint not found", "not-found");

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Whole(JsonElement parameters, string name, long standard) =>
        parameters.TryGetProperty(name, out var value) ? value.GetInt64() : standard;
}
