using System.Management.Automation;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Errors;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets the connection that the Seedance cmdlets use.</summary>
/// <remarks>This cmdlet returns nothing when there is neither a connection nor a key in the environment. It shows the API's root, the account as far as it is known (Account), where the key came from (KeySource: Parameter, Secret with SecretName and VaultName, Environment or Sandbox) and the proxy without its password (Proxy). Nothing is sent. The key is never shown.</remarks>
/// <returns>The connection: its address, account, source of the key and proxy.</returns>
/// <note>A connection that is shown is not a connection that works: a wrong key is noticed by the first request, for example of Get-SeedanceAccount.</note>
/// <example><para>See what the cmdlets are connected to.</para>
/// <code>Get-SeedanceConnection</code></example>
/// <example><para>Refuse to run without a connection.</para>
/// <code>if (-not (Get-SeedanceConnection)) { throw 'Connect first: Connect-Seedance' }</code></example>
/// <example><para>Refuse to pay in a test.</para>
/// <code>
/// Connect-Seedance -Sandbox
/// if (-not (Get-SeedanceConnection).IsSandbox) { throw 'This must not cost anything.' }
/// </code></example>
/// <seealso cref="ConnectSeedanceCommand"/>
/// <seealso cref="DisconnectSeedanceCommand"/>
/// <seealso cref="GetSeedanceAccountCommand"/>
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
