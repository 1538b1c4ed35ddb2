using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds videos that the new video builds on to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most 3, and no frames beside them. An earlier generation is extended without a download. (Guide: guidances.video_reference_base)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceVideoReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceVideoReferenceCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Video;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position) => draft with { VideoReferences = [.. draft.VideoReferences, .. media] };
}
