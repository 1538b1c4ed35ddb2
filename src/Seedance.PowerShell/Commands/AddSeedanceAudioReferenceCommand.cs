using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds audio that guides the video to a draft.</summary>
/// <remarks>
/// <para>An audio reference guides the video with music, speech or noises. A draft has at most 1, and it requires an image or video reference; a frame is not enough. The draft that comes in is not changed; a new one is passed on. (API field: guidances.audio_reference)</para>
/// <para>Nothing is sent: local files are uploaded by New-SeedanceVideo.</para>
/// </remarks>
/// <returns>The draft with the audio reference added. Drafts are immutable: the one that came in is unchanged.</returns>
/// <note>The service's web application accepts audio of 2 to 15 seconds and at most 15 MB. Test-SeedanceRequest warns about others.</note>
/// <example><para>Let images dance to a song.</para>
/// <code>Get-ChildItem ref*.png | Add-SeedanceImageReference | Add-SeedanceAudioReference song.mp3 | New-SeedanceVideo -Prompt 'Image 1 and Image 2 dance to Audio 1'</code></example>
/// <example><para>Give an earlier video other music.</para>
/// <code>
/// $first = New-SeedanceVideo 'A fox dances' -Wait
/// Add-SeedanceVideoReference $first | Add-SeedanceAudioReference song.mp3 | New-SeedanceVideo -Prompt 'Video 1, set to Audio 1'
/// </code></example>
/// <example><para>See what is missing.</para>
/// <code>New-SeedanceRequest 'A fox dances' | Add-SeedanceAudioReference song.mp3 | Test-SeedanceRequest</code>
/// <para>Audio alone is not enough, so this shows a fault for -AudioReference.</para></example>
/// <seealso cref="AddSeedanceImageReferenceCommand"/>
/// <seealso cref="AddSeedanceVideoReferenceCommand"/>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
[Cmdlet(VerbsCommon.Add, "SeedanceAudioReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceAudioReferenceCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Audio;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position) => draft with { AudioReferences = [.. draft.AudioReferences, .. media] };
}
