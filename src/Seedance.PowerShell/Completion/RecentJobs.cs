using Seedance.Connection;
using Seedance.Journal;
using Seedance.PowerShell.Connections;

namespace Seedance.PowerShell.Completion;

/// <summary>The latest jobs of the journal, as far as they can be read while somebody waits at the keyboard.</summary>
internal static class RecentJobs
{
    /// <summary>How long a completion may take.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private const int MaxJobs = 500;

    /// <summary>The jobs, newest first; none when they can't be read in time.</summary>
    public static IReadOnlyList<SeedanceJob> Read() => TimedRead.Result(StartRead(), MaxTime);

    /// <summary>Reads on another thread: a shared folder can hang.</summary>
    public static Task<IReadOnlyList<SeedanceJob>> StartRead()
    {
        // The sandbox depends on the runspace of this thread.
        var sandbox = CurrentConnection.FindSandbox()?.KeyAccount.Current?.Journal;
        return Task.Run<IReadOnlyList<SeedanceJob>>(() =>
        {
            var journals = JobJournal.OpenAll(DataFolder.Path).Concat(sandbox is null ? [] : new[] { sandbox });
            return [.. journals
                .SelectMany(journal => journal.ReadLatest(MaxJobs).Select(journal.WithEffectiveStatus))
                .OrderByDescending(job => job.SubmittedAt)
                .Take(MaxJobs)];
        });
    }
}
