namespace Seedance.Tests;

/// <summary>The journal is one for all processes that share its folder.</summary>
public sealed class JobJournalTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("seedance-journal-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void Of_several_that_write_an_entry_under_one_key_at_once_one_is_told_that_it_is_theirs()
    {
        const int Writers = 4;
        using var start = new Barrier(Writers);
        var taken = new int[200];

        var threads = Enumerable.Range(0, Writers).Select(_ => new Thread(() =>
        {
            // Each as in a process of its own.
            var journal = new JobJournal(_home.FullName, "account");
            for (var key = 0; key < taken.Length; key++)
            {
                start.SignalAndWait();
                Interlocked.Add(ref taken[key], journal.TryAdd(new SeedanceJob { Key = $"key{key}" }) ? 1 : 0);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(taken, count => Assert.Equal(1, count));
    }
}
