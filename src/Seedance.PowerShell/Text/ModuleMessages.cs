using System.Collections;
using Seedance.Journal;
using Seedance.Requests;
using Seedance.Submission;

namespace Seedance.PowerShell.Text;

/// <summary>What the cmdlets say by themselves, in addition to the client's messages.</summary>
internal static class ModuleMessages
{
    public const string NoApiKey = "There is no API key: none was given, and the environment variable LEONARDO_API_KEY is not set.";
    public const string KeyOfWrongType = "-ApiKey accepts a string or a SecureString.";

    public static string InternalError(Exception cause) => $"Seedance failed unexpectedly: {cause.GetType().Name}: {cause.Message}";

    public static string InputsSkipped(int count) => count == 1 ? "1 further input was not processed because of this error." : $"{count} further inputs were not processed because of this error.";

    public static string MoreWarnings(int count) => count == 1 ? "1 more warning of the same kind. -Verbose shows it." : $"{count} more warnings of the same kind. -Verbose shows them.";

    // Inputs.
    public const string Null = "$null";
    public const string NeutralPrompt = "Bring this picture to life with natural, subtle motion.";
    public const string NoMedia = "No media was given. Use -Media, -LiteralPath or -Id, or pipe it in.";
    public const string MediaTwice = "Media is piped in and given as a parameter too. Pipe in a draft, or give all media in one way.";
    public const string GenerationIsNotAudio = "An earlier generation can be used as a video or, by its poster, as an image. It can't be used as audio.";
    public const string SecondFrame = "More than one image was given for one frame. A draft has one such frame; use ForEach-Object to create a draft for each image.";
    public const string NullInput = "$null can't be made into a video.";
    public const string EmptyInput = "Empty text can't be made into a video.";
    public const string EmptyRow = "The row is empty.";
    public const string NoGeneration = "No generation was given. Use -Id, or pipe in generations.";
    public const string ArgumentIsNull = "The value is $null. Check the name of the variable.";
    public const string AllowedId = "Allowed: a UUID such as 1f0c2b6e-53a4-6f10-9a52-0242ac120002.";
    public const string AllowedBoolean = "Allowed: true or false.";
    public const string AllowedAudio = "Allowed: the opposite of -Audio.";
    public const string AllowedPrompts = "Allowed: one prompt, by its position or as -Prompt.";
    public const string AllowedWithoutPixels = "Allowed: either -Size and -AspectRatio, or -Width and -Height.";
    public const string AllowedAuto = "Allowed: with a start frame whose size is known, such as a local file.";
    public const string AllowedDestination = "Allowed: a folder that can be written to, or a file name in it that ends in .mp4.";
    public const string NameTooLong = "The name is too long.";
    public const string SeveralDestinations = "-Destination is given twice: generations are piped in, so the first position is the destination already.";

    public static string AllowedPixelsOf(string model) => $"Allowed for {model}, which is not in the model table: -Width and -Height in pixels.";

    public static string UnknownModel(string id) => $"There is no model {id} in the model table.";

    public static string NotAnAmount(object value) => $"{Inputs.Value.Describe(value)} is not an amount in US dollars. Allowed: 0 or more, such as 20 or 9.50, without separators.";

    public static string AllowedNameLength(int bytes) => FormattableString.Invariant($"Allowed: {bytes} bytes for each name.");

    public static string AllowedText(string type) => $"It is of type {type}. Allowed: text.";

    public static string AllowedPlaceholders(IEnumerable<string> placeholders) => $"Allowed: {string.Join(", ", placeholders.Select(name => $"{{{name}}}"))}.";

    public static string UnknownPlaceholder(string name) => $"There is no placeholder {{{name}}}.";

    public static string BelowAFile(string path) => $"{path} is a file.";

    public static string FolderNotWritable(string folder, Exception cause) => $"{folder} can't be written to: {cause.Message}";

    public static string SamePathTwice(string path) => $"An earlier input of this command is saved as {path} too.";

    public static string Row(int number) => FormattableString.Invariant($"Row {number}");

    public static string Input(int number) => FormattableString.Invariant($"Input {number}");

