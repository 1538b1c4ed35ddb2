using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Adds images that guide the entire video to a draft.</summary>
/// <remarks>
/// <para>An image reference guides the entire video: a person, a place or a style. A draft has at most 4, and they can't be combined with frames. The draft that comes in is not changed; a new one is passed on. (API field: guidances.image_reference)</para>
/// <para>In a prompt the references are named in the order in which they are attached: Image 1, Image 2. Nothing is sent: local files are uploaded by New-SeedanceVideo.</para>
/// </remarks>
/// <returns>The draft with the image references added. Drafts are immutable: the one that came in is unchanged.</returns>
/// <note>Several images in one pipeline are gathered into one draft, while New-SeedanceVideo makes a video of each.</note>
/// <example><para>Guide a video with images.</para>
/// <code>Get-ChildItem ref*.png | Add-SeedanceImageReference -Strength High | New-SeedanceVideo -Prompt 'Image 1 meets Image 2 in the snow'</code>
/// <para>The images are references of one video.</para></example>
/// <example><para>Add an image to a draft.</para>
/// <code>New-SeedanceRequest 'The fox of Image 1 dances' | Add-SeedanceImageReference fox.png</code></example>
/// <example><para>Give each image a strength of its own.</para>
/// <code>New-SeedanceRequest 'The fox of Image 1 in the den of Image 2' | Add-SeedanceImageReference fox.png -Strength High | Add-SeedanceImageReference den.png -Strength Low</code></example>
/// <example><para>Use an image that was uploaded before.</para>
/// <code>
/// $fox = Send-SeedanceMedia fox.png
/// New-SeedanceRequest 'The fox of Image 1 sleeps' | Add-SeedanceImageReference -Id $fox.Id
/// </code></example>
/// <seealso cref="AddSeedanceVideoReferenceCommand"/>
/// <seealso cref="AddSeedanceAudioReferenceCommand"/>
/// <seealso cref="SendSeedanceMediaCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
[Cmdlet(VerbsCommon.Add, "SeedanceImageReference", DefaultParameterSetName = "Media")]
[OutputType(typeof(SeedanceRequest))]
public sealed class AddSeedanceImageReferenceCommand : AddGuidanceCommand
{
    /// <summary>How strongly the images guide. It is not sent unless given; the service then uses Mid. (API field: strength)</summary>
    [Parameter]
    [Given]
    public SeedanceStrength? Strength { get; set; }

    /// <summary>The position of the first image among the references; those added with it follow. It is not sent unless given. (API field: order)</summary>
    /// <value>0 or more</value>
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
