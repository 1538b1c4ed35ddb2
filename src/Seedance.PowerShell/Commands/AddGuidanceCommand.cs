using System.Management.Automation;
using Seedance.Media;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>The base of the cmdlets that add a guidance to a draft.</summary>
public abstract class AddGuidanceCommand : PSCmdlet
{
    private SeedanceRequest? _accumulated;

    private protected AddGuidanceCommand()
    {
    }

    /// <summary>A draft, which is passed on with the guidance added; or media, which are gathered into one new draft.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>The media: a path (wildcards allowed), a FileInfo, a media object of Send-SeedanceMedia, the ID of an upload or an earlier generation; for images also an HTTPS address or bytes.</summary>
    [Parameter(Position = 0, ParameterSetName = "Media")]
    [Alias("Path", "Image", "Video", "Audio", "Url")]
    [SupportsWildcards]
    [ValidateNotNull]
    public object? Media { get; set; }

    /// <summary>Paths of media that are used exactly as they are written.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>IDs on the service.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Where the IDs come from. The default is Uploaded. The ID of a generated video is the VideoId of its generation.</summary>
    [Parameter(ParameterSetName = "Id")]
    public SeedanceMediaType Type { get; set; }

    private protected abstract SeedanceMediaKind Kind { get; }

    /// <summary>The draft with media added to this guidance.</summary>
    private protected abstract SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var input = InputObject is null ? null : MediaArgument.Unwrap(InputObject);
            if (input is SeedanceRequest draft)
            {
                WriteObject(Add(draft, ReadMediaParameters() is { Count: > 0 } media ? media : throw new UnsupportedInputException(ModuleMessages.NoMedia)));
            }
            else
            {
                var media = input is null ? ReadMediaParameters() : MediaArgument.Read(this, input, Kind);
                _accumulated = Add(_accumulated ?? new SeedanceRequest(), media.Count > 0 ? media : throw new UnsupportedInputException(ModuleMessages.NoMedia));
            }
        }
        catch (SeedanceException failure)
        {
            WriteError(failure.ToErrorRecord(Media ?? LiteralPath.Concat(Id).FirstOrDefault() ?? InputObject ?? MyInvocation.MyCommand.Name));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_accumulated is not null)
        {
            WriteObject(_accumulated);
        }
    }

    private IReadOnlyList<SeedanceMedia> ReadMediaParameters() => ParameterSetName switch
    {
        "LiteralPath" => [.. LiteralPath.Select(path => MediaFile.Open(LocalFiles.ResolveLiteral(this, path)))],
        "Id" => [.. Id.Select(id => new SeedanceMedia { Kind = Kind, Id = id, Type = Type })],
        _ => Media is null ? [] : MediaArgument.Read(this, Media, Kind),
    };

    /// <summary>The media of a guidance that accepts one only.</summary>
    private protected static SeedanceMedia RequireSingle(SeedanceMedia? present, IReadOnlyList<SeedanceMedia> media) =>
        present is null && media is [var only] ? only : throw new UnsupportedInputException(ModuleMessages.SecondFrame);
}
