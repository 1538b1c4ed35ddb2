using System.Management.Automation;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Errors;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets the connection that the Seedance cmdlets use.</summary>
/// <remarks>Returns nothing when there is neither a connection nor a key in the environment. It shows the API's root, the account as far as it is known (Account), where the key came from (KeySource: Parameter, Secret with SecretName and VaultName, Environment or Sandbox) and the proxy without its password (Proxy). Nothing is sent. The key is never shown.</remarks>
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
