using System.Management.Automation;
using Seedance.PowerShell.Batches;

namespace Seedance.PowerShell.Pipeline;

/// <summary>Shows lines of progress. They are those of the pipeline: whichever cmdlet writes, hosts show one and the same.</summary>
internal static class ProgressRecords
{
    // Hosts tell lines apart by source and activity. By default each cmdlet is a source of its own.
    private const long Source = 0x5EED_A9CE;
    private const int Activity = 20_260;

    public static void Write(ICommandRuntime runtime, ProgressUpdate update) => runtime.WriteProgress(Source, new ProgressRecord(Activity + update.Line, update.Activity, update.Status)
    {
        ParentActivityId = update.Line == 0 ? -1 : Activity,
        PercentComplete = update.Percent,
        RecordType = update.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    });
}
