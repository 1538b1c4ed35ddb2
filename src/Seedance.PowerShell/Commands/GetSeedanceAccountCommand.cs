using System.Management.Automation;
using Seedance.PowerShell.Pipeline;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets the account behind the key: its credits, how many jobs it runs at once and when credits are renewed.</summary>
/// <remarks>This cmdlet asks the service, so it also shows whether the key works. Values that the service leaves out are empty.</remarks>
/// <returns>The account.</returns>
/// <note>This cmdlet sends one request. It costs no credits.</note>
/// <example><para>See the credits of the account.</para>
/// <code>Get-SeedanceAccount</code></example>
/// <example><para>See every value.</para>
/// <code>Get-SeedanceAccount | Format-List *</code></example>
/// <example><para>Stop a script early when the key does not work.</para>
/// <code>$account = Get-SeedanceAccount -ErrorAction Stop</code></example>
/// <seealso cref="ConnectSeedanceCommand"/>
/// <seealso cref="GetSeedanceConnectionCommand"/>
/// <seealso href="about_Seedance_Costs"/>
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
