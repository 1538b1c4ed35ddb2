using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds the first image of the video to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most one start frame, and no references beside it. (Guide: guidances.start_frame)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceStartFrame", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceStartFrameCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Image;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position) => draft with { StartFrame = RequireSingle(draft.StartFrame, media) };
}
