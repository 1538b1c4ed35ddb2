using System.Management.Automation;
using Seedance.Downloads;
using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Saves the videos of complete generations as MP4 files.</summary>
/// <remarks>
/// <para>A partial download never gets the final file name, and an interrupted one is resumed. A video that was saved there before is not downloaded again. A file that exists and is another one is an error unless you use -Force.</para>
/// <para>A .json file beside the video contains its prompt, seed, cost and references. It is left out with -NoSidecar. With -Poster its poster image is saved too: fox.jpg beside fox.mp4.</para>
/// </remarks>
/// <returns>The generation, with the Path of the saved file.</returns>
/// <note>Saving costs no credits. Addresses of videos expire; an expired one is renewed.</note>
/// <example><para>Save videos in a folder.</para>
/// <code>Get-ChildItem *.png | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination ./videos</code></example>
/// <example><para>Choose the file names.</para>
/// <code>New-SeedanceVideo 'A fox runs' | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination './videos/{date}/{prompt} {seed}.mp4'</code></example>
/// <example><para>Save one video by its ID.</para>
/// <code>Save-SeedanceVideo -Id 1f0c2b6e-53a4-6f10-9a52-0242ac120002 -Destination ./videos</code></example>
/// <example><para>Save a video with its poster.</para>
/// <code>New-SeedanceVideo 'A fox runs' | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination ./videos -Poster</code></example>
/// <example><para>Save the videos of a batch again somewhere else.</para>
/// <code>Get-SeedanceJob Saved -JobName trailer | Save-SeedanceVideo -Destination ./copies</code></example>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso cref="WaitSeedanceGenerationCommand"/>
/// <seealso cref="ResumeSeedanceGenerationCommand"/>
/// <seealso href="about_Seedance_Jobs"/>
[Cmdlet(VerbsData.Save, "SeedanceVideo", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class SaveSeedanceVideoCommand : GenerationCommand
{
    private FileNameTemplate? _template;
    private int _index;

    /// <summary>Generations, jobs of Get-SeedanceJob, their IDs, or rows with an Id. Where they are piped in, the first position is the -Destination.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(SavedIdCompleter))]
    [Alias("Generation", "GenerationId")]
    public override object[] Id { get; set; } = [];

    /// <summary>A generation as New-SeedanceVideo returns it, a job of Get-SeedanceJob, an ID, or a row with an Id. A generation is read with the connection that created it.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(GenerationIdCompleter))]
    public object? InputObject { get; set; }

    /// <summary>A folder, which is created when it does not exist, or a file name template that ends in .mp4, with the placeholders {sourceName}, {id}, {prompt}, {seed}, {date} and {index}. The default is the destination that its job was submitted with, or else the current folder. In a folder the name is {sourceName}-{id}.mp4.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(DestinationCompleter))]
    [Alias("OutFile", "DestinationPath")]
    public object? Destination { get; set; }

    /// <summary>Replaces files that exist.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes no .json file beside the video (prompt, seed, cost, references and their hashes).</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter NoSidecar { get; set; }

    /// <summary>Saves the poster of the video beside it, under its name with the extension .jpg. Where it can't be saved, a warning says why. A file from which the video was made is never replaced.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Poster { get; set; }

    internal override bool HasJobs => true;

    private protected override BatchPhase FirstPhase => BatchPhase.Saving;

    private protected override BatchOutcome UsualOutcome => BatchOutcome.Saved;

    internal override string? ResumeDestination => _template?.Destination;

    private bool IsPiped => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.RunTerminating(MyInvocation.MyCommand.Name, ReadCommandLine);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsPiped)
        {
            ProcessInput(InputObject);
            return;
        }

        base.ProcessRecord();
    }

    private protected override void Process(SeedanceGeneration generation, object target)
    {
        var save = OptionsFor(generation);
        if (this.TryRead(target, null, () => save.PathOf(generation), out var path) && ShouldProcess(path, ModuleMessages.SaveAction(generation)))
        {
            var client = ClientOf(generation);
            Start(target, async item =>
            {
                item.OnSubmitted(generation, isNew: false);
                await WriteAsync(await client.SaveAsync(generation, save, WorkToken));
            }, generation);
        }
    }

    private void ReadCommandLine()
    {
        GivenParameters.RequireValues(MyInvocation.BoundParameters);
        var destination = Destination;
        if (IsPiped && Id.Length > 0)
        {
            // PowerShell binds the first position to the IDs, which are piped in.
            destination = Destination is null && Id is [var only] ? only : throw SettingValue.NotAllowed(nameof(Destination), Id, ModuleMessages.SeveralDestinations, Recommendations.ChooseDestination);
        }
        else if (!IsPiped && Id.Length == 0)
        {
            throw new UnsupportedInputException(ModuleMessages.NoGeneration, Recommendations.UseGenerationId);
        }

        if (destination is not null)
        {
            _template = new DestinationReader(this).Read(destination, mayWrite: !IsWhatIf);
        }
    }

    private SaveOptions OptionsFor(SeedanceGeneration generation)
    {
        var options = new SaveOptions { Index = ++_index, Force = Force, NoSidecar = NoSidecar, Poster = Poster };
        return _template is null && generation.PlannedPath is { } planned
            ? options with { Path = planned }
            : options with { Template = _template ?? new FileNameTemplate(LocalFiles.ResolveLiteral(this, ".")) };
    }
}
