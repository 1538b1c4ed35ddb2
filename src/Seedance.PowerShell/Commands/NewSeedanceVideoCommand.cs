using System.Management.Automation;
using Seedance.Downloads;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Text;
using Seedance.Requests;
using Seedance.Submission;

namespace Seedance.PowerShell.Commands;

/// <summary>Creates videos: uploads the local files, submits one job for each input and returns it at once.</summary>
/// <remarks>
/// <para>An input is an image (used as start frame), a video (used as video reference), a prompt, a draft of New-SeedanceRequest, an earlier generation (whose video is extended), or a row with parameters as columns (Import-Csv). Each input is validated completely before anything of it is uploaded or paid, and one that fails does not stop the others. Inputs are processed concurrently; the jobs are returned in the order in which the service created them.</para>
/// <para>The prompt of an image without -Prompt is the text of the caption file beside it (fox.txt for fox.png), or else "Bring this picture to life with natural, subtle motion." A prompt is required only when there is no image.</para>
/// <para>A job is submitted at most once. It is written to the journal first (Get-SeedanceJob). When its response is lost, it is looked for in the account's list. If it is not found there, the error Seedance.SubmissionUnknown says what to do, and it is not sent again.</para>
/// <para>With -JobName the same inputs are submitted once: a script that runs again gets the jobs of its first run.</para>
/// </remarks>
[Cmdlet(VerbsCommon.New, "SeedanceVideo", DefaultParameterSetName = "Input", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class NewSeedanceVideoCommand : VideoSettingsCommand
{
    private readonly HashSet<string> _reservedPaths = new(StringComparer.OrdinalIgnoreCase);
    private readonly NamedInputs _inputs = new();
    private int _index;

    /// <summary>What the video shows, 1 to 5000 characters. Takes a script block for each input: { "Slow dolly over $($_.BaseName)" }. (Guide: prompt)</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>An image or video file, a prompt, a draft, a media object, an earlier generation or a row. Text that ends like the name of an image or video is a path; other text is a prompt, unless -Prompt is given.</summary>
    [Parameter(ParameterSetName = "Input", ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>Images or videos, each for one video. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of images or videos that are used exactly as they are written, each for one video.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Waits for the videos, at most an hour, and returns each job when it is complete.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Waits and saves: a folder, or a file name template that ends in .mp4, with the placeholders {sourceName}, {id}, {prompt}, {seed}, {date} and {index}.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Writes no .json file beside the video (prompt, seed, cost, references and their hashes).</summary>
    [Parameter]
    public SwitchParameter NoSidecar { get; set; }

    /// <summary>A name for this batch. Under the same name the same inputs (settings and the contents of files) are submitted once, however often the command runs; later runs return the existing jobs. Equal inputs in one run are jobs of their own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JobName { get; set; }

    /// <summary>Replaces files that exist, and submits again what was submitted under the -JobName.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many jobs may be on the service at once, 1 to 10000; further ones are submitted as those end. The default is ten for each job that the account's plan runs at once (Get-SeedanceAccount): the service queues the rest.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int? MaxInFlight { get; set; }

    private protected override int? InFlightLimit => MaxInFlight;

    private protected override string? ResumeJobName => JobName;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case "Path":
                foreach (var path in Path)
                {
                    RunNonTerminating(path, () => LocalFiles.Resolve(this, path).ToList().ForEach(file => RunNonTerminating(file, () => Submit(file, VideoInput.FromFile(file)))));
                }

                break;
            case "LiteralPath":
                foreach (var path in LiteralPath)
                {
                    RunNonTerminating(path, () => Submit(path, VideoInput.FromFile(LocalFiles.ResolveLiteral(this, path))));
                }

                break;
            default:
                var input = InputObject ?? Prompt ?? StartFrame ?? MyInvocation.MyCommand.Name;
                RunNonTerminating(input, () => Submit(input, InputObject is null ? new SeedanceRequest() : VideoInput.Read(this, InputObject, !string.IsNullOrEmpty(Prompt))));
                break;
        }
    }

    private void RunNonTerminating(object target, Action work)
    {
        try
        {
            work();
        }
        catch (SeedanceException failure)
        {
            WriteFailure(failure, target);
        }
    }

    private void Submit(object input, SeedanceRequest draft)
    {
        var request = Complete(input, draft);
        var model = VideoModel.Seedance20Fast;
        Validate(request, model);
        var index = ++_index;
        var destination = Destination is null ? null : LocalFiles.ResolveLiteral(this, Destination);
        var save = destination is null ? null : new SaveOptions { Template = new FileNameTemplate(destination), Index = index, Force = Force, NoSidecar = NoSidecar };
        if (save is not null)
        {
            ReservePath(save, request);
        }

        if (!ShouldProcess(request.SourcePath ?? request.Prompt, ModuleMessages.SubmitAction(request, model.EstimateCredits(request))))
        {
            return;
        }

        var client = Client;
        var submission = new SubmissionOptions { JobName = JobName, Inputs = _inputs, Resubmit = Force ? ResubmitMode.Always : ResubmitMode.Never, Destination = destination, Index = index };
        Start(input, async item =>
        {
            var generation = await OpenJobs.TrackSubmissionAsync(client.CreateAsync(request, model, submission, WorkToken));
            item.Submitted = generation;
            await OpenJobs.TrackAsync(generation, async () =>
            {
                if (Wait || save is not null)
                {
                    // The job is on the service now: the next input may use its place.
                    item.Release();
                    generation = await FinishAsync(client, generation, save);
                }

                await WriteAsync(generation);
            });
        });
    }

    private void Validate(SeedanceRequest request, VideoModel model)
    {
        var faults = RequestValidator.FindProblems(request, model).Select(problem => FaultText.Describe(problem, model)).ToList();
        if (faults.Where(fault => fault.Severity == FaultSeverity.Error).ToList() is { Count: > 0 } errors)
        {
            throw new InvalidRequestException(errors);
        }

        foreach (var warning in faults)
        {
            WriteWarning(warning.ToString());
        }
    }

    private async Task<SeedanceGeneration> FinishAsync(SeedanceClient client, SeedanceGeneration generation, SaveOptions? save)
    {
        // An earlier run under the same name may have saved it.
        if (!Force && generation.Path is { } saved && File.Exists(saved))
        {
            return generation;
        }

        var complete = await client.WaitAsync(generation, TimeSpan.FromSeconds(WaitSeedanceGenerationCommand.DefaultTimeout), StopToken);
        return save is null ? complete : await client.SaveAsync(complete, save, StopToken);
    }

    /// <summary>The draft with the parameters applied.</summary>
    private SeedanceRequest Complete(object input, SeedanceRequest draft)
    {
        ClearValuesBoundFromInput(input);
        var request = Apply(draft, input);

        // An empty column is no prompt, and neither is an earlier generation's. An empty -Prompt is an error and stays one.
        var isGiven = IsExplicit(nameof(Prompt)) || (!string.IsNullOrEmpty(Prompt) && !IsBoundFromInput(input, nameof(Prompt), Prompt));
        return request with { Prompt = (isGiven ? Prompt : draft.Prompt) ?? VideoInput.CaptionOf(request) };
    }

    /// <summary>Reports a file that exists before the job is paid, if its name is known by then.</summary>
    private void ReservePath(SaveOptions save, SeedanceRequest request)
    {
        if (save.Template!.ContainsId || (request.Seed is null && save.Template.ContainsSeed))
        {
            return;
        }

        var path = save.PathOf(new SeedanceGeneration { Id = string.Empty, Prompt = request.Prompt, Seed = request.Seed, SourcePath = request.SourcePath });

        // Under a job name the file may be this job's, saved by an earlier run.
        if (!_reservedPaths.Add(path) || (!Force && JobName is null && File.Exists(path)))
        {
            throw new FileExistsException(path, null);
        }
    }
}
