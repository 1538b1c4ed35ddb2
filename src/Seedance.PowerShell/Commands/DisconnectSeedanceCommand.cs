using System.Management.Automation;
using Seedance.PowerShell.Connections;

namespace Seedance.PowerShell.Commands;

/// <summary>Ends the use of the connection that Connect-Seedance made.</summary>
/// <remarks>The environment's key is not used silently afterwards: connect again, with or without -ApiKey.</remarks>
[Cmdlet(VerbsCommunications.Disconnect, "Seedance")]
public sealed class DisconnectSeedanceCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => CurrentConnection.Clear();
}
