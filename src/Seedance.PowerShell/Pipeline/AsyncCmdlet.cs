using System.Management.Automation;
using Seedance.Api;
using Seedance.Connection;
using Seedance.Errors;
using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Pipeline;

/// <summary>The base of the cmdlets whose work runs beside the pipeline: inputs are processed concurrently, and results are written as they come.</summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private protected const int DefaultThrottleLimit = 10;
    private protected const int DefaultRetryTimeout = 600;

    private PipelineBatch? _batch;
    private bool _hasEnded;
    private bool? _showsProgress;
    private PipelinePump? _pump;
    private CommonCause? _commonCause;
    private SeedanceConnection? _connection;
    private SeedanceClient? _client;

    /// <summary>The connection that the user chose, if any.</summary>
    private protected virtual SeedanceConnection? ChosenConnection => null;

    /// <summary>How many requests are sent at once.</summary>
    private protected virtual int RequestLimit => DefaultThrottleLimit;

    /// <summary>How often, and for how long, a request is retried.</summary>
    private protected virtual RetryLimits Retry => new();

    /// <summary>How many jobs may be on the service at once; null is as many as suit the account's plan.</summary>
    private protected virtual int? InFlightLimit => null;

    /// <summary>Whether its inputs are jobs, or become jobs: the end of its pipeline says what became of them.</summary>
    internal virtual bool HasJobs => false;

    /// <summary>Whether it submits jobs.</summary>
    internal virtual bool SubmitsJobs => false;

    /// <summary>Whether it shows a line of its own in place of one that counts inputs.</summary>
    private protected virtual bool HasOwnProgress => false;

    /// <summary>The name of the batch, for the command that resumes it.</summary>
    internal virtual string? ResumeJobName => null;

    /// <summary>Where the videos are to be saved, for the command that resumes their jobs; null when the journal knows.</summary>
    internal virtual string? ResumeDestination => null;

    /// <summary>What happens to an input when its work begins.</summary>
    private protected virtual BatchPhase FirstPhase => BatchPhase.Other;

    /// <summary>How the work on an input ends unless it fails.</summary>
    private protected virtual BatchOutcome UsualOutcome => BatchOutcome.Complete;

    /// <summary>Whether the command only shows what it would do.</summary>
    private protected bool IsWhatIf => Preferences.IsWhatIf(this);

    /// <summary>Whether verbose output is shown.</summary>
    private protected bool IsVerbose { get; private set; }

    /// <summary>The recommended action of a failure where the cmdlet knows better; null where it does not.</summary>
    private protected virtual string? Recommend(SeedanceException failure) => null;

    /// <summary>Cancelled when the pipeline is stopped. For work on what is already submitted.</summary>
    private protected CancellationToken StopToken => Pump.Token;

    /// <summary>Cancelled also when an error has met that every further request would meet.</summary>
    private protected CancellationToken WorkToken => CommonCause.Token;

    private protected SeedanceConnection CurrentAccount => _connection ??= FindConnection();

    private protected SeedanceClient Client => _client ??= ClientFor(CurrentAccount);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        IsVerbose = Preferences.IsVerbose(this);
        if (HasJobs)
        {
            EnterBatch();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pump?.Drain();
        if (_commonCause is { SkippedInputs: > 0 and var skipped })
        {
            WriteWarning(ModuleMessages.InputsSkipped(skipped));
        }

        _hasEnded = true;
        if (_batch?.End() == true)
        {
            _batch.Progress?.Complete(update => ProgressRecords.Write(CommandRuntime, update));
            WriteSummary(_batch.Summarize(wasStopped: false));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => Pump.Stop();

    /// <summary>Cancels what an upstream failure left running.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what an upstream failure left running.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        CancelAndWait();
        _batch?.Exit(this, _hasEnded);
        _batch = null;
    }

    /// <summary>Waits until nothing is in progress any more.</summary>
    internal void CancelAndWait() => _pump?.CancelAndWait();

    /// <summary>An input could not be read, which is an error of its own.</summary>
    /// <param name="input">The input.</param>
    internal void OnInputFailed(object input) => CountEnd((input as PSObject)?.BaseObject ?? input, BatchOutcome.Failed);

    /// <summary>Counts an input that ends without any work.</summary>
    private protected void CountEnd(object? input, BatchOutcome outcome)
    {
        if (CountsItems)
        {
            _batch!.Tally.Add(input as SeedanceGeneration, outcome);
        }
    }

    /// <summary>Processes one input beside the pipeline. Its failure is an error of its own and does not stop the others.</summary>
    /// <param name="target">The user's input, the target of an error.</param>
    /// <param name="work">Runs off the pipeline's thread; it writes through <see cref="WriteAsync"/>.</param>
    /// <param name="generation">The job that the input is, if it is one.</param>
    /// <param name="isItem">Whether the input counts; false for work that finds the items.</param>
    private protected void Start(object target, Func<WorkItem, Task> work, SeedanceGeneration? generation = null, bool isItem = true)
    {
        EnterBatch();
        if (CommonCause.HasMet)
        {
            CommonCause.Skip();
            CountEnd(generation, BatchOutcome.Unfinished);
            return;
        }

        ShowProgress();
        var counted = isItem && CountsItems ? _batch!.Tally.Begin(generation, FirstPhase) : null;
        Pump.Start(RequestLimit, item =>
        {
            (item.Work, item.Outcome) = (counted, UsualOutcome);
            return RunAsync(target, work, item);
        });
    }

    private protected Task WriteAsync(object output) => Pump.PostAsync(() => WriteObject(output));

    /// <summary>Writes to the verbose stream. The text is built only if it is shown.</summary>
    private protected Task WriteVerboseAsync(Func<string> text) => IsVerbose ? Pump.PostAsync(() => WriteVerbose(text())) : Task.CompletedTask;

    private protected Task WriteWarningAsync(string text) => Pump.PostAsync(() => WriteWarning(text));

    /// <summary>Runs something on the pipeline's thread.</summary>
    private protected Task PostAsync(Action run) => Pump.PostAsync(run);

    private protected Task WriteErrorAsync(SeedanceException failure, object? target) => Pump.PostAsync(() => WriteError(failure.ToErrorRecord(target)));

    /// <summary>The client of a connection that an input carries.</summary>
    private protected SeedanceClient ClientFor(SeedanceConnection connection)
    {
        if (_client is not null && ReferenceEquals(connection, _connection))
        {
            return _client;
        }

        ShowProgress();
        return new SeedanceClient(connection, new ClientOptions
        {
            Gate = Gate,
            Retry = Retry,
            MaxInFlight = InFlightLimit,
            OnRequest = IsVerbose ? request => _ = Pump.PostAsync(() => WriteVerbose(connection.Redact(CurlCommand.For(request)))) : null,
            OnTransfer = _batch?.Progress is { } progress ? progress.Transfers.Add : null,
            Trace = IsVerbose ? text => _ = Pump.PostAsync(() => WriteVerbose(text())) : null,
            Warn = text => _ = WriteWarningAsync(text),
        });
    }

    private async Task RunAsync(object target, Func<WorkItem, Task> work, WorkItem item)
    {
        var outcome = BatchOutcome.Unfinished;
        try
        {
            await work(item);
            outcome = item.Outcome;
        }
        catch (SeedanceException failure)
        {
            outcome = BatchText.OutcomeOf(failure);
            outcome = await ReportAsync(failure, target, item) ? outcome : BatchOutcome.Unfinished;
        }
        catch (SubmissionCanceledException) when (StopToken.IsCancellationRequested)
        {
            outcome = BatchOutcome.Unknown;
            throw;
        }
        catch (OperationCanceledException cancellation) when (CommonCause.HasMet && !StopToken.IsCancellationRequested)
        {
            outcome = cancellation is SubmissionCanceledException ? BatchOutcome.Unknown : outcome;
            CommonCause.Skip();
        }
        catch (Exception failure) when (!StopToken.IsCancellationRequested)
        {
            // Not from a write: those cancel the pipeline's token before the work sees their exception.
            outcome = BatchOutcome.Failed;
            await ReportAsync(new InternalErrorException(failure), target, item);
        }
        finally
        {
            item.Work?.End(outcome);
        }
    }

    /// <returns>False when the input is skipped: the error was reported before.</returns>
    private async Task<bool> ReportAsync(SeedanceException failure, object target, WorkItem item)
    {
        // What meets every input is reported once; a submitted job is always named.
        if (CommonCause.Is(failure) && !CommonCause.Meet(failure) && item.Submitted is null)
        {
            CommonCause.Skip();
            return false;
        }

        await Pump.PostAsync(() => WriteError(failure.ToErrorRecord(target, item.Submitted, item.Label, Recommend(failure))));
        return true;
    }

    /// <summary>Whether its inputs are counted: where a pipeline has jobs, only cmdlets that process jobs do.</summary>
    private bool CountsItems => _batch is not null && (HasJobs || !_batch.HasJobs);

    /// <summary>A cmdlet without jobs, which may only draft, is part of the batch from its first work on.</summary>
    private void EnterBatch()
    {
        _batch ??= PipelineBatch.Enter(this);

        // A stop may have created the pump before.
        Pump.Frames = _batch.Frames;
    }

    private void ShowProgress()
    {
        EnterBatch();
        if (_showsProgress ??= !HasOwnProgress && Preferences.IsProgressShown(this))
        {
            _batch!.ShowProgress();
        }
    }

    /// <summary>The pipeline has ended by an exception. Where the user stopped it, nobody else says what is left.</summary>
    private void OnPumpFailed()
    {
        if (_batch is not null && (Stopping || Pump.IsStopped))
        {
            _batch.CancelAndWait();
            WriteSummary(_batch.Summarize(wasStopped: true));
        }
    }

    private void WriteSummary(BatchSummary? summary)
    {
        if (summary is not null)
        {
            WriteInformation(SummaryRecord.Create(summary, MyInvocation.MyCommand.Name));
        }
    }

    private SeedanceConnection FindConnection()
    {
        SeedanceConnection? found = null;
        this.RunTerminating(MyInvocation.MyCommand.Name, () => found = ChosenConnection ?? CurrentConnection.Find() ?? throw new NoApiKeyException());
        return found!;
    }

    // Created by the first work or stop, on whichever thread; a cmdlet that drafts does without.
    private PipelinePump Pump => Volatile.Read(ref _pump) ?? LazyInitializer.EnsureInitialized(ref _pump, CreatePump)!;

    private PipelinePump CreatePump() => new() { OnTick = () => _batch?.Progress?.Update(update => ProgressRecords.Write(CommandRuntime, update)), OnFailed = OnPumpFailed };

    private CommonCause CommonCause => _commonCause ??= new CommonCause(Pump.Token);

    private RequestGate Gate => field ??= new RequestGate(RequestLimit);
}
