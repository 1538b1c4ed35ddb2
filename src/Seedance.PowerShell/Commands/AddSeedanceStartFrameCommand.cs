using System.Management.Automation;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds the first image of the video to a draft.</summary>
/// <remarks>
/// <para>A start frame is the first image of the video. A draft has at most one, and it can't be combined with references. The draft that comes in is not changed; a new one is passed on. (API field: guidances.start_frame)</para>
/// <para>Nothing is sent: local files are uploaded by New-SeedanceVideo.</para>
/// </remarks>
/// <returns>The draft with the start frame added. Drafts are immutable: the one that came in is unchanged.</returns>
/// <note>The video gets the size of the draft, not that of the image. Use -AspectRatio of New-SeedanceRequest or New-SeedanceVideo for an image of another shape.</note>
/// <example><para>Start a video with an image.</para>
/// <code>New-SeedanceRequest 'A fox runs through snow' | Add-SeedanceStartFrame fox.png | New-SeedanceVideo</code></example>
/// <example><para>Make a draft of an image alone.</para>
/// <code>$draft = Add-SeedanceStartFrame fox.png</code>
/// <para>Without a draft in the pipeline the cmdlet makes one. Its prompt can be given later: $draft | New-SeedanceVideo -Prompt 'A fox runs'</para></example>
/// <example><para>Use an image of the web.</para>
/// <code>New-SeedanceRequest 'A fox wakes up' | Add-SeedanceStartFrame https://example.com/fox.png</code>
/// <para>The service reads the image from its HTTPS address. Nothing is uploaded.</para></example>
/// <example><para>Make a draft of each image.</para>
/// <code>Get-ChildItem *.png | ForEach-Object { New-SeedanceRequest "The story of $($_.BaseName)" | Add-SeedanceStartFrame $_ }</code>
/// <para>Several images in one pipeline are an error, because a draft has one start frame. ForEach-Object makes a draft for each image.</para></example>
/// <seealso cref="NewSeedanceRequestCommand"/>
/// <seealso cref="AddSeedanceEndFrameCommand"/>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
[Cmdlet(VerbsCommon.Add, "SeedanceStartFrame", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceStartFrameCommand : AddGuidanceCommand
{
    private protected override SeedanceMediaKind Kind => SeedanceMediaKind.Image;

    private protected override SeedanceRequest Add(SeedanceRequest draft, IReadOnlyList<SeedanceMedia> media, int position) => draft with { StartFrame = RequireSingle(draft.StartFrame, media) };
}
