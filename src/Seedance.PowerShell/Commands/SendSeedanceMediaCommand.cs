using System.Management.Automation;
using Seedance.Media;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Uploads images, videos and audio, so that several videos can use them.</summary>
/// <remarks>Returns a media object with its ID, for New-SeedanceVideo or the Add-Seedance cmdlets, once the service can use it: some seconds after the upload of video or audio. New-SeedanceVideo uploads local files by itself.</remarks>
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
