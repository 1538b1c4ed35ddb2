using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Deletes generations on the service permanently.</summary>
/// <remarks>Saved files are kept. Whether a running job is canceled or refunded is not known: the API has no way to cancel a job.</remarks>
[Cmdlet(VerbsCommon.Remove, "SeedanceGeneration", DefaultParameterSetName = "Id", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveSeedanceGenerationCommand : GenerationCommand
{
    private protected override void Process(SeedanceGeneration generation, object target)
    {
        if (ShouldProcess(generation.Id, ModuleMessages.DeleteAction))
        {
            var client = ClientOf(generation);
            Start(target, async _ => await client.DeleteAsync(generation, WorkToken));
        }
    }
}
