using System.Management.Automation;
using Seedance.Media;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Uploads files, for use as guidance. The same content is uploaded once for an account.</summary>
/// <remarks>
/// <para>This cmdlet returns a media object with its ID, for New-SeedanceVideo or the Add-Seedance cmdlets, once the service can use it: some seconds after the upload of video or audio. It is needed only to upload ahead of time: New-SeedanceVideo uploads local files by itself.</para>
/// <para>Files are recognized by their content, whatever their names are: PNG, JPEG and WebP images, MP4 and MOV video, MP3 and WAV audio.</para>
/// </remarks>
/// <returns>The upload, with the ID that the service gave it.</returns>
/// <note>No charge for uploads is known. Their IDs are kept beside the journal, so that the next upload of the same content needs no request.</note>
/// <example><para>Upload an image.</para>
/// <code>Send-SeedanceMedia fox.png</code></example>
/// <example><para>Upload files once and use them often.</para>
/// <code>
/// $references = Send-SeedanceMedia ref*.png
/// 'Image 1 at dawn', 'Image 1 at night' | New-SeedanceVideo -ImageReference $references
/// </code></example>
/// <example><para>Upload the files of a folder.</para>
/// <code>Get-ChildItem *.png | Send-SeedanceMedia -ThrottleLimit 4</code></example>
/// <example><para>Upload a file again after the service has lost it.</para>
/// <code>Send-SeedanceMedia fox.png -Force</code></example>
/// <seealso cref="GetSeedanceMediaCommand"/>
/// <seealso cref="RemoveSeedanceMediaCommand"/>
/// <seealso cref="AddSeedanceImageReferenceCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
[Cmdlet(VerbsCommunications.Send, "SeedanceMedia", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceMedia))]
public sealed class SendSeedanceMediaCommand : ConnectedCmdlet
{
    /// <summary>Images (PNG, JPEG or WebP), videos (MP4 or MOV) or audio (MP3 or WAV), detected from their content. Wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Paths that are used exactly as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Uploads content even if the account has uploaded it before; the new ID replaces the old one. Without it the same content is uploaded once.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in ParameterSetName == "LiteralPath" ? LiteralPath : Path)
        {
            if (this.TryRead(input, null, () => ParameterSetName == "LiteralPath" ? [LocalFiles.ResolveLiteral(this, input)] : LocalFiles.Resolve(this, input), out var paths))
            {
                foreach (var path in paths)
                {
                    Upload(path, input);
                }
            }
        }
    }

    private void Upload(string path, string input)
    {
        if (this.TryRead(input, null, () => MediaFile.Open(path), out var media) && ShouldProcess(path, ModuleMessages.UploadAction))
        {
            var client = Client;
            Start(input, async _ => await WriteAsync(await client.UploadAsync(media, Force, WorkToken)));
        }
    }
}
