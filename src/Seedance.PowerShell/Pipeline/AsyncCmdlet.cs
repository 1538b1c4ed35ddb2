using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>The base of the cmdlets that talk to the service: inputs are worked on side by side, results are written as they come.</summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly PipelinePump _pump = new();
    private readonly ProgressLine _progress;
    private SeedanceConnection? _connection;
    private SeedanceClient? _client;
    private bool _isVerbose;

    private protected AsyncCmdlet()
    {
        _progress = new ProgressLine(this);
        _pump.Tick = _progress.Show;
    }

    /// <summary>The connection to use. The default is the one that Connect-Seedance made in this session, or else the environment variable LEONARDO_API_KEY.</summary>
    [Parameter]
    [ValidateNotNull]
    public SeedanceConnection? Connection { get; set; }

    /// <summary>How many requests are in hand at once, 1 to 256. The default is 10. Results come in the order in which they are ready.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 10;

    private protected CancellationToken StopToken => _pump.Token;

    private protected SeedanceConnection Account => _connection ??= Connection ?? CurrentConnection.Find()
        ?? throw Terminating(new NoApiKeyException(), MyInvocation.MyCommand.Name);

    private protected SeedanceClient Client => _client ??= ClientFor(Account);

    /// <inheritdoc/>
    protected override void BeginProcessing() => _isVerbose =
        MyInvocation.BoundParameters.TryGetValue("Verbose", out var asked) ? ((SwitchParameter)asked).IsPresent
        : GetVariableValue("VerbosePreference") is ActionPreference preference && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pump.Finish();
        _progress.Complete();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _pump.Stop();

    /// <summary>Ends what an upstream failure left running.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what an upstream failure left running.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected virtual void Dispose(bool disposing) => _pump.End();

    /// <summary>Works on one input beside the pipeline. Its failure is an error of its own and does not stop the others.</summary>
    /// <param name="target">The user's input, the target of an error.</param>
    /// <param name="work">Runs off the pipeline's thread; writes through <see cref="WriteAsync"/>.</param>
    private protected void Start(object target, Func<WorkItem, Task> work)
    {
        _progress.Started();
        _pump.Start(ThrottleLimit, async item =>
        {
            try
            {
                await work(item);
            }
            catch (SeedanceException failure)
            {
                await _pump.PostAsync(() => WriteError(failure.ToErrorRecord(target)));
            }
            finally
            {
                _progress.Ended();
            }
        });
    }

    private protected Task WriteAsync(object output) => _pump.PostAsync(() => WriteObject(output));

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
            Trace = _isVerbose ? text => _pump.PostAsync(() => WriteVerbose(text())) : null,
            Warn = text => _pump.PostAsync(() => WriteWarning(text)),
        });
    }

    private RequestGate Gate => field ??= new RequestGate(ThrottleLimit);

    private PipelineStoppedException Terminating(SeedanceException failure, object target)
    {
        ThrowTerminatingError(failure.ToErrorRecord(target));
        return new PipelineStoppedException();
    }
}
