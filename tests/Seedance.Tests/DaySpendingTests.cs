using Seedance.Costs;

namespace Seedance.Tests;

/// <summary>The sum of a day is made of the journal's files. Each file is read once while its day lasts.</summary>
public sealed class DaySpendingTests : IDisposable
{
    private static readonly DailyBudget _monday = DayFrom("2026-11-23T00:00:00Z");
    private static readonly DailyBudget _tuesday = DayFrom("2026-11-24T00:00:00Z");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-spending-");
    private readonly DaySpending _spending;

    public DaySpendingTests() => _spending = new DaySpending(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_that_has_not_changed_is_not_read_again()
    {
        WriteOnMonday(dollars: 1);
        Assert.Equal(1m, _spending.Read(_monday));

        WriteOnMonday(dollars: 2);

        Assert.Equal(1m, _spending.Read(_monday));
    }

    /// <summary>A session that runs for weeks would keep every job of theirs in memory.</summary>
    [Fact]
    public void A_day_that_is_over_is_forgotten()
    {
        WriteOnMonday(dollars: 1);
        Assert.Equal(1m, _spending.Read(_monday));
        Assert.Equal(0m, _spending.Read(_tuesday));

        WriteOnMonday(dollars: 2);

        Assert.Equal(2m, _spending.Read(_monday));
    }

    [Fact]
    public void What_is_removed_is_kept_for_two_days()
    {
        foreach (var (key, age) in new[] { ("old", 3), ("recent", 1), ("new", 0) })
        {
            var path = Path.Combine(_folder.FullName, $"{key}.json");
            File.WriteAllText(path, "{}");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-age));
            _spending.Keep(path);
        }

        var kept = Directory.EnumerateFiles(Path.Combine(_folder.FullName, "removed")).Select(path => Path.GetFileName(path)!.Split('-')[0]);
        Assert.Equal(["new", "recent"], kept.Order());
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Fact]
    public void An_entry_that_can_not_be_read_is_an_error_because_the_sum_is_not_known()
    {
        WriteOnMonday(dollars: 1);
        var path = Path.Combine(_folder.FullName, "damaged.json");
        File.WriteAllText(path, "{");

        Assert.Equal(path, Assert.Throws<JournalException>(() => _spending.Read(_monday)).Path);
    }

    /// <summary>Always with the same time, by which a change is noticed.</summary>
    private void WriteOnMonday(decimal dollars)
    {
        var noon = _monday.Start.AddHours(12);
        var path = Path.Combine(_folder.FullName, "key.json");
        File.WriteAllBytes(path, JobEntryJson.Write(new SeedanceJob { Key = "key", SubmittedAt = noon, Reserved = dollars }));
        File.SetLastWriteTimeUtc(path, noon.UtcDateTime);
    }

    private static DailyBudget DayFrom(string start) => new(9, DateTimeOffset.Parse(start), DateTimeOffset.Parse(start).AddDays(1));
}
