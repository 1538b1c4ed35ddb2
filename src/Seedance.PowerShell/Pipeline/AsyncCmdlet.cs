using System.Management.Automation;
using Seedance.Api;
using Seedance.Connection;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Pipeline;

/// <summary>The base of the cmdlets that talk to the service: inputs are processed concurrently, and results are written as they come.</summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private protected const int DefaultThrottleLimit = 10;
    private protected const int DefaultRetryTimeout = 600;

    private ProgressLine? _progress;
    private OpenJobs? _openJobs;
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

    /// <summary>The name of the batch, for the command that resumes it.</summary>
    private protected virtual string? ResumeJobName => null;

    /// <summary>Where the videos are to be saved, for the command that resumes their jobs; null when the journal knows.</summary>
    private protected virtual string? ResumeDestination => null;

    /// <summary>Whether the command only shows what it would do.</summary>
    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var asked) ? ((SwitchParameter)asked).IsPresent : GetVariableValue("WhatIfPreference") is true;

    /// <summary>Whether verbose output is shown.</summary>
    private protected bool IsVerbose { get; private set; }

    /// <summary>The recommended action of a failure where the cmdlet knows better; null where it does not.</summary>
    private protected virtual string? Recommend(SeedanceException failure) => null;

    /// <summary>The jobs that the pipeline has on the service.</summary>
    private protected OpenJobs OpenJobs => _openJobs!;

    /// <summary>Cancelled when the pipeline is stopped. For work on what is already submitted.</summary>
    private protected CancellationToken StopToken => Pump.Token;

    /// <summary>Cancelled also when an error has met that every further request would meet.</summary>
    private protected CancellationToken WorkToken => CommonCause.Token;

    private protected SeedanceConnection CurrentAccount => _connection ??= FindConnection();

    private protected SeedanceClient Client => _client ??= ClientFor(CurrentAccount);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        IsVerbose =
            MyInvocation.BoundParameters.TryGetValue("Verbose", out var asked) ? ((SwitchParameter)asked).IsPresent
            : GetVariableValue("VerbosePreference") is ActionPreference preference && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pump?.Drain();
        _progress?.Complete();
        if (_commonCause is { SkippedInputs: > 0 and var skipped })
        {
            WriteWarning(ModuleMessages.InputsSkipped(skipped));
            WriteResumeHint();
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
        _pump?.CancelAndWait();
        _openJobs?.Exit();
        _openJobs = null;
    }

    /// <summary>Processes one input beside the pipeline. Its failure is an error of its own and does not stop the others.</summary>
    /// <param name="target">The user's input, the target of an error.</param>
    /// <param name="work">Runs off the pipeline's thread; it writes through <see cref="WriteAsync"/>.</param>
    private protected void Start(object target, Func<WorkItem, Task> work)
    {
        if (CommonCause.HasMet)
        {
            CommonCause.Skip();
            return;
        }

        var progress = _progress ??= BeginWork();
        progress.OnStarted();
        Pump.Start(RequestLimit, async item =>
        {
            try
            {
                await RunAsync(target, work, item);
            }
            finally
            {
                progress.OnEnded();
            }
        });
    }

    private protected Task WriteAsync(object output) => Pump.PostAsync(() => WriteObject(output));

    /// <summary>Writes to the verbose stream. The text is built only if it is shown.</summary>
    private protected Task WriteVerboseAsync(Func<string> text) => IsVerbose ? Pump.PostAsync(() => WriteVerbose(text())) : Task.CompletedTask;

    private protected Task WriteErrorAsync(SeedanceException failure, object? target) => Pump.PostAsync(() => WriteFailure(failure, target));

    private protected void WriteFailure(SeedanceException failure, object? target) => WriteError(failure.ToErrorRecord(target));

    /// <summary>The client of a connection that an input carries.</summary>
    private protected SeedanceClient ClientFor(SeedanceConnection connection)
    {
        if (_client is not null && ReferenceEquals(connection, _connection))
        {
            return _client;
        }

        return new SeedanceClient(connection, new ClientOptions
        {
            Gate = Gate,
            Retry = Retry,
            MaxInFlight = InFlightLimit,
            Trace = IsVerbose ? text => Pump.PostAsync(() => WriteVerbose(text())) : null,
            Warn = text => Pump.PostAsync(() => WriteWarning(text)),
        });
    }

    private async Task RunAsync(object target, Func<WorkItem, Task> work, WorkItem item)
    {
        try
        {
            await work(item);
        }
        catch (SeedanceException failure)
        {
            await ReportAsync(failure, target, item);
        }
        catch (OperationCanceledException) when (CommonCause.HasMet && !StopToken.IsCancellationRequested)
        {
            CommonCause.Skip();
        }
        catch (Exception failure) when (!StopToken.IsCancellationRequested)
        {
            // Not from a write: those cancel the pipeline's token before the work sees their exception.
            await ReportAsync(new InternalErrorException(failure), target, item);
        }
    }

    private async Task ReportAsync(SeedanceException failure, object target, WorkItem item)
    {
        // What meets every input is reported once; a submitted job is always named.
        if (CommonCause.Is(failure) && !CommonCause.Meet() && item.Submitted is null)
        {
            CommonCause.Skip();
            return;
        }

        await Pump.PostAsync(() => WriteError(failure.ToErrorRecord(target, item.Submitted, item.Label, Recommend(failure))));
    }

    /// <summary>Prepares what only work needs; a cmdlet that drafts does without.</summary>
    private ProgressLine BeginWork()
    {
        _openJobs = OpenJobs.ForCurrentRunspace;
        _openJobs.Enter(ResumeJobName, ResumeDestination);
        return new ProgressLine(this);
    }

    /// <summary>Written to the information stream as Write-Host does, so that every host shows it.</summary>
    private void WriteResumeHint()
    {
        if (_openJobs?.Drain() is { IsEmpty: false } open)
        {
            var message = new HostInformationMessage { Message = ModuleMessages.Stopped(open) };
            WriteInformation(new InformationRecord(message, MyInvocation.MyCommand.Name) { Tags = { "PSHOST" } });
        }
    }

    private SeedanceConnection FindConnection()
    {
        try
        {
            return ChosenConnection ?? CurrentConnection.Find() ?? throw new NoApiKeyException();
        }
        catch (SeedanceException failure)
        {
            ThrowTerminatingError(failure.ToErrorRecord(MyInvocation.MyCommand.Name));
            throw;
        }
    }

    // Created by the first work or stop, on whichever thread; a cmdlet that drafts does without.
    private PipelinePump Pump => Volatile.Read(ref _pump) ?? LazyInitializer.EnsureInitialized(ref _pump, () => new PipelinePump { OnTick = () => _progress?.Update(), OnStopped = WriteResumeHint })!;

    private CommonCause CommonCause => _commonCause ??= new CommonCause(Pump.Token);

    private RequestGate Gate => field ??= new RequestGate(RequestLimit);
}
