namespace Seedance.PowerShell.Inputs;

/// <summary>The parameters that can differ from input to input: a row can have them as columns, and each accepts a script block.</summary>
internal static class VideoParameter
{
    public const string Model = nameof(Model);
    public const string Prompt = nameof(Prompt);
    public const string Duration = nameof(Duration);
    public const string Width = nameof(Width);
    public const string Height = nameof(Height);
    public const string Size = nameof(Size);
    public const string AspectRatio = nameof(AspectRatio);
    public const string Mode = nameof(Mode);
    public const string Seed = nameof(Seed);
    public const string Audio = nameof(Audio);
    public const string NoAudio = nameof(NoAudio);
    public const string Public = nameof(Public);
    public const string StartFrame = nameof(StartFrame);
    public const string EndFrame = nameof(EndFrame);
    public const string ImageReference = nameof(ImageReference);
    public const string VideoReference = nameof(VideoReference);
    public const string AudioReference = nameof(AudioReference);

    /// <summary>The one that is read as an input, or as the prompt of the inputs.</summary>
    public const string PromptOrPath = nameof(PromptOrPath);

    // Those of New-SeedanceVideo only.
    public const string Destination = nameof(Destination);
    public const string JobName = nameof(JobName);
    public const string Path = nameof(Path);
    public const string LiteralPath = nameof(LiteralPath);
    public const string PSPath = nameof(PSPath);

    /// <summary>The columns of a draft.</summary>
    public static readonly string[] OfDraft =
        [Prompt, Model, Duration, Width, Height, Size, AspectRatio, Mode, Seed, Audio, NoAudio, Public, StartFrame, EndFrame, ImageReference, VideoReference, AudioReference];

    /// <summary>The columns of a video.</summary>
    public static readonly string[] OfVideo = [.. OfDraft, Destination, JobName, Path, LiteralPath, PSPath];
}
