using Seedance.PowerShell.Pipeline;

namespace Seedance.PowerShell.Text;

/// <summary>What the cmdlets say by themselves, in addition to the client's messages.</summary>
internal static class ModuleMessages
{
    public const string NoApiKey = "There is no API key: none was given, and the environment variable LEONARDO_API_KEY is not set.";
    public const string KeyOfWrongType = "-ApiKey accepts a string or a SecureString.";

    public static string InternalError(Exception cause) => $"Seedance failed unexpectedly: {cause.GetType().Name}: {cause.Message}";

    public static string InputsSkipped(int count) => count == 1 ? "1 further input was not processed because of this error." : $"{count} further inputs were not processed because of this error.";

    // Inputs.
    public const string NeutralPrompt = "Bring this picture to life with natural, subtle motion.";
    public const string NoMedia = "No media was given. Use -Media, -LiteralPath or -Id, or pipe it in.";
    public const string GenerationIsNotAudio = "An earlier generation can be used as a video or, by its poster, as an image. It can't be used as audio.";
    public const string SecondFrame = "More than one image was given for one frame. A draft has one such frame; use ForEach-Object to create a draft for each image.";
    public const string AllowedId = "Allowed: a UUID such as 1f0c2b6e-53a4-6f10-9a52-0242ac120002.";
    public const string AllowedBoolean = "Allowed: true or false.";
    public const string AllowedWithoutPixels = "Allowed: either -Size and -AspectRatio, or -Width and -Height.";

    public static string NotAGenerationId(object id) => $"{id} is not a valid generation ID.";

    public static string NotAMediaId(object id) => $"{id} is not a valid media ID.";

    public static string SeveralFiles(object path) => $"{path} matches several files, but one is needed.";

    public static string NotMedia(object value) =>
        $"A {value.GetType().Name} is not media. Use a path, a file, an ID, a media object of Send-SeedanceMedia or an earlier generation; for images also an HTTPS address or bytes.";

    public static string NotAVideoInput(object value) =>
        $"A {value.GetType().Name} can't be made into a video. Use an image or video file, a prompt, a draft of New-SeedanceRequest, an earlier generation or a row of Import-Csv.";

    public static string AudioAlone(SeedanceMedia audio) =>
        $"{audio} is audio, and audio alone is not enough. Add an image or video reference: Get-ChildItem *.png | Add-SeedanceImageReference | Add-SeedanceAudioReference {audio} | New-SeedanceVideo -Prompt 'Dance to the song'";

    public static string MalformedBaseUri(string text) => $"SEEDANCE_BASE_URI is not a valid address: {text}";

    // -WhatIf, -Confirm and progress.
    public const string UploadAction = "Upload";
    public const string RemoveJobAction = "Remove from the journal of this machine; nothing changes on the service";
    public const string DeleteMediaAction = "Delete the upload on the service";
    public const string DeleteAction = "Delete on the service permanently; whether a running job is canceled or refunded is not known";

    public static string SubmitAction(SeedanceRequest request, int credits) =>
        FormattableString.Invariant($"Submit a paid job ({request.Duration} s, {request.Width} x {request.Height}, about {credits} credits)");

    public static string SaveAction(SeedanceGeneration generation) => $"Save the video of generation {generation.Id}";

    public static string Progress(int ended, int started) => $"{ended} of {started} done";

    /// <summary>What a stopped pipeline leaves on the service, and how to resume it.</summary>
    public static string Stopped(OpenWork open) =>
        "Stopped. " + string.Join(" ", new[] { Running(open.Jobs), Submitting(open.UnknownSubmissions) }.OfType<string>()) + $" To resume: {ResumeCommand.For(open)}";

    private static string? Running(IReadOnlyList<SeedanceGeneration> jobs) => jobs.Count switch
    {
        0 => null,
        1 => $"Generation {jobs[0].Id} is still running on the service.",
        _ => $"{jobs.Count} generations are still running on the service ({string.Join(", ", jobs.Take(3))}{(jobs.Count > 3 ? ", …" : string.Empty)}).",
    };

    private static string? Submitting(int count) => count switch { 0 => null, 1 => "1 submission was in progress.", _ => $"{count} submissions were in progress." };
}
