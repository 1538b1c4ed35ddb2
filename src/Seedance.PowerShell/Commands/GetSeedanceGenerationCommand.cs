using System.Management.Automation;
using Seedance.Generations;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets generations as they are now: those with the given IDs, or the account's, newest first.</summary>
/// <remarks>The list is what the service shows of the account. Whether it shows all video jobs is not documented.</remarks>
[Cmdlet(VerbsCommon.Get, "SeedanceGeneration", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class GetSeedanceGenerationCommand : GenerationCommand
{
    /// <summary>Only those of this status: Pending, Complete or Failed. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "List")]
    [ArgumentCompleter(typeof(WordCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = ["*"];

    /// <summary>Only those that were created at or after this time.</summary>
    [Parameter(ParameterSetName = "List")]
    [ArgumentCompleter(typeof(TimeCompleter))]
    [ValidateNotNull]
    public DateTime? Since { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.RunTerminating(MyInvocation.MyCommand.Name, () => StatusFilter.Require(Status, [GenerationStatus.Pending, GenerationStatus.Complete, GenerationStatus.Failed]));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != "List")
        {
            base.ProcessRecord();
            return;
        }

        var client = Client;
        Start(MyInvocation.MyCommand.Name, _ => WriteListAsync(client));
    }

    private protected override void Process(SeedanceGeneration generation, object target)
    {
        var client = ClientOf(generation);
        Start(target, async _ => await WriteAsync(await client.ReadAsync(generation, WorkToken)));
    }

    private async Task WriteListAsync(SeedanceClient client)
    {
        var patterns = Status.Select(status => new NamePattern(status)).ToList();
        var since = Since is { } time ? new DateTimeOffset(time) : (DateTimeOffset?)null;
        var (skip, left) = (PagingParameters.Skip, PagingParameters.First);
        var list = await client.ListAsync(WorkToken);
        while (left > 0 && !list.HasEnded)
        {
            foreach (var generation in await list.ReadNextAsync(WorkToken))
            {
                if (left == 0 || generation.CreatedAt < since)
                {
                    return;
                }

                if (!patterns.Any(pattern => pattern.Matches(generation.Status)))
                {
                    continue;
                }

                if (skip > 0)
                {
                    skip--;
                    continue;
                }

                left--;
                await WriteAsync(generation);
            }
        }
    }
}
