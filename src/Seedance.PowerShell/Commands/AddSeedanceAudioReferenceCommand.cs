using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds audio that guides the video to a draft.</summary>
/// <remarks>The draft that comes in is not changed; a new one is passed on. At most 1, which requires an image or video reference. (Guide: guidances.audio_reference)</remarks>
[Cmdlet(VerbsCommon.Add, "SeedanceAudioReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceAudioReferenceCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Audio;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position) => draft with { AudioReferences = [.. draft.AudioReferences, .. media] };
}
