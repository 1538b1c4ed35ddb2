using System.Management.Automation;

namespace Seedance.Host;

/// <summary>The activities under way, told in one line: the one that reported last.</summary>
internal sealed class ProgressLine(Terminal terminal)
{
    private readonly List<(long Source, ProgressRecord Record)> _activities = [];

    public void Report(long source, ProgressRecord record)
    {
        _activities.RemoveAll(shown => shown.Source == source && shown.Record.ActivityId == record.ActivityId);
        if (record.RecordType != ProgressRecordType.Completed)
            _activities.Add((source, record));

        if (_activities is [.., var last])
            terminal.ShowProgress(Text(last.Record));
        else
            terminal.HideProgress();
    }

    private static string Text(ProgressRecord record)
    {
        var parts = new List<string> { record.Activity };
        if (!string.IsNullOrWhiteSpace(record.StatusDescription))
            parts.Add(record.StatusDescription);
        if (!string.IsNullOrWhiteSpace(record.CurrentOperation))
            parts.Add(record.CurrentOperation);
        if (record.PercentComplete >= 0)
            parts.Add($"{record.PercentComplete} %");
        if (record.SecondsRemaining >= 0)
            parts.Add($"{TimeSpan.FromSeconds(record.SecondsRemaining):g} left");
        return string.Join(" · ", parts).ReplaceLineEndings(" ");
    }
}
