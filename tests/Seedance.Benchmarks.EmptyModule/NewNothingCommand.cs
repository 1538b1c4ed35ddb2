using System.Management.Automation;

namespace Seedance.Benchmarks.EmptyModule;

/// <summary>Writes one object, and does nothing else.</summary>
[Cmdlet(VerbsCommon.New, "Nothing")]
public sealed class NewNothingCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(new object());
}
