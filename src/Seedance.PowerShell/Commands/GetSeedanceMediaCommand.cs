using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets what the service knows of uploads.</summary>
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
