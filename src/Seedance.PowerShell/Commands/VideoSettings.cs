using System.Globalization;
using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>The settings of a video as parameters, which New-SeedanceRequest and New-SeedanceVideo share. Each binds by property name, so that a row has them as columns.</summary>
public abstract class VideoSettingsCommand : AsyncCmdlet
{
    private HashSet<string> _typed = [];

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

    /// <summary>The tier, 720p or 480p, of the sizes that the service's own application offers; in place of -Width and -Height.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SizeCompleter))]
    public string? Size { get; set; }

    /// <summary>16:9 (the default), 1:1, 9:16, 21:9, 4:3 or 3:4; in place of -Width and -Height.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AspectRatioCompleter))]
    public string? AspectRatio { get; set; }

    /// <summary>Deprecated: RESOLUTION_480 or RESOLUTION_720, which must agree with the size. Not sent unless given. (Guide: mode)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Mode { get; set; }

    /// <summary>The seed, -1 to 4294967295. -1 is random, and so is leaving it out. (Guide: seed)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyColumn]
    public long? Seed { get; set; }

    /// <summary>Whether the video has sound: a column of rows, true or false. On the command line -NoAudio is enough. (Guide: motion_has_audio, true by default)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Audio { get; set; }

    /// <summary>Makes a silent video. (Guide: motion_has_audio, true by default)</summary>
    [Parameter]
    public SwitchParameter NoAudio { get; set; }

    /// <summary>Makes the video public at the service. It is private unless this is given. (Guide: public)</summary>
    [Parameter]
    public SwitchParameter Public { get; set; }

    /// <summary>The picture that the video begins with: a path, a FileInfo, a media object, the id of an upload, an https address or bytes. (Guide: guidances.start_frame)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? StartFrame { get; set; }

    /// <summary>The picture that the video ends with; it needs a start frame. (Guide: guidances.end_frame)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? EndFrame { get; set; }

    /// <summary>Pictures that guide the whole video, 4 at most; in a row separated by semicolons. (Guide: guidances.image_reference)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? ImageReference { get; set; }

    /// <summary>Clips that the video builds on, 3 at most; in a row separated by semicolons. (Guide: guidances.video_reference_base)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? VideoReference { get; set; }

    /// <summary>A sound that guides the video; it needs a picture or clip reference. (Guide: guidances.audio_reference)</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? AudioReference { get; set; }

    /// <summary>Takes back what PowerShell bound by name alone: a file's own Size and Mode, an earlier clip's own settings, are not the user's words.</summary>
    private protected void ForgetBorrowed(object input)
    {
        Duration = Own(nameof(Duration), Duration);
        Width = Own(nameof(Width), Width);
        Height = Own(nameof(Height), Height);
        Seed = Own(nameof(Seed), Seed);
        Size = Own(nameof(Size), Size);
        Mode = Own(nameof(Mode), Mode);

        T? Own<T>(string parameter, T? value) => IsBorrowed(input, parameter, value) ? default : value;
    }

    /// <summary>Whether a value was not typed and is just the input's property of the same name. A row's properties are typed ones.</summary>
    private protected bool IsBorrowed(object input, string parameter, object? value) =>
        value is not null && !_typed.Contains(parameter)
        && MediaArgument.Unwrap(input) is (FileInfo or SeedanceGeneration)
        && PSObject.AsPSObject(input).Properties[parameter]?.Value is { } own
        && Convert.ToString(own, CultureInfo.InvariantCulture) == Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>Whether it stands on the command line.</summary>
    private protected bool IsTyped(string parameter) => _typed.Contains(parameter);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // Only now are the bound parameters those of the command line alone.
        _typed = [.. MyInvocation.BoundParameters.Keys];
    }

    /// <summary>The draft with what these parameters say.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="input">What $_ is in script blocks.</param>
    /// <exception cref="SeedanceException">A parameter can't be read.</exception>
    private protected SeedanceRequest Apply(SeedanceRequest draft, object? input) => AnyIsBound ? Combine(draft, input) : draft;

    // Where none is, what reads them all need not be compiled: a quarter of the time of a session's first command.
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
            Mode = Filled(Mode)?.ToUpperInvariant() ?? draft.Mode,
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

    /// <summary>PowerShell runs script blocks for each input only where a parameter can't hold one; these can hold anything.</summary>
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
        var (tier, ratio) = (Filled(Size), Filled(AspectRatio));
        if (tier is null && ratio is null)
        {
            return null;
        }

        var sizes = VideoModel.Seedance20Fast.Sizes;
        if (Width is not null || Height is not null)
        {
            throw Wrong(tier is null ? nameof(AspectRatio) : nameof(Size), tier ?? ratio!, Strings.AllowedWithoutPixels);
        }

        bool IsTier(VideoSize size) => string.Equals(size.Tier, tier ?? "720p", StringComparison.OrdinalIgnoreCase);
        return sizes.FirstOrDefault(size => IsTier(size) && size.AspectRatio == (ratio ?? "16:9"))
            ?? throw (tier is not null && !sizes.Any(IsTier)
                ? Wrong(nameof(Size), tier, Strings.AllowedWords(sizes.Select(size => size.Tier).Distinct()))
                : Wrong(nameof(AspectRatio), ratio!, Strings.AllowedWords(sizes.Select(size => size.AspectRatio).Distinct())));
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
            _ => throw Wrong(nameof(Audio), other, Strings.AllowedTruth),
        },
    };

    private static InvalidRequestException Wrong(string parameter, object value, string allowed) => new(
        [new RequestFault { Parameter = parameter, Value = value, Message = Strings.OutOfRange(parameter, value), Allowed = allowed, Remedy = Strings.ToUseAllowed(parameter) }]);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}

/// <summary>An empty column of a row is no value, where PowerShell would make it zero.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyColumnAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is not null && MediaArgument.Unwrap(inputData) is string text && string.IsNullOrWhiteSpace(text) ? null : inputData;
}
