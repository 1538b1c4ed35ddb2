using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -AspectRatio, with the sizes that it has in the tier of -Size.</summary>
internal sealed class AspectRatioCompleter : SettingCompleter
{
    protected override IEnumerable<Suggestion> Suggest(VideoModel model, CompletionInput input)
    {
        var tier = input.TextOf("Size");
        var sizes = model.Sizes.Where(size => string.Equals(size.Tier, tier, StringComparison.OrdinalIgnoreCase)).ToList();
        return (sizes.Count > 0 ? sizes : model.Sizes)
            .GroupBy(size => size.AspectRatio)
            .Select(same => new Suggestion(same.Key, string.Join(", ", same.Select(Tooltips.Size))))
            .Append(new(SizeTable.Auto, Tooltips.AutoRatio));
    }
}
