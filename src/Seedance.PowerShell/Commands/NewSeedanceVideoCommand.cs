using System.Management.Automation;
using Seedance.Downloads;
using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;
using Seedance.Requests;
using Seedance.Submission;

namespace Seedance.PowerShell.Commands;

/// <summary>Creates videos: uploads the local files, submits one job for each input and returns it at once.</summary>
/// <remarks>
/// <para>An input is an image (used as start frame), a video (used as video reference), a prompt, a draft of New-SeedanceRequest, a media object, an earlier generation (whose video is extended), a job of Get-SeedanceJob (whose request is made again), or a row with parameters as columns (Import-Csv). Anything else is an error. Text is a path when such a file exists, when it is a wildcard that matches, or when it has the extension of an image, video or audio file; other text is a prompt. Each input is validated completely before anything of it is uploaded or paid, and one that fails does not stop the others. Inputs are processed concurrently; the jobs are returned in the order in which the service created them.</para>
/// <para>The columns of a row are Prompt, Model, Duration, Width, Height, Size, AspectRatio, Mode, Seed, Audio, NoAudio, Public, StartFrame, EndFrame, ImageReference, VideoReference, AudioReference, Destination, JobName and Path. Case and spaces in a header do not matter, an empty cell is no value, and a filled column that is none of these is an error unless -IgnoreProperty names it. Parameters of the command line override the row.</para>
/// <para>The prompt of an image without -Prompt is the text of the caption file beside it (fox.txt for fox.png, in UTF-8), or else "Bring this picture to life with natural, subtle motion." A prompt is required only when there is no image. Caption files themselves are passed over.</para>
/// <para>A job is submitted at most once. It is written to the journal first (Get-SeedanceJob). When its response is lost, it is looked for in the account's list. If it is not found there, the error Seedance.SubmissionUnknown says what to do, and it is not sent again.</para>
/// <para>With -JobName the same inputs are submitted once: a script that runs again gets the jobs of its first run.</para>
/// </remarks>
/// <returns>The job that was submitted: at once, or with -Wait or -Destination when its video is complete.</returns>
/// <note>This cmdlet spends money. -WhatIf shows what would be sent and an estimate, and sends nothing.</note>
/// <note>Ctrl+C stops the command, not the jobs. They are still running on the service, and the message says how to resume them.</note>
/// <example><para>Make a video of a prompt and save it.</para>
/// <code>New-SeedanceVideo 'A fox runs through snow' -Destination ./videos</code></example>
/// <example><para>Make a video of each image.</para>
/// <code>Get-ChildItem *.png | New-SeedanceVideo -Prompt { "Slow dolly over $($_.BaseName)" } -Size 480p -Destination ./videos</code>
/// <para>A script block makes a prompt for each input. Without -Prompt, the prompt of fox.png is the text of fox.txt.</para></example>
/// <example><para>See the cost first, and limit it.</para>
/// <code>
/// Get-ChildItem *.png | New-SeedanceVideo -Duration 4 -WhatIf
/// Get-ChildItem *.png | New-SeedanceVideo -Duration 4 -MaxCost 20
/// </code></example>
/// <example><para>Make a video of each row of a file.</para>
/// <code>Import-Csv shots.csv | New-SeedanceVideo -Destination './videos/{index}.mp4'</code></example>
/// <example><para>Run a batch again without paying again.</para>
/// <code>Get-ChildItem *.png | New-SeedanceVideo -JobName trailer -Destination ./videos</code>
/// <para>Under one job name the same inputs are submitted once, however often the command runs.</para></example>
/// <example><para>Make three takes of a shot.</para>
/// <code>New-SeedanceVideo 'A fox runs through snow' -Count 3 -Seed 7 -Destination './videos/fox-{take}.mp4'</code>
/// <para>The takes have the seeds 7, 8 and 9.</para></example>
/// <example><para>Extend a video.</para>
/// <code>
/// $first = New-SeedanceVideo 'A fox runs home' -Wait
/// $first | New-SeedanceVideo -Prompt 'Extend Video 1: the fox falls asleep'
/// </code>
/// <para>An earlier generation is used as video reference, without a download.</para></example>
/// <seealso cref="WaitSeedanceGenerationCommand"/>
/// <seealso cref="SaveSeedanceVideoCommand"/>
/// <seealso cref="NewSeedanceRequestCommand"/>
/// <seealso href="about_Seedance_Guidance"/>
/// <seealso href="about_Seedance_Jobs"/>
/// <seealso href="about_Seedance_Costs"/>
/// <seealso href="about_Seedance_Errors"/>
[Cmdlet(VerbsCommon.New, "SeedanceVideo", DefaultParameterSetName = InputSet, SupportsShouldProcess = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class NewSeedanceVideoCommand : VideoInputCommand
{
    private readonly ReservedPaths _reservedPaths = new();
    private readonly NamedInputs _inputs = new();
    private DestinationReader? _destinations;
    private EarlierJobs? _earlierJobs;
    private DateTimeOffset _startedAt;
    private int _index;

    /// <summary>Waits for the videos, at most an hour, and returns each job when it is complete.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Wait { get; set; }

    /// <summary>Waits and saves: a folder, or a file name template that ends in .mp4, with the placeholders {sourceName}, {id}, {prompt}, {seed}, {date}, {index} and {take}. It is checked before anything is sent.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DestinationCompleter))]
    public object? Destination { get; set; }

    /// <summary>Writes no .json file beside the video (prompt, seed, cost, references and their hashes).</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter NoSidecar { get; set; }

    /// <summary>A name for this batch. Under the same name the same inputs (settings and the contents of files) are submitted once, however often the command runs; later runs return the existing jobs. Equal inputs in one run are jobs of their own.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    public object? JobName { get; set; }

    /// <summary>Submits again, and pays for, what was submitted under the -JobName.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Resubmit { get; set; }

    /// <summary>Submits again, and pays for, only what was submitted under the -JobName and failed on the service.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter RetryFailed { get; set; }

    /// <summary>Replaces files that exist. Nothing is submitted again.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Force { get; set; }

    /// <summary>How many jobs may be on the service at once; further ones are submitted as those end. The default is ten for each job that the account's plan runs at once (Get-SeedanceAccount): the service queues the rest.</summary>
    /// <value>jobs</value>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [WholeNumber]
    [ValidateRange(1, 10_000)]
    public int? MaxInFlight { get; set; }

    /// <summary>What the jobs of this command may cost in all, by their estimates until their real costs are known. The first job that could pass it is the error Seedance.CostLimit: it is not sent, nor is any after it, and nothing of them is uploaded. Jobs that were submitted under the -JobName before count nothing. By default there is no limit.</summary>
    /// <value>0 or more US dollars</value>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Dollars]
    public decimal? MaxCost { get; set; }

    /// <summary>Submits jobs whose price is not known, although -MaxCost or a daily budget is set. Without this switch each is the error Seedance.UnknownCost.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter AllowUnknownCost { get; set; }

    private protected override int? InFlightLimit => MaxInFlight;

    internal override bool HasJobs => true;

    internal override bool SubmitsJobs => true;

    private protected override BatchPhase FirstPhase => BatchPhase.Submitting;

    private protected override string? Recommend(SeedanceException failure)
    {
        // Only under a name, and without -Resubmit, does the same command pay nothing twice.
        var name = ResubmitMode == ResubmitMode.Always ? null : ResumeJobName;
        return failure switch { CostLimitException => Recommendations.RaiseLimit(name), DailyBudgetException => Recommendations.RaiseBudget(name), _ => null };
    }

    private protected override BatchOutcome UsualOutcome => BatchOutcome.Submitted;

    internal override string? ResumeJobName => Value.Unwrap(JobName) as string;

    private protected override SeedanceConnection? CostConnection => CurrentAccount;

    private protected override decimal? MaxDollars => MaxCost;

    private ResubmitMode ResubmitMode => Resubmit ? ResubmitMode.Always : RetryFailed ? ResubmitMode.Failed : ResubmitMode.Never;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _startedAt = DateTimeOffset.UtcNow;
        if (Destination is not null && Value.Unwrap(Destination) is not ScriptBlock)
        {
            this.RunTerminating(Value.Describe(Destination), () => ReadDestination(Destination));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (IsWhatIf && Costs.DescribeSum() is { } sum)
        {
            ShouldProcess(sum, sum, MyInvocation.MyCommand.Name);
        }
    }

    private protected override Action Prepare(InputRequest input, object target, string? label)
    {
        var request = input.Request;
        var model = VideoModels.Of(request.Model);
        var warnings = Validate(request, model);
        if (input.JobName is null && ResubmitMode != ResubmitMode.Never)
        {
            throw new InvalidRequestException([FaultText.RequiresJobName(Resubmit ? nameof(Resubmit) : nameof(RetryFailed))]);
        }

        var template = input.Destination is null ? null : ReadDestination(input.Destination);
        var index = ++_index;
        var takes = TakesOf(request, model).Select((take, number) => PrepareTake(take, Count == 1 ? null : number + 1)).ToList();
        return () =>
        {
            Warn(warnings, model);
            takes.ForEach(take => take());
        };

        Action PrepareTake(SeedanceRequest request, int? take)
        {
            var save = template is null ? null : new SaveOptions { Template = template, Index = index, Force = Force, NoSidecar = NoSidecar };
            var newFile = save is null ? null : _reservedPaths.Reserve(save, request, isNamed: input.JobName is not null, take);
            var submission = new SubmissionOptions
            {
                JobName = input.JobName,
                Resubmit = ResubmitMode,
                Estimate = Costs.Estimate(request, model),
                AllowsUnknownCost = AllowUnknownCost,
                Destination = template?.Destination,
                NewFile = newFile,
                Index = index,
                Take = take,
            };
            var action = DescribeAction(request, model, submission);
            var name = request.SourcePath ?? request.Prompt;
            return () =>
            {
                if (ShouldProcess(take is { } number ? ModuleMessages.TakeOf(name, number, Count) : name, action))
                {
                    Submit(request, target, label, model, submission, save);
                }
            };
        }
    }

    private void Submit(SeedanceRequest request, object target, string? label, VideoModel model, SubmissionOptions submission, SaveOptions? save)
    {
        var client = Client;
        submission = submission with { Turn = submission.JobName is null ? null : _inputs.TakeTurn(), Spending = Costs.Limit?.TakeTurn() };
        Start(target, async item =>
        {
            item.Label = label;
            var generation = await CreateAsync(client, request, model, submission);
            var isNew = submission.JobName is null || generation.SubmittedAt >= _startedAt;
            item.OnSubmitted(generation, isNew);
            if (!isNew)
            {
                await WriteVerboseAsync(() => ModuleMessages.EarlierJob(submission.JobName!, generation));
            }
            else if (Costs.FindDifference(generation, submission.Estimate) is { } difference)
            {
                await WriteWarningAsync(difference);
            }

            if (Wait || save is not null)
            {
                // The job is on the service now: the next input may use its place.
                item.Release();
                item.Work?.OnPhase(BatchPhase.Rendering);
                generation = await FinishAsync(client, generation, save, item);
                item.Outcome = save is null ? BatchOutcome.Complete : BatchOutcome.Saved;
            }

            await WriteAsync(generation);
        });
    }

    private async Task<SeedanceGeneration> CreateAsync(SeedanceClient client, SeedanceRequest request, VideoModel model, SubmissionOptions submission)
    {
        // However it ends, the inputs after it have their turns.
        using (submission.Turn)
        using (submission.Spending)
        {
            return await client.CreateAsync(request, model, submission, WorkToken);
        }
    }

    private FileNameTemplate ReadDestination(object destination) => (_destinations ??= new DestinationReader(this)).Read(destination, mayWrite: !IsWhatIf);

    /// <summary>What -WhatIf, -Confirm and -Verbose show. Under a name the job may exist already.</summary>
    private string DescribeAction(SeedanceRequest request, VideoModel model, SubmissionOptions submission)
    {
        var action = ModuleMessages.SubmitAction(request, CostText.Describe(submission.Estimate), Costs.IsSimulated);
        var earlier = (IsWhatIf || IsVerbose || Preferences.MayConfirm(this)) && submission.JobName is { } name ? (_earlierJobs ??= new EarlierJobs()).Find(request, model, name) : null;
        var isSubmitted = earlier is null || ModuleMessages.IsSubmittedAgain(earlier, submission.Resubmit);
        if (IsWhatIf && isSubmitted)
        {
            Costs.AddToSum(submission.Estimate);
        }

        return earlier is null ? action : isSubmitted ? ModuleMessages.SubmitAgainAction(earlier, action) : ModuleMessages.EarlierJobAction(earlier);
    }

    private async Task<SeedanceGeneration> FinishAsync(SeedanceClient client, SeedanceGeneration generation, SaveOptions? save, WorkItem item)
    {
        // An earlier run under the same name may have saved it.
        if (!Force && await SavedVideo.FindAsync(generation, save, StopToken) is { } path)
        {
            return generation with { Path = path };
        }

        var complete = await client.WaitAsync(generation, TimeSpan.FromSeconds(WaitSeedanceGenerationCommand.DefaultTimeout), StopToken);
        if (save is null)
        {
            return complete;
        }

        item.Work?.OnPhase(BatchPhase.Saving);
        return await client.SaveAsync(complete, save, StopToken);
    }
}
