using System.Globalization;
using System.Text.Json;

namespace Seedance.Errors;

/// <summary>Every text of the client library that a user can see. It names no cmdlet and no parameter: those belong to the module.</summary>
internal static class Messages
{
    private const int MaxExcerptLength = 100;

    // What the service said.
    public const string Unauthorized = "The service rejected the API key: it is wrong, malformed or revoked.";
    public const string InsufficientCredits = "The account does not have enough API credits for this job. Nothing was charged.";
    public const string PromptBlocked = "The service's moderation rejected the prompt. Nothing was charged.";
    public const string ModelNotSupported = "The service no longer offers this model through its API.";
    public const string MediaRejected = "The service rejected the uploaded file or its ID.";
    public const string RateLimited = "Rate limit exceeded.";
    public const string ServiceFailure = "The service failed on its side.";
    public const string UnexpectedResponse = "The service sent an unexpected response.";
    public const string ThisAddress = "this address";
    public const string VideoFile = "the video file";
    public const string PosterFile = "the poster";
    public const string PosterTooLarge = "The poster is too large.";

    public static string RateLimitExceeded(TimeSpan elapsed) => $"Rate limit exceeded; gave up after {Seconds(elapsed)}.";

    public static string RequestRejected(IReadOnlyList<string> fields) =>
        fields.Count == 0 ? "The service rejected the request." : $"The service rejected the request because of: {string.Join(", ", fields)}.";

    public static string DescribeMedia(string id) => $"the media {id}";

    public static string DescribeGeneration(string id) => $"the generation {id}";

    public static string OtherGeneration(string id) => $"(the description of another generation, {id})";

    public static string NotFound(string what) => $"The service does not know {what}.";

    public static string WithServiceMessage(string explanation, ServiceResponse response)
    {
        string?[] origin = [response.StatusCode is null ? null : $"HTTP {response.StatusCode}", response.RequestId is null ? null : $"request {response.RequestId}"];
        var tail = string.Join(", ", origin.Where(part => part is not null));
        return explanation
            + (response.Message is null ? string.Empty : $" Service message: {response.Message}")
            + (tail.Length == 0 ? string.Empty : $" ({tail})");
    }

    // Network.
    public static string Unreachable(Uri uri, Exception cause) => $"{uri.Authority} can't be reached: {cause.Message}";

    public static string ProxyUnreachable(Uri proxy, Exception cause) => $"The proxy {Show(proxy)} can't be reached: {cause.Message}";

    public static string ProxyRejected(Uri proxy, Uri uri, int? status) => status switch
    {
        407 => $"The proxy {Show(proxy)} requires a user name and password, or did not accept those it was given. (HTTP 407)",
        null => $"The proxy {Show(proxy)} refused the connection to {uri.Authority}.",
        _ => $"The proxy {Show(proxy)} refused the connection to {uri.Authority}. (HTTP {status})",
    };

    public static string ConnectionLost(Uri uri, Exception cause) => $"The network connection to {uri.Authority} was lost: {cause.Message}";

    public static string RequestTimeout(Uri uri, TimeSpan timeout) => $"{uri.Authority} did not respond within {Seconds(timeout)}.";

    public static string Stalled(TimeSpan window) => $"less than 1 kB/s arrived for {Seconds(window)}.";

    // Jobs.
    public static string SubmissionUnknown(SeedanceJob job, SeedanceException? cause, SeedanceException? listFailure, bool isAmbiguous) =>
        FormattableString.Invariant($"A job was sent at {job.SubmittedAt:u} and its response was lost. The job may exist and may have been charged. It was not sent again. (Prompt: {Excerpt(job.Prompt)}; seed: {job.Seed}; journal: {job.Key}) ")
            + (isAmbiguous ? "The account's list shows a job like it, but that could be another submission with the same prompt, size and seed."
                : listFailure is null ? "The account's list does not show it." : $"The account's list can't be read: {Excerpt(listFailure.Message)}")
            + (cause is null ? string.Empty : $" {cause.Message}");

    public static string AllowedWords(IEnumerable<string> words) => $"Allowed: {string.Join(", ", words)}.";

    /// <summary>Why a job failed, in few words.</summary>
    public static string FailureReason(SeedanceGeneration generation) =>
        generation.Status == GenerationStatus.Complete ? "Complete without a video"
        : generation.Moderation.Count == 0 ? "Service gave no reason"
        : $"Moderation: {string.Join(", ", generation.Moderation)}";

