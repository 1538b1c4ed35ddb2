using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Seedance.Tests;

/// <summary>The journal: one small file a job, shared without harm.</summary>
public sealed class JobJournalTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("seedance-journal-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Of_several_that_write_an_entry_under_one_key_at_once_one_is_told_that_it_is_theirs()
    {
        const int Writers = 4;
        using var start = new Barrier(Writers);
        var taken = new int[200];

        var threads = Enumerable.Range(0, Writers).Select(_ => new Thread(() =>
        {
            // Each as in a process of its own.
            var journal = new JobJournal(_home, "account");
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

    [Fact]
    public void The_first_entries_of_an_account_may_come_all_at_once()
    {
        const int Writers = 4;
        using var start = new Barrier(Writers);
        var refused = 0;

        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            for (var account = 0; account < 500; account++)
            {
                start.SignalAndWait();
                try
                {
                    new JobJournal(_home, $"account{account}").TryAdd(Job($"key{writer}"));
                }
                catch (JournalException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(0, refused);
    }

    [Fact]
    public void Changes_that_come_at_once_from_several_sides_are_all_kept()
    {
        // Each journal has files of its own open, as another process would.
        new JobJournal(_home, "account").TryAdd(Job("key") with { Index = 0 });

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var journal = new JobJournal(_home, "account");
            for (var change = 0; change < 25; change++)
            {
                journal.Update("key", job => job with { Index = job.Index + 1 });
            }
        });

        Assert.Equal(200, new JobJournal(_home, "account").Read("key")!.Index);
        Assert.Equal(["key.json"], Directory.EnumerateFiles(Path.Combine(_home, "jobs/account"), "*.*").Select(Path.GetFileName).Where(name => name != ".lock"));
    }

    [Fact]
    public void A_job_never_goes_back()
    {
        var saved = Job("key") with { Status = JobStatus.Saved };

        Assert.All(JobStatus.All, status => Assert.Equal(JobStatus.Saved, saved.At(status).Status));
        Assert.Equal(JobStatus.Pending, Job("key").As(new SeedanceGeneration { Id = "id" }).Status);
    }

    [Fact]
    public void What_a_process_that_died_while_it_wrote_has_left_is_not_read_and_in_time_swept()
    {
        var journal = new JobJournal(_home, "account");
        journal.TryAdd(Job("whole"));
        var draft = Path.Combine(_home, "jobs/account/torn.json.x1y2.tmp");
        File.WriteAllText(draft, "{ \"sta");

        Assert.Equal(["whole"], journal.ReadAll(failure => throw failure).Select(job => job.Key));
        Assert.True(File.Exists(draft));

        File.SetLastWriteTimeUtc(draft, DateTime.UtcNow.AddDays(-2));
        _ = journal.ReadAll(failure => throw failure);
        Assert.False(File.Exists(draft));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"status\":\"Saved\"}")]
    [InlineData("{\"status\":\"Lost\",\"submittedAt\":\"2026-03-09T14:14:40Z\"}")]
    public void A_damaged_entry_is_told_and_the_others_are_read(string content)
    {
        var journal = new JobJournal(_home, "account");
        journal.TryAdd(Job("whole"));
        File.WriteAllText(Path.Combine(_home, "jobs/account/damaged.json"), content);
        var broken = new List<JournalException>();

        Assert.Equal(["whole"], journal.ReadAll(broken.Add).Select(job => job.Key));
        Assert.Equal(("JournalCorrupt", "damaged.json"), (Assert.Single(broken).ErrorId, Path.GetFileName(broken[0].Path)));
    }

    [Property]
    public Property Any_bytes_at_all_are_an_entry_or_damaged() => Prop.ForAll<byte[]>(bytes =>
    {
        var failure = Record.Exception(() => JobEntryJson.Read("key", bytes ?? []));
        Assert.True(failure is null or System.Text.Json.JsonException, failure?.ToString());
    });

    [Property]
    public Property What_is_written_is_what_is_read() => Prop.ForAll(ArbMap.Default.ArbFor<(string Prompt, int Seed, decimal Cost, string Path)>(), facts =>
    {
        // JSON holds text, not halves of characters.
        static string? Whole(string? text) => text is null ? null : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
        var job = Job("key") with { Prompt = Whole(facts.Prompt), Seed = facts.Seed, Cost = facts.Cost, Path = Whole(facts.Path), Sha256 = "ab", IsSeedDrawn = true, Owner = "me", Media = [new("id", "fox.png", null)] };

        var read = JobEntryJson.Read("key", JobEntryJson.Write(job));

        Assert.Equal(job.Media, read.Media);
        Assert.Equal(job, read with { Media = job.Media });
    });

    [Fact]
    public void Whether_the_process_that_submits_still_runs_is_known()
    {
        var journal = new JobJournal(_home, "account");
        journal.TryAdd(Job("mine"));
        var mine = journal.Read("mine")!;

        Assert.True(journal.IsBeingSubmitted(mine));
        Assert.False(journal.IsBeingSubmitted(mine with { Owner = Guid.NewGuid().ToString("N") }));
        Assert.Equal(JobStatus.Unknown, journal.WithEffectiveStatus(mine with { Owner = null }).Status);
    }

    [Fact]
    public void A_folder_that_can_not_be_written_is_an_error_that_names_the_file()
    {
        File.WriteAllText(Path.Combine(_home, "jobs"), "a file where a folder is needed");

        var failure = Assert.Throws<JournalException>(() => new JobJournal(_home, "account").TryAdd(Job("key")));

        Assert.Equal("JournalFailed", failure.ErrorId);
        Assert.EndsWith("key.json", failure.Path, StringComparison.Ordinal);
    }

    private static SeedanceJob Job(string key) => new()
    {
        Key = key,
        Account = "account",
        SubmittedAt = new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero),
        Prompt = "a fox",
    };
}
