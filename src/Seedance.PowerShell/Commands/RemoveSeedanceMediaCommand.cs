using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Deletes uploads on the service.</summary>
/// <remarks>Videos that were made with the uploads are kept. A job that still waits for its turn may need its uploads.</remarks>
/// <note>The next use of the same file uploads it again.</note>
/// <example><para>Delete an upload.</para>
/// <code>Remove-SeedanceMedia -Id 1f0c2b70-8d1e-6a40-b3f1-0242ac120002</code></example>
/// <example><para>See what would be deleted.</para>
/// <code>Send-SeedanceMedia ref*.png | Remove-SeedanceMedia -WhatIf</code></example>
/// <example><para>Delete an upload once its video is complete.</para>
/// <code>
/// $fox = Send-SeedanceMedia fox.png
/// New-SeedanceVideo 'The fox of Image 1 runs' -ImageReference $fox -Wait
/// $fox | Remove-SeedanceMedia
/// </code></example>
/// <seealso cref="SendSeedanceMediaCommand"/>
/// <seealso cref="GetSeedanceMediaCommand"/>
/// <seealso cref="RemoveSeedanceGenerationCommand"/>
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
