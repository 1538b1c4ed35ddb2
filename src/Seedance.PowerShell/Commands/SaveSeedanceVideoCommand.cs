using System.Management.Automation;
using Seedance.Downloads;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Saves the videos of complete generations as MP4 files.</summary>
/// <remarks>A partial download never gets the final file name, and an interrupted one is resumed. A video that was saved there before is not downloaded again. A .json file beside it contains its details. Returns the generation with its Path.</remarks>
[Cmdlet(VerbsData.Save, "SeedanceVideo", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class SaveSeedanceVideoCommand : GenerationCommand
{
    private int _index;

    /// <summary>A folder, which is created when it does not exist, or a file name template that ends in .mp4, with the placeholders {sourceName}, {id}, {prompt}, {seed}, {date} and {index}. The default is the destination of its job, if one was given (New-SeedanceVideo -Destination), or else the current folder. In a folder the name is {sourceName}-{id}.mp4.</summary>
    [Parameter(Position = 1)]
    [Alias("OutFile", "DestinationPath")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Replaces files that exist.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes no .json file beside the video (prompt, seed, cost, references and their hashes).</summary>
    [Parameter]
    public SwitchParameter NoSidecar { get; set; }

    private protected override string? ResumeDestination => Destination;

    private protected override void Process(SeedanceGeneration generation, object target)
    {
        try
        {
            var save = OptionsFor(generation);
            if (ShouldProcess(save.PathOf(generation), ModuleMessages.SaveAction(generation)))
            {
                var client = ClientOf(generation);
                Start(target, async item =>
                {
                    item.Submitted = generation;
                    await OpenJobs.TrackAsync(generation, async () => await WriteAsync(await client.SaveAsync(generation, save, WorkToken)));
                });
            }
        }
        catch (SeedanceException failure)
        {
            WriteFailure(failure, target);
        }
    }

    private SaveOptions OptionsFor(SeedanceGeneration generation)
    {
        var options = new SaveOptions { Index = ++_index, Force = Force, NoSidecar = NoSidecar };
        return Destination is null && generation.PlannedPath is { } planned
            ? options with { Path = planned }
            : options with { Template = new FileNameTemplate(LocalFiles.ResolveLiteral(this, Destination ?? ".")) };
    }
}
