using System.Management.Automation;

namespace Seedance.PowerShell;

/// <summary>Lists what was submitted from here, newest first, as the journal remembers it: every job, from before its request was sent until its video is saved.</summary>
/// <remarks>The journal lies in the folder that the environment variable SEEDANCE_HOME names, or else in the user's own data folder, one small file a job. Machines may share the folder. Nothing is asked of the service, and no key is needed.</remarks>
[Cmdlet(VerbsCommon.Get, "SeedanceJob")]
[OutputType(typeof(SeedanceJob))]
public sealed class GetSeedanceJobCommand : PSCmdlet
{
    /// <summary>Only those that stand so: Submitting, Unknown, Pending, Complete, Failed or Saved. Wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(JobStatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Status { get; set; }

    /// <summary>Only those of these batches (New-SeedanceVideo -JobName). Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? JobName { get; set; }

    /// <summary>Only those with such a prompt. Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Prompt { get; set; }

    /// <summary>Only those of these generations.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GenerationId")]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Only these entries. Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Key { get; set; }

    /// <summary>Only those that were submitted at or after this time.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Only those that were submitted before this time.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var filter = new JobFilter { Status = Status, JobName = JobName, Prompt = Prompt, Id = Id, Key = Key, Since = Since, Before = Before };
        try
        {
            var jobs = JobJournal.All(UserData.Folder).SelectMany(journal => journal.ReadAll(broken => WriteError(broken.ToErrorRecord(broken.Path))).Select(journal.AsItStands));
            WriteObject(jobs.Where(filter.Takes).OrderByDescending(job => job.SubmittedAt), enumerateCollection: true);
        }
        catch (JournalException failure)
        {
            WriteError(failure.ToErrorRecord(failure.Path));
        }
    }
}

/// <summary>Removes entries from this machine's journal. Nothing changes at the service.</summary>
/// <remarks>To prune: Get-SeedanceJob -Status Saved -Before (Get-Date).AddDays(-30) | Remove-SeedanceJob -WhatIf. An entry whose job is neither saved nor failed is removed with -Force alone: it is all that is known of a job that may be paid for.</remarks>
[Cmdlet(VerbsCommon.Remove, "SeedanceJob", SupportsShouldProcess = true)]
public sealed class RemoveSeedanceJobCommand : PSCmdlet
{
    /// <summary>The entries, as Get-SeedanceJob writes them.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SeedanceJob[] Job { get; set; } = [];

    /// <summary>Removes those too whose jobs are neither saved nor failed.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var job in Job)
        {
            try
            {
                if (job.IsUnfinished && !Force)
                {
                    throw new JobUnfinishedException(job);
                }

                if (ShouldProcess($"{job.Key} ({job})", Strings.RemoveJobAction))
                {
                    new JobJournal(UserData.Folder, job.Account!).Remove(job.Key);
                }
            }
            catch (SeedanceException failure)
            {
                WriteError(failure.ToErrorRecord(job));
            }
        }
    }
}
