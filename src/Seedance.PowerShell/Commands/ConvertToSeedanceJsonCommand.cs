using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>Converts a draft to the exact JSON with which it is sent.</summary>
/// <remarks>This is the body of the create request. A file that is not uploaded yet is written as its path in angle brackets, in place of its ID. ConvertFrom-SeedanceJson reads that back.</remarks>
/// <returns>The JSON of one draft.</returns>
/// <note>Nothing is sent or uploaded. The seed is in the JSON only if the draft has one.</note>
/// <example><para>See what would be sent.</para>
/// <code>New-SeedanceRequest 'A fox runs through snow' | ConvertTo-SeedanceJson</code></example>
/// <example><para>Keep a draft in a file.</para>
/// <code>New-SeedanceRequest 'A fox runs through snow' -Seed 7 | ConvertTo-SeedanceJson | Set-Content draft.json</code></example>
/// <example><para>Keep many drafts in one file.</para>
/// <code>Get-ChildItem *.png | New-SeedanceRequest | ConvertTo-SeedanceJson -Compress | Set-Content drafts.jsonl</code>
/// <para>With -Compress each draft is one line (JSON Lines).</para></example>
/// <seealso cref="ConvertFromSeedanceJsonCommand"/>
/// <seealso cref="NewSeedanceRequestCommand"/>
/// <seealso cref="TestSeedanceRequestCommand"/>
[Cmdlet(VerbsData.ConvertTo, "SeedanceJson")]
[OutputType(typeof(string))]
public sealed class ConvertToSeedanceJsonCommand : PSCmdlet
{
    /// <summary>The draft.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [OwnType(typeof(SeedanceRequest))]
    [ValidateNotNull]
    public SeedanceRequest Request { get; set; } = new();

    /// <summary>Writes one line, as it is sent.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Compress { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(RequestWriter.WriteText(Request, VideoModels.Of(Request.Model), indented: !Compress));
}
