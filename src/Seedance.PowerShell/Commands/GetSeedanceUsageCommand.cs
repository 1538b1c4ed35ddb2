using System.Management.Automation;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Costs;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets what jobs cost, summed by day, job name, model or size, as the journal records it.</summary>
/// <remarks>
/// <para>The journal has the jobs of every account that were submitted from this machine, or from machines that share its folder (SEEDANCE_HOME), with what the service reported as their cost. The service is not asked, and no key is needed. While the sandbox is connected, its jobs are shown in rows of their own: their cost is simulated.</para>
/// <para>What the journal does not know is said in the information stream: jobs that were submitted elsewhere or were removed from the journal, and refunds.</para>
/// </remarks>
/// <returns>One object for each group: Jobs, Failed, Cost in US dollars, Credits where the service named credits, and CostUnknown. Without -By there is one for all jobs.</returns>
/// <note>A failed job counts with its cost: whether the service refunds it is not known.</note>
/// <example><para>See what each day cost.</para>
/// <code>Get-SeedanceUsage -By Day</code></example>
/// <example><para>See what a batch cost by model and size.</para>
/// <code>Get-SeedanceUsage -By JobName, Model, Size | Where-Object JobName -EQ trailer</code></example>
/// <example><para>See what the last seven days cost in all.</para>
/// <code>(Get-SeedanceUsage -Since (Get-Date).Date.AddDays(-7)).Cost</code></example>
/// <seealso cref="MeasureSeedanceCostCommand"/>
/// <seealso cref="GetSeedanceJobCommand"/>
/// <seealso cref="ConnectSeedanceCommand"/>
/// <seealso href="about_Seedance_Costs"/>
[Cmdlet(VerbsCommon.Get, "SeedanceUsage")]
[OutputType(typeof(SeedanceUsage))]
public sealed class GetSeedanceUsageCommand : PSCmdlet
{
    /// <summary>Sums only jobs that were submitted at or after this time.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeCompleter))]
    [ValidateNotNull]
    public DateTime? Since { get; set; }

    /// <summary>Sums only jobs that were submitted up to this time. A date without a time includes the entire day.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeCompleter))]
    [ValidateNotNull]
    public DateTime? Until { get; set; }

    /// <summary>By what the jobs are summed. By default they are summed in all.</summary>
    /// <value>Day, JobName, Model, Size</value>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(WordCompleter))]
    [ValidateNotNullOrEmpty]
    [ValidateSet(UsageGroup.ByDay, UsageGroup.ByJobName, UsageGroup.ByModel, UsageGroup.BySize)]
    public string[] By { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A date is its midnight: the day is meant.
        var until = Until is { } end && end.TimeOfDay == TimeSpan.Zero ? end.AddDays(1) : Until?.AddTicks(1);
        var by = new HashSet<string>(By, StringComparer.OrdinalIgnoreCase);
        var broken = new List<JournalException>();
        var jobs = new JobFilter { Since = Since, Before = until }.Apply(AllJobs.Read(broken)).ToList();
        WriteObject(
            jobs.GroupBy(job => UsageGroup.Of(job, by))
                .OrderBy(group => group.Key.IsSimulated).ThenBy(group => group.Key.Day).ThenBy(group => group.Key.JobName, StringComparer.OrdinalIgnoreCase)
                .ThenBy(group => group.Key.Model, StringComparer.Ordinal).ThenBy(group => group.Key.Size, StringComparer.Ordinal)
                .Select(group => group.Key.Sum([.. group])),
            enumerateCollection: true);
        broken.ForEach(failure => WriteError(failure.ToErrorRecord(failure.Path)));
        if (jobs.Count > 0)
        {
            WriteInformation(SummaryRecord.ForEverybody(CostText.NotInUsage, MyInvocation.MyCommand.Name));
        }
    }
}
