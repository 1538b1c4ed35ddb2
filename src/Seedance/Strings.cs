namespace Seedance;

/// <summary>Every text that a user sees, in one place and with typed gaps.</summary>
internal static class Strings
{
    // What the service said.
    public const string Unauthorized = "The service does not take the API key: it is wrong, malformed or revoked.";
    public const string InsufficientCredits = "The account has not enough API credits for this job. Nothing was charged.";
    public const string PromptBlocked = "The service's moderation refused the prompt. Nothing was charged.";
    public const string ModelNotSupported = "The service does not offer this model to API keys any more.";
    public const string MediaRefused = "The service refused the uploaded file or its id.";
    public const string RateLimited = "The service asks for fewer requests, for longer than Seedance waits.";
    public const string RequestRefused = "The service refused the request.";
    public const string ServiceFailure = "The service failed on its side.";
    public const string UnknownAnswer = "The service gave an answer that Seedance does not know.";
    public const string ThatAddress = "this address";
    public const string ThatVideo = "the video's file";

    public static string ThatGeneration(string id) => $"the generation {id}";

    public static string NotFound(string what) => $"The service does not know {what}.";

    public static string WithServerWords(string explanation, ServiceAnswer answer)
    {
        string?[] origin = [answer.StatusCode is null ? null : $"HTTP {answer.StatusCode}", answer.RequestId is null ? null : $"request {answer.RequestId}"];
        var tail = string.Join(", ", origin.Where(part => part is not null));
        return explanation
            + (answer.Words is null ? string.Empty : $" It said: {answer.Words}")
            + (tail.Length == 0 ? string.Empty : $" ({tail})");
    }

    // The way there.
    public static string Unreachable(Uri uri, Exception cause) => $"{uri.Authority} can't be reached: {cause.Message}";

    public static string ConnectionLost(Uri uri, Exception cause) => $"The connection to {uri.Authority} broke: {cause.Message}";

    public static string RequestTimeout(Uri uri, TimeSpan timeout) => $"{uri.Authority} gave no answer within {Seconds(timeout)}.";

    // Jobs.
    public static string SubmissionUnknown(SeedanceException cause) =>
        $"The job was sent and its answer was lost, so it may exist and may have been charged. It was not sent again. {cause.Message}";

    public static string GenerationFailed(SeedanceGeneration generation) =>
        generation.Status == GenerationStatus.Complete
            ? $"Generation {generation.Id} is complete and has no video."
            : $"Generation {generation.Id} failed at the service"
                + (generation.Moderation.Count == 0 ? ", which gave no reason." : $"; its moderation found: {string.Join(", ", generation.Moderation)}.");

    public static string WaitTimeout(SeedanceGeneration generation, TimeSpan timeout, SeedanceException? trouble) =>
        $"Generation {generation.Id} was still {generation.Status.ToLowerInvariant()} after {Seconds(timeout)}. Only the waiting stopped; the job goes on at the service."
            + (trouble is null ? string.Empty : $" The last look at it went wrong: {trouble.Message}");

    public static string VideoNotReady(SeedanceGeneration generation) =>
        $"Generation {generation.Id} has no video yet: it is {generation.Status.ToLowerInvariant()}.";

    public static string StillWaiting(SeedanceGeneration generation, SeedanceException trouble) =>
        $"Still waiting for generation {generation.Id}, though the service does not answer as it should: {trouble.Message}";

    // Connection.
    public const string NoApiKey = "There is no API key: none was given, and the environment variable LEONARDO_API_KEY is not set.";
    public const string MalformedKey = "The API key is empty, or holds a blank, a line break or a letter that no key has. (It is not shown here.)";

    public static string UnsafeBaseUri(Uri root) =>
        $"The base address {root} is not https. The API key goes over https alone, or over http to this machine (127.0.0.1).";

    // Drafts.
    public static string InvalidRequest(IReadOnlyList<RequestFault> faults) => string.Join(Environment.NewLine, faults.Select(fault => fault.Message));

    public static string PromptEmpty(Bounds allowed) => $"-Prompt is empty: {allowed} characters are allowed. Without a picture a prompt is needed.";

    public static string PromptTooLong(int length, Bounds allowed) => $"-Prompt has {length} characters: {allowed} are allowed.";

    public const string PromptBroken = "-Prompt holds half of a surrogate pair, which is no character.";

    public static string DurationOutOfRange(int value, Bounds allowed) => $"-Duration {value} is not allowed: {allowed} whole seconds are.";

    public static string SeedOutOfRange(long value, Bounds allowed) => $"-Seed {value} is not allowed: {allowed} are, where -1 is random.";

    public static string SizeNotPositive(string parameter, int value) => $"-{parameter} {value} is not allowed: pixels, 1 or more.";

    public const string EndFrameWithoutStartFrame = "-EndFrame needs a -StartFrame: the model does not take an end frame alone.";

    // Files.
    public static string MissingFile(string path) => $"There is no file {path}.";

    public static string NotAPicture(string path) => $"{path} is no PNG, JPEG or WebP picture, whatever its name says: its first bytes are of none of them.";

    public static string UnreadableFile(string path, Exception cause) => $"{path} can't be read: {cause.Message}";

    public static string FileExists(string path) => $"{path} exists already and was left as it is.";

    public static string SaveFailed(string path, Exception cause) => $"The video can't be written to {path}: {cause.Message} It is still at the service.";

    public static string Truncated(long had, long expected) => $"it ended after {had} of {expected} bytes.";

    public static string WrongRange(string path) => $"The storage sent another part of the video for {path} than was asked for.";

    public static string NoVideo(string path) => $"What the storage sent for {path} is no MP4.";

    public static string PartialLeft(string path, Exception cause) => $"{path} was left behind and can be deleted: {cause.Message}";

