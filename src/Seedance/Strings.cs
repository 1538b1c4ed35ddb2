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
    public const string ServiceFailure = "The service failed on its side.";
    public const string UnknownAnswer = "The service gave an answer that Seedance does not know.";
    public const string ThatAddress = "this address";
    public const string ThatVideo = "the video's file";

    public static string RequestRefused(IReadOnlyList<string> parameters) =>
        parameters.Count == 0 ? "The service refused the request." : $"The service refused the request for its {Parameters(parameters)}.";

    public static string ThatMedia(string id) => $"the media {id}";

    public static string ThatGeneration(string id) => $"the generation {id}";

    public static string OtherGeneration(string id) => $"(a description of another generation, {id})";

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
    public static string SubmissionUnknown(SeedanceJob job, SeedanceException? cause, SeedanceException? trouble) =>
        FormattableString.Invariant($"A job was sent at {job.SubmittedAt:u} and its answer was lost, so it may exist and may have been charged. It was not sent again. (Prompt: {Excerpt(job.Prompt)}; seed: {job.Seed}; journal: {job.Key}) ")
            + (trouble is null ? "The account's list does not show it." : $"The account's list can't be read: {Excerpt(trouble.Message)}")
            + (cause is null ? string.Empty : $" {cause.Message}");

    private static string Excerpt(string? text) => text is null ? string.Empty : text.Length <= 100 ? text : text.Substring(0, 100) + "…";

    // Journal.
    public const string NoJournalEntry = "This is no journal entry.";

    public static string JournalTrouble(string path, Exception cause) =>
        cause is System.Text.Json.JsonException ? $"The journal's file {path} is damaged: {cause.Message}" : $"The journal can't use {path}: {cause.Message}";

    public static string NotNoted(string? id, JournalException failure) =>
        (id is null ? string.Empty : $"Generation {id} was submitted; keep its id, for it could not be noted. ") + failure.Message;

    public static string JobUnfinished(SeedanceJob job) => $"Job {job.Key} is {job.Status.ToLowerInvariant()}, not saved yet: without its entry nothing here knows of it any more.";

    public static string SidecarTrouble(string path, Exception cause) => $"The video is saved; what is known of it can't be written to {path}: {cause.Message}";

    public static string StoppedMeanwhile(IReadOnlyList<string> ids, int submitting) =>
        "Stopped. " + string.Join(", and ", new[]
        {
            ids.Count == 0 ? null : ids.Count == 1 ? $"generation {ids[0]} goes on at the service" : $"{ids.Count} generations go on at the service ({string.Join(", ", ids.Take(3))}{(ids.Count > 3 ? ", …" : string.Empty)})",
            submitting == 0 ? null : submitting == 1 ? "one submission was under way" : $"{submitting} submissions were under way",
        }.OfType<string>()) + $". To go on: {ToGoOn(ids, submitting)}";

    private static string ToGoOn(IReadOnlyList<string> ids, int submitting) => submitting == 0 && ids.Count <= 3
        ? $"Wait-SeedanceGeneration -Id {string.Join(", ", ids)} | Save-SeedanceVideo"
        : "Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo";

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

    // Drafts: what is wrong.
    public const string PromptEmpty = "-Prompt is empty.";
    public const string PromptBroken = "-Prompt holds half of a surrogate pair, which is no character.";
    public const string ModeDeprecated = "-Mode is deprecated: width and height say it all.";

    public static string InvalidRequest(IReadOnlyList<RequestFault> faults) => string.Join(Environment.NewLine, faults);

    public static string PromptTooLong(int length) => $"-Prompt has {length} characters.";

    public static string OutOfRange(string parameter, object value) => $"-{parameter} {value} is not allowed.";

    public static string UnusualSize(int width, int height) => $"{width} x {height} is not a size that the service's own application offers; it may be refused.";

    public static string ModeDisagrees(string mode, int width, int height) => $"-Mode {mode} does not agree with {width} x {height}.";

    public static string TooMany(string guidance, int count) => $"-{guidance} has {count} items.";

    public static string Lonely(GuidanceRule rule) => $"-{rule.Name} can't stand alone.";

    public static string Clash(GuidanceRule rule, IEnumerable<string> clashes) => $"-{rule.Name} does not go together with {Parameters(clashes)}.";

    public static string WrongKind(GuidanceRule rule, SeedanceMedia media) => $"-{rule.Name} {media} is {Noun(media.Kind)}.";

    public static string OnlyPicturesInline(GuidanceRule rule, SeedanceMedia media) => $"-{rule.Name} {media} is given as an address, as bytes or as a variation, which only pictures can be.";

    public static string NotHttps(Uri address) => $"{address} is no https address.";

    public static string NothingThere(GuidanceRule rule) => $"-{rule.Name} holds neither a file nor an id.";

    public static string Heavy(SeedanceMedia media) => FormattableString.Invariant($"{media} has {media.Length / 1e6:0.#} MB.");

    public static string UnusualLength(SeedanceMedia media) => FormattableString.Invariant($"{media} is {media.Duration:0.##} s long.");

    public static string UnusualSides(SeedanceMedia media) => $"{media} is {media.Width} x {media.Height}.";

    public static string UnusualFrameRate(SeedanceMedia media) => FormattableString.Invariant($"{media} has {media.FrameRate:0.##} frames a second.");

    public static string LongTogether(double seconds) => FormattableString.Invariant($"The clips are {seconds:0.##} s long together.");

    // Drafts: what is allowed.
    public const string WholeSeconds = "whole seconds";
    public const string RandomSeed = "where -1 is random";
    public const string Pixels = "pixels";
    public const string FramesASecond = "frames a second";
    public const string AllowedPixels = "Allowed: whole pixels, 1 or more.";
    public const string AllowedMode = "Allowed: the mode of the same tier as the size, or none.";
    public const string AllowedWithoutPixels = "Allowed: -Size and -AspectRatio, or else -Width and -Height.";
    public const string AllowedTruth = "Allowed: true or false.";
    public const string AllowedOrder = "Allowed: whole numbers, 0 or more.";
    public const string AllowedUploads = "Allowed: a local file, the id of an upload, or an earlier generation.";
    public const string AllowedHttps = "Allowed: https addresses.";
    public const string AllowedMedia = "Allowed: a file, an id, an earlier generation; for pictures also an https address or bytes.";

    public static string AllowedPrompt(Bounds length) => $"Allowed: {length} characters.";

    public static string AllowedRange(Bounds range, string unit) => $"Allowed: {range} {unit}.";

    public static string AllowedWords(IEnumerable<string> words) => $"Allowed: {string.Join(", ", words)}.";

    public static string UsualSizes(IEnumerable<VideoSize> sizes) => $"Offered: {string.Join(", ", sizes.Select(size => $"{size.Width}x{size.Height}"))}.";

    public static string AllowedCount(int most) => $"Allowed: {most} at most.";

    public static string AllowedBeside(IEnumerable<string> others) => $"Allowed: beside {Parameters(others)}.";

    public static string AllowedApart(IEnumerable<string> others) => $"Allowed: without {Parameters(others)}.";

    public static string AllowedKind(SeedanceMediaKind kind) => $"Allowed: {Noun(kind)} ({(kind switch { SeedanceMediaKind.Image => "PNG, JPEG or WebP", SeedanceMediaKind.Video => "MP4 or MOV", _ => "MP3 or WAV" })}).";

    public static string AllowedBytes(long most) => $"The service's own application takes {most / 1_000_000} MB at most.";

    public static string AllowedSeconds(double least, double most) => FormattableString.Invariant($"The service's own application takes {least:0.#} to {most:0.#} s.");

    public static string AllowedTogether(double most) => FormattableString.Invariant($"The service's own application takes {most:0.#} s together.");

    // Drafts: how to mend it.
    public const string ToGivePrompt = "Say what the video shows: -Prompt 'A fox runs through snow'";
    public const string ToRetypePrompt = "Type the prompt again; a copy was cut inside a character.";
    public const string ToPickSize = "Give -Size 720p or 480p with -AspectRatio, or -Width and -Height in pixels.";
    public const string ToLeaveModeOut = "Leave -Mode out.";
    public const string ToPickOrder = "Give -Order 0, 1, 2 …, or leave it out.";
    public const string ToUploadFirst = "Give a local file; it is uploaded.";
    public const string ToShrink = "Give a smaller file.";
    public const string ToTrim = "Trim it first.";
    public const string ToConvertRate = "Convert it first, for instance: ffmpeg -i INPUT -r 30 OUTPUT.mp4";
    public const string ToResize = "Resize it first.";

    public static string ToUseAllowed(string parameter) => $"Give -{parameter} one of the allowed values.";

    public static string ToShortenPrompt(long excess) => $"Take {excess} characters away.";

    public static string ToPick(string parameter, Bounds allowed) => $"Give -{parameter} a value of {allowed}.";

    public static string ToTakeAway(string guidance, int excess) => $"Take {excess} of the -{guidance} away.";

    public static string ToAddOneOf(IEnumerable<string> others) => $"Add {Parameters(others)}: {string.Join(" or ", others.Select(other => $"Add-Seedance{other}"))}";

    public static string ToChoose(GuidanceRule rule, IEnumerable<string> clashes) => $"Give either -{rule.Name} or {Parameters(clashes)}.";

    public static string ToUseKind(SeedanceMediaKind kind) => kind switch
    {
        SeedanceMediaKind.Image => "A picture serves as -StartFrame, -EndFrame or -ImageReference.",
        SeedanceMediaKind.Video => "A clip serves as -VideoReference.",
        _ => "A sound serves as -AudioReference, beside a picture or clip reference.",
    };

    public static string Noun(SeedanceMediaKind kind) => kind switch { SeedanceMediaKind.Image => "a picture", SeedanceMediaKind.Video => "a clip", _ => "a sound" };

    private static string Parameters(IEnumerable<string> names) => string.Join(" or ", names.Select(name => $"-{name}"));

    // Completion.
    public static string MeaningOfDuration(long seconds, IReadOnlyDictionary<string, int> creditsPerSecond) =>
        $"{seconds} s: about {string.Join(", ", creditsPerSecond.Select(tier => $"{tier.Value * seconds} credits at {tier.Key}"))}";

    public static string MeaningOfSize(VideoSize size) => $"{size.Width} x {size.Height} ({size.AspectRatio}, {size.Tier})";

    public static string MeaningOfTier(string tier, int creditsPerSecond) => $"{tier}: about {creditsPerSecond} credits a second";

    public static string MeaningOfStatus(string status) => status switch
    {
        JobStatus.Submitting => "Submitting: its request is under way",
        JobStatus.Unknown => "Unknown: its answer was lost; Resume-SeedanceGeneration looks for it",
        JobStatus.Pending => "Pending: the service works on it",
        JobStatus.Complete => "Complete: its video can be saved",
        JobStatus.Failed => "Failed: it ended without a video",
        _ => "Saved: its video is on disk",
    };

    // JSON.
    public static string NotJson(Exception cause) => $"This is no JSON: {cause.Message}";

    public static string JsonLacks(string key) => $"{key} is missing.";

    public static string JsonHas(string key, string allowed) => $"{key} must be {allowed}.";

    public static string JsonUnknown(string key, IEnumerable<string> known) => $"{key} is unknown, and the service refuses what it does not know. Known there: {string.Join(", ", known)}.";

    public static string OtherModel(string? name, string known) => $"The model is {name ?? "missing"}; Seedance makes requests for {known}.";

    // Files.
    public static string MissingFile(string path) => $"There is no file {path}.";

    public static string RefusedFile(string path, Media.MediaRefusal refusal, string? format) => refusal switch
    {
        Media.MediaRefusal.Empty => $"{path} is empty.",
        Media.MediaRefusal.Incomplete => $"{path} is incomplete: it is {format} whose end is missing.",
        Media.MediaRefusal.NoVideoTrack => $"{path} has no video track.",
        _ when format is not null => $"{path} is {format}, which the service does not accept. {SupportedFiles}",
        _ => $"{path} is not a supported image, video or audio file (detected from its content). {SupportedFiles}",
    };

    private const string SupportedFiles = "Supported: PNG, JPEG or WebP images; MP4 or MOV video; MP3 or WAV audio.";

    public static string IsAFolder(string path) => $"{path} is a folder.";

    public static string UnreadableFile(string path, Exception cause) => $"{path} can't be read: {cause.Message}";

    public static string FileExists(string path) => $"{path} exists already and was left as it is.";

    public static string SaveFailed(string path, Exception cause) => $"The video can't be written to {path}: {cause.Message} It is still at the service.";

    public static string Truncated(long had, long expected) => $"it ended after {had} of {expected} bytes.";

    public static string WrongRange(string path) => $"The storage sent another part of the video for {path} than was asked for.";

    public static string NoVideo(string path) => $"What the storage sent for {path} is no MP4.";

    public static string PartialLeft(string path, Exception cause) => $"{path} was left behind and can be deleted: {cause.Message}";

    // -Verbose.
    public static string TraceAnswer(HttpMethod method, Uri address, int status, TimeSpan time) => $"{method} {address.AbsolutePath}: {status} in {Seconds(time)}";

    public static string TraceRetry(HttpMethod method, string path, SeedanceException failure, TimeSpan pause) =>
        $"{method} {path} again in {Seconds(pause)}: {failure.Message}";

    public static string TraceUpload(string host, string path, int status, TimeSpan time) => $"Upload of {path} to {host}: {status} in {Seconds(time)}";

    public static string TraceUploadRetry(string path, SeedanceException failure, TimeSpan pause) => $"Upload of {path} again in {Seconds(pause)}: {failure.Message}";

    public static string TraceDownload(string host, string path, int status) => $"Download from {host} to {path}: {status}";

    public static string TraceDownloadRetry(string path, SeedanceException failure, TimeSpan pause) => $"Download to {path} goes on in {Seconds(pause)}: {failure.Message}";

    // Inputs.
    public const string NeutralPrompt = "Bring this picture to life with natural, subtle motion.";
    public const string NoMedia = "No media was given: name it with -Media, -LiteralPath or -Id, or pipe it in.";
    public const string NoSoundOfGeneration = "An earlier generation serves as a clip or, by its poster, as a picture; it is no sound.";
    public const string SecondFrame = "More than one picture came for one frame: a draft has one such frame. Use ForEach-Object to make a draft of each.";
    public const string KeyOfWrongType = "-ApiKey takes text or a SecureString.";

    public static string ManyFiles(object path) => $"{path} names several files where one is needed.";

    public static string NotMedia(object value) => $"A {value.GetType().Name} is no media: a path, a file, an id, a media object of Send-SeedanceMedia, an earlier generation is; for pictures an https address or bytes too.";

    public static string NotAVideoInput(object value) =>
        $"A {value.GetType().Name} can't be made into a video: a picture or clip file, a prompt, a draft of New-SeedanceRequest, an earlier generation or a row of Import-Csv can.";

    public static string SoundAlone(SeedanceMedia sound) =>
        $"{sound} is a sound, of which alone no video can be made. Add it to a picture or clip: Get-ChildItem *.png | Add-SeedanceImageReference | Add-SeedanceAudioReference {sound} | New-SeedanceVideo -Prompt 'Dance to the song'";

    public const string AllowedId = "Allowed: a UUID such as 1f0c2b6e-53a4-6f10-9a52-0242ac120002.";

    public static string NotAMediaId(object id) => $"-Id {id} is no upload's id.";

    public static string NotAnId(object id) => $"-Id {id} is no generation's id.";

    public static string MalformedBaseUri(string text) => $"SEEDANCE_BASE_URI is no address: {text}";

    // -WhatIf, -Confirm and progress.
    public const string UploadAction = "Upload";

    public static string SubmitAction(SeedanceRequest request, int credits) =>
        FormattableString.Invariant($"Submit a paid job ({request.Duration} s, {request.Width} x {request.Height}, about {credits} credits)");

    public const string RemoveJobAction = "Remove from this machine's journal; nothing changes at the service";
    public const string DeleteMediaAction = "Delete the upload at the service";
    public const string DeleteAction = "Delete at the service, for good; whether a job that still runs is stopped or paid back is not known";

    public static string SaveAction(SeedanceGeneration generation) => $"Save the video of generation {generation.Id}";

    public static string ProgressOf(int ended, int started) => $"{ended} of {started} done";

    // What to type next.
    public const string ToConnect = "Connect-Seedance -ApiKey (Read-Host -AsSecureString), or set $env:LEONARDO_API_KEY. To try without a key: Connect-Seedance -Sandbox";
    public const string ToReplaceKey = "Copy the key again from the API page of your Leonardo.AI account, then: Connect-Seedance -ApiKey (Read-Host -AsSecureString)";
    public const string ToFindFile = "Check the name: Get-ChildItem *.png, *.jpg, *.webp";
    public const string ToConvertFile = "Convert it first, for instance: ffmpeg -i INPUT picture.png";
    public const string ToGiveInput = "See what it takes: Get-Help New-SeedanceVideo -Parameter InputObject";
    public const string ToBuyCredits = "Add API credits on the API page of your Leonardo.AI account, or ask for less: New-SeedanceVideo -Duration 4 -Width 864 -Height 496";
    public const string ToRewordPrompt = "Reword the prompt: New-SeedanceVideo -Prompt 'other words'";
    public const string ToUpdateModule = "Look for a newer module: Update-Module Seedance";
    public const string ToUploadAgain = "Upload the file again: Send-SeedanceMedia -Path PICTURE";
    public const string ToSlowDown = "Ask for less at once: -ThrottleLimit 2";
    public static string ToReadRefusal(IReadOnlyList<string> parameters) =>
        parameters.Count == 0 ? "Mend what the service names, then run the command again." : $"Change {Parameters(parameters)} as the service says, then run the command again.";

    public const string ToCheckId = "Check the id: a generation's id is what New-SeedanceVideo wrote as Id.";
    public const string ToTryLater = "Run the command again later; with -Verbose it shows each request.";
    public const string ToCheckNetwork = "Check the network and Get-SeedanceConnection (BaseUri), then run the command again. Nothing was sent.";
    public const string ToTryAgain = "Run the command again; with -Verbose it shows each request.";
    public const string ToAllowTime = "Run the command again, or allow each request more time: Connect-Seedance -RequestTimeout 300";
    public static string ToSettleUnknown(SeedanceJob job) =>
        $"Look again: Get-SeedanceJob -Key {job.Key} | Resume-SeedanceGeneration. If your Leonardo.AI account shows the job: Wait-SeedanceGeneration -Id ITS-ID | Save-SeedanceVideo. If it does not: Get-SeedanceJob -Key {job.Key} | Remove-SeedanceJob -Force, then submit it again.";

    public const string ToMakeJournalWritable = "Nothing is submitted that can't be noted first. Free the place, or name another folder: $env:SEEDANCE_HOME = FOLDER";

    public static string ToLookAtEntry(string path) => $"The job in it may be paid for: look at the file, then take it away: Remove-Item -LiteralPath '{path.Replace("'", "''")}'. To see the others: Get-SeedanceJob";

    public const string ToFinishJob = "Finish it: Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo. To remove its entry all the same: -Force";

    public static string ToOverwrite(SeedanceGeneration? generation) => generation is null
        ? "Nothing was submitted. Give another -Destination, one with {id} in it, or -Force to replace the file."
        : $"Save-SeedanceVideo -Id {generation.Id} -Destination OTHER-FOLDER, or -Force to replace the file";

    public static string ToSaveElsewhere(SeedanceGeneration generation) => $"Free the place or choose another: Save-SeedanceVideo -Id {generation.Id} -Destination OTHER-FOLDER";

    public static string ToSaveAgain(SeedanceGeneration generation) => $"Save-SeedanceVideo -Id {generation.Id}";

    public const string ToMendJson = "Mend the JSON; ConvertTo-SeedanceJson shows how a good one looks: New-SeedanceRequest 'A fox' | ConvertTo-SeedanceJson";
    public const string ToSendMedia = "Give the Id that Send-SeedanceMedia wrote.";
    public const string ToReadId = "Give the Id that New-SeedanceVideo wrote.";

    public static string ToMend(RequestFault fault) => $"Nothing was uploaded or submitted. {fault.Remedy}";

    public static string ToReplaceFailed(SeedanceGeneration generation) => $"See what is known of it: Get-SeedanceGeneration -Id {generation.Id}. Then submit again, with another prompt or seed.";

    public static string ToWaitOn(SeedanceGeneration generation) => $"Wait-SeedanceGeneration -Id {generation.Id} | Save-SeedanceVideo";

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.##} s");
}
