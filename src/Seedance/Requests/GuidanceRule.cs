namespace Seedance.Requests;

/// <summary>What the model accepts of one guidance. API page: Create, combination rules.</summary>
/// <param name="Field">The guidance.</param>
/// <param name="Key">Its name in the request's JSON.</param>
/// <param name="Kind">The kind of its media.</param>
/// <param name="Max">How many items it accepts.</param>
internal sealed record GuidanceRule(RequestField Field, string Key, SeedanceMediaKind Kind, int Max)
{
    /// <summary>One of these must be given too; empty when the guidance can be used alone.</summary>
    public IReadOnlyList<RequestField> RequiresOneOf { get; init; } = [];

    /// <summary>None of these can be given too.</summary>
    public IReadOnlyList<RequestField> Excludes { get; init; } = [];

    /// <summary>Where its media may come from; empty when that does not matter.</summary>
    public IReadOnlyList<SeedanceMediaType> Types { get; init; } = [];

    /// <summary>The name of the media within an item of the request's JSON.</summary>
    public string MediaKey => Kind switch { SeedanceMediaKind.Image => "image", SeedanceMediaKind.Video => "video", _ => "audio" };
}
