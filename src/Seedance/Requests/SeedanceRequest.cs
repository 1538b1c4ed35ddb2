namespace Seedance;

/// <summary>A draft of one video: what will be sent. It is immutable.</summary>
/// <remarks>Guide: Body Parameters. Every setting is sent exactly as it is here.</remarks>
public sealed record SeedanceRequest
{
    /// <summary>The ID of the model, such as seedance-2.0. The default is seedance-2.0-fast. The table of models says what each accepts.</summary>
    public string Model { get; init; } = VideoModels.DefaultId;

    /// <summary>What the video shows, 1 to 5000 characters.</summary>
    public string? Prompt { get; init; }

    /// <summary>Length in whole seconds, 4 to 15; with Seedance 2.5 to 30. The default is 8.</summary>
    public int Duration { get; init; } = 8;

    /// <summary>Width in pixels. The default is 1280.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height in pixels. The default is 720.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Deprecated: such as RESOLUTION_720, which must agree with the size. Seedance 2.5 has none. Null (the default) is not sent.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether the video has audio. The default is true.</summary>
    public bool Audio { get; init; } = true;

    /// <summary>-1 to 4294967295; -1 is random. Null (the default): a random seed is drawn and sent, so that the job can be identified.</summary>
    public long? Seed { get; init; }

    /// <summary>Whether the video is public on the service. The default is false.</summary>
    public bool Public { get; init; }

    /// <summary>The first image of the video, or null.</summary>
    public SeedanceMedia? StartFrame { get; init; }

    /// <summary>The last image of the video, or null. It requires a start frame.</summary>
    public SeedanceMedia? EndFrame { get; init; }

    /// <summary>Images that guide the video, at most 4; with Seedance 2.5 30. They can't be combined with frames.</summary>
    public IReadOnlyList<SeedanceImageReference> ImageReferences { get; init => field = TextList<SeedanceImageReference>.Of(value); } = TextList<SeedanceImageReference>.None;

    /// <summary>Videos that the video builds on, at most 3; with Seedance 2.5 10. They can't be combined with frames.</summary>
    public IReadOnlyList<SeedanceMedia> VideoReferences { get; init => field = TextList<SeedanceMedia>.Of(value); } = TextList<SeedanceMedia>.None;

    /// <summary>Audio that guides the video, at most 1; with Seedance 2.5 10, with its Flash 5. It requires an image or video reference.</summary>
    public IReadOnlyList<SeedanceMedia> AudioReferences { get; init => field = TextList<SeedanceMedia>.Of(value); } = TextList<SeedanceMedia>.None;

    /// <summary>What the draft is in short: its prompt or first file, its length and its size.</summary>
    public override string ToString() => FormattableString.Invariant($"{Prompt ?? SourcePath ?? "No prompt"} ({Duration} s, {Width} x {Height})");

    /// <summary>Every guidance that has media.</summary>
    internal IEnumerable<(RequestField Field, IReadOnlyList<SeedanceMedia> Media)> Guidances()
    {
        if (StartFrame is not null)
        {
            yield return (RequestField.StartFrame, [StartFrame]);
        }

        if (EndFrame is not null)
        {
            yield return (RequestField.EndFrame, [EndFrame]);
        }

        if (ImageReferences.Count > 0)
        {
            yield return (RequestField.ImageReference, [.. ImageReferences.Select(reference => reference.Image)]);
        }

        if (VideoReferences.Count > 0)
        {
            yield return (RequestField.VideoReference, VideoReferences);
        }

        if (AudioReferences.Count > 0)
        {
            yield return (RequestField.AudioReference, AudioReferences);
        }
    }

    /// <summary>Whether there is any guidance.</summary>
    internal bool HasGuidance => Guidances().Any();

    /// <summary>All media of all guidances.</summary>
    internal IEnumerable<SeedanceMedia> AllMedia => Guidances().SelectMany(guidance => guidance.Media);

    /// <summary>The first local file among the guidances, or null.</summary>
    internal string? SourcePath => AllMedia.Select(media => media.Path).FirstOrDefault(path => path is not null);

    /// <summary>The same draft with each media replaced, one after another.</summary>
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

    /// <summary>The same draft with inline images replaced by their size, to keep the journal small.</summary>
    internal SeedanceRequest WithoutInlineData() => WithMedia(media => media.Base64 is null ? media : media with { Base64 = $"({media})" });

    /// <summary>The same draft with local files identified by the hash of their content.</summary>
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
