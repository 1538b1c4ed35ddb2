using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Uploads pictures, so that several videos can use them without another upload.</summary>
/// <remarks>Writes a media object with the picture's id, for -StartFrame, -EndFrame or the Add-Seedance cmdlets. New-SeedanceVideo uploads local pictures by itself.</remarks>
[Cmdlet(VerbsCommunications.Send, "SeedanceMedia", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceMedia))]
public sealed class SendSeedanceMediaCommand : AsyncCmdlet
{
    /// <summary>The pictures (PNG, JPEG or WebP). Wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Path", ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The pictures' paths, taken as they are written.</summary>
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
                    Upload(ImageFile.Open(path), input);
                }
            }
            catch (SeedanceException failure)
            {
                WriteFault(failure, input);
            }
        }
    }

    private void Upload(SeedanceMedia picture, string input)
    {
        if (ShouldProcess(picture.Path!, Strings.UploadAction))
        {
            var client = Client;
            Start(input, async _ => await WriteAsync(await client.UploadAsync(picture, StopToken)));
        }
    }
}
