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

    /// <summary>Uploads even what the account has already. Without it the same content is uploaded once.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

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
            Start(input, async _ => await WriteAsync(await client.UploadAsync(media, Force, StopToken)));
        }
    }
}

/// <summary>What the cmdlets that take uploads by their ids have in common.</summary>
public abstract class MediaCommand : ConnectedCmdlet
{
    private protected MediaCommand()
    {
    }

    /// <summary>Ids of uploads, or the media objects themselves.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [Alias("Media", "UploadId")]
    [ValidateNotNullOrEmpty]
    public object[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Id)
        {
            var media = MediaArgument.Unwrap(input) as SeedanceMedia ?? new SeedanceMedia { Id = input.ToString() };
            if (Guid.TryParse(media.Id, out _))
            {
                Process(media, input);
            }
            else
            {
                WriteFault(new InvalidRequestException([new() { Parameter = nameof(Id), Value = input, Message = Strings.NotAMediaId(input), Allowed = Strings.AllowedId, Remedy = Strings.ToSendMedia }]), input);
            }
        }
    }

    private protected abstract void Process(SeedanceMedia media, object target);
}

/// <summary>Reads what the service knows of uploads.</summary>
[Cmdlet(VerbsCommon.Get, "SeedanceMedia")]
[OutputType(typeof(SeedanceMedia))]
public sealed class GetSeedanceMediaCommand : MediaCommand
{
    private protected override void Process(SeedanceMedia media, object target)
    {
        var client = Client;
        Start(target, async _ => await WriteAsync(await client.ReadMediaAsync(media, StopToken)));
    }
}

/// <summary>Deletes uploads at the service.</summary>
/// <remarks>Videos that were made with them stay.</remarks>
[Cmdlet(VerbsCommon.Remove, "SeedanceMedia", SupportsShouldProcess = true)]
public sealed class RemoveSeedanceMediaCommand : MediaCommand
{
    private protected override void Process(SeedanceMedia media, object target)
    {
        if (ShouldProcess(media.Id, Strings.DeleteMediaAction))
        {
            var client = Client;
            Start(target, async _ => await client.DeleteMediaAsync(media, StopToken));
        }
    }
}
