using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds videos that the new video builds on to a draft.</summary>
/// <remarks>
/// <para>A video reference is a video that the new one builds on. A draft has at most 3, and they can't be combined with frames. The draft that comes in is not changed; a new one is passed on. (API field: guidances.video_reference_base)</para>
/// <para>An earlier generation is used without a download. The prompt says what to do with it, for example "Extend Video 1". Nothing is sent: local files are uploaded by New-SeedanceVideo.</para>
/// </remarks>
/// <returns>The draft with the video references added. Drafts are immutable: the one that came in is unchanged.</returns>
/// <note>The service's web application accepts videos of 3 to 10 seconds each and 15 seconds in total, with sides of 720 to 2160 pixels and 24 to 60 frames per second. Test-SeedanceRequest warns about others.</note>
/// <note>A video reference may add to the price. Prices for it are not published.</note>
/// <example><para>Extend an earlier video.</para>
/// <code>
/// $first = New-SeedanceVideo 'A fox runs home' -Wait
/// Add-SeedanceVideoReference $first | New-SeedanceVideo -Prompt 'Extend Video 1: the fox falls asleep'
/// </code>
/// <para>The video stays on the service. Nothing is downloaded or uploaded.</para></example>
/// <example><para>Build on a local video.</para>
/// <code>New-SeedanceRequest 'Replace the fox of Video 1 with an owl' | Add-SeedanceVideoReference intro.mp4</code></example>
/// <example><para>Use a generated video by its ID.</para>
/// <code>
/// $first = New-SeedanceVideo 'A fox runs home' -Wait
/// New-SeedanceRequest 'Extend Video 1' | Add-SeedanceVideoReference -Id $first.VideoId -Type Generated
/// </code>
/// <para>The ID is the VideoId of the generation, not its Id.</para></example>
/// <seealso cref="AddSeedanceImageReferenceCommand"/>
/// <seealso cref="AddSeedanceAudioReferenceCommand"/>
/// <seealso cref="GetSeedanceGenerationCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
[Cmdlet(VerbsCommon.Add, "SeedanceVideoReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceVideoReferenceCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Video;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position) => draft with { VideoReferences = [.. draft.VideoReferences, .. media] };
}
