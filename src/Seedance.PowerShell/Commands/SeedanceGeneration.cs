using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>What the cmdlets that take generations from the pipe have in common.</summary>
public abstract class GenerationCommand : ConnectedCmdlet
{
    private protected GenerationCommand()
    {
    }

    /// <summary>Generations as New-SeedanceVideo writes them, their ids, or rows with an Id. A generation is looked up with the connection that made it.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Id", ValueFromPipeline = true)]
    [Alias("Generation", "GenerationId")]
    [ValidateNotNullOrEmpty]
    public object[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in Id)
        {
            if (Read(input) is { } generation)
            {
                Process(generation, input);
            }
            else
            {
                WriteFault(new InvalidRequestException([new() { Parameter = nameof(Id), Value = input, Message = Strings.NotAnId(input), Allowed = Strings.AllowedId, Remedy = Strings.ToReadId }]), input);
            }
        }
    }

    private static SeedanceGeneration? Read(object input) => MediaArgument.Unwrap(input) switch
    {
        SeedanceGeneration generation => generation,
        PSCustomObject => PSObject.AsPSObject(input).Properties["Id"]?.Value is { } id ? Read(id) : null,
        var id => Guid.TryParse(id.ToString(), out var uuid) ? new SeedanceGeneration { Id = uuid.ToString() } : null,
    };

    private protected abstract void Process(SeedanceGeneration generation, object target);

    /// <summary>The client of the account that made the generation, unless another connection was asked for.</summary>
    private protected SeedanceClient ClientOf(SeedanceGeneration generation) =>
        Connection is null && generation.Connection is { } maker ? ClientFor(maker) : Client;
}

/// <summary>Reads how generations stand now: those of the given ids, or the account's, newest first.</summary>
/// <remarks>The list is what the service shows of the account. Whether it shows all video jobs is not documented.</remarks>
[Cmdlet(VerbsCommon.Get, "SeedanceGeneration", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class GetSeedanceGenerationCommand : GenerationCommand
{
    /// <summary>Only those that stand so: Pending, Complete or Failed. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "List")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = ["*"];

    /// <summary>Only those that were made at or after this time.</summary>
    [Parameter(ParameterSetName = "List")]
    public DateTime? Since { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != "List")
        {
            base.ProcessRecord();
            return;
        }

        var patterns = Status.Select(status => new WildcardPattern(status, WildcardOptions.IgnoreCase)).ToList();
        var since = Since is { } time ? new DateTimeOffset(time) : (DateTimeOffset?)null;
        var (toSkip, left) = (PagingParameters.Skip, PagingParameters.First);
        var client = Client;
        Start(MyInvocation.MyCommand.Name, async _ => await client.ListAsync(async generation =>
        {
            if (left == 0 || generation.CreatedAt < since)
            {
                return false;
            }

            if (patterns.Any(pattern => pattern.IsMatch(generation.Status)))
            {
                if (toSkip > 0)
                {
                    toSkip--;
                }
                else
                {
                    left--;
                    await WriteAsync(generation);
                }
            }

            return left > 0;
        }, StopToken));
    }

    private protected override void Process(SeedanceGeneration generation, object target)
    {
        var client = ClientOf(generation);
        Start(target, async _ => await WriteAsync(await client.ReadAsync(generation, StopToken)));
    }
}

/// <summary>Deletes generations at the service, for good.</summary>
/// <remarks>Saved files stay. Whether a job that still runs is stopped or paid back is not known: there is no way to cancel one.</remarks>
[Cmdlet(VerbsCommon.Remove, "SeedanceGeneration", DefaultParameterSetName = "Id", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveSeedanceGenerationCommand : GenerationCommand
{
    private protected override void Process(SeedanceGeneration generation, object target)
    {
        if (ShouldProcess(generation.Id, Strings.DeleteAction))
        {
            var client = ClientOf(generation);
            Start(target, async _ => await client.DeleteAsync(generation, StopToken));
        }
    }
}

/// <summary>Writes the generations that something is still to be done for: those of the journal that are neither saved nor failed. Pipe them on to Wait-SeedanceGeneration and Save-SeedanceVideo.</summary>
/// <remarks>After a crash, a lost line or Ctrl+C this goes on where the work was. A submission whose answer was lost is looked for in the account's list; one that is not found there is the error Seedance.SubmissionUnknown, which says how to settle it. Nothing is ever submitted again. Submissions that another process has under way are left to it.</remarks>
[Cmdlet(VerbsLifecycle.Resume, "SeedanceGeneration", DefaultParameterSetName = "Name")]
[OutputType(typeof(SeedanceGeneration))]
public sealed class ResumeSeedanceGenerationCommand : ConnectedCmdlet
{
    private readonly List<SeedanceJob> _jobs = [];

    /// <summary>Only jobs of these batches (New-SeedanceVideo -JobName). Wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JobName { get; set; }

    /// <summary>Only jobs that were submitted at or after this time.</summary>
    [Parameter(ParameterSetName = "Name")]
    public DateTime? Since { get; set; }

    /// <summary>Entries of the journal, as Get-SeedanceJob writes them; saved ones too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Job", ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SeedanceJob[] Job { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Job")
        {
            _jobs.AddRange(Job);
            return;
        }

        var filter = new JobFilter { JobName = JobName, Since = Since };
        _jobs.AddRange(Client.Unfinished(broken => WriteFault(broken, broken.Path)).Where(filter.Takes));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var client = Client;
        Start(MyInvocation.MyCommand.Name, _ => client.ResumeAsync(_jobs, WriteAsync, lost => WriteFaultAsync(lost, lost.Job), StopToken));
        base.EndProcessing();
    }
}

/// <summary>Waits until generations have their videos, and passes each on as soon as it has.</summary>
/// <remarks>A generation that fails is an error; the others are waited for. Trouble with the line or the service is outlasted for the whole wait. When the time is up, or at Ctrl+C, only the waiting stops: the jobs go on at the service, and Wait-SeedanceGeneration -Id waits for them again.</remarks>
[Cmdlet(VerbsLifecycle.Wait, "SeedanceGeneration", DefaultParameterSetName = "Id")]
[OutputType(typeof(SeedanceGeneration))]
public sealed class WaitSeedanceGenerationCommand : GenerationCommand
{
    /// <summary>How many seconds a wait lasts when nobody says.</summary>
    internal const int DefaultTimeout = 3600;

    private readonly CancellationTokenSource _enough = new();
    private int _taken;

    /// <summary>How many seconds to wait for each generation at most, 1 or more. The default is 3600.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(1, int.MaxValue)]
    public int Timeout { get; set; } = DefaultTimeout;

    /// <summary>Stops waiting as soon as one generation has its video. The others go on at the service.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    private protected override void Process(SeedanceGeneration generation, object target)
    {
        var client = ClientOf(generation);
        Start(target, async item =>
        {
            // Thousands may wait; the gate bounds their requests.
            item.Release();
            using var either = Any ? CancellationTokenSource.CreateLinkedTokenSource(StopToken, _enough.Token) : null;
            try
            {
                var complete = await Open.WorkingAsync(generation.Id, client.WaitAsync(generation, TimeSpan.FromSeconds(Timeout), either?.Token ?? StopToken));
                if (!Any || TakeFirst())
                {
                    await WriteAsync(complete);
                }
            }
            catch (OperationCanceledException) when (_enough.IsCancellationRequested)
            {
            }
        });
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _enough.Dispose();
    }

    private bool TakeFirst()
    {
        if (Interlocked.Exchange(ref _taken, 1) != 0)
        {
            return false;
        }

        _enough.Cancel();
        return true;
    }
}
