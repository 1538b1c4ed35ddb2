using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Creates a draft of a video, to which the Add-Seedance cmdlets add guidance and which New-SeedanceVideo submits.</summary>
/// <remarks>Nothing is sent. New-SeedanceVideo validates the entire draft before anything is sent; Test-SeedanceRequest shows every fault of it at once.</remarks>
[Cmdlet(VerbsCommon.New, "SeedanceRequest")]
[OutputType(typeof(SeedanceRequest))]
public sealed class NewSeedanceRequestCommand : VideoSettingsCommand
{
    /// <summary>What the video shows, 1 to 5000 characters. (Guide: prompt)</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    // A draft is not sent, so these are not parameters here: PowerShell does not inherit the attributes of overridden properties.

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override SeedanceConnection? Connection { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int ThrottleLimit { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int? MaxRetry { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int RetryTimeout { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(Apply(new SeedanceRequest { Prompt = Prompt }, Prompt));
        }
        catch (SeedanceException failure)
        {
            WriteFailure(failure, Prompt ?? MyInvocation.MyCommand.Name);
        }
    }
}
