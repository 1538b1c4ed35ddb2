using System.Management.Automation;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Creates a draft of a video, to which the Add-Seedance cmdlets add guidance and which New-SeedanceVideo submits.</summary>
/// <remarks>It accepts the inputs of New-SeedanceVideo and reads them in the same way. Nothing is sent. New-SeedanceVideo validates the entire draft before anything is sent; Test-SeedanceRequest shows every fault of it at once.</remarks>
[Cmdlet(VerbsCommon.New, "SeedanceRequest")]
[OutputType(typeof(SeedanceRequest))]
public sealed class NewSeedanceRequestCommand : VideoSettingsCommand
{
    /// <summary>A prompt, an image or video file, a draft, a media object, an earlier generation, a job of Get-SeedanceJob, or a row whose columns are parameters. Anything else is an error.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    // A draft is not sent, so these are not parameters here: PowerShell does not inherit the attributes of overridden properties.

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override SeedanceConnection? Connection { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int ThrottleLimit { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int? MaxRetry { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int RetryTimeout { get; set; }

    private protected override object? PipelineInput => InputObject;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // An empty draft needs none of the code that reads inputs, so that it is not compiled for it.
        if (MyInvocation.BoundParameters.Count == 0 && !MyInvocation.ExpectingInput)
        {
            WriteObject(new SeedanceRequest());
            return;
        }

        base.ProcessRecord();
    }

    private protected override Action Prepare(InputRequest input, object target, string? label) => () => WriteObject(input.Request);
}
