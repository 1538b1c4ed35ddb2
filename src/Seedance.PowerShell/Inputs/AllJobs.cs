using Seedance.Connection;
using Seedance.Journal;
using Seedance.PowerShell.Connections;

namespace Seedance.PowerShell.Inputs;

/// <summary>All jobs of this machine: of every account, and of the sandbox that is connected.</summary>
internal static class AllJobs
{
    /// <summary>The jobs as they are now.</summary>
    /// <param name="broken">Gets an error for each entry that can't be read.</param>
    public static IReadOnlyList<SeedanceJob> Read(List<JournalException> broken) => [.. Journals().SelectMany(journal => Read(journal, broken))];

    /// <summary>The job of a generation; null when no journal has it.</summary>
    public static SeedanceJob? Find(string id) =>
        Journals().Select(journal => journal.Find(new SeedanceGeneration { Id = id })).FirstOrDefault(job => job is not null);

    private static IEnumerable<JobJournal> Journals()
    {
        var journals = JobJournal.OpenAll(DataFolder.Path);
        return CurrentConnection.FindSandbox()?.KeyAccount.Current is { } sandbox ? [.. journals, sandbox.Journal] : journals;
    }

    private static IReadOnlyList<SeedanceJob> Read(JobJournal journal, List<JournalException> broken)
    {
        try
        {
            return [.. journal.ReadAll(broken.Add).Select(journal.WithEffectiveStatus)];
        }
        catch (JournalException failure)
        {
            broken.Add(failure);
            return [];
        }
    }
}
