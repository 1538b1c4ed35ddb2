using System.Globalization;
using System.Text.RegularExpressions;

namespace Seedance.Requests;

/// <summary>What a prompt calls the references: Image 1, Video 1, Audio 1, numbered for each kind in the order in which they are attached (API page: Prompts and references).</summary>
internal static class ReferenceNames
{
    private static readonly Regex _inPrompt = new(@"(?<![\p{L}\p{N}])(?<kind>image|video|audio)\s?(?<number>[1-9]\d?)(?!\p{N})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The references and their names. Frames are images too, which no image reference is beside.</summary>
    public static IReadOnlyList<(string Name, SeedanceMedia Media)> Of(SeedanceRequest request) =>
    [
        .. Number("Image", new[] { request.StartFrame, request.EndFrame }.OfType<SeedanceMedia>().Concat(InOrder(request.ImageReferences))),
        .. Number("Video", request.VideoReferences),
        .. Number("Audio", request.AudioReferences),
    ];

    /// <summary>The names in the prompt that no reference has.</summary>
    public static IReadOnlyList<string> FindMissing(SeedanceRequest request)
    {
        var names = Of(request).Select(reference => reference.Name).ToList();
        return [.. _inPrompt.Matches(request.Prompt ?? string.Empty).Cast<Match>().Select(NameOf).Distinct().Where(name => !names.Contains(name))];
    }

    private static string NameOf(Match match)
    {
        var kind = match.Groups[1].Value;
        return $"{char.ToUpperInvariant(kind[0])}{kind.Substring(1).ToLowerInvariant()} {match.Groups[2].Value}";
    }

    /// <summary>Those with an order come in it; the others keep their place.</summary>
    private static IEnumerable<SeedanceMedia> InOrder(IReadOnlyList<SeedanceImageReference> references) =>
        references.Select((reference, place) => (reference, place)).OrderBy(item => item.reference.Order ?? item.place).Select(item => item.reference.Image);

    private static IEnumerable<(string Name, SeedanceMedia Media)> Number(string kind, IEnumerable<SeedanceMedia> media) =>
        media.Select((item, index) => ($"{kind} {(index + 1).ToString(CultureInfo.InvariantCulture)}", item));
}
