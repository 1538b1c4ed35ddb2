using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Inputs;

/// <summary>Finds the size of a tier and an aspect ratio in the model's table.</summary>
internal static class SizeTable
{
    /// <summary>The ratio that is nearest to the start frame's.</summary>
    public const string Auto = "Auto";

    /// <summary>The size. The half that is not given is the draft's own.</summary>
    /// <returns>Null when neither is given.</returns>
    /// <exception cref="InvalidRequestException">The table has no such size.</exception>
    public static VideoSize? Find(string? tier, string? ratio, SeedanceRequest draft, VideoModel model)
    {
        if (tier is null && ratio is null)
        {
            return null;
        }

        if (!model.IsInTable)
        {
            throw SettingValue.NotAllowed(tier is null ? VideoParameter.AspectRatio : VideoParameter.Size, tier ?? ratio, ModuleMessages.AllowedPixelsOf(model.Id), Recommendations.GivePixels);
        }

        ratio = string.Equals(ratio, Auto, StringComparison.OrdinalIgnoreCase) ? FindRatio(draft, model) : ratio;
        var sizes = model.Sizes;
        if (tier is not null && !sizes.Any(size => IsTier(size, tier)))
        {
            throw SettingValue.NotAllowed(VideoParameter.Size, tier, FaultText.AllowedWords(sizes.Select(size => size.Tier).Distinct()));
        }

        if (ratio is not null && !sizes.Any(size => size.AspectRatio == ratio))
        {
            throw SettingValue.NotAllowed(VideoParameter.AspectRatio, ratio, FaultText.AllowedWords(sizes.Select(size => size.AspectRatio).Distinct().Append(Auto)));
        }

        var current = sizes.FirstOrDefault(size => size.Width == draft.Width && size.Height == draft.Height);
        var (chosenTier, chosenRatio) = (tier ?? current?.Tier, ratio ?? current?.AspectRatio);
        return sizes.FirstOrDefault(size => IsTier(size, chosenTier) && size.AspectRatio == chosenRatio)
            ?? (chosenTier is null || chosenRatio is null
                ? throw new InvalidRequestException([FaultText.SizeOfUncommonDraft(tier is null ? VideoParameter.Size : VideoParameter.AspectRatio, draft)])
                : throw SettingValue.NotAllowed(VideoParameter.AspectRatio, chosenRatio, FaultText.AllowedWords(sizes.Where(size => IsTier(size, chosenTier)).Select(size => size.AspectRatio)), Recommendations.GivePixels));
    }

    /// <summary>The ratio that is nearest to the start frame's.</summary>
    /// <exception cref="InvalidRequestException">There is no start frame whose size is known.</exception>
    private static string? FindRatio(SeedanceRequest draft, VideoModel model) => draft.StartFrame is { Width: { } width and > 0, Height: { } height and > 0 }
        ? model.NearestRatio(width, height)
        : throw SettingValue.NotAllowed(VideoParameter.AspectRatio, Auto, ModuleMessages.AllowedAuto, Recommendations.GiveFrameOfKnownSize);

    private static bool IsTier(VideoSize size, string? tier) => string.Equals(size.Tier, tier, StringComparison.OrdinalIgnoreCase);
}
