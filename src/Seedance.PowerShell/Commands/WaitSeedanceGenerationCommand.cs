using System.Management.Automation;
using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Waits until generations have their videos, and returns each one as soon as it has.</summary>
/// <remarks>A generation that fails is an error; the others are still waited for. Waiting survives failures of the network and of the service. When the time is up, or at Ctrl+C, only the waiting stops: the jobs are still running on the service, and Wait-SeedanceGeneration -Id waits for them again.</remarks>
[Cmdlet(VerbsLifecycle.Wait, "SeedanceGeneration", DefaultParameterSetName = "Id")]
[OutputType(typeof(SeedanceGeneration))]
public sealed class WaitSeedanceGenerationCommand : GenerationCommand
{
    /// <summary>The default of -Timeout, in seconds.</summary>
    internal const int DefaultTimeout = 3600;

    private readonly CancellationTokenSource _anyCompleted = new();
    private int _completed;

    /// <summary>How many seconds to wait for each generation at most, 1 or more. The default is 3600.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LimitCompleter))]
    [Alias("TimeoutSec")]
    [WholeNumber]
    [ValidateRange(1, int.MaxValue)]
    public int Timeout { get; set; } = DefaultTimeout;

    /// <summary>Stops waiting as soon as one generation has its video. The others are still running on the service.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Any { get; set; }

    internal override bool HasJobs => true;

    private protected override BatchPhase FirstPhase => BatchPhase.Rendering;

    private protected override void Process(SeedanceGeneration generation, object target)
    {
        var client = ClientOf(generation);
        Start(target, async item =>
        {
            // Thousands may wait; their requests are limited separately.
            item.Release();
            item.OnSubmitted(generation, isNew: false);
            using var either = Any ? CancellationTokenSource.CreateLinkedTokenSource(WorkToken, _anyCompleted.Token) : null;
            try
            {
                await WaitAsync(client, generation, either?.Token ?? WorkToken);
            }
            catch (OperationCanceledException) when (_anyCompleted.IsCancellationRequested)
            {
                item.Outcome = BatchOutcome.Unfinished;
            }
        }, generation);
    }

    private async Task WaitAsync(SeedanceClient client, SeedanceGeneration generation, CancellationToken cancellationToken)
    {
        var complete = await client.WaitAsync(generation, TimeSpan.FromSeconds(Timeout), cancellationToken);
        if (!Any || IsFirst())
        {
            await WriteAsync(complete);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _anyCompleted.Dispose();
    }

    private bool IsFirst()
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
        {
            return false;
        }

        _anyCompleted.Cancel();
        return true;
    }
}
