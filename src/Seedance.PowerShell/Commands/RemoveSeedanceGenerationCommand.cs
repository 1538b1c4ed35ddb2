using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Deletes generations on the service permanently.</summary>
/// <remarks>Saved files and the entries of the journal are kept. Whether a running job is canceled or refunded is not known: the API has no way to cancel a job. The cmdlet asks for confirmation unless you use -Confirm:$false.</remarks>
/// <note>A deleted generation can't be restored. Save its video first.</note>
/// <example><para>See what would be deleted.</para>
/// <code>Get-SeedanceGeneration -Status Failed | Remove-SeedanceGeneration -WhatIf</code></example>
/// <example><para>Delete one generation.</para>
/// <code>Remove-SeedanceGeneration -Id 1f0c2b6e-53a4-6f10-9a52-0242ac120002</code></example>
/// <example><para>Delete generations on the service once their videos are saved.</para>
/// <code>New-SeedanceVideo 'A fox runs' | Wait-SeedanceGeneration | Save-SeedanceVideo | Remove-SeedanceGeneration -Confirm:$false</code></example>
/// <seealso cref="GetSeedanceGenerationCommand"/>
/// <seealso cref="RemoveSeedanceJobCommand"/>
/// <seealso cref="RemoveSeedanceMediaCommand"/>
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
