using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>What adding a start frame and adding an end frame have in common.</summary>
public abstract class AddFrameCommand : PSCmdlet
{
    private SeedanceRequest? _gathered;

    private protected AddFrameCommand()
    {
    }

    /// <summary>A draft, which is passed on with the frame added; or a picture, which becomes the frame of a new draft.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>The picture (PNG, JPEG or WebP): a path, wildcards allowed where they name one file, a FileInfo, a media object of Send-SeedanceMedia, or the id of an upload.</summary>
    [Parameter(Position = 0, ParameterSetName = "Image")]
    [Alias("Path", "Media")]
    [SupportsWildcards]
    [ValidateNotNull]
    public object? Image { get; set; }

    /// <summary>The picture's path, taken as it is written.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    private protected abstract SeedanceRequest With(SeedanceRequest draft, SeedanceMedia frame);

    private protected abstract bool HasFrame(SeedanceRequest draft);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (InputObject is null)
            {
                Gather(new SeedanceRequest(), GivenFrame() ?? throw new UnsupportedInputException(Strings.NoPicture));
            }
            else if (MediaArgument.Unwrap(InputObject) is SeedanceRequest draft)
            {
                WriteObject(With(draft, GivenFrame() ?? throw new UnsupportedInputException(Strings.NoPicture)));
            }
            else
            {
                Gather(_gathered ?? new SeedanceRequest(), MediaArgument.ReadImage(this, InputObject));
            }
        }
        catch (SeedanceException failure)
        {
            WriteError(failure.ToErrorRecord(LiteralPath ?? Image ?? InputObject));
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

    private SeedanceMedia? GivenFrame() =>
        LiteralPath is not null ? ImageFile.Open(LocalFiles.ResolveLiteral(this, LiteralPath))
        : Image is not null ? MediaArgument.ReadImage(this, Image)
        : null;

    private void Gather(SeedanceRequest draft, SeedanceMedia frame) =>
        _gathered = HasFrame(draft) ? throw new UnsupportedInputException(Strings.SecondFrame) : With(draft, frame);
}

/// <summary>Adds the picture that the video begins with to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most one start frame. (Guide: guidances.start_frame)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceStartFrame", DefaultParameterSetName = "Image")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceStartFrameCommand : AddFrameCommand
{
    private protected override SeedanceRequest With(SeedanceRequest draft, SeedanceMedia frame) => draft with { StartFrame = frame };

    private protected override bool HasFrame(SeedanceRequest draft) => draft.StartFrame is not null;
}

/// <summary>Adds the picture that the video ends with to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most one end frame, and the model takes it only beside a start frame. (Guide: guidances.end_frame)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceEndFrame", DefaultParameterSetName = "Image")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceEndFrameCommand : AddFrameCommand
{
    private protected override SeedanceRequest With(SeedanceRequest draft, SeedanceMedia frame) => draft with { EndFrame = frame };

    private protected override bool HasFrame(SeedanceRequest draft) => draft.EndFrame is not null;
}
