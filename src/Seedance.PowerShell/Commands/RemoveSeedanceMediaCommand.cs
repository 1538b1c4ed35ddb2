using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Deletes uploads on the service.</summary>
/// <remarks>Videos that were made with them are kept.</remarks>
[Cmdlet(VerbsCommon.Remove, "SeedanceMedia", SupportsShouldProcess = true)]
public sealed class RemoveSeedanceMediaCommand : MediaCommand
{
    private protected override void Process(string id, object target)
    {
        if (ShouldProcess(id, ModuleMessages.DeleteMediaAction))
        {
            var client = Client;
            Start(target, async _ => await client.DeleteMediaAsync(id, WorkToken));
        }
    }
}
