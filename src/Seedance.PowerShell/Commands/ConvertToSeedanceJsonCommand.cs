using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>Converts a draft to the exact JSON with which it is sent.</summary>
/// <remarks>A file that is not uploaded yet is written as its path in angle brackets, in place of its ID. ConvertFrom-SeedanceJson reads that back.</remarks>
[Cmdlet(VerbsData.ConvertTo, "SeedanceJson")]
[OutputType(typeof(string))]
public sealed class ConvertToSeedanceJsonCommand : PSCmdlet
{
    /// <summary>The draft.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [OwnType(typeof(SeedanceRequest))]
    [ValidateNotNull]
    public SeedanceRequest Request { get; set; } = new();

    /// <summary>Writes one line, as it is sent.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Compress { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(RequestWriter.WriteText(Request, VideoModel.Seedance20Fast, indented: !Compress));
}
