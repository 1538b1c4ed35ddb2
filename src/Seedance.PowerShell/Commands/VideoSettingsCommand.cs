using System.Globalization;
using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Commands;

/// <summary>The settings of a video as parameters. They bind by property name, so that a row can have them as columns.</summary>
public abstract class VideoSettingsCommand : ConnectedCmdlet
{
    private HashSet<string> _explicit = [];

    private protected VideoSettingsCommand()
    {
    }

    /// <summary>Length in whole seconds, 4 to 15. The default is 8. (Guide: duration)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [EmptyColumn]
    public int? Duration { get; set; }

    /// <summary>Width in pixels. The default is 1280. (Guide: width)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WidthCompleter))]
    [EmptyColumn]
    public int? Width { get; set; }

    /// <summary>Height in pixels. The default is 720. (Guide: height)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(HeightCompleter))]
    [EmptyColumn]
    public int? Height { get; set; }

    /// <summary>The tier, 720p or 480p, of the sizes that the service's web application offers. Use it in place of -Width and -Height.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SizeCompleter))]
    public string? Size { get; set; }

    /// <summary>16:9 (the default), 1:1, 9:16, 21:9, 4:3 or 3:4. Use it in place of -Width and -Height.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AspectRatioCompleter))]
    public string? AspectRatio { get; set; }

    /// <summary>Deprecated: RESOLUTION_480 or RESOLUTION_720, which must agree with the size. Not sent unless given. (Guide: mode)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Mode { get; set; }

    /// <summary>The seed, -1 to 4294967295; -1 is random. By default a random seed is drawn and sent. (Guide: seed)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyColumn]
    public long? Seed { get; set; }

    /// <summary>Whether the video has audio, true or false, for the columns of rows. On the command line use -NoAudio. (Guide: motion_has_audio, true by default)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Audio { get; set; }

    /// <summary>Creates a video without audio. (Guide: motion_has_audio, true by default)</summary>
    [Parameter]
    public SwitchParameter NoAudio { get; set; }

    /// <summary>Makes the video public on the service. It is private by default. (Guide: public)</summary>
    [Parameter]
    public SwitchParameter Public { get; set; }

    /// <summary>The first image of the video: a path, a FileInfo, a media object, the ID of an upload, an HTTPS address or bytes. (Guide: guidances.start_frame)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? StartFrame { get; set; }

    /// <summary>The last image of the video. It requires a start frame. (Guide: guidances.end_frame)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? EndFrame { get; set; }

    /// <summary>Images that guide the entire video, at most 4; in a row separated by semicolons. (Guide: guidances.image_reference)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? ImageReference { get; set; }

    /// <summary>Videos that the new video builds on, at most 3; in a row separated by semicolons. (Guide: guidances.video_reference_base)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? VideoReference { get; set; }

    /// <summary>Audio that guides the video. It requires an image or video reference. (Guide: guidances.audio_reference)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? AudioReference { get; set; }

    /// <summary>Clears what PowerShell bound by name only: a file's own Size and Mode, or an earlier generation's settings, were not given by the user.</summary>
    private protected void ClearValuesBoundFromInput(object input)
    {
        Duration = Own(nameof(Duration), Duration);
        Width = Own(nameof(Width), Width);
        Height = Own(nameof(Height), Height);
        Seed = Own(nameof(Seed), Seed);
        Size = Own(nameof(Size), Size);
        Mode = Own(nameof(Mode), Mode);

        T? Own<T>(string parameter, T? value) => IsBoundFromInput(input, parameter, value) ? default : value;
    }

