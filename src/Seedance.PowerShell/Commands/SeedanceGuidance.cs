using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>What the cmdlets that add a guidance to a draft have in common.</summary>
public abstract class AddGuidanceCommand : PSCmdlet
{
    private SeedanceRequest? _gathered;

    private protected AddGuidanceCommand()
    {
    }

    /// <summary>A draft, which is passed on with the guidance added; or media, which are gathered into one new draft.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>The media: a path (wildcards allowed), a FileInfo, a media object of Send-SeedanceMedia, the id of an upload or an earlier generation; for pictures also an https address or bytes.</summary>
    [Parameter(Position = 0, ParameterSetName = "Media")]
    [Alias("Path", "Image", "Video", "Audio", "Url")]
    [SupportsWildcards]
    [ValidateNotNull]
    public object? Media { get; set; }

    /// <summary>The media's paths, taken as they are written.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Ids at the service.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Where the ids come from. The default is Uploaded. A generated clip's id is the VideoId of its generation.</summary>
    [Parameter(ParameterSetName = "Id")]
    public SeedanceMediaType Type { get; set; }

    private protected abstract SeedanceMediaKind Kind { get; }

    /// <summary>The draft with media added to this guidance.</summary>
    private protected abstract SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var piped = InputObject is null ? null : MediaArgument.Unwrap(InputObject);
            if (piped is SeedanceRequest draft)
            {
                WriteObject(Add(draft, Given() is { Count: > 0 } media ? media : throw new UnsupportedInputException(Strings.NoMedia)));
            }
            else
            {
                var media = piped is null ? Given() : MediaArgument.Read(this, piped, Kind);
                _gathered = Add(_gathered ?? new SeedanceRequest(), media.Count > 0 ? media : throw new UnsupportedInputException(Strings.NoMedia));
            }
        }
        catch (SeedanceException failure)
        {
            WriteError(failure.ToErrorRecord(Media ?? LiteralPath.Concat(Id).FirstOrDefault() ?? InputObject ?? MyInvocation.MyCommand.Name));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_gathered is not null)
        {
            WriteObject(_gathered);
        }
    }

    private IReadOnlyList<SeedanceMedia> Given() => ParameterSetName switch
    {
        "LiteralPath" => [.. LiteralPath.Select(path => MediaFile.Open(LocalFiles.ResolveLiteral(this, path)))],
        "Id" => [.. Id.Select(id => new SeedanceMedia { Kind = Kind, Id = id, Type = Type })],
        _ => Media is null ? [] : MediaArgument.Read(this, Media, Kind),
    };

    /// <summary>For a guidance that takes one media alone.</summary>
    private protected static SeedanceMedia Only(SeedanceMedia? before, IReadOnlyList<SeedanceMedia> media) =>
        before is null && media is [var only] ? only : throw new UnsupportedInputException(Strings.SecondFrame);
}

/// <summary>Adds the picture that the video begins with to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most one start frame, and no references beside it. (Guide: guidances.start_frame)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceStartFrame", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceStartFrameCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Image;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media) => draft with { StartFrame = Only(draft.StartFrame, media) };
}

/// <summary>Adds the picture that the video ends with to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most one end frame, and the model takes it only beside a start frame. (Guide: guidances.end_frame)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceEndFrame", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceEndFrameCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Image;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media) => draft with { EndFrame = Only(draft.EndFrame, media) };
}

/// <summary>Adds pictures that guide the whole video to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most 4, and no frames beside them. (Guide: guidances.image_reference)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceImageReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceImageReferenceCommand : AddGuidanceCommand
{
    /// <summary>How strongly the pictures guide. Not sent unless given: the service takes Mid. (Guide: strength)</summary>
    [Parameter]
    public SeedanceStrength? Strength { get; set; }

    /// <summary>The place of the first picture among the references, 0 or more; those added with it follow. Not sent unless given. (Guide: order)</summary>
    [Parameter]
    public int? Order { get; set; }

    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Image;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media)
    {
        var added = media.Select(image => new SeedanceImageReference { Image = image, Strength = Strength, Order = Order++ });
        return draft with { ImageReferences = [.. draft.ImageReferences, .. added] };
    }
}

/// <summary>Adds clips that the video builds on to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most 3, and no frames beside them. An earlier generation is extended without a download. (Guide: guidances.video_reference_base)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceVideoReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceVideoReferenceCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Video;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media) => draft with { VideoReferences = [.. draft.VideoReferences, .. media] };
}

/// <summary>Adds a sound that guides the video to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most 1, and a picture or clip reference beside it. (Guide: guidances.audio_reference)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceAudioReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceAudioReferenceCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Audio;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media) => draft with { AudioReferences = [.. draft.AudioReferences, .. media] };
}
