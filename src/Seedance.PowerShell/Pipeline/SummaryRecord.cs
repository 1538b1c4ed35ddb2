using System.Management.Automation;

namespace Seedance.PowerShell.Pipeline;

/// <summary>The information record of how a pipeline has ended.</summary>
internal static class SummaryRecord
{
    private const string Tag = "Seedance";

    /// <summary>With this tag hosts show it as they show Write-Host, whatever the preference is.</summary>
    private const string HostTag = "PSHOST";

    /// <summary>A text that hosts show.</summary>
    public static InformationRecord ForEverybody(string text, string source) => new(text, source) { Tags = { Tag, HostTag } };

    /// <summary>What is left to be resumed is shown to everybody. Anything else is for those who ask for the stream.</summary>
    public static InformationRecord Create(BatchSummary summary, string source)
    {
        var record = new InformationRecord(summary, source) { Tags = { Tag } };
        if (summary is { ResumeCommand: not null } and ({ Skipped: > 0 } or { Unfinished: > 0 }))
        {
            record.Tags.Add(HostTag);
        }

        return record;
    }
}
