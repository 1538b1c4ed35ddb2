using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Makes a draft of a video, to which the Add-Seedance cmdlets add guidance and which New-SeedanceVideo submits.</summary>
/// <remarks>Nothing is sent and nothing is checked yet: New-SeedanceVideo checks the whole draft before the first byte leaves.</remarks>
[Cmdlet(VerbsCommon.New, "SeedanceRequest")]
[OutputType(typeof(SeedanceRequest))]
public sealed class NewSeedanceRequestCommand : PSCmdlet
{
    /// <summary>What the video shows, 1 to 5000 characters. (Guide: prompt)</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>Length in whole seconds, 4 to 15. The default is 8. (Guide: duration)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Duration { get; set; }

    /// <summary>Width in pixels. The default is 1280. (Guide: width)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Width { get; set; }

    /// <summary>Height in pixels. The default is 720. (Guide: height)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Height { get; set; }

    /// <summary>The seed, -1 to 4294967295. -1 is random, and so is leaving it out. (Guide: seed)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long? Seed { get; set; }

    /// <summary>Makes a silent video. (Guide: motion_has_audio, true by default)</summary>
    [Parameter]
    public SwitchParameter NoAudio { get; set; }

    /// <summary>Makes the video public at the service. It is private unless this is given. (Guide: public)</summary>
    [Parameter]
    public SwitchParameter Public { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var standard = new SeedanceRequest();
        WriteObject(standard with
        {
            Prompt = Prompt,
            Duration = Duration ?? standard.Duration,
            Width = Width ?? standard.Width,
            Height = Height ?? standard.Height,
            Seed = Seed,
            Audio = !NoAudio,
            Public = Public,
        });
    }
}
