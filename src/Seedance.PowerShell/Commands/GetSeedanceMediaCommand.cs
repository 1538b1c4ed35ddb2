using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets uploads as the service knows them.</summary>
/// <remarks>The service describes images by their address, and video and audio also by their duration, size and status.</remarks>
/// <returns>The upload.</returns>
/// <note>This cmdlet sends one or two requests for each ID. It costs no credits.</note>
/// <example><para>Read an upload by its ID.</para>
/// <code>Get-SeedanceMedia -Id 1f0c2b70-8d1e-6a40-b3f1-0242ac120002</code></example>
/// <example><para>See what became of uploads.</para>
/// <code>Send-SeedanceMedia ref*.png | Get-SeedanceMedia</code></example>
/// <example><para>Check that an upload still exists.</para>
/// <code>if (-not (Get-SeedanceMedia 1f0c2b70-8d1e-6a40-b3f1-0242ac120002 -ErrorAction SilentlyContinue)) { Send-SeedanceMedia fox.png -Force }</code></example>
/// <seealso cref="SendSeedanceMediaCommand"/>
/// <seealso cref="RemoveSeedanceMediaCommand"/>
[Cmdlet(VerbsCommon.Get, "SeedanceMedia")]
[OutputType(typeof(SeedanceMedia))]
public sealed class GetSeedanceMediaCommand : MediaCommand
{
    private protected override void Process(string id, object target)
    {
        var client = Client;
        Start(target, async _ => await WriteAsync(await client.ReadMediaAsync(id, WorkToken)));
    }
}
