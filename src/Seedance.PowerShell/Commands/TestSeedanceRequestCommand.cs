using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>Shows every fault of a draft at once: the parameter, the value, what is allowed and how to fix it.</summary>
/// <remarks>Returns nothing for a draft without faults. A fault of severity Error keeps New-SeedanceVideo from sending the draft; a Warning does not. Nothing is sent.</remarks>
[Cmdlet(VerbsDiagnostic.Test, "SeedanceRequest")]
[OutputType(typeof(RequestFault), typeof(bool))]
public sealed class TestSeedanceRequestCommand : PSCmdlet
{
    /// <summary>The draft.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [OwnType(typeof(SeedanceRequest))]
    [ValidateNotNull]
    public SeedanceRequest Request { get; set; } = new();

    /// <summary>Returns only True or False: whether New-SeedanceVideo would send it.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var problems = RequestValidator.FindProblems(Request, VideoModel.Seedance20Fast);
        if (Quiet)
        {
            WriteObject(problems.All(problem => problem.IsWarning));
        }
        else
        {
            WriteObject(problems.Select(problem => FaultText.Describe(problem, VideoModel.Seedance20Fast)), enumerateCollection: true);
        }
    }
}
