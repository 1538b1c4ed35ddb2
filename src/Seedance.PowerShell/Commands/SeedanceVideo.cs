using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Makes videos: uploads the pictures, submits one job for each input and writes it at once.</summary>
/// <remarks>
/// <para>An input is a picture (its start frame), a clip (its reference), a prompt, a draft of New-SeedanceRequest, an earlier generation (whose clip is gone on with), or a row with the parameters' names (Import-Csv). Each input is checked whole before anything of it is uploaded or paid, and one that fails does not stop the others. Inputs are worked on side by side; the jobs come out in the order in which the service took them.</para>
/// <para>A picture without -Prompt takes the text of the caption file beside it (fox.txt for fox.png), or else the prompt "Bring this picture to life with natural, subtle motion." A prompt is needed only where there is no picture.</para>
/// <para>A job is submitted once. When its answer is lost, the error Seedance.SubmissionUnknown says so, and it is not sent again.</para>
/// </remarks>
[Cmdlet(VerbsCommon.New, "SeedanceVideo", DefaultParameterSetName = "Input", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class NewSeedanceVideoCommand : VideoSettingsCommand
{
    private readonly HashSet<string> _promised = new(StringComparer.OrdinalIgnoreCase);
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

    /// <summary>Replaces files that exist.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The connection to use. The default is the one that Connect-Seedance made in this session, or else the environment variable LEONARDO_API_KEY.</summary>
    [Parameter]
    [ValidateNotNull]
    public SeedanceConnection? Connection { get; set; }

    /// <summary>How many requests are in hand at once, 1 to 256. The default is 10. Results come in the order in which they are ready.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = DefaultThrottleLimit;

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
        var template = Destination is null ? null : new FileNameTemplate(LocalFiles.ResolveLiteral(this, Destination));
        if (template is not null)
        {
            ThrowIfTaken(template, request, index);
        }

        if (!ShouldProcess(request.SourcePath ?? request.Prompt, Strings.SubmitAction(request, model.EstimateCredits(request))))
        {
            return;
        }

        var client = Client;
        Start(input, async item =>
        {
            var generation = await client.CreateAsync(request, model, StopToken);
            if (Wait || template is not null)
            {
                // The job is the service's now: the next input may use its place.
                item.Release();
                generation = await client.WaitAsync(generation, TimeSpan.FromSeconds(WaitSeedanceGenerationCommand.DefaultTimeout), StopToken);
            }

            if (template is not null)
            {
                generation = await client.SaveAsync(generation, ready => template.Resolve(ready, index), Force, StopToken);
            }

            await WriteAsync(generation);
        });
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
        if (template.NamesId)
        {
            return;
        }

        var path = template.Resolve(request.Complete(new SeedanceGeneration { Id = string.Empty }), index);
        if (!_promised.Add(path) || (!Force && File.Exists(path)))
        {
            throw new FileExistsException(path, null);
        }
    }
}

/// <summary>Saves the videos of complete generations as MP4 files.</summary>
/// <remarks>A video is streamed to disk under another name and gets its own only when it is whole; a broken line is resumed. Passes the generation on with its Path.</remarks>
[Cmdlet(VerbsData.Save, "SeedanceVideo", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class SaveSeedanceVideoCommand : GenerationCommand
{
    private int _index;

    /// <summary>A folder, made when it is not there, or a file name template that ends in .mp4, with {sourceName}, {id}, {prompt}, {seed}, {date} and {index}. The default is the current folder; in a folder the name is {sourceName}-{id}.mp4.</summary>
    [Parameter(Position = 1)]
    [Alias("OutFile", "DestinationPath")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>Replaces files that exist.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process(SeedanceGeneration generation, object target)
    {
        try
        {
            var template = new FileNameTemplate(LocalFiles.ResolveLiteral(this, Destination));
            var index = ++_index;
            if (ShouldProcess(template.Resolve(generation, index), Strings.SaveAction(generation)))
            {
                var client = ClientOf(generation);
                Start(target, async _ => await WriteAsync(await client.SaveAsync(generation, ready => template.Resolve(ready, index), Force, StopToken)));
            }
        }
        catch (SeedanceException failure)
        {
            WriteFault(failure, target);
        }
    }
}
