using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Uploads pictures, clips and sounds, so that several videos can use them.</summary>
/// <remarks>Writes a media object with its id, for New-SeedanceVideo or the Add-Seedance cmdlets, once the service can use it: some seconds after the upload of a clip or sound. New-SeedanceVideo uploads local files by itself.</remarks>
[Cmdlet(VerbsCommunications.Send, "SeedanceMedia", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceMedia))]
public sealed class SendSeedanceMediaCommand : ConnectedCmdlet
{
    /// <summary>Pictures (PNG, JPEG or WebP), clips (MP4 or MOV) or sounds (MP3 or WAV), told by their content. Wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files' paths, taken as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in ParameterSetName == "LiteralPath" ? LiteralPath : Path)
        {
            try
            {
                foreach (var path in ParameterSetName == "LiteralPath" ? [LocalFiles.ResolveLiteral(this, input)] : LocalFiles.Resolve(this, input))
                {
                    Upload(MediaFile.Open(path), input);
                }
            }
            catch (SeedanceException failure)
            {
                WriteFault(failure, input);
            }
        }
    }

    private void Upload(SeedanceMedia media, string input)
    {
        if (ShouldProcess(media.Path!, Strings.UploadAction))
        {
            var client = Client;
            Start(input, async _ => await WriteAsync(await client.UploadAsync(media, StopToken)));
        }
    }
}
