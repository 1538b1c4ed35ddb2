using System.Globalization;
using Seedance.PowerShell.Text;
using Seedance.Requests;

namespace Seedance.PowerShell.Completion;

/// <summary>Completes -Width and -Height: once one of them is typed, the other goes with it.</summary>
internal sealed class PixelCompleter : SettingCompleter
{
    protected override IEnumerable<Suggestion> Suggest(VideoModel model, CompletionInput input)
    {
        var isWidth = input.Parameter == "Width";
        var other = input.TextOf(isWidth ? "Height" : "Width");
        var sizes = model.Sizes.Where(size => Text(isWidth ? size.Height : size.Width) == other).ToList();
        return (sizes.Count > 0 ? sizes : model.Sizes)
            .GroupBy(size => isWidth ? size.Width : size.Height)
            .Select(same => new Suggestion(Text(same.Key), string.Join(", ", same.Select(Tooltips.Size))));
    }

    private static string Text(int pixels) => pixels.ToString(CultureInfo.InvariantCulture);
}
