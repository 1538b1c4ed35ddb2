using System.Text.Json;

namespace Seedance.Journal;

/// <summary>Sums what the jobs of a day cost, from the files of the journal. What was removed from the journal still counts.</summary>
/// <param name="folder">The folder of the entries.</param>
internal sealed class DaySpending(string folder)
{
    /// <summary>A file of another machine has that machine's time.</summary>
    private static readonly TimeSpan _clockTolerance = TimeSpan.FromHours(1);

    private readonly string _removed = Path.Combine(folder, "removed");

    /// <summary>What the last sum was made of. Each sum replaces it, so that a session keeps no day that is over.</summary>
    private IReadOnlyDictionary<string, (DateTime WrittenAt, SeedanceJob Job)> _jobs = new Dictionary<string, (DateTime WrittenAt, SeedanceJob Job)>();

    /// <summary>The sum in US dollars; for jobs in progress, what is set aside.</summary>
    /// <exception cref="JournalException">An entry of the day can't be read, so that the sum is not known.</exception>
    public decimal Read(DailyBudget budget)
    {
        var earlier = Volatile.Read(ref _jobs);
        var jobs = new Dictionary<string, (DateTime WrittenAt, SeedanceJob Job)>();
        foreach (var file in FilesSince(budget.Start.UtcDateTime - _clockTolerance))
        {
            var writtenAt = file.LastWriteTimeUtc;
            if (earlier.TryGetValue(file.FullName, out var known) && known.WrittenAt == writtenAt)
            {
                jobs[file.FullName] = known;
            }
            else if (ReadJob(file) is { } job)
            {
                jobs[file.FullName] = (writtenAt, job);
            }
        }

        Volatile.Write(ref _jobs, jobs);
        return jobs.Values.Select(entry => entry.Job).Where(budget.Includes).Sum(job => job.CountedDollars);
    }

    /// <summary>Keeps the file of an entry that is removed, for as long as its day may last anywhere.</summary>
    public void Keep(string path)
    {
        OwnerOnly.CreateFolder(_removed);
        foreach (var file in new DirectoryInfo(_removed).EnumerateFiles().Where(file => file.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-2)))
        {
            file.Delete();
        }

        // A later entry may have the key again, and be removed too.
        File.Move(path, Path.Combine(_removed, $"{Path.GetFileNameWithoutExtension(path)}-{Guid.NewGuid():N}.json"));
    }

    private IEnumerable<FileInfo> FilesSince(DateTime time) => new[] { folder, _removed }.Where(Directory.Exists)
        .SelectMany(place => new DirectoryInfo(place).EnumerateFiles("*.json"))
        .Where(file => file.LastWriteTimeUtc >= time);

    private static SeedanceJob? ReadJob(FileInfo file)
    {
        try
        {
            return JobEntryJson.Read(Path.GetFileNameWithoutExtension(file.Name), AtomicFile.Read(file.FullName));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            // It was removed since.
            return null;
        }
        catch (JsonException failure)
        {
            throw new JournalException(file.FullName, failure);
        }
    }
}
