using System.Management.Automation;
using Seedance.Journal;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;

namespace Seedance.PowerShell.Commands;

/// <summary>Gets what was submitted from here, newest first, as the journal records it: every job, from before its request was sent until its video is saved.</summary>
/// <remarks>The journal is kept in the folder of the environment variable SEEDANCE_HOME, or else in the user's data folder, one small file for each job. Machines can share the folder. The service is not asked, and no key is needed. In the sandbox its jobs are shown too.</remarks>
[Cmdlet(VerbsCommon.Get, "SeedanceJob")]
[OutputType(typeof(SeedanceJob))]
public sealed class GetSeedanceJobCommand : PSCmdlet
{
    /// <summary>Only those of this status: Submitting, Unknown, Pending, Complete, Failed or Saved. Wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(WordCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Status { get; set; }

    /// <summary>Only those of these batches (New-SeedanceVideo -JobName). Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JobName { get; set; }

    /// <summary>Only those with such a prompt. Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Prompt { get; set; }

    /// <summary>Only those of these generations.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [Alias("GenerationId")]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Only these entries. Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    /// <summary>Only those that were submitted at or after this time.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeCompleter))]
    [ValidateNotNull]
    public DateTime? Since { get; set; }

    /// <summary>Only those that were submitted before this time.</summary>
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
