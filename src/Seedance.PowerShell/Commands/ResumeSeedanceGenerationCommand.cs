using System.Management.Automation;
using Seedance.PowerShell.Batches;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets the generations of unfinished jobs: those of the journal that are neither saved nor failed.</summary>
/// <remarks>
/// <para>This resumes the work after a crash, a network failure or Ctrl+C. Pipe its output to Wait-SeedanceGeneration and Save-SeedanceVideo.</para>
/// <para>A submission whose response was lost is looked for in the account's list. One that is not found there is the error Seedance.SubmissionUnknown, which says how to settle it. Nothing is ever submitted again. Submissions that another process has in progress are left to it.</para>
/// </remarks>
/// <returns>The generation of each job, with the destination that its job was submitted with.</returns>
/// <note>Resuming costs no credits: nothing is submitted. Only jobs of the account that is connected are resumed.</note>
/// <example><para>Finish everything that is unfinished.</para>
/// <code>Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo</code>
/// <para>Each video is saved at the destination that was given when it was submitted, or else in the current folder.</para></example>
/// <example><para>Finish one batch.</para>
/// <code>Resume-SeedanceGeneration -JobName trailer | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination ./videos</code></example>
/// <example><para>Finish the jobs of the last day.</para>
/// <code>Resume-SeedanceGeneration -Since (Get-Date).AddDays(-1) | Wait-SeedanceGeneration | Save-SeedanceVideo</code></example>
/// <example><para>Settle submissions whose response was lost.</para>
/// <code>Get-SeedanceJob -Status Unknown | Resume-SeedanceGeneration</code></example>
/// <seealso cref="GetSeedanceJobCommand"/>
/// <seealso cref="WaitSeedanceGenerationCommand"/>
/// <seealso cref="SaveSeedanceVideoCommand"/>
/// <seealso href="about_Seedance_Jobs"/>
[Cmdlet(VerbsLifecycle.Resume, "SeedanceGeneration", DefaultParameterSetName = "Name")]
[OutputType(typeof(SeedanceGeneration))]
public sealed class ResumeSeedanceGenerationCommand : ConnectedCmdlet
{
    private readonly List<SeedanceJob> _jobs = [];

    /// <summary>Gets only jobs of these batches (New-SeedanceVideo -JobName). Wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JobName { get; set; }

    /// <summary>Gets only jobs that were submitted at or after this time.</summary>
    [Parameter(ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(TimeCompleter))]
    [ValidateNotNull]
    public DateTime? Since { get; set; }

    /// <summary>Entries of the journal, as Get-SeedanceJob returns them, saved ones too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Job", ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [OwnType(typeof(SeedanceJob))]
    [ValidateNotNullOrEmpty]
    public SeedanceJob[] Job { get; set; } = [];

    internal override bool HasJobs => true;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _jobs.AddRange(Job);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var client = Client;
        Start(MyInvocation.MyCommand.Name, _ => ResumeAsync(client), isItem: false);
        base.EndProcessing();
    }

    private async Task ResumeAsync(SeedanceClient client)
    {
        var broken = new List<JournalException>();
        var jobs = ParameterSetName == "Job" ? _jobs : await ReadUnfinishedAsync(client, broken);
        foreach (var failure in broken)
        {
            CountEnd(null, BatchOutcome.FailedForGood);
            await WriteErrorAsync(failure, failure.Path);
        }

        // All ids are in the journal before the first generation is written: the pipeline may end with it.
        var resumed = await client.ResumeAsync(jobs, WorkToken);
        foreach (var generation in resumed.Generations)
        {
            CountEnd(generation, BatchOutcome.Submitted);
            await WriteAsync(generation);
        }

        foreach (var failure in resumed.Failures)
        {
            CountEnd(null, BatchText.OutcomeOf(failure));
            await WriteErrorAsync(failure, failure is SubmissionUnknownException lost ? lost.Job : ((OtherAccountException)failure).Job);
        }
    }

    private async Task<List<SeedanceJob>> ReadUnfinishedAsync(SeedanceClient client, List<JournalException> broken)
    {
        var filter = new JobFilter { JobName = JobName, Since = Since };

        // Jobs of exactly a name may be done: then the name is still no pattern.
        return [.. filter.Apply(await client.ReadUnfinishedAsync(broken.Add, WorkToken), AllJobs.Read([]))];
    }
}
