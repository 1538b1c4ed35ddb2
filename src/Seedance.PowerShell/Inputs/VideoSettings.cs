using System.Management.Automation;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Inputs;

/// <summary>What one source, the command line or a row, says of a video. What it does not say is null.</summary>
internal sealed record VideoSettings
{
    public string? Prompt { get; init; }

    public string? Model { get; init; }

    public int? Duration { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? Size { get; init; }

    public string? AspectRatio { get; init; }

    public string? Mode { get; init; }

    public long? Seed { get; init; }

    public bool? Audio { get; init; }

    public bool? Public { get; init; }

    public SeedanceMedia? StartFrame { get; init; }

    public SeedanceMedia? EndFrame { get; init; }

    public IReadOnlyList<SeedanceImageReference> ImageReferences { get; init; } = [];

    public IReadOnlyList<SeedanceMedia> VideoReferences { get; init; } = [];

    public IReadOnlyList<SeedanceMedia> AudioReferences { get; init; } = [];

    /// <summary>Reads values as they were given.</summary>
    /// <exception cref="SeedanceException">One can't be used as it is.</exception>
    public static VideoSettings Read(PSCmdlet cmdlet, IReadOnlyDictionary<string, object> values) => ReadScalars(values) with
    {
        StartFrame = Find(values, VideoParameter.StartFrame, value => MediaArgument.ReadFrame(cmdlet, VideoParameter.StartFrame, value)),
        EndFrame = Find(values, VideoParameter.EndFrame, value => MediaArgument.ReadFrame(cmdlet, VideoParameter.EndFrame, value)),
        ImageReferences = Find(values, VideoParameter.ImageReference, value => MediaArgument.ReadImageReferences(cmdlet, VideoParameter.ImageReference, value)) ?? [],
        VideoReferences = Find(values, VideoParameter.VideoReference, value => MediaArgument.Read(cmdlet, VideoParameter.VideoReference, value, SeedanceMediaKind.Video)) ?? [],
        AudioReferences = Find(values, VideoParameter.AudioReference, value => MediaArgument.Read(cmdlet, VideoParameter.AudioReference, value, SeedanceMediaKind.Audio)) ?? [],
    };

    /// <summary>Reads all that needs no file.</summary>
    /// <exception cref="InvalidRequestException">A value can't be used as it is.</exception>
    public static VideoSettings ReadScalars(IReadOnlyDictionary<string, object> values)
    {
        var settings = new VideoSettings
        {
            Prompt = Find(values, VideoParameter.Prompt, value => SettingValue.ToText(VideoParameter.Prompt, value)),
            Model = FindWord(values, VideoParameter.Model),
            Duration = FindInt32(values, VideoParameter.Duration),
            Width = FindInt32(values, VideoParameter.Width),
            Height = FindInt32(values, VideoParameter.Height),
            Size = FindWord(values, VideoParameter.Size),
            AspectRatio = FindWord(values, VideoParameter.AspectRatio),
            Mode = FindWord(values, VideoParameter.Mode)?.ToUpperInvariant(),
            Seed = values.TryGetValue(VideoParameter.Seed, out var seed) ? SettingValue.ToWholeNumber(VideoParameter.Seed, seed) : null,
            Audio = ReadAudio(FindBoolean(values, VideoParameter.Audio), FindBoolean(values, VideoParameter.NoAudio)),
            Public = FindBoolean(values, VideoParameter.Public),
        };
        return (settings.Size ?? settings.AspectRatio) is not { } size || (settings.Width ?? settings.Height) is null
            ? settings
            : throw SettingValue.NotAllowed(settings.Size is null ? VideoParameter.AspectRatio : VideoParameter.Size, size, ModuleMessages.AllowedWithoutPixels, Recommendations.GiveOneSize);
    }

    /// <summary>The draft with these settings. They override the draft's own; references are added to its references.</summary>
    /// <exception cref="InvalidRequestException">The size is not in the table.</exception>
    public SeedanceRequest ApplyTo(SeedanceRequest draft)
    {
        var model = Model is null ? draft.Model : VideoModels.IdOf(Model);
        var size = SizeTable.Find(Size, AspectRatio, draft with { StartFrame = StartFrame ?? draft.StartFrame }, VideoModels.Of(model));
        return draft with
        {
            Model = model,
            Prompt = Prompt ?? draft.Prompt,
            Duration = Duration ?? draft.Duration,
            Width = size?.Width ?? Width ?? draft.Width,
            Height = size?.Height ?? Height ?? draft.Height,
            Mode = Mode ?? draft.Mode,
            Seed = Seed ?? draft.Seed,
            Audio = Audio ?? draft.Audio,
            Public = Public ?? draft.Public,
            StartFrame = StartFrame ?? draft.StartFrame,
            EndFrame = EndFrame ?? draft.EndFrame,
            ImageReferences = [.. draft.ImageReferences, .. ImageReferences],
            VideoReferences = [.. draft.VideoReferences, .. VideoReferences],
            AudioReferences = [.. draft.AudioReferences, .. AudioReferences],
        };
    }

    private static T? Find<T>(IReadOnlyDictionary<string, object> values, string name, Func<object, T> read)
        where T : class =>
        values.TryGetValue(name, out var value) ? read(value) : null;

    private static int? FindInt32(IReadOnlyDictionary<string, object> values, string name) => values.TryGetValue(name, out var value) ? SettingValue.ToInt32(name, value) : null;

    private static bool? FindBoolean(IReadOnlyDictionary<string, object> values, string name) => values.TryGetValue(name, out var value) ? SettingValue.ToBoolean(name, value) : null;

    private static string? FindWord(IReadOnlyDictionary<string, object> values, string name) => Find(values, name, value => SettingValue.ToText(name, value).Trim());

    private static bool? ReadAudio(bool? audio, bool? noAudio) =>
        audio is { } wanted && noAudio == wanted ? throw SettingValue.NotAllowed(VideoParameter.NoAudio, noAudio, ModuleMessages.AllowedAudio, Recommendations.GiveOneAudio) : audio ?? !noAudio;
}
