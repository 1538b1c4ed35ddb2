using System.Management.Automation;
using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Waits until generations have their videos, and returns each one as soon as it has.</summary>
/// <remarks>
/// <para>A generation that fails is an error; the others are still waited for. Waiting survives failures of the network and of the service.</para>
/// <para>When the time is up, or at Ctrl+C, only the waiting stops: the jobs are still running on the service, and Wait-SeedanceGeneration -Id waits for them again.</para>
/// <para>All jobs that a process waits for are polled together, so that many jobs do not need many more requests than one.</para>
/// </remarks>
/// <returns>Each generation as soon as it is complete, so not in the order of the input.</returns>
/// <note>Waiting costs no credits.</note>
/// <example><para>Wait for a video.</para>
/// <code>$video = New-SeedanceVideo 'A fox runs through snow' | Wait-SeedanceGeneration</code></example>
/// <example><para>Save each video as soon as it is complete.</para>
/// <code>Get-ChildItem *.png | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination ./videos</code></example>
/// <example><para>Wait again for a job of an earlier session.</para>
/// <code>Wait-SeedanceGeneration -Id 1f0c2b6e-53a4-6f10-9a52-0242ac120002 | Save-SeedanceVideo</code></example>
/// <example><para>Take the first of several that is complete.</para>
/// <code>'A fox', 'An owl' | New-SeedanceVideo | Wait-SeedanceGeneration -Any -Timeout 600</code>
/// <para>The other job is still running on the service and is paid for.</para></example>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso cref="SaveSeedanceVideoCommand"/>
/// <seealso cref="ResumeSeedanceGenerationCommand"/>
/// <seealso href="about_Seedance_Jobs"/>
[Cmdlet(VerbsLifecycle.Wait, "SeedanceGeneration", DefaultParameterSetName = "Id")]
[OutputType(typeof(SeedanceGeneration))]
public sealed class WaitSeedanceGenerationCommand : GenerationCommand
{
    /// <summary>The default of -Timeout, in seconds.</summary>
    internal const int DefaultTimeout = 3600;

    private readonly CancellationTokenSource _anyCompleted = new();
    private int _completed;

    /// <summary>How long to wait for each generation at most. The default is 3600.</summary>
    /// <value>seconds</value>
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