    // -Verbose.
    public static string TraceAnswer(HttpMethod method, Uri address, int status, TimeSpan time) => $"{method} {address.AbsolutePath}: {status} in {Seconds(time)}";

    public static string TraceRetry(HttpMethod method, Uri address, SeedanceException failure, TimeSpan pause) =>
        $"{method} {address.AbsolutePath} again in {Seconds(pause)}: {failure.Message}";

    public static string TraceUpload(string host, string path, int status, TimeSpan time) => $"Upload of {path} to {host}: {status} in {Seconds(time)}";

    public static string TraceUploadRetry(string path, SeedanceException failure, TimeSpan pause) => $"Upload of {path} again in {Seconds(pause)}: {failure.Message}";

    public static string TraceDownload(string host, string path, int status) => $"Download from {host} to {path}: {status}";

    public static string TraceDownloadRetry(string path, SeedanceException failure, TimeSpan pause) => $"Download to {path} goes on in {Seconds(pause)}: {failure.Message}";

    // Inputs.
    public const string NeutralPrompt = "Bring this picture to life with natural, subtle motion.";
    public const string NoPicture = "No picture was given: name one with -Image or -LiteralPath, or pipe it in.";
    public const string SecondFrame = "A second picture came through the pipe: a draft has one such frame. Use ForEach-Object to make a draft of each.";
    public const string KeyOfWrongType = "-ApiKey takes text or a SecureString.";

    public static string ManyFiles(string path) => $"{path} names several files where one is needed.";

    public static string NotMedia(object value) => $"A {value.GetType().Name} is no picture: a path, a file, a media object of Send-SeedanceMedia or the id of an upload is.";

    public static string NotAVideoInput(object value) =>
        $"A {value.GetType().Name} can't be made into a video: a picture file, a prompt, a draft of New-SeedanceRequest or a row of Import-Csv can.";

    public static string NotAnId(object id) => $"-Id {id} is no generation's id: a UUID such as 1f0c2b6e-53a4-6f10-9a52-0242ac120002 is.";

    public static string MalformedBaseUri(string text) => $"SEEDANCE_BASE_URI is no address: {text}";

    // -WhatIf, -Confirm and progress.
    public const string UploadAction = "Upload";

    public static string SubmitAction(SeedanceRequest request, int credits) =>
        FormattableString.Invariant($"Submit a paid job ({request.Duration} s, {request.Width} x {request.Height}, about {credits} credits)");

    public static string SaveAction(SeedanceGeneration generation) => $"Save the video of generation {generation.Id}";

    public static string ProgressOf(int ended, int started) => $"{ended} of {started} done";

    // What to type next.
    public const string ToConnect = "Connect-Seedance -ApiKey (Read-Host -AsSecureString), or set $env:LEONARDO_API_KEY. To try without a key: Connect-Seedance -Sandbox";
    public const string ToReplaceKey = "Copy the key again from the API page of your Leonardo.AI account, then: Connect-Seedance -ApiKey (Read-Host -AsSecureString)";
    public const string ToFindFile = "Check the name: Get-ChildItem *.png, *.jpg, *.webp";
    public const string ToConvertPicture = "Give a PNG, JPEG or WebP picture; convert others first, for instance: ffmpeg -i INPUT picture.png";
    public const string ToGiveInput = "See what it takes: Get-Help New-SeedanceVideo -Parameter InputObject";
    public const string ToBuyCredits = "Add API credits on the API page of your Leonardo.AI account, or ask for less: New-SeedanceVideo -Duration 4 -Width 864 -Height 496";
    public const string ToRewordPrompt = "Reword the prompt: New-SeedanceVideo -Prompt 'other words'";
    public const string ToUpdateModule = "Look for a newer module: Update-Module Seedance";
    public const string ToUploadAgain = "Upload the file again: Send-SeedanceMedia -Path PICTURE";
    public const string ToSlowDown = "Ask for less at once: -ThrottleLimit 2";
    public const string ToReadRefusal = "Mend what the service names, then run the command again.";
    public const string ToCheckId = "Check the id: a generation's id is what New-SeedanceVideo wrote as Id.";
    public const string ToTryLater = "Run the command again later; with -Verbose it shows each request.";
    public const string ToCheckNetwork = "Check the network and Get-SeedanceConnection (BaseUri), then run the command again. Nothing was sent.";
    public const string ToTryAgain = "Run the command again; with -Verbose it shows each request.";
    public const string ToAllowTime = "Run the command again, or allow each request more time: Connect-Seedance -RequestTimeout 300";
    public const string ToSettleUnknown = "Look for the job in your Leonardo.AI account before you submit it again: it may be there, and paid for.";

    public static string ToOverwrite(SeedanceGeneration? generation) => generation is null
        ? "Nothing was submitted. Give another -Destination, one with {id} in it, or -Force to replace the file."
        : $"Save-SeedanceVideo -Id {generation.Id} -Destination OTHER-FOLDER, or -Force to replace the file";

    public static string ToSaveElsewhere(SeedanceGeneration generation) => $"Free the place or choose another: Save-SeedanceVideo -Id {generation.Id} -Destination OTHER-FOLDER";

    public static string ToSaveAgain(SeedanceGeneration generation) => $"Save-SeedanceVideo -Id {generation.Id}";

    public static string ToMend(RequestFault fault) => $"Change -{fault.Parameter}, then run the command again. Nothing was uploaded or submitted.";

    public static string ToReplaceFailed(SeedanceGeneration generation) => $"See what is known of it: Get-SeedanceGeneration -Id {generation.Id}. Then submit again, with another prompt or seed.";

    public static string ToWaitOn(SeedanceGeneration generation) => $"Wait-SeedanceGeneration -Id {generation.Id} | Save-SeedanceVideo";

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.##} s");
}
