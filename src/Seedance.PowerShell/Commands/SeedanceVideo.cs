using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Makes videos: uploads the pictures, submits one job for each input and writes it at once.</summary>
/// <remarks>
/// <para>An input is a picture (its start frame), a clip (its reference), a prompt, a draft of New-SeedanceRequest, an earlier generation (whose clip is gone on with), or a row with the parameters' names (Import-Csv). Each input is checked whole before anything of it is uploaded or paid, and one that fails does not stop the others. Inputs are worked on side by side; the jobs come out in the order in which the service took them.</para>
/// <para>A picture without -Prompt takes the text of the caption file beside it (fox.txt for fox.png), or else the prompt "Bring this picture to life with natural, subtle motion." A prompt is needed only where there is no picture.</para>
/// <para>A job is submitted at most once. It is written into the journal first (Get-SeedanceJob). When its answer is lost, it is looked for in the account's list; if it is not found there, the error Seedance.SubmissionUnknown says what to do, and it is not sent again.</para>
/// <para>With -JobName the same inputs are submitted once: a script that is run again gets the jobs of its first run.</para>
/// </remarks>
[Cmdlet(VerbsCommon.New, "SeedanceVideo", DefaultParameterSetName = "Input", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class NewSeedanceVideoCommand : VideoSettingsCommand
{
    private readonly HashSet<string> _promised = new(StringComparer.OrdinalIgnoreCase);
    private readonly JobInputs _inputs = new();
    private int _index;

    /// <summary>What the video shows, 1 to 5000 characters. Takes a script block for each input: { "Slow dolly over $($_.BaseName)" }. (Guide: prompt)</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>A picture or clip file, a prompt, a draft, a media object, an earlier generation or a row. Text that ends like a picture or clip is its path; other text is a prompt, unless -Prompt is given.</summary>
    [Parameter(ParameterSetName = "Input", ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <summary>Pictures or clips, one video each. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of pictures or clips, taken as they are written, one video each.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Waits for the videos, an hour at most, and writes each job when it is complete.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Waits and saves: a folder, or a file name template that ends in .mp4, with {sourceName}, {id}, {prompt}, {seed}, {date} and {index}.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Writes no .json beside the video (prompt, seed, cost, references and their hashes).</summary>
    [Parameter]
    public SwitchParameter NoSidecar { get; set; }

    /// <summary>A name for this batch. Under the same name the same inputs (what is asked for and the files' contents) are submitted once, however often the command is run; later runs write the jobs that are there. Equal inputs in one run are jobs of their own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JobName { get; set; }

    /// <summary>Replaces files that exist, and submits again what was submitted under the -JobName.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How often a submission that surely never left is sent again, 0 to 1000. The default is 3; one that came too fast (429) is sent again for as long as -RetryTimeout allows. One whose answer was lost is never sent again.</summary>
    [Parameter]
    [Alias("MaximumRetryCount")]
    [ValidateRange(0, 1000)]
    public int? MaxRetry { get; set; }

    /// <summary>For how many seconds one request is sent again at most, 0 to 86400. The default is 600.</summary>
    [Parameter]
    [ValidateRange(0, 86400)]
    public int RetryTimeout { get; set; } = DefaultRetryTimeout;

    /// <summary>The connection to use. The default is the one that Connect-Seedance made in this session, or else the environment variable LEONARDO_API_KEY.</summary>
    [Parameter]
    [ValidateNotNull]
    public SeedanceConnection? Connection { get; set; }

    /// <summary>How many requests are in hand at once, 1 to 256. The default is 10. Results come in the order in which they are ready.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

    /// <summary>How many jobs may be at the service at once, 1 to 10000; further ones are submitted as those end. The default is ten for each job that the account's plan works on at once (Get-SeedanceAccount): the service queues the rest.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int? MaxInFlight { get; set; }

    private protected override int? MostInFlight => MaxInFlight;

    private protected override RetryLimits Retry => new() { Most = MaxRetry, Timeout = TimeSpan.FromSeconds(RetryTimeout) };

    private protected override SeedanceConnection? ChosenConnection => Connection;

    private protected override int RequestLimit => ThrottleLimit;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case "Path":
                foreach (var path in Path)
                {
                    Attempt(path, () => LocalFiles.Resolve(this, path).ToList().ForEach(file => Attempt(file, () => Make(file, VideoInput.FromFile(file)))));
                }

                break;
            case "LiteralPath":
                foreach (var path in LiteralPath)
                {
                    Attempt(path, () => Make(path, VideoInput.FromFile(LocalFiles.ResolveLiteral(this, path))));
                }

                break;
            default:
                var input = InputObject ?? Prompt ?? StartFrame ?? MyInvocation.MyCommand.Name;
                Attempt(input, () => Make(input, InputObject is null ? new SeedanceRequest() : VideoInput.Read(this, InputObject, !string.IsNullOrEmpty(Prompt))));
                break;
        }
    }

    private void Attempt(object target, Action work)
    {
        try
        {
            work();
        }
        catch (SeedanceException failure)
        {
            WriteFault(failure, target);
        }
    }

    private void Make(object input, SeedanceRequest draft)
    {
        var request = Complete(input, draft);
        var model = VideoModel.Seedance20Fast;
        var faults = RequestCheck.FindFaults(request, model);
        if (faults.Where(fault => fault.Severity == FaultSeverity.Error).ToList() is { Count: > 0 } errors)
        {
            throw new InvalidRequestException(errors);
        }

        foreach (var doubt in faults)
        {
            WriteWarning(doubt.ToString());
        }

        var index = ++_index;
        var destination = Destination is null ? null : LocalFiles.ResolveLiteral(this, Destination);
        var template = destination is null ? null : new FileNameTemplate(destination);
        if (template is not null)
        {
            ThrowIfTaken(template, request, index);
        }

        if (!ShouldProcess(request.SourcePath ?? request.Prompt, Strings.SubmitAction(request, model.EstimateCredits(request))))
        {
            return;
        }

        var client = Client;
        var intent = new JobIntent { JobName = JobName, Inputs = _inputs, Force = Force, Destination = destination, Index = index };
        Start(input, async item =>
        {
            var generation = await Open.SubmittingAsync(client.CreateAsync(request, model, intent, StopToken));
            if (Wait || template is not null)
            {
                // The job is the service's now: the next input may use its place.
                item.Release();
                generation = await Open.WorkingAsync(generation.Id, FinishAsync(client, generation, template, index));
            }

            await WriteAsync(generation);
        });
    }

    private async Task<SeedanceGeneration> FinishAsync(SeedanceClient client, SeedanceGeneration generation, FileNameTemplate? template, int index)
    {
        // An earlier run under the same name may have done it all.
        if (!Force && generation.Path is { } saved && File.Exists(saved))
        {
            return generation;
        }

        var complete = await client.WaitAsync(generation, TimeSpan.FromSeconds(WaitSeedanceGenerationCommand.DefaultTimeout), StopToken);
        return template is null ? complete
            : await client.SaveAsync(complete, ready => template.Resolve(ready, index), new SaveOptions { Force = Force, NoSidecar = NoSidecar }, StopToken);
    }

    /// <summary>The draft with what the parameters say.</summary>
    private SeedanceRequest Complete(object input, SeedanceRequest draft)
    {
        ForgetBorrowed(input);
        var request = Apply(draft, input);

        // An empty column is no prompt, nor is an earlier clip's; an empty -Prompt is a mistake, and stays one.
        var isGiven = IsTyped(nameof(Prompt)) || (!string.IsNullOrEmpty(Prompt) && !IsBorrowed(input, nameof(Prompt), Prompt));
        return request with { Prompt = (isGiven ? Prompt : draft.Prompt) ?? VideoInput.CaptionOf(request) };
    }

    /// <summary>A name that is taken is said before the job is paid, where it can be known.</summary>
    private void ThrowIfTaken(FileNameTemplate template, SeedanceRequest request, int index)
    {
        if (template.NamesId || (request.Seed is null && template.NamesSeed))
        {
            return;
        }

        var expected = new SeedanceGeneration { Id = string.Empty, Prompt = request.Prompt, Seed = request.Seed, SourcePath = request.SourcePath };
        var path = template.Resolve(expected, index);

        // Under a name the file may be this very job's, of an earlier run.
        if (!_promised.Add(path) || (!Force && JobName is null && File.Exists(path)))
        {
            throw new FileExistsException(path, null);
        }
    }
}

/// <summary>Saves the videos of complete generations as MP4 files.</summary>
/// <remarks>A video is streamed to disk under another name and gets its own only when it is whole; a broken line is resumed. A video that was saved there before is not downloaded again. Beside it lies a .json that says what is known of it. Passes the generation on with its Path.</remarks>
[Cmdlet(VerbsData.Save, "SeedanceVideo", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class SaveSeedanceVideoCommand : GenerationCommand
{
    private int _index;

    /// <summary>A folder, made when it is not there, or a file name template that ends in .mp4, with {sourceName}, {id}, {prompt}, {seed}, {date} and {index}. The default is where its job was to be saved, if anybody said (New-SeedanceVideo -Destination), or else the current folder; in a folder the name is {sourceName}-{id}.mp4.</summary>
    [Parameter(Position = 1)]
    [Alias("OutFile", "DestinationPath")]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Replaces files that exist.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes no .json beside the video (prompt, seed, cost, references and their hashes).</summary>
    [Parameter]
    public SwitchParameter NoSidecar { get; set; }

    private protected override void Process(SeedanceGeneration generation, object target)
    {
        try
        {
            var name = NameOf(generation);
            if (ShouldProcess(name(generation), Strings.SaveAction(generation)))
            {
                var client = ClientOf(generation);
                var options = new SaveOptions { Force = Force, NoSidecar = NoSidecar };
                Start(target, async _ => await WriteAsync(await Open.WorkingAsync(generation.Id, client.SaveAsync(generation, name, options, StopToken))));
            }
        }
        catch (SeedanceException failure)
        {
            WriteFault(failure, target);
        }
    }

    /// <summary>How its file is called, once all is known of it.</summary>
    private Func<SeedanceGeneration, string> NameOf(SeedanceGeneration generation)
    {
        var index = ++_index;
        if (Destination is null && generation.PlannedPath is { } planned)
        {
            return _ => planned;
        }

        var template = new FileNameTemplate(LocalFiles.ResolveLiteral(this, Destination ?? "."));
        return ready => template.Resolve(ready, index);
    }
}
