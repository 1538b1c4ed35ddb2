using System.Management.Automation;
using Seedance.Connection;
using Seedance.Journal;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Removes entries from the journal of this machine. Nothing changes on the service.</summary>
/// <remarks>
/// <para>Nothing changes on the service, and no file is deleted but the entry. An entry whose job is neither saved nor failed is removed only with -Force: it is the only record of a job that may be paid for.</para>
/// <para>A job name forgets what is removed: the same input is submitted and paid for again.</para>
/// </remarks>
/// <note>Nothing is sent, and no key is needed.</note>
/// <example><para>See which old entries would be removed.</para>
/// <code>Get-SeedanceJob -Status Saved -Before (Get-Date).AddDays(-30) | Remove-SeedanceJob -WhatIf</code></example>
/// <example><para>Remove old entries.</para>
/// <code>Get-SeedanceJob -Status Saved -Before (Get-Date).AddDays(-30) | Remove-SeedanceJob</code></example>
/// <example><para>Remove a submission that the account does not show.</para>
/// <code>Get-SeedanceJob -Status Unknown | Remove-SeedanceJob -Force -Confirm</code>
/// <para>First look for the job in your Leonardo.AI account: it may exist and may have been charged.</para></example>
/// <seealso cref="GetSeedanceJobCommand"/>
/// <seealso cref="ResumeSeedanceGenerationCommand"/>
/// <seealso cref="RemoveSeedanceGenerationCommand"/>
/// <seealso href="about_Seedance_Jobs"/>
[Cmdlet(VerbsCommon.Remove, "SeedanceJob", SupportsShouldProcess = true)]
public sealed class RemoveSeedanceJobCommand : AsyncCmdlet
{
    /// <summary>The entries, as Get-SeedanceJob returns them.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [OwnType(typeof(SeedanceJob))]
    [ValidateNotNullOrEmpty]
    public SeedanceJob[] Job { get; set; } = [];

    /// <summary>Also removes entries whose jobs are neither saved nor failed.</summary>
    [Parameter]
    [ExactSwitch]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var job in Job)
        {
            if (job.IsUnfinished && !Force)
            {
                WriteError(new JobUnfinishedException(job).ToErrorRecord(job));
            }
            else if (ShouldProcess($"{job.Key} ({job})", ModuleMessages.RemoveJobAction))
            {
                Start(job, _ => JournalOf(job).RemoveAsync(job.Key));
            }
        }
    }

    private static JobJournal JournalOf(SeedanceJob job) =>
        CurrentConnection.FindSandbox()?.KeyAccount.Current?.Journal is { } sandbox && sandbox.Account == job.Account ? sandbox : JobJournal.Open(DataFolder.Path, job.Account!);
}
