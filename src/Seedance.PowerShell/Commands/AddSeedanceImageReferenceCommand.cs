using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds images that guide the entire video to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most 4, and no frames beside them. (Guide: guidances.image_reference)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceImageReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceImageReferenceCommand : AddGuidanceCommand
{
    /// <summary>How strongly the images guide. Not sent unless given; the service then uses Mid. (Guide: strength)</summary>
    [Parameter]
    [Given]
    public SeedanceStrength? Strength { get; set; }

    /// <summary>The position of the first image among the references, 0 or more; those added with it follow. Not sent unless given. (Guide: order)</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [WholeNumber]
    public int? Order { get; set; }

    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Image;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position)
    {
        var added = media.Select((image, index) => new SeedanceImageReference { Image = image, StrengthLevel = Strength, Order = Order + position + index });
        return draft with { ImageReferences = [.. draft.ImageReferences, .. added] };
    }
}
