namespace Seedance;

/// <summary>A draft of one video: what will be sent. It never changes: each cmdlet passes on a new one.</summary>
/// <remarks>Guide: Body Parameters. Every setting is sent as it stands here, so what you see is what is paid for.</remarks>
public sealed record SeedanceRequest
{
    /// <summary>What the video shows, 1 to 5000 characters.</summary>
    public string? Prompt { get; init; }

    /// <summary>Length in whole seconds, 4 to 15. The default is 8.</summary>
    public int Duration { get; init; } = 8;

    /// <summary>Width in pixels. The default is 1280.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height in pixels. The default is 720.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Whether the video has sound. The default is true.</summary>
    public bool Audio { get; init; } = true;

    /// <summary>-1 to 4294967295; -1 is random. Null (the default) is not sent: the service draws one.</summary>
    public long? Seed { get; init; }

    /// <summary>Whether the video is public at the service. The default is false.</summary>
    public bool Public { get; init; }

    /// <summary>The picture that the video begins with, or null.</summary>
    public SeedanceMedia? StartFrame { get; init; }

    /// <summary>The picture that the video ends with, or null. It needs a start frame.</summary>
    public SeedanceMedia? EndFrame { get; init; }

    /// <summary>The local picture that this draft is made from, or null.</summary>
    internal string? SourcePath => StartFrame?.Path ?? EndFrame?.Path;

    /// <summary>A job just created, with what its draft knows of it.</summary>
    internal SeedanceGeneration Complete(SeedanceGeneration created) => created with
    {
        Prompt = Prompt,
        Seed = Seed,
        Duration = Duration,
        Width = Width,
        Height = Height,
        Public = Public,
        SourcePath = SourcePath,
    };
}
