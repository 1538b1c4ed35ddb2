using Seedance.Costs;

namespace Seedance.Tests;

/// <summary>Where the journal keeps its entries: in files, or in the memory of a sandbox. Both do the same.</summary>
public sealed class JobStoreTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("seedance-journal-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_is_taken_once(bool isInMemory)
    {
        var store = Create(isInMemory);

        Assert.True(await store.TryAddAsync(Job("key"), null, default));
        Assert.False(await store.TryAddAsync(Job("key") with { Prompt = "an owl" }, null, default));

        Assert.Equal("a fox", store.Read("key")!.Prompt);
        Assert.Equal(["key"], store.ReadKeys());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_is_changed_removed_and_then_gone(bool isInMemory)
    {
        var store = Create(isInMemory);
        await store.TryAddAsync(Job("key"), null, default);

        var changed = await store.UpdateAsync("key", entry => entry! with { Prompt = "an owl" }, durable: true);
        Assert.Equal(("an owl", "an owl"), (changed!.Prompt, store.Read("key")!.Prompt));

        await store.RemoveAsync("key", keepsCost: false);
        Assert.Null(store.Read("key"));
        Assert.Empty(store.ReadKeys());
        Assert.Null(await store.UpdateAsync("key", entry => entry, durable: false));
        Assert.Null(store.Read("key"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archived_entry_has_another_key_and_its_own_is_free(bool isInMemory)
    {
        var store = Create(isInMemory);
        await store.TryAddAsync(Job("key"), null, default);

        await store.ArchiveAsync("key", "earlier");
        await store.ArchiveAsync("missing", "never");

        Assert.Equal(["earlier"], store.ReadKeys());
        Assert.Equal(("earlier", "a fox"), (store.Read("earlier")!.Key, store.Read("earlier")!.Prompt));
        Assert.True(await store.TryAddAsync(Job("key"), null, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_latest_entries_are_read_oldest_first(bool isInMemory)
    {
        var store = Create(isInMemory);
        foreach (var minute in new[] { 1, 2, 3 })
        {
            var time = DateTimeOffset.UtcNow.AddMinutes(minute - 10);
            await store.TryAddAsync(Job($"key{minute}") with { SubmittedAt = time }, null, default);
            if (!isInMemory)
            {
                File.SetLastWriteTimeUtc(store.PathOf($"key{minute}"), time.UtcDateTime);
            }
        }

        Assert.Equal(["key2", "key3"], store.ReadLatest(2).Select(job => job.Key));
        Assert.Equal(["key1", "key2", "key3"], store.ReadLatest(10).Select(job => job.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_could_pass_the_budget_of_the_day_is_not_added(bool isInMemory)
    {
        var store = Create(isInMemory);
        var budget = Today(5);
        await store.TryAddAsync(Today("one", 2.90m), budget, default);

        var failure = await Assert.ThrowsAsync<DailyBudgetException>(() => store.TryAddAsync(Today("two", 2.90m), budget, default));

        Assert.Equal((5m, 2.90m), (failure.Budget, failure.Spent));
        Assert.Equal(["one"], store.ReadKeys());

        // A key that is taken is no job more, and one without a price sets nothing aside.
        Assert.False(await store.TryAddAsync(Today("one", 2.90m), budget, default));
        Assert.True(await store.TryAddAsync(Today("free", null), budget, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_budget_of_a_day_counts_its_jobs_and_those_that_were_removed(bool isInMemory)
    {
        var store = Create(isInMemory);
        var budget = Today(100);
        foreach (var job in new[] { Today("one", 1), Today("two", 2), Today("removed", 4) with { Id = "an id" }, Today("withdrawn", 8) with { Id = "an id" }, Today("never made", 16), Today("free", null) with { Id = "an id" } })
        {
            await store.TryAddAsync(job, null, default);
        }

        await store.RemoveAsync("removed", keepsCost: true);
        await store.RemoveAsync("free", keepsCost: true);
        await store.RemoveAsync("never made", keepsCost: true);
        await store.RemoveAsync("withdrawn", keepsCost: false);
        await store.RemoveAsync("missing", keepsCost: true);

        Assert.Equal(1 + 2 + 4, store.ReadSpent(budget));
        Assert.Equal(["one", "two"], store.ReadKeys().Order());
    }

    [Theory]
    [InlineData(true, "sandbox", "key")]
    [InlineData(false, "jobs/account", "jobs/account/key.json")]
    public void Errors_name_the_place_of_an_entry_and_of_the_journal(bool isInMemory, string journal, string entry)
    {
        var store = Create(isInMemory);

        Assert.EndsWith(journal, store.PathOf(null), StringComparison.Ordinal);
        Assert.EndsWith(entry, store.PathOf("key"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sandbox_is_used_by_its_own_process_only() => Assert.False(Create(isInMemory: true).IsOtherOwnerAlive(Job("key") with { Owner = "another" }));

    [Fact]
    public async Task A_damaged_entry_is_left_out_of_the_latest_ones()
    {
        var store = Create(isInMemory: false);
        await store.TryAddAsync(Job("key"), null, default);
        File.WriteAllText(store.PathOf("damaged"), "{");

        Assert.Equal(["key"], store.ReadLatest(10).Select(job => job.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_store_without_an_entry_is_empty(bool isInMemory)
    {
        var store = Create(isInMemory);

        Assert.Empty(store.ReadKeys());
        Assert.Empty(store.ReadLatest(10));
        Assert.Null(store.Read("key"));
    }

    [Fact]
    public void Without_a_data_folder_there_are_no_accounts() => Assert.Empty(FileJobStore.Accounts(Path.Combine(_home, "missing")));

    [Fact]
    public async Task Every_account_has_a_folder_and_a_journal_of_its_own()
    {
        await new FileJobStore(_home, "one").TryAddAsync(Job("key"), null, default);
        await new FileJobStore(_home, "two").TryAddAsync(Job("key") with { Prompt = "an owl" }, null, default);

        Assert.Equal(["one", "two"], FileJobStore.Accounts(_home).Order());
        var journals = JobJournal.OpenAll(_home).OrderBy(journal => journal.Account).ToList();
        Assert.Equal(["a fox", "an owl"], journals.Select(journal => journal.Read("key")!.Prompt));
        Assert.Equal(["one", "two"], journals.Select(journal => journal.Read("key")!.Account));
        Assert.Same(journals[0], JobJournal.Open(_home, "one"));
    }

    [Fact]
    public async Task Moved_entries_are_those_of_the_other_account_and_none_of_its_own_is_replaced()
    {
        var (from, to) = (new FileJobStore(_home, "from"), new FileJobStore(_home, "to"));
        await from.TryAddAsync(Job("both"), null, default);
        await from.TryAddAsync(Job("moved"), null, default);
        await to.TryAddAsync(Job("both") with { Prompt = "an owl" }, null, default);

        FileJobStore.MoveEntries(_home, "from", "to");
        FileJobStore.MoveEntries(_home, "missing", "to");

        Assert.Equal(["both", "moved"], to.ReadKeys().Order());
        Assert.Equal(("an owl", "a fox", "to"), (to.Read("both")!.Prompt, to.Read("moved")!.Prompt, to.Read("moved")!.Account));
        Assert.Equal(["both"], from.ReadKeys());
        Assert.False(Directory.Exists(Path.Combine(_home, "jobs", "missing")));
    }

    [Fact]
    public async Task Entries_that_can_not_be_moved_are_an_error_that_names_their_folder()
    {
        await new FileJobStore(_home, "from").TryAddAsync(Job("key"), null, default);
        File.WriteAllText(Path.Combine(_home, "jobs", "to"), "a file where a folder is needed");

        var error = Assert.Throws<JournalException>(() => FileJobStore.MoveEntries(_home, "from", "to"));

        Assert.Equal(Path.Combine(_home, "jobs", "from"), error.Path);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_writes_nothing()
    {
        var store = Create(isInMemory: false);
        await store.TryAddAsync(Job("key"), null, default);
        var longAgo = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(store.PathOf("key"), longAgo);

        await store.UpdateAsync("key", entry => entry, durable: false);

        // Of the latest entries the time of the last change says which they are.
        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(store.PathOf("key")));
    }

    [Fact]
    public async Task Files_of_processes_that_have_ended_are_deleted_and_those_of_running_ones_are_not()
    {
        var running = Directory.CreateDirectory(Path.Combine(_home, "running")).FullName;
        foreach (var name in new[] { "ended", "running", "new" })
        {
            File.WriteAllText(Path.Combine(running, name), "");
        }

        foreach (var name in new[] { "ended", "running" })
        {
            File.SetLastWriteTimeUtc(Path.Combine(running, name), DateTime.UtcNow.AddMinutes(-2));
        }

        using var other = new FileStream(Path.Combine(running, "running"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        await Create(isInMemory: false).TryAddAsync(Job("key"), null, default);

        var own = ProcessLease.In(running).Name;
        Assert.Equal(new[] { "new", "running", own }.Order(), Directory.EnumerateFiles(running).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_process_has_one_lease_and_is_alive_and_nobody_is_not()
    {
        var lease = ProcessLease.In(Path.Combine(_home, "running"));

        Assert.Same(lease, ProcessLease.In(Path.Combine(_home, "running")));
        Assert.True(lease.IsAlive(lease.Name));
        Assert.False(lease.IsAlive(null));
        Assert.False(lease.IsAlive("ended"));
    }

    private IJobStore Create(bool isInMemory) => isInMemory ? new MemoryJobStore() : new FileJobStore(_home, "account");

    private static DailyBudget Today(decimal dollars) => new(dollars, DateTimeOffset.UtcNow.AddHours(-12), DateTimeOffset.UtcNow.AddHours(12));

    private static SeedanceJob Today(string key, decimal? reserved) => Job(key) with { SubmittedAt = DateTimeOffset.UtcNow, Reserved = reserved };

    private static SeedanceJob Job(string key) => new() { Key = key, SubmittedAt = new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero), Prompt = "a fox" };
}
