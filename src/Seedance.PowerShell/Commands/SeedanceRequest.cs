using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Makes a draft of a video, to which the Add-Seedance cmdlets add guidance and which New-SeedanceVideo submits.</summary>
/// <remarks>Nothing is sent. New-SeedanceVideo checks the whole draft before the first byte leaves; Test-SeedanceRequest shows every fault of it at once.</remarks>
[Cmdlet(VerbsCommon.New, "SeedanceRequest")]
[OutputType(typeof(SeedanceRequest))]
public sealed class NewSeedanceRequestCommand : VideoSettingsCommand
{
    /// <summary>What the video shows, 1 to 5000 characters. (Guide: prompt)</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(Apply(new SeedanceRequest { Prompt = Prompt }, Prompt));
        }
        catch (SeedanceException failure)
        {
            WriteFault(failure, Prompt ?? MyInvocation.MyCommand.Name);
        }
    }
}

/// <summary>Shows every fault of a draft at once: what, which value, what is allowed and how to mend it.</summary>
/// <remarks>Writes nothing for a draft without fault. A fault of severity Error keeps New-SeedanceVideo from sending the draft; a Warning does not. Nothing is sent.</remarks>
[Cmdlet(VerbsDiagnostic.Test, "SeedanceRequest")]
[OutputType(typeof(RequestFault), typeof(bool))]
public sealed class TestSeedanceRequestCommand : PSCmdlet
{
    /// <summary>The draft.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public SeedanceRequest Request { get; set; } = new();

    /// <summary>Writes True or False alone: whether New-SeedanceVideo would send it.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var faults = RequestCheck.FindFaults(Request, VideoModel.Seedance20Fast);
        if (Quiet)
        {
            WriteObject(faults.All(fault => fault.Severity != FaultSeverity.Error));
        }
        else
        {
            WriteObject(faults, enumerateCollection: true);
        }
    }
}
