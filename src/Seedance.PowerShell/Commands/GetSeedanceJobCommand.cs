using System.Management.Automation;
using Seedance.Journal;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets the jobs that were submitted from here, newest first, as the journal records them.</summary>
/// <remarks>
/// <para>The journal has every job, from before its request was sent until its video is saved. The service is not asked, and no key is needed. While the sandbox is connected, its jobs are shown too.</para>
/// <para>The journal is kept in the folder of the environment variable SEEDANCE_HOME, or else in the user's data folder, one small file for each job. Machines can share the folder.</para>
/// </remarks>
/// <returns>The entry of each job: status, prompt, cost, destination and the file that was saved.</returns>
/// <note>The status is what the journal knows. A job that is Pending here may be complete on the service: Resume-SeedanceGeneration asks for it.</note>
/// <example><para>List all jobs.</para>
/// <code>Get-SeedanceJob</code></example>
/// <example><para>See the log of a batch.</para>
/// <code>Get-SeedanceJob -JobName trailer | Format-Table Status, Model, Prompt, Cost, Path</code></example>
/// <example><para>Find the most expensive job of today.</para>
/// <code>Get-SeedanceJob -Since (Get-Date).Date | Sort-Object Cost | Select-Object -Last 1</code>
/// <para>Get-SeedanceUsage sums what jobs cost.</para></example>
/// <example><para>Submit the request of an earlier job again.</para>
/// <code>Get-SeedanceJob -Status Failed -JobName trailer | New-SeedanceVideo</code>
/// <para>Each is a new job that is paid for.</para></example>
/// <seealso cref="ResumeSeedanceGenerationCommand"/>
/// <seealso cref="RemoveSeedanceJobCommand"/>
/// <seealso cref="GetSeedanceUsageCommand"/>
/// <seealso cref="NewSeedanceVideoCommand"/>
/// <seealso href="about_Seedance_Jobs"/>
[Cmdlet(VerbsCommon.Get, "SeedanceJob")]
[OutputType(typeof(SeedanceJob))]
public sealed class GetSeedanceJobCommand : PSCmdlet
{
    /// <summary>Gets only those of this status. Unknown means that the response to the submission was lost. Wildcards are allowed.</summary>
    /// <value>Submitting, Unknown, Pending, Complete, Failed, Saved</value>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(WordCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Status { get; set; }

    /// <summary>Gets only those of these batches (New-SeedanceVideo -JobName). Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JobName { get; set; }

    /// <summary>Gets only those with such a prompt. Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Prompt { get; set; }

    /// <summary>Gets only those with these generation IDs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [Alias("GenerationId")]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Gets only the entries with these keys. Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    /// <summary>Gets only those that were submitted at or after this time.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeCompleter))]
    [ValidateNotNull]
    public DateTime? Since { get; set; }

    /// <summary>Gets only those that were submitted before this time.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeCompleter))]
    [ValidateNotNull]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Status is not null)
        {
            this.RunTerminating(MyInvocation.MyCommand.Name, () => StatusFilter.Require(Status, JobStatus.All));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var filter = new JobFilter { Status = Status, JobName = JobName, Prompt = Prompt, Id = Id, Key = Key, Since = Since, Before = Before };
        var broken = new List<JournalException>();
        var jobs = filter.Apply(AllJobs.Read(broken)).OrderByDescending(job => job.SubmittedAt).ToList();
        WriteObject(jobs, enumerateCollection: true);
        foreach (var failure in broken)
        {
            WriteError(failure.ToErrorRecord(failure.Path));
        }
    }
}