    /// <summary>Whether a value was not given and is only the input's property of the same name. A row's columns are given values.</summary>
    private protected bool IsBoundFromInput(object input, string parameter, object? value) =>
        value is not null && !_explicit.Contains(parameter)
        && MediaArgument.Unwrap(input) is (FileInfo or SeedanceGeneration)
        && PSObject.AsPSObject(input).Properties[parameter]?.Value is { } own
        && Convert.ToString(own, CultureInfo.InvariantCulture) == Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>Whether the parameter was given on the command line.</summary>
    private protected bool IsExplicit(string parameter) => _explicit.Contains(parameter);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // At this point the bound parameters are those of the command line only.
        _explicit = [.. MyInvocation.BoundParameters.Keys];
    }

    /// <summary>The draft with these parameters applied.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="input">What $_ is in script blocks.</param>
    /// <exception cref="SeedanceException">A parameter's value is not accepted.</exception>
    private protected SeedanceRequest Apply(SeedanceRequest draft, object? input) => AnyIsBound ? Combine(draft, input) : draft;

    // When none is bound, the code that reads them does not need to be compiled: a quarter of the time of a session's first command.
    private bool AnyIsBound
    {
        get
        {
            foreach (var parameter in MyInvocation.BoundParameters.Keys)
            {
                if (typeof(VideoSettingsCommand).GetProperty(parameter) is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private SeedanceRequest Combine(SeedanceRequest draft, object? input)
    {
        var size = ReadSize();
        IReadOnlyList<SeedanceMedia> Read(object? given, SeedanceMediaKind kind) => Evaluate(given, input) is { } value ? MediaArgument.Read(this, value, kind) : [];
        SeedanceMedia? ReadFrame(object? given) => Evaluate(given, input) is { } value ? MediaArgument.ReadOne(this, value, SeedanceMediaKind.Image) : null;
        return draft with
        {
            Duration = Duration ?? draft.Duration,
            Width = size?.Width ?? Width ?? draft.Width,
            Height = size?.Height ?? Height ?? draft.Height,
            Mode = NonEmptyOrNull(Mode)?.ToUpperInvariant() ?? draft.Mode,
            Seed = Seed ?? draft.Seed,
            Audio = (ReadAudio(Evaluate(Audio, input)) ?? draft.Audio) && !NoAudio,
            Public = draft.Public || Public,
            StartFrame = ReadFrame(StartFrame) ?? draft.StartFrame,
            EndFrame = ReadFrame(EndFrame) ?? draft.EndFrame,
            ImageReferences = [.. draft.ImageReferences, .. Read(ImageReference, SeedanceMediaKind.Image).Select(image => new SeedanceImageReference { Image = image })],
            VideoReferences = [.. draft.VideoReferences, .. Read(VideoReference, SeedanceMediaKind.Video)],
            AudioReferences = [.. draft.AudioReferences, .. Read(AudioReference, SeedanceMediaKind.Audio)],
        };
    }

    /// <summary>PowerShell runs script blocks for each input only where a parameter can't hold one. These parameters can hold anything.</summary>
    private static object? Evaluate(object? value, object? input)
    {
        if (value is null || MediaArgument.Unwrap(value) is not ScriptBlock script)
        {
            return value;
        }

        var results = script.InvokeWithContext(null, [new PSVariable("_", input)]);
        return results.Count == 0 ? null : results.Count == 1 ? results[0] : results.ToArray();
    }

    private VideoSize? ReadSize()
    {
        var (tier, ratio) = (NonEmptyOrNull(Size), NonEmptyOrNull(AspectRatio));
        if (tier is null && ratio is null)
        {
            return null;
        }

        var sizes = VideoModel.Seedance20Fast.Sizes;
        if (Width is not null || Height is not null)
        {
            throw NotAllowed(tier is null ? nameof(AspectRatio) : nameof(Size), tier ?? ratio!, ModuleMessages.AllowedWithoutPixels);
        }

        bool IsTier(VideoSize size) => string.Equals(size.Tier, tier ?? "720p", StringComparison.OrdinalIgnoreCase);
        return sizes.FirstOrDefault(size => IsTier(size) && size.AspectRatio == (ratio ?? "16:9"))
            ?? throw (tier is not null && !sizes.Any(IsTier)
                ? NotAllowed(nameof(Size), tier, FaultText.AllowedWords(sizes.Select(size => size.Tier).Distinct()))
                : NotAllowed(nameof(AspectRatio), ratio!, FaultText.AllowedWords(sizes.Select(size => size.AspectRatio).Distinct())));
    }

    private static bool? ReadAudio(object? given) => given is null ? null : MediaArgument.Unwrap(given) switch
    {
        bool value => value,
        SwitchParameter value => value.IsPresent,
        var other => Convert.ToString(other, CultureInfo.InvariantCulture)!.Trim().ToUpperInvariant() switch
        {
            "" => null,
            "TRUE" or "YES" or "1" => true,
            "FALSE" or "NO" or "0" => false,
            _ => throw NotAllowed(nameof(Audio), other, ModuleMessages.AllowedBoolean),
        },
    };

    private static InvalidRequestException NotAllowed(string parameter, object value, string allowed) => new([FaultText.NotAllowed(parameter, value, allowed)]);

    private static string? NonEmptyOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
