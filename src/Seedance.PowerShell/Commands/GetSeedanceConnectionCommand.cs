using System.Management.Automation;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Errors;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets the connection that the Seedance cmdlets use.</summary>
/// <remarks>Returns nothing when there is neither a connection nor a key in the environment. The key is never shown.</remarks>
[Cmdlet(VerbsCommon.Get, "SeedanceConnection")]
[OutputType(typeof(SeedanceConnection))]
public sealed class GetSeedanceConnectionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            if (CurrentConnection.Find() is { } connection)
            {
                WriteObject(connection);
            }
        }
        catch (InvalidConnectionException failure)
        {
            ThrowTerminatingError(failure.ToErrorRecord(MyInvocation.MyCommand.Name));
        }
    }
}
