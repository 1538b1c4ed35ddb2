using Transfer = Seedance.Api.Transfer;

namespace Seedance.PowerShell.Batches;

/// <summary>A line for each of the largest uploads and downloads in progress. A line that becomes free is used for another one, or disappears.</summary>
/// <param name="clock">The clock.</param>
internal sealed class TransferLines(TimeProvider clock)
{
    private const int MaxLines = 4;

    /// <summary>What takes less time gets no line.</summary>
    private static readonly TimeSpan _initialDelay = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly List<(Transfer Transfer, long Start)> _transfers = [];
    private readonly Transfer?[] _lines = new Transfer?[MaxLines];
    private readonly ProgressUpdate?[] _shown = new ProgressUpdate?[MaxLines];

    /// <summary>A transfer begins. Called from any thread.</summary>
    public void Add(Transfer transfer)
    {
        lock (_lock)
        {
            _transfers.Add((transfer, clock.GetTimestamp()));
        }
    }

    /// <summary>How many uploads and downloads are in progress.</summary>
    public (int Uploads, int Downloads) Count()
    {
        lock (_lock)
        {
            _transfers.RemoveAll(entry => entry.Transfer.HasEnded);
            var uploads = _transfers.Count(entry => entry.Transfer.IsUpload);
            return (uploads, _transfers.Count - uploads);
        }
    }

    /// <summary>Writes each line whose text has changed.</summary>
    public void Update(Action<ProgressUpdate> write)
    {
        Assign(FindLargest());
        for (var line = 0; line < MaxLines; line++)
        {
            if (_lines[line] is { } transfer)
            {
                var update = Describe(line + 1, transfer);
                if (update != _shown[line])
                {
                    _shown[line] = update;
                    write(update);
                }
            }
            else
            {
                Complete(line, write);
            }
        }
    }

    /// <summary>Removes every line that is shown.</summary>
    public void Complete(Action<ProgressUpdate> write)
    {
        for (var line = 0; line < MaxLines; line++)
        {
            Complete(line, write);
        }
    }

    private void Complete(int line, Action<ProgressUpdate> write)
    {
        if (_shown[line] is { } last)
        {
            _shown[line] = null;
            write(last with { IsCompleted = true });
        }
    }

    private List<Transfer> FindLargest()
    {
        lock (_lock)
        {
            _transfers.RemoveAll(entry => entry.Transfer.HasEnded);
            return [.. _transfers
                .Where(entry => clock.GetElapsedTime(entry.Start) >= _initialDelay)
                .Select(entry => entry.Transfer)
                .OrderByDescending(transfer => transfer.Length ?? 0)
                .Take(MaxLines)];
        }
    }

    /// <summary>A transfer keeps its line for as long as it is one of the largest.</summary>
    private void Assign(List<Transfer> largest)
    {
        for (var line = 0; line < MaxLines; line++)
        {
            if (_lines[line] is { } transfer && !largest.Remove(transfer))
            {
                _lines[line] = null;
            }
        }

        foreach (var transfer in largest)
        {
            _lines[Array.IndexOf(_lines, null)] = transfer;
        }
    }

    private static ProgressUpdate Describe(int line, Transfer transfer)
    {
        var (bytes, length) = (transfer.Bytes, transfer.Length);
        var percent = length is > 0 ? (int)Math.Min(100, 100 * bytes / length.Value) : -1;
        return new ProgressUpdate(line, Path.GetFileName(transfer.Path), Text.ProgressText.Transfer(transfer.IsUpload, bytes, length), percent, IsCompleted: false);
    }
}
