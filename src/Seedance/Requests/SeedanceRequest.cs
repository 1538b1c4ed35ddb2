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

    /// <summary>Deprecated: RESOLUTION_480 or RESOLUTION_720, which must agree with the size. Null (the default) is not sent.</summary>
    public string? Mode { get; init; }

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

    /// <summary>Pictures that guide the video, 4 at most. They exclude frames.</summary>
    public IReadOnlyList<SeedanceImageReference> ImageReferences { get; init; } = [];

    /// <summary>Clips that the video builds on, 3 at most. They exclude frames.</summary>
    public IReadOnlyList<SeedanceMedia> VideoReferences { get; init; } = [];

    /// <summary>A sound that guides the video, 1 at most. It needs a picture or clip reference beside it.</summary>
    public IReadOnlyList<SeedanceMedia> AudioReferences { get; init; } = [];

    /// <summary>Every guidance under its parameter's name, with the media in it, those without any left out.</summary>
    internal IEnumerable<(string Guidance, IReadOnlyList<SeedanceMedia> Media)> Guidances()
    {
        if (StartFrame is not null)
        {
            yield return (nameof(StartFrame), [StartFrame]);
        }

        if (EndFrame is not null)
        {
            yield return (nameof(EndFrame), [EndFrame]);
        }

        if (ImageReferences.Count > 0)
        {
            yield return ("ImageReference", [.. ImageReferences.Select(reference => reference.Image)]);
        }

        if (VideoReferences.Count > 0)
        {
            yield return ("VideoReference", VideoReferences);
        }

        if (AudioReferences.Count > 0)
        {
            yield return ("AudioReference", AudioReferences);
        }
    }

    /// <summary>Whether something shows or sounds what is wanted, so that words may be left out.</summary>
    internal bool HasGuidance => Guidances().Any();

    /// <summary>The local file that this draft is made from, or null.</summary>
    internal string? SourcePath => Guidances().SelectMany(guidance => guidance.Media).Select(media => media.Path).FirstOrDefault(path => path is not null);

    /// <summary>The same draft with each media replaced, one after the other.</summary>
    internal async Task<SeedanceRequest> WithMediaAsync(Func<SeedanceMedia, Task<SeedanceMedia>> replace)
    {
        if (!HasGuidance)
        {
            return this;
        }

        var images = new List<SeedanceImageReference>();
        foreach (var reference in ImageReferences)
        {
            images.Add(reference with { Image = await replace(reference.Image) });
        }

        return this with
        {
            StartFrame = StartFrame is null ? null : await replace(StartFrame),
            EndFrame = EndFrame is null ? null : await replace(EndFrame),
            ImageReferences = images,
            VideoReferences = await ReplaceAsync(VideoReferences, replace),
            AudioReferences = await ReplaceAsync(AudioReferences, replace),
        };
    }

    /// <summary>The same draft with pictures that are given as bytes named by their size alone: a journal stays small.</summary>
    internal SeedanceRequest WithoutInlineData() => WithMedia(media => media.Base64 is null ? media : media with { Base64 = $"({media})" });

    /// <summary>The same draft with local files named by their content, which must have been hashed.</summary>
    internal SeedanceRequest WithHashesAsIds() => WithMedia(media => media.Path is null ? media : media with { Id = media.Sha256 });

    private SeedanceRequest WithMedia(Func<SeedanceMedia, SeedanceMedia> replace) => !HasGuidance ? this : this with
    {
        StartFrame = StartFrame is null ? null : replace(StartFrame),
        EndFrame = EndFrame is null ? null : replace(EndFrame),
        ImageReferences = [.. ImageReferences.Select(reference => reference with { Image = replace(reference.Image) })],
        VideoReferences = [.. VideoReferences.Select(replace)],
        AudioReferences = [.. AudioReferences.Select(replace)],
    };

    private static async Task<IReadOnlyList<SeedanceMedia>> ReplaceAsync(IReadOnlyList<SeedanceMedia> media, Func<SeedanceMedia, Task<SeedanceMedia>> replace)
    {
        var replaced = new List<SeedanceMedia>();
        foreach (var one in media)
        {
            replaced.Add(await replace(one));
        }

        return replaced;
    }
}
