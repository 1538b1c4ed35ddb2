using System.Management.Automation;
using Seedance.PowerShell.Pipeline;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets the account behind the key: credits, how many jobs run at once, when credits are renewed.</summary>
[Cmdlet(VerbsCommon.Get, "SeedanceAccount")]
[OutputType(typeof(SeedanceAccount))]
public sealed class GetSeedanceAccountCommand : ConnectedCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var client = Client;
        Start(MyInvocation.MyCommand.Name, async _ => await WriteAsync(await client.ReadAccountAsync(WorkToken)));
    }
}
