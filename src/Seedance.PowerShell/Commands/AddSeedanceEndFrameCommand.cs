using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds the last image of the video to a draft.</summary>
/// <remarks>
/// <para>An end frame is the last image of the video. A draft has at most one, and it requires a start frame. The draft that comes in is not changed; a new one is passed on. (API field: guidances.end_frame)</para>
/// <para>Nothing is sent: local files are uploaded by New-SeedanceVideo.</para>
/// </remarks>
/// <returns>The draft with the end frame added. Drafts are immutable: the one that came in is unchanged.</returns>
/// <note>Use an image with the aspect ratio of the video. The service may stretch any other.</note>
/// <example><para>Go from one image to another.</para>
/// <code>New-SeedanceRequest 'A fox runs home' | Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame den.png | New-SeedanceVideo</code></example>
/// <example><para>End a video where an earlier one ends.</para>
/// <code>
/// $first = New-SeedanceVideo 'A fox leaves its den' -Wait
/// New-SeedanceRequest 'The fox comes back' | Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame $first
/// </code>
/// <para>An earlier generation is used by its poster image.</para></example>
/// <example><para>Check that the frames fit.</para>
/// <code>Add-SeedanceStartFrame fox.png | Add-SeedanceEndFrame den.png | New-SeedanceRequest -Prompt 'A fox runs home' | Test-SeedanceRequest</code>
/// <para>Test-SeedanceRequest warns when an image does not have the aspect ratio of the video.</para></example>
/// <seealso cref="AddSeedanceStartFrameCommand"/>
/// <seealso cref="NewSeedanceRequestCommand"/>
/// <seealso cref="TestSeedanceRequestCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
[Cmdlet(VerbsCommon.Add, "SeedanceEndFrame", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceEndFrameCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Image;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position) => draft with { EndFrame = RequireSingle(draft.EndFrame, media) };
}
