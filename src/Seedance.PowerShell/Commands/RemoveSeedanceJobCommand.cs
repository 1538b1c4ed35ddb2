using System.Management.Automation;
using Seedance.Connection;
using Seedance.Journal;
using Seedance.PowerShell.Completion;
using Seedance.PowerShell.Connections;
using Seedance.PowerShell.Inputs;
using Seedance.PowerShell.Pipeline;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Commands;

/// <summary>Removes entries from the journal of this machine. Nothing changes on the service.</summary>
/// <remarks>To prune: Get-SeedanceJob -Status Saved -Before (Get-Date).AddDays(-30) | Remove-SeedanceJob -WhatIf. An entry whose job is neither saved nor failed is removed only with -Force: it is the only record of a job that may be paid for.</remarks>
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
                WriteFailure(new JobUnfinishedException(job), job);
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
