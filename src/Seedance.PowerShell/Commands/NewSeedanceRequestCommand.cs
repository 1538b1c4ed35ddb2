using System.Management.Automation;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Creates a draft of a video, to which the Add-Seedance cmdlets add guidance and which New-SeedanceVideo submits.</summary>
/// <remarks>
/// <para>This cmdlet accepts the inputs of New-SeedanceVideo and reads them in the same way. Nothing is sent. A draft is immutable: given a draft, the cmdlet returns a new one with the settings changed.</para>
/// <para>New-SeedanceVideo validates the entire draft before anything is sent; Test-SeedanceRequest shows every fault of it at once.</para>
/// </remarks>
/// <returns>One draft for each input; without input, one draft.</returns>
/// <note>A draft keeps the paths of local files. They are read when the draft is submitted.</note>
/// <example><para>Create a draft with a prompt.</para>
/// <code>New-SeedanceRequest 'A fox runs through snow' -Duration 4 -Size 480p</code></example>
/// <example><para>Add guidance to a draft.</para>
/// <code>New-SeedanceRequest 'A fox runs home' | Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame den.png</code></example>
/// <example><para>Create a draft of each row of a file.</para>
/// <code>Import-Csv shots.csv | New-SeedanceRequest</code></example>
/// <example><para>Vary one draft.</para>
/// <code>
/// $draft = New-SeedanceRequest 'A fox runs through snow' -Seed 7
/// '16:9', '1:1', '9:16' | ForEach-Object { $draft | New-SeedanceRequest -AspectRatio $_ }
/// </code></example>
/// <seealso cref="AddSeedanceStartFrameCommand"/>
/// <seealso cref="AddSeedanceImageReferenceCommand"/>
/// <seealso cref="TestSeedanceRequestCommand"/>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
[Cmdlet(VerbsCommon.New, "SeedanceRequest")]
[OutputType(typeof(SeedanceRequest))]
public sealed class NewSeedanceRequestCommand : VideoSettingsCommand
{
    /// <summary>A prompt, an image or video file, a draft, a media object, an earlier generation, a job of Get-SeedanceJob, or a row whose columns are parameters. Anything else is an error.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    // A draft is not sent, so these are not parameters here: PowerShell does not inherit the attributes of overridden properties.

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override SeedanceConnection? Connection { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int ThrottleLimit { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int? MaxRetry { get; set; }

    /// <summary>Not a parameter of this cmdlet.</summary>
    public override int RetryTimeout { get; set; }

    private protected override object? PipelineInput => InputObject;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // An empty draft needs none of the code that reads inputs, so that it is not compiled for it.
        if (MyInvocation.BoundParameters.Count == 0 && !MyInvocation.ExpectingInput)
        {
            WriteObject(new SeedanceRequest());
            return;
        }

        base.ProcessRecord();
    }

    private protected override Action Prepare(InputRequest input, object target, string? label)
    {
        _ = ModelOf(input.Request);
        return () => WriteObject(input.Request);
    }
}