    public static string NotAWholeNumber(object value) => $"{Inputs.Value.Describe(value)} is not a whole number. Allowed: digits without separators.";

    public static string NotABoolean(object value) => $"{Inputs.Value.Describe(value)} is not allowed. {AllowedBoolean}";

    public static string NotOfType(string given, string needed) => $"A value of type {given} is not a {needed}, and is not converted to one: values could be lost.";

    public static string ScriptBlockFailed(string parameter, object error) => $"The script block of -{parameter} failed: {error}";

    public static string ScriptBlockReturnsNothing(string parameter) => $"The script block of -{parameter} returned nothing.";

    public static string NotUnicode(string path) => $"The caption file {path} is neither UTF-8 nor UTF-16 with a byte order mark.";

    public static string UnusedText(string text) => $"The text '{text}' is neither a file that exists nor used as the prompt, because -Prompt is given.";

    public static string SecondStartFrame(SeedanceMedia input, SeedanceMedia given) => $"The input {input} is the start frame, and -StartFrame {given} is another one.";

    public static string Restored(string type) => $"An object of type {type} was restored from XML or from another process and has lost part of its values.";

    public static string JobMayExist(SeedanceJob job) => $"Job {job.Key} has no ID yet: it may exist on the service and may be charged.";

    public static string JobWithoutRequest(SeedanceJob job) => $"No request was recorded for job {job.Key}.";

    public static string JobWithInlineImage(SeedanceJob job) => $"An image of job {job.Key} was given as bytes, which are not recorded.";

    public static string FileHasChanged(string path) => $"{path} has changed since the job was submitted.";

    public static string NotAGenerationId(object id) => $"{Inputs.Value.Describe(id)} is not a valid generation ID.";

    public static string NotAMediaId(object id) => $"{Inputs.Value.Describe(id)} is not a valid media ID.";

    public static string SeveralFiles(string parameter, string path, int count) => FormattableString.Invariant($"-{parameter} {path} is {count} files, but one is needed.");

    public static string EmptyMedia(string parameter) => $"-{parameter} contains $null or empty text.";

    public static string NotMedia(string parameter, string type) =>
        $"-{parameter} can't be a value of type {type}. Use a path, a file, an ID, a media object of Send-SeedanceMedia or an earlier generation; for images also an HTTPS address or bytes.";

    public static string NotAVideoInput(string type) =>
        $"A value of type {type} can't be made into a video. Use an image or video file, a prompt, a draft of New-SeedanceRequest, a media object, an earlier generation, a job of Get-SeedanceJob or a row of Import-Csv.";

    public static string AudioAlone(SeedanceMedia audio) =>
        $"{audio} is audio, and audio alone is not enough. Add an image or video reference: Get-ChildItem *.png | Add-SeedanceImageReference | Add-SeedanceAudioReference {audio} | New-SeedanceVideo -Prompt 'Dance to the song'";

    // Connections.
    public const string SecretModuleMissing = "-SecretName requires the module Microsoft.PowerShell.SecretManagement, which was not found.";
    public const string CredentialsWithoutProxy = "-ProxyCredential and -ProxyUseDefaultCredentials require -Proxy. The proxy of the environment takes its user name and password from its address.";
    public const string TwoProxyCredentials = "-ProxyCredential can't be combined with -ProxyUseDefaultCredentials.";

    public static string SecretNotFound(string name, string? vault) => $"There is no {Secret(name, vault)}.";

    public static string VaultLocked(string name, string? vault, bool isAsking) => isAsking
        ? $"The vault of the {Secret(name, vault)} asks for input, which nobody can give in this shell."
        : $"The vault of the {Secret(name, vault)} is locked.";

    public static string SecretFailed(string name, string? vault, Exception cause) => $"The {Secret(name, vault)} can't be read: {cause.Message}";

    public static string InvalidSecret(string name, string content) =>
        $"The secret {name} is not an API key: it contains {content}. Allowed: a string, a SecureString, a PSCredential with the key as its password, a byte array of UTF-8 text, or a hashtable with one of these.";

