using System.Management.Automation;
using Seedance.PowerShell.Connections;

namespace Seedance.PowerShell.Commands;

/// <summary>Ends the use of the connection that Connect-Seedance made.</summary>
/// <remarks>The environment's key is not used silently afterwards. To use it again, run Connect-Seedance, with or without -ApiKey. Jobs on the service are not affected.</remarks>
/// <note>A runspace disconnects only what it has connected itself.</note>
/// <example><para>Disconnect.</para>
/// <code>Disconnect-Seedance</code></example>
/// <example><para>Leave the sandbox and use the key of the environment.</para>
/// <code>
/// Connect-Seedance -Sandbox
/// Disconnect-Seedance
/// Connect-Seedance
/// </code>
/// <para>After the sandbox the key must be asked for, so that nothing is paid by accident.</para></example>
/// <example><para>Disconnect even if a command fails.</para>
/// <code>
/// try {
///     Connect-Seedance -Sandbox
///     New-SeedanceVideo 'A fox runs through snow' -ErrorAction Stop
/// }
/// finally {
///     Disconnect-Seedance
/// }
/// </code></example>
/// <seealso cref="ConnectSeedanceCommand"/>
/// <seealso cref="GetSeedanceConnectionCommand"/>
[Cmdlet(VerbsCommunications.Disconnect, "Seedance")]
public sealed class DisconnectSeedanceCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => CurrentConnection.Clear();
}
