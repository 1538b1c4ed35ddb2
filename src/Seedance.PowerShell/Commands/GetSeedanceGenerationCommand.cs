using System.Management.Automation;
using Seedance.Generations;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets generations as they are now: those with the given IDs, or the account's, newest first.</summary>
/// <remarks>
/// <para>With IDs, this cmdlet reads those generations. Without, it lists the account's generations, newest first. The list is what the service shows of the account. Whether it shows all video jobs is not documented; what was submitted from here is in the journal (Get-SeedanceJob).</para>
/// <para>To wait for a generation, use Wait-SeedanceGeneration, which needs far fewer requests than reading it again and again.</para>
/// </remarks>
/// <returns>The generation as it is now. Its Status is Pending, Complete or Failed.</returns>
/// <note>This cmdlet sends one request for each ID, or one for each 50 entries of the list. It costs no credits.</note>
/// <example><para>Read one generation.</para>
/// <code>Get-SeedanceGeneration -Id 1f0c2b6e-53a4-6f10-9a52-0242ac120002</code></example>
/// <example><para>List the ten newest generations.</para>
/// <code>Get-SeedanceGeneration -First 10</code></example>
/// <example><para>List what failed today.</para>
/// <code>Get-SeedanceGeneration -Status Failed -Since (Get-Date).Date</code></example>
/// <example><para>Save the newest complete videos again.</para>
/// <code>Get-SeedanceGeneration -Status Complete -First 3 | Save-SeedanceVideo -Destination ./videos</code></example>
/// <seealso cref="WaitSeedanceGenerationCommand"/>
/// <seealso cref="SaveSeedanceVideoCommand"/>
/// <seealso cref="RemoveSeedanceGenerationCommand"/>
/// <seealso cref="GetSeedanceJobCommand"/>
[Cmdlet(VerbsCommon.Get, "SeedanceGeneration", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(SeedanceGeneration))]
public sealed class GetSeedanceGenerationCommand : GenerationCommand
{
    /// <summary>Gets only those of this status. Wildcards are allowed.</summary>
    /// <value>Pending, Complete, Failed</value>
    [Parameter(ParameterSetName = "List")]
    [ArgumentCompleter(typeof(WordCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = ["*"];

    /// <summary>Gets only those that were created at or after this time.</summary>
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