    public static string InvalidSecretTable(string name, ICollection entries) =>
        $"The secret {name} is a hashtable that does not show which entry is the API key. Allowed: one entry of text, or one that is named ApiKey or Key. Entries: {(entries.Count == 0 ? "none" : string.Join(", ", entries.Cast<object>().OrderBy(entry => $"{entry}", StringComparer.OrdinalIgnoreCase)))}.";

    private static string Secret(string name, string? vault) => vault is null ? $"secret {name}" : $"secret {name} in the vault {vault}";

    public static string MalformedBudget(string text) => $"SEEDANCE_DAILY_BUDGET is not an amount in US dollars: {text}. Allowed: 0 or more, such as 50 or 9.50, without separators.";

    public static string MalformedBaseUri(string text) => $"SEEDANCE_BASE_URI is not a valid address: {text}";

    // -WhatIf and -Confirm.
    public const string UploadAction = "Upload";
    public const string RemoveJobAction = "Remove from the journal of this machine; nothing changes on the service";
    public const string DeleteMediaAction = "Delete the upload on the service";
    public const string DeleteAction = "Delete on the service permanently; whether a running job is canceled or refunded is not known";

    public static string SubmitAction(SeedanceRequest request, string cost, bool isSimulated) =>
        FormattableString.Invariant($"Submit a {(isSimulated ? CostText.Simulated : "paid")} job ({request.Model}, {request.Duration} s, {request.Width} x {request.Height}, {cost}{ReferencesOf(request)})");

    /// <summary>Which file the prompt calls Image 1.</summary>
    private static string ReferencesOf(SeedanceRequest request) =>
        string.Concat(ReferenceNames.Of(request).Select(reference => $"; {reference.Name}: {(reference.Media.Path is { } path ? Path.GetFileName(path) : reference.Media.ToString())}"));

    public static string TakeOf(string? input, int take, int count) => FormattableString.Invariant($"{input} (take {take} of {count})");

    public static string AllowedSeeds(long max, int count) => FormattableString.Invariant($"Allowed with -Count {count}: -1 to {max}, because each take has the next seed.");

    /// <summary>Whether what was submitted under the name before is submitted again.</summary>
    public static bool IsSubmittedAgain(SeedanceJob job, ResubmitMode mode) => mode == ResubmitMode.Always || (mode == ResubmitMode.Failed && job.Status == JobStatus.Failed);

    public static string SubmitAgainAction(SeedanceJob job, string action) => $"{action}, again after {DescribeJob(job)}";

    public static string EarlierJobAction(SeedanceJob job) => $"Return {DescribeJob(job)}; nothing is submitted";

    public static string EarlierJob(string jobName, SeedanceGeneration generation) => $"The name {jobName} has generation {generation.Id} already; nothing was submitted.";

    private static string DescribeJob(SeedanceJob job) => $"{(job.Id is null ? $"job {job.Key}" : $"generation {job.Id}")} of the same name ({job.Status})";

    public static string SaveAction(SeedanceGeneration generation) => $"Save the video of generation {generation.Id}";

    // Galleries.
    public const string AllowedGallery = "Allowed: the name of an HTML file (.html or .htm) in a folder that can be written to.";
    public const string VideosAreGivenTwice = "-Path is given, and videos are piped in.";
    public const string ResponseLost = "The response to its submission was lost. It may exist on the service.";

    public static string GalleryAction(int count) => count == 1 ? "Write a page with 1 video" : FormattableString.Invariant($"Write a page with {count} videos");

    public static string VideoIsMissing(string video) => $"The file {Path.GetFileName(video)} does not exist.";

    public static string NotForGallery(string type) =>
        $"A value of type {type} can't be shown in a gallery. Use a folder, an MP4 file, a generation or a job of Get-SeedanceJob.";

    public static string NotAVideoFile(string path) => $"{path} is not an MP4 file.";

    public static string NotASidecar(string path) => $"{path} is not a file of Seedance, so its video is shown without details.";

    public static string TooMuchToEmbed(long bytes, long max) =>
        FormattableString.Invariant($"The videos have {bytes / 1_000_000} MB together. A page can contain {max / 1_000_000} MB.");

    public static string NotOpened(string path, Exception cause) => $"{path} was written, but can't be opened: {cause.Message}";
}
