using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Shows which account or sandbox the Seedance cmdlets of this session use.</summary>
/// <remarks>Writes nothing when there is neither a connection nor a key in the environment. The key is never shown.</remarks>
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
