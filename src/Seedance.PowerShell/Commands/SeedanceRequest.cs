using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>
/// <para type="synopsis">Makes a draft of a video, to which the Add-Seedance cmdlets add guidance and which New-SeedanceVideo submits.</para>
/// <para type="description">Nothing is sent and nothing is checked yet: New-SeedanceVideo checks the whole draft before the first byte leaves.</para>
/// </summary>
[Cmdlet(VerbsCommon.New, "SeedanceRequest")]
[OutputType(typeof(SeedanceRequest))]
public sealed class NewSeedanceRequestCommand : PSCmdlet
{
    /// <summary>
    /// <para type="description">What the video shows, 1 to 5000 characters. (Guide: prompt)</para>
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>
    /// <para type="description">Length in whole seconds, 4 to 15. The default is 8. (Guide: duration)</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Duration { get; set; }

    /// <summary>
    /// <para type="description">Width in pixels. The default is 1280. (Guide: width)</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Width { get; set; }

    /// <summary>
    /// <para type="description">Height in pixels. The default is 720. (Guide: height)</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? Height { get; set; }

    /// <summary>
    /// <para type="description">The seed, -1 to 4294967295. -1 is random, and so is leaving it out. (Guide: seed)</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long? Seed { get; set; }

    /// <summary>
    /// <para type="description">Makes a silent video. (Guide: motion_has_audio, true by default)</para>
    /// </summary>
    [Parameter]
    public SwitchParameter NoAudio { get; set; }

    /// <summary>
    /// <para type="description">Makes the video public at the service. It is private unless this is given. (Guide: public)</para>
    /// </summary>
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
