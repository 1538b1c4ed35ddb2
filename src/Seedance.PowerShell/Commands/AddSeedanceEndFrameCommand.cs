using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds the last image of the video to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most one end frame, which requires a start frame. (Guide: guidances.end_frame)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceEndFrame", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceEndFrameCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Image;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position) => draft with { EndFrame = RequireSingle(draft.EndFrame, media) };
}
