using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>The base of the cmdlets that talk to the service: inputs are worked on side by side, results are written as they come.</summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private protected const int DefaultThrottleLimit = 10;
    private protected const int DefaultRetryTimeout = 600;

    private ProgressLine? _progress;
    private OpenJobs? _open;
    private PipelinePump? _pump;
    private SeedanceConnection? _connection;
    private SeedanceClient? _client;
    private bool _isVerbose;

    /// <summary>The connection that the user chose, if any.</summary>
    private protected virtual SeedanceConnection? ChosenConnection => null;

    /// <summary>How many requests are in hand at once.</summary>
    private protected virtual int RequestLimit => DefaultThrottleLimit;

    /// <summary>How often, and for how long, a request is sent again.</summary>
    private protected virtual RetryLimits Retry => new();

    /// <summary>How many jobs may be at the service at once; null is as many as suit the account's plan.</summary>
    private protected virtual int? MostInFlight => null;

    /// <summary>What the pipeline has under way at the service.</summary>
    private protected OpenJobs Open => _open!;

    private protected CancellationToken StopToken => Pump.Token;

    private protected SeedanceConnection Account => _connection ??= ChosenConnection ?? CurrentConnection.Find()
        ?? throw Terminating(new NoApiKeyException(), MyInvocation.MyCommand.Name);

    private protected SeedanceClient Client => _client ??= ClientFor(Account);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _isVerbose =
            MyInvocation.BoundParameters.TryGetValue("Verbose", out var asked) ? ((SwitchParameter)asked).IsPresent
            : GetVariableValue("VerbosePreference") is ActionPreference preference && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pump?.Finish();
        _progress?.Complete();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => Pump.Stop();

    /// <summary>Ends what an upstream failure left running.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what an upstream failure left running.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        _pump?.End();
        _open?.Leave();
        _open = null;
    }

    /// <summary>Works on one input beside the pipeline. Its failure is an error of its own and does not stop the others.</summary>
    /// <param name="target">The user's input, the target of an error.</param>
    /// <param name="work">Runs off the pipeline's thread; writes through <see cref="WriteAsync"/>.</param>
    private protected void Start(object target, Func<WorkItem, Task> work)
    {
        var progress = _progress ??= Begin();
        progress.Started();
        Pump.Start(RequestLimit, async item =>
        {
            try
            {
                await work(item);
            }
            catch (SeedanceException failure)
            {
                await WriteFaultAsync(failure, target);
            }
            finally
            {
                progress.Ended();
            }
        });
    }

    /// <summary>What only work needs; a cmdlet that drafts does without.</summary>
    private ProgressLine Begin()
    {
        _open = OpenJobs.Here;
        _open.Enter();
        return new ProgressLine(this);
    }

    private protected Task WriteAsync(object output) => Pump.PostAsync(() => WriteObject(output));

    private protected Task WriteFaultAsync(SeedanceException fault, object? target) => Pump.PostAsync(() => WriteFault(fault, target));

    private protected void WriteFault(SeedanceException fault, object? target) => WriteError(fault.ToErrorRecord(target));

    /// <summary>The client of a connection that an input brought along.</summary>
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
            MaxInFlight = MostInFlight,
            Trace = _isVerbose ? text => Pump.PostAsync(() => WriteVerbose(text())) : null,
            Warn = text => Pump.PostAsync(() => WriteWarning(text)),
        });
    }

    /// <summary>Shown by every host, as Write-Host's words are, and in the information stream.</summary>
    private void SayHowToGoOn()
    {
        if (_open?.Take() is { } open && open is not ({ Count: 0 }, 0))
        {
            var message = new HostInformationMessage { Message = Strings.StoppedMeanwhile(open.Ids, open.Submitting) };
            WriteInformation(new InformationRecord(message, MyInvocation.MyCommand.Name) { Tags = { "PSHOST" } });
        }
    }

    // Made by the first work or stop, from whichever thread; a cmdlet that only drafts does without.
    private PipelinePump Pump => Volatile.Read(ref _pump) ?? LazyInitializer.EnsureInitialized(ref _pump, () => new PipelinePump { Tick = () => _progress?.Show(), Stopped = SayHowToGoOn })!;

    private RequestGate Gate => field ??= new RequestGate(RequestLimit);

    private PipelineStoppedException Terminating(SeedanceException failure, object target)
    {
        ThrowTerminatingError(failure.ToErrorRecord(target));
        return new PipelineStoppedException();
    }
}
