using System.Management.Automation;
using Seedance.Media;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>The base of the cmdlets that add a guidance to a draft.</summary>
public abstract class AddGuidanceCommand : PSCmdlet
{
    private SeedanceRequest? _accumulated;
    private int _position;
    private int _count;

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
    [ArgumentCompleter(typeof(MediaIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Where the IDs come from. The default is Uploaded. The ID of a generated video is the VideoId of its generation.</summary>
    [Parameter(ParameterSetName = "Id")]
    public SeedanceMediaType Type { get; set; }

    private protected abstract SeedanceMediaKind Kind { get; }

    /// <summary>The draft with media added to this guidance.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="media">The media.</param>
    /// <param name="position">How many were added before, where media are gathered.</param>
    private protected abstract SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position);

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        this.RunTerminating(MyInvocation.MyCommand.Name, () => GivenParameters.RequireValues(MyInvocation.BoundParameters));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isPiped = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        if (isPiped && Value.Unwrap(InputObject) is FileInfo file && CaptionFile.Is(file.FullName))
        {
            return;
        }

        object target = Media ?? LiteralPath.Concat(Id).FirstOrDefault() ?? InputObject ?? MyInvocation.MyCommand.Name;
        if (!this.TryRead(target, isPiped ? InputReader.LabelOf(InputObject, ++_count) : null, () => Read(isPiped), out var draft))
        {
            return;
        }

        if (isPiped && Value.Unwrap(InputObject) is SeedanceRequest)
        {
            WriteObject(draft);
        }
        else
        {
            _accumulated = draft;
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

    private SeedanceRequest Read(bool isPiped)
    {
        var given = ReadMediaParameters();
        if (isPiped && Value.Unwrap(InputObject) is SeedanceRequest draft)
        {
            return Add(draft, given ?? throw new UnsupportedInputException(ModuleMessages.NoMedia), position: 0);
        }

        if (isPiped && given is not null)
        {
            throw new UnsupportedInputException(ModuleMessages.MediaTwice);
        }

        var media = isPiped ? MediaArgument.Read(this, nameof(InputObject), InputObject!, Kind) : given ?? throw new UnsupportedInputException(ModuleMessages.NoMedia);
        var added = Add(_accumulated ?? new SeedanceRequest(), media, _position);
        _position += media.Count;
        return added;
    }

    private IReadOnlyList<SeedanceMedia>? ReadMediaParameters() => ParameterSetName switch
    {
        "LiteralPath" => [.. LiteralPath.Select(path => MediaFile.Open(LocalFiles.ResolveLiteral(this, path)))],
        "Id" => [.. Id.Select(ReadId)],
        _ => Media is null ? null : MediaArgument.Read(this, nameof(Media), Media, Kind),
    };

    private SeedanceMedia ReadId(string id) => Guid.TryParse(id, out var uuid)
        ? new SeedanceMedia { MediaKind = Kind, Id = uuid.ToString(), MediaType = Type }
        : throw SettingValue.NotAllowed(nameof(Id), id, ModuleMessages.AllowedId, Recommendations.UseMediaId);

    /// <summary>The media of a guidance that accepts one only.</summary>
    private protected static SeedanceMedia RequireSingle(SeedanceMedia? present, IReadOnlyList<SeedanceMedia> media) =>
        present is null && media is [var only] ? only : throw new UnsupportedInputException(ModuleMessages.SecondFrame);
}