    public static string GenerationFailed(SeedanceGeneration generation) =>
        generation.Status == GenerationStatus.Complete
            ? $"Generation {generation.Id} is complete but has no video."
            : $"Generation {generation.Id} failed on the service"
                + (generation.Moderation.Count == 0 ? ", which gave no reason." : $". Moderation reported: {string.Join(", ", generation.Moderation)}.");

    public static string WaitTimeout(SeedanceGeneration generation, TimeSpan timeout, SeedanceException? lastFailure) =>
        $"Generation {generation.Id} was still {Lower(generation.Status)} after {Seconds(timeout)}. Only the waiting stopped; the job is still running on the service."
            + (lastFailure is null ? string.Empty : $" The last status check failed: {lastFailure.Message}");

    public static string VideoNotReady(SeedanceGeneration generation) =>
        $"Generation {generation.Id} has no video yet. Its status is {Lower(generation.Status)}.";

    public static string StillWaiting(SeedanceGeneration generation, SeedanceException failure) =>
        $"Still waiting for generation {generation.Id}, although the service is returning errors: {failure.Message}";

    public static string OtherAccount(SeedanceJob job) => $"Job {job.Key} belongs to another account ({job.Account}) than this connection.";

    public static string LostJobFound(SeedanceJob job, SeedanceGeneration generation) =>
        $"The response to submission {job.Key} was lost. Generation {generation.Id} in the account's list is this job; it was not sent again.";

    // Costs.
    public static string CostLimit(SpendingLimit limit, decimal reserve) =>
        $"The next job, about {Money(reserve)}, could pass the cost limit of {Money(limit.Dollars)}. {Count(limit.Jobs)} submitted for {Money(limit.Spent)}; {Money(limit.Dollars - limit.Spent)} is left. Nothing after them was sent.";

    public static string DailyBudget(DailyBudget budget, decimal spent, decimal reserve) =>
        $"The job, about {Money(reserve)}, could pass the budget of {Money(budget.Dollars)} for {budget.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. The day's jobs cost {Money(spent)}, those in progress included; {Money(budget.Dollars - spent)} is left. It was not sent.";

    public static string UnknownCost(SeedanceRequest request) =>
        FormattableString.Invariant($"The price of a job of {request.Model} ({request.Duration} s, {request.Width} x {request.Height}) is not known, so that the cost limit could not be kept. It was not sent.");

    // Journal.
    public const string NotAJournalEntry = "This is not a journal entry.";

    public static string LockTimeout(string path, TimeSpan timeout) => $"Another process has held {path} for {Seconds(timeout)}.";

    public static string JournalFailure(string path, Exception cause) =>
        cause is JsonException ? $"The journal file {path} is damaged: {cause.Message}" : $"The journal can't use {path}: {cause.Message}";

    public static string NotRecorded(string? id, JournalException failure) =>
        (id is null ? string.Empty : $"Generation {id} was submitted but could not be recorded in the journal. Keep its ID. ") + failure.Message;

    public static string JobUnfinished(SeedanceJob job) => $"Job {job.Key} is {Lower(job.Status)} and not saved yet. Its journal entry is the only record of it on this machine.";

    public static string SidecarFailed(string path, Exception cause) => $"The video is saved, but its details could not be written to {path}: {cause.Message}";

    public static string SidecarExists(string path) => $"The video is saved, but its details were not: {path} already exists, is not a file of Seedance and was not changed.";

    public static string NoPoster(string id) => $"The video is saved, but the service has no poster of generation {id}.";

    public static string NotAPoster(string path) => $"The video is saved, but the poster for {path} was not: the download is not a JPEG image.";

    public static string PosterFailed(string path, Exception cause) => $"The video is saved, but its poster could not be saved as {path}: {cause.Message}";

    public static string PosterExists(string path) => $"The video is saved, but its poster was not: {path} already exists, is another file and was not changed.";

    public static string PosterIsSource(string path) => $"The video is saved, but its poster was not: the video was made from {path}, which was not changed.";

    // Connection.
    public const string MalformedKey = "The API key is empty or contains a space, a line break or an invalid character. (It is not shown here.)";

    public static string UnsafeBaseUri(Uri root) => $"The base address {root} is not HTTPS. The key is sent over HTTPS only, or over HTTP to this machine (127.0.0.1).";

    public static string UnsafeProxy(Uri root, Uri proxy) => $"The proxy {Show(proxy)} would receive the key over HTTP, because the base address {root} is not HTTPS.";

    public static string InvalidProxy(IEnumerable<string> schemes) => $"The proxy's address is not valid. It begins with {string.Join(" or ", schemes.Select(scheme => $"{scheme}://"))} and the name of a host. (It is not shown here, because it may contain a password.)";

    // JSON.
    public static string NotJson(Exception cause) => $"This is not valid JSON: {cause.Message}";

    public static string JsonMissing(string key) => $"{key} is missing.";

    public static string JsonMustBe(string key, string allowed) => $"{key} must be {allowed}.";

    public static string JsonUnknownKey(string key, IEnumerable<string> known) => $"{key} is unknown, and the service rejects unknown keys. Allowed: {string.Join(", ", known)}.";

    public static string JsonOtherModel(string? name, IEnumerable<string> known) => $"The model is {name ?? "missing"}. Allowed: {string.Join(", ", known)}.";

    // Files.
    private const string SupportedFiles = "Supported: PNG, JPEG or WebP images; MP4 or MOV video; MP3 or WAV audio.";

    public static string MissingFile(string path) => $"The file {path} does not exist.";

    public static string RejectedFile(string path, MediaRefusal refusal, string? format) => refusal switch
    {
        MediaRefusal.Empty => $"{path} is empty.",
        MediaRefusal.Incomplete => $"{path} is incomplete: it is {format} whose end is missing.",
        MediaRefusal.NoVideoTrack => $"{path} has no video track.",
        _ when format is not null => $"{path} is {format}, which the service does not accept. {SupportedFiles}",
        _ => $"{path} is not a supported image, video or audio file (detected from its content). {SupportedFiles}",
    };

    public static string InlineBytes(int length) => FormattableString.Invariant($"The value of {length} bytes");

    public static string IsAFolder(string path) => $"{path} is a folder.";

    public static string UnreadableFile(string path, Exception cause) => $"{path} can't be read: {cause.Message}";

    public static string FileExists(string path) => $"{path} already exists and was not changed.";

    public static string SaveFailed(string path, Exception cause) => $"The video can't be written to {path}: {cause.Message} It is still available from the service.";

    public static string Truncated(long received, long expected) => $"it ended after {received} of {expected} bytes.";

    public static string WrongRange(string path) => $"The storage sent another part of the video for {path} than was requested.";

    public static string OtherVersion(string path) => $"The storage sent a part of another version of the video for {path}.";

    public static string NotAVideo(string path) => $"The download for {path} is not a complete MP4 file.";

    public static string PartialFileIsLink(string path) => $"{path} is a link. Delete it, or choose another folder.";

    public static string PartialFileLeft(string path, Exception cause) => $"{path} could not be deleted: {cause.Message}";

    // Verbose output.
    public static string TraceResponse(HttpMethod method, Uri address, int status, TimeSpan time) => $"{method} {address.AbsolutePath}: {status} in {Seconds(time)}";

    public static string TraceRetry(HttpMethod method, string path, SeedanceException failure, TimeSpan delay) =>
        $"Retrying {method} {path} in {Seconds(delay)}: {failure.Message}";

    public static string TraceUpload(string host, string path, int status, TimeSpan time) => $"Upload of {path} to {host}: {status} in {Seconds(time)}";

    public static string TraceUploadRetry(string path, SeedanceException failure, TimeSpan delay) => $"Retrying the upload of {path} in {Seconds(delay)}: {failure.Message}";

    public static string TraceDownload(string host, string path, int status) => $"Download from {host} to {path}: {status}";

    public static string TraceDownloadRetry(string path, SeedanceException failure, TimeSpan delay) => $"Resuming the download to {path} in {Seconds(delay)}: {failure.Message}";

    private static string Count(int jobs) => jobs == 1 ? "1 job was" : FormattableString.Invariant($"{jobs} jobs were");

    private static string Money(decimal dollars) => "$" + dollars.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Excerpt(string? text) => text is null ? string.Empty : text.Length <= MaxExcerptLength ? text : text.Substring(0, MaxExcerptLength) + "…";

    private static string Show(Uri proxy) => proxy.AbsoluteUri.TrimEnd('/');

    // Statuses are words of the API, not of the user's culture.
    private static string Lower(string status) => status.ToLowerInvariant();

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.##} s");
}
