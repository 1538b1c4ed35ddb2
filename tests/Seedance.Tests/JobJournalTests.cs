using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Seedance.Tests;

/// <summary>The journal: one small file for each job, which several processes can use at the same time.</summary>
public sealed class JobJournalTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("seedance-journal-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Of_several_processes_that_begin_a_job_under_one_key_exactly_one_gets_it()
    {
        const int Writers = 4;
        using var start = new Barrier(Writers);
        var taken = new int[200];

        RunOnThreads(Writers, _ =>
        {
            var journal = OpenJournal();
            for (var key = 0; key < taken.Length; key++)
            {
                start.SignalAndWait();
                Interlocked.Add(ref taken[key], Begin(journal, new SeedanceJob { Key = $"key{key}" }) ? 1 : 0);
            }
        });

        Assert.All(taken, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task An_entry_whose_request_is_not_UTF_8_is_reported_and_hides_no_other_job()
    {
        await OpenJournal().TryBeginAsync(Job("good"), null, default);
        byte[] damaged = [.. """{"status":"Pending","submittedAt":"2025-03-09T14:14:40Z","request":{"model":"""u8, (byte)'"', 0xAE, .. "\"}}"u8];
        await File.WriteAllBytesAsync(Path.Combine(_home, "jobs/account/damaged.json"), damaged);
        var broken = new List<JournalException>();

        Assert.Equal("good", Assert.Single(OpenJournal().ReadAll(broken.Add)).Key);

        Assert.EndsWith("damaged.json", Assert.Single(broken).Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-1")]
    public void A_time_that_no_job_takes_is_ignored_and_the_entry_can_be_written_again(string seconds)
    {
        var entry = JobEntryJson.Read("key", Encoding.UTF8.GetBytes($$"""{"status":"Pending","submittedAt":"2025-03-09T14:14:40Z","seconds":{{seconds}}}"""));

        Assert.Null(entry.Took);
        Assert.Equal(JobStatus.Pending, JobEntryJson.Read("key", JobEntryJson.Write(entry)).Status);
    }

    [Fact]
    public void The_model_of_an_entry_is_its_own_or_else_that_of_its_request()
    {
        Assert.Equal("seedance-2.0", Read("""{"model":"seedance-2.0-fast"}""", """ "model":"seedance-2.0", """).Model);
        Assert.Equal("seedance-2.0-fast", Read("""{"model":"seedance-2.0-fast"}""").Model);
        Assert.Null(Read("{}").Model);

        static SeedanceJob Read(string request, string more = "") =>
            JobEntryJson.Read("key", Encoding.UTF8.GetBytes($$"""{ {{more}} "status":"Pending","submittedAt":"2025-03-09T14:14:40Z","request":{{request}}}"""));
    }

    [Fact]
    public void An_entry_says_what_it_cost_and_with_which_model()
    {
        var text = Encoding.UTF8.GetString(JobEntryJson.Write(Job("key") with { Model = "seedance-2.0", Cost = 2.5m, Credits = 100, IsSeedDrawn = true }));

        Assert.Contains("\"model\": \"seedance-2.0\"", text, StringComparison.Ordinal);
        Assert.Contains("\"costUnit\": \"DOLLARS\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("costUnit", Encoding.UTF8.GetString(JobEntryJson.Write(Job("key"))), StringComparison.Ordinal);
        var read = JobEntryJson.Read("key", Encoding.UTF8.GetBytes(text));
        Assert.Equal(("seedance-2.0", 2.5m, 100m, true), (read.Model, read.Cost, read.Credits, read.IsSeedDrawn));
    }

    [Fact]
    public void What_an_entry_does_not_say_is_empty()
    {
        var entry = JobEntryJson.Read("key", """{"status":"Pending","submittedAt":"2025-03-09T14:14:40Z","media":[{"id":"1"}],"references":{"Image 1":null}}"""u8.ToArray());

        Assert.False(entry.IsSeedDrawn);
        Assert.Equal(new JobMedia("1", "", null), Assert.Single(entry.Media));
        Assert.Equal(new JobReference("Image 1", ""), Assert.Single(entry.References));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(2.5, null, true)]
    [InlineData(null, 100.0, true)]
    public void A_job_with_a_known_cost_has_a_charge(double? dollars, double? credits, bool hasCharge)
    {
        using var service = new HttpClientHandler();
        var connection = SeedanceConnection.ToSandbox(new Uri("https://api.seedance.invalid/api/rest"), service, TimeSpan.FromSeconds(100));

        var generation = (Job("key") with { Id = "an id", Cost = (decimal?)dollars, Credits = (decimal?)credits }).ToGeneration(connection);

        Assert.Equal(hasCharge, generation.Charge is not null);
        Assert.Equal(((decimal?)dollars, (decimal?)credits), (generation.Cost, generation.Credits));
    }

    [Fact]
    public void The_newest_charge_counts()
    {
        var job = Job("key") with { Cost = 1, Credits = 10 };

        Assert.Equal((2m, 20m), Charged(job.WithGeneration(new SeedanceGeneration { Id = "an id", Charge = new GenerationCharge(2, 20) })));
        Assert.Equal((1m, 10m), Charged(job.WithGeneration(new SeedanceGeneration { Id = "an id" })));

        static (decimal?, decimal?) Charged(SeedanceJob job) => (job.Cost, job.Credits);
    }

    [Fact]
    public void An_entry_is_shown_by_its_prompt_or_else_its_key()
    {
        Assert.Equal("a fox", (Job("key") with { Prompt = "a fox" }).ToString());
        Assert.Equal("key", (Job("key") with { Prompt = null }).ToString());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("""{"parameters":{"guidances":{"image_reference":[]}}}""", false)]
    [InlineData("""{"parameters":{"guidances":{"video_reference_base":[]}}}""", true)]
    public void An_entry_tells_whether_it_has_a_video_reference(string? request, bool hasVideo) =>
        Assert.Equal(hasVideo, (Job("key") with { Request = request }).HasVideoReference);

    [Fact]
    public async Task A_key_that_is_being_submitted_is_taken()
    {
        var journal = OpenJournal();

        Assert.True(await journal.TryBeginAsync(Job("key"), null, default));
        Assert.False(await journal.TryBeginAsync(Job("key") with { Prompt = "an owl" }, null, default));

        Assert.NotEqual("an owl", journal.Read("key")!.Prompt);
    }

    [Fact]
    public async Task The_id_is_recorded_in_the_entry_as_it_is_now()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        await journal.UpdateAsync("key", job => job with { Destination = "/videos" });

        await journal.RecordAsync(Job("key"), new SeedanceGeneration { Id = "an id" });

        Assert.Equal(("an id", "/videos", JobStatus.Pending), (journal.Read("key")!.Id, journal.Read("key")!.Destination, journal.Read("key")!.Status));
    }

    [Fact]
    public async Task A_submission_that_has_ended_since_its_entry_was_read_has_the_status_that_it_recorded_last()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        await journal.TryBeginAsync(Job("lost"), null, default);
        var (read, lost) = (journal.Read("key")!, journal.Read("lost")!);
        Assert.Equal(JobStatus.Submitting, journal.WithEffectiveStatus(read).Status);
        await journal.RecordAsync(read, new SeedanceGeneration { Id = "an id" });
        journal.End(read);
        journal.End(lost);

        Assert.Equal(JobStatus.Pending, journal.WithEffectiveStatus(read).Status);
        Assert.Equal(JobStatus.Unknown, journal.WithEffectiveStatus(lost).Status);
        Assert.Equal(JobStatus.Saved, journal.WithEffectiveStatus(read with { Status = JobStatus.Saved }).Status);
    }

    [Fact]
    public async Task A_removed_job_counts_for_the_budget_of_its_day_and_a_withdrawn_one_does_not()
    {
        var journal = OpenJournal();
        var budget = new Costs.DailyBudget(100, DateTimeOffset.UtcNow.AddHours(-12), DateTimeOffset.UtcNow.AddHours(12));
        foreach (var (key, dollars) in new[] { ("removed", 2m), ("withdrawn", 4m) })
        {
            await journal.TryBeginAsync(Job(key) with { Id = key, SubmittedAt = DateTimeOffset.UtcNow, Reserved = dollars }, null, default);
        }

        await journal.RemoveAsync("removed");
        await journal.WithdrawAsync("withdrawn");

        Assert.Equal(2m, journal.ReadSpent(budget));
    }

    [Fact]
    public void Several_processes_can_create_the_journal_of_an_account_at_the_same_time()
    {
        const int Writers = 4;
        using var start = new Barrier(Writers);
        var failed = 0;

        RunOnThreads(Writers, writer =>
        {
            for (var account = 0; account < 500; account++)
            {
                start.SignalAndWait();
                try
                {
                    Begin(OpenJournal($"account{account}"), Job($"key{writer}"));
                }
                catch (JournalException)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        });

        Assert.Equal(0, failed);
    }

    [Fact]
    public async Task Concurrent_changes_of_several_processes_are_all_kept()
    {
        await OpenJournal().TryBeginAsync(Job("key") with { Index = 0 }, null, default);

        await Parallel.ForAsync(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            var journal = OpenJournal();
            for (var change = 0; change < 25; change++)
            {
                await journal.UpdateAsync("key", job => job with { Index = job.Index + 1 });
            }
        });

        Assert.Equal(200, OpenJournal().Read("key")!.Index);
        Assert.Equal(["key.json"], Directory.EnumerateFiles(Path.Combine(_home, "jobs/account"), "*.*").Select(Path.GetFileName).Where(name => name != ".lock"));
    }

    [Fact]
    public void A_status_never_goes_back()
    {
        var saved = Job("key") with { Status = JobStatus.Saved };

        Assert.All(JobStatus.All, status => Assert.Equal(JobStatus.Saved, saved.WithStatus(status).Status));
        Assert.Equal(JobStatus.Pending, Job("key").WithGeneration(new SeedanceGeneration { Id = "id" }).Status);
    }

    [Fact]
    public async Task A_temporary_file_of_a_crashed_process_is_not_read_and_is_deleted_after_a_day()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("complete"), null, default);
        var tempFile = Path.Combine(_home, "jobs/account/partial.json.x1y2.tmp");
        File.WriteAllText(tempFile, "{ \"sta");

        Assert.Equal(["complete"], journal.ReadAll(failure => throw failure).Select(job => job.Key));
        Assert.True(File.Exists(tempFile));

        File.SetLastWriteTimeUtc(tempFile, DateTime.UtcNow.AddDays(-2));
        _ = journal.ReadAll(failure => throw failure);
        Assert.False(File.Exists(tempFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"status\":\"Saved\"}")]
    [InlineData("{\"status\":\"Lost\",\"submittedAt\":\"2026-03-09T14:14:40Z\"}")]
    public async Task A_damaged_entry_is_reported_and_the_others_are_read(string content)
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("complete"), null, default);
        File.WriteAllText(Path.Combine(_home, "jobs/account/damaged.json"), content);
        var broken = new List<JournalException>();

        Assert.Equal(["complete"], journal.ReadAll(broken.Add).Select(job => job.Key));
        Assert.Equal(("JournalCorrupt", "damaged.json"), (Assert.Single(broken).ErrorId, Path.GetFileName(broken[0].Path)));
    }

    [Property]
    public Property Any_bytes_are_an_entry_or_damaged() => Prop.ForAll<byte[]>(bytes =>
    {
        var failure = Record.Exception(() => JobEntryJson.Read("key", bytes ?? []));
        Assert.True(failure is null or System.Text.Json.JsonException, failure?.ToString());
    });

    [Property]
    public Property An_entry_is_the_same_after_it_was_written_and_read() => Prop.ForAll(ArbMap.Default.ArbFor<(string Prompt, int Seed, decimal Cost, string Path)>(), values =>
    {
        // JSON can't contain half of a surrogate pair.
        static string? Valid(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var job = Job("key") with { Prompt = Valid(values.Prompt), Seed = values.Seed, Cost = values.Cost, Path = Valid(values.Path), Sha256 = "ab", IsSeedDrawn = true, Owner = "me", Media = [new("id", "fox.png", null)] };

        var read = JobEntryJson.Read("key", JobEntryJson.Write(job));

        Assert.Equal(job.Media, read.Media);
        Assert.Equal(job, read with { Media = job.Media });
    });

    [Fact]
    public async Task A_job_is_being_submitted_while_its_process_runs()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        var job = journal.Read("key")!;
        Assert.True(journal.IsBeingSubmitted(job));

        journal.End(job);
        Assert.False(journal.IsBeingSubmitted(job));
        Assert.False(journal.IsBeingSubmitted(job with { Owner = Guid.NewGuid().ToString("N") }));
        Assert.Equal(JobStatus.Unknown, journal.WithEffectiveStatus(job with { Owner = null }).Status);
    }

    [Fact]
    public async Task A_job_is_being_submitted_while_the_other_process_that_submits_it_runs()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        journal.End(Job("key"));
        var job = journal.Read("key")! with { Owner = "other" };

        using (new FileStream(Path.Combine(_home, "running", "other"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.True(journal.IsBeingSubmitted(job));
            Assert.Equal(JobStatus.Submitting, journal.WithEffectiveStatus(job).Status);
        }

        Assert.False(journal.IsBeingSubmitted(job));
        Assert.Equal(JobStatus.Unknown, journal.WithEffectiveStatus(job).Status);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_is_an_error_that_names_the_file()
    {
        File.WriteAllText(Path.Combine(_home, "jobs"), "a file where a folder is needed");

        var failure = await Assert.ThrowsAsync<JournalException>(() => OpenJournal().TryBeginAsync(Job("key"), null, default));

        Assert.Equal("JournalFailed", failure.ErrorId);
        Assert.EndsWith("key.json", failure.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_is_gone_is_written_again_with_the_id_of_its_job()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        File.Delete(Path.Combine(_home, "jobs/account/key.json"));

        await journal.RecordAsync(Job("key"), new SeedanceGeneration { Id = "id" });

        var entry = OpenJournal().Read("key")!;
        Assert.Equal(("id", JobStatus.Pending, "a fox"), (entry.Id, entry.Status, entry.Prompt));
    }

    [Fact]
    public async Task Any_other_change_of_an_entry_that_is_gone_does_not_write_it_again()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        await journal.RemoveAsync("key");

        Assert.Null(await journal.UpdateAsync("key", entry => entry.WithStatus(JobStatus.Unknown)));
        Assert.Null(journal.Read("key"));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("archive")]
    [InlineData("update")]
    [InlineData("record")]
    public async Task A_change_waits_for_the_process_that_holds_the_lock(string change)
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        Task changing;
        using (HoldLock())
        {
            changing = change switch
            {
                "remove" => journal.RemoveAsync("key"),
                "archive" => journal.ArchiveAsync("key"),
                "update" => journal.UpdateAsync("key", entry => entry.WithStatus(JobStatus.Unknown)),
                _ => journal.RecordAsync(Job("key"), new SeedanceGeneration { Id = "id" }),
            };

            Assert.False(changing.IsCompleted);
            Assert.Equal(JobStatus.Submitting, journal.Read("key")!.Status);
        }

        await changing;
        Assert.NotEqual(JobStatus.Submitting, journal.Read("key")?.Status);
    }

    [Fact]
    public async Task A_job_is_not_begun_when_the_lock_can_not_be_had()
    {
        await OpenJournal().TryBeginAsync(Job("first"), null, default);
        var journal = new JobJournal("account", new FileJobStore(_home, "account", lockTimeout: TimeSpan.Zero));
        using (HoldLock())
        {
            var failure = await Assert.ThrowsAsync<JournalException>(() => journal.TryBeginAsync(Job("key"), null, default));
            Assert.Equal("JournalFailed", failure.ErrorId);
            Assert.Null(journal.Read("key"));
        }

        Assert.True(await journal.TryBeginAsync(Job("key"), null, default));
    }

    [Fact]
    public async Task A_job_is_not_begun_when_its_key_is_waited_for_and_the_caller_is_cancelled()
    {
        await OpenJournal().TryBeginAsync(Job("first"), null, default);
        var journal = OpenJournal();
        using var stop = new CancellationTokenSource();
        using (HoldLock())
        {
            var begin = journal.TryBeginAsync(Job("key"), null, stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => begin);
        }

        Assert.Null(journal.Read("key"));
        Assert.True(await journal.TryBeginAsync(Job("key"), null, default));
    }

    [Fact]
    public async Task A_lease_that_could_not_be_taken_is_taken_once_its_folder_is_repaired()
    {
        var running = Path.Combine(_home, "running");
        File.WriteAllText(running, "a file where a folder is needed");
        await Assert.ThrowsAsync<JournalException>(() => OpenJournal().TryBeginAsync(Job("key"), null, default));

        File.Delete(running);

        Assert.True(await OpenJournal().TryBeginAsync(Job("key"), null, default));
    }

    [Fact]
    public async Task An_archived_entry_is_found_by_its_id_and_its_key_is_free()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        await journal.RecordAsync(Job("key"), new SeedanceGeneration { Id = "id" });
        journal.End(Job("key"));

        await journal.ArchiveAsync("key");

        Assert.Null(journal.Read("key"));
        Assert.StartsWith("key-", journal.Find(new SeedanceGeneration { Id = "id", JobKey = "key" })!.Key, StringComparison.Ordinal);
        Assert.True(await journal.TryBeginAsync(Job("key"), null, default));
    }

    [Fact]
    public async Task A_change_of_a_generation_goes_to_its_archived_entry_and_not_to_the_one_that_has_its_key_now()
    {
        var journal = OpenJournal();
        await BeginAsync(journal, Job("key"), "earlier");
        await journal.ArchiveAsync("key");
        await BeginAsync(journal, Job("key"), "later");

        var changed = await journal.UpdateAsync(new SeedanceGeneration { Id = "earlier", JobKey = "key" }, entry => entry.WithStatus(JobStatus.Saved));

        Assert.Equal(("earlier", JobStatus.Saved), (changed!.Id, changed.Status));
        Assert.Equal(("later", JobStatus.Pending), (journal.Read("key")!.Id, journal.Read("key")!.Status));
        Assert.Null(await journal.UpdateAsync(new SeedanceGeneration { Id = "unknown", JobKey = "key" }, entry => entry.WithStatus(JobStatus.Saved)));
        Assert.Equal(JobStatus.Pending, journal.Read("key")!.Status);
    }

    [Fact]
    public async Task The_entry_of_another_process_is_found_by_the_id_of_its_generation()
    {
        await BeginAsync(OpenJournal(), Job("key"), "id");

        Assert.Equal("key", OpenJournal().Find(new SeedanceGeneration { Id = "id" })?.Key);
    }

    [Fact]
    public async Task A_generation_that_was_not_submitted_from_here_has_no_entry()
    {
        var journal = OpenJournal();
        await BeginAsync(journal, Job("key"), "id");

        Assert.Null(journal.Find(new SeedanceGeneration { Id = "unknown" }));
        Assert.Null(journal.Find(new SeedanceGeneration { Id = "unknown", JobKey = "key" }));
        Assert.Null(await journal.UpdateAsync(new SeedanceGeneration { Id = "unknown" }, entry => entry.WithStatus(JobStatus.Saved)));
    }

    [Fact]
    public async Task An_id_belongs_to_one_entry()
    {
        var journal = OpenJournal();
        await BeginAsync(journal, Job("key"), "known");

        Assert.True(journal.ContainsId("KNOWN"));
        Assert.False(journal.TryClaim("known", "other"));
        Assert.True(journal.TryClaim("known", "key"));
        Assert.False(journal.ContainsId("new"));
        Assert.True(journal.TryClaim("new", "one"));
        Assert.False(journal.TryClaim("new", "two"));
        Assert.True(journal.ContainsId("new"));
    }

    [Fact]
    public async Task Ids_are_known_from_what_was_recorded_changed_archived_and_read()
    {
        var journal = OpenJournal();
        await BeginAsync(journal, Job("recorded"), "recorded");
        await BeginAsync(OpenJournal(), Job("changed"), "changed");
        await BeginAsync(OpenJournal(), Job("archived"), "archived");
        await BeginAsync(OpenJournal(), Job("read"), "read");

        Assert.True(journal.ContainsId("recorded"));
        Assert.False(journal.ContainsId("changed"));
        await journal.UpdateAsync("changed", entry => entry);
        Assert.True(journal.ContainsId("changed"));
        await journal.ArchiveAsync("archived");
        Assert.True(journal.ContainsId("archived"));
        Assert.False(journal.ContainsId("read"));
        journal.ReadAll(failure => throw failure);
        Assert.True(journal.ContainsId("read"));
    }

    [Fact]
    public async Task All_entries_are_read_newest_first_and_unfinished_ones_oldest_first()
    {
        var journal = OpenJournal();
        foreach (var (status, minute) in new[] { JobStatus.Pending, JobStatus.Saved, JobStatus.Complete, JobStatus.Failed, JobStatus.Unknown }.Select((status, minute) => (status, minute)))
        {
            var job = Job(status) with { SubmittedAt = Job("key").SubmittedAt.AddMinutes(minute), Status = status };
            await journal.TryBeginAsync(job, null, default);
            journal.End(job);
        }

        await journal.TryBeginAsync(Job("in progress"), null, default);
        var crashed = Job("crashed") with { SubmittedAt = Job("key").SubmittedAt.AddHours(1) };
        await journal.TryBeginAsync(crashed, null, default);
        journal.End(crashed);

        Assert.Equal(["crashed", "Unknown", "Failed", "Complete", "Saved"], journal.ReadAll(failure => throw failure).Select(job => job.Key).Take(5));
        Assert.Equal(["Pending", "Complete", "Unknown", "crashed"], journal.ReadUnfinished(failure => throw failure).Select(job => job.Key));
    }

    [Fact]
    public async Task The_status_of_an_entry_says_what_its_process_does_only_while_it_is_submitting()
    {
        var journal = OpenJournal();
        await journal.TryBeginAsync(Job("key"), null, default);
        var job = journal.Read("key")!;

        Assert.Same(job, journal.WithEffectiveStatus(job));
        Assert.False(journal.IsBeingSubmitted(job with { Status = JobStatus.Pending }));
        Assert.Equal(JobStatus.Pending, journal.WithEffectiveStatus(job with { Status = JobStatus.Pending, Owner = null }).Status);
    }

    [Fact]
    public async Task A_journal_whose_folder_was_deleted_is_empty_and_can_be_written_again()
    {
        var journal = OpenJournal();
        await BeginAsync(journal, Job("key"), "id");
        Directory.Delete(Path.Combine(_home, "jobs"), recursive: true);

        Assert.Empty(journal.ReadAll(failure => throw failure));
        Assert.Null(journal.Read("key"));
        Assert.True(await journal.TryBeginAsync(Job("key"), null, default));
    }

    [Fact]
    public void An_entry_keeps_everything_that_is_known_of_a_job()
    {
        var job = new SeedanceJob
        {
            Key = "key",
            Status = JobStatus.Saved,
            Id = "id",
            JobName = "trailer",
            SubmittedAt = Job("key").SubmittedAt,
            Account = "account",
            Owner = "process",
            Prompt = "a fox",
            Seed = 7,
            IsSeedDrawn = true,
            Duration = 8,
            Width = 1280,
            Height = 720,
            Public = true,
            Cost = 1.5m,
            Reserved = 1.51m,
            Model = "seedance-2.0-fast",
            SourcePath = "/images/fox.png",
            Destination = "/videos",
            Index = 3,
            PlannedPath = "/videos/fox.mp4",
            Path = "/videos/fox.mp4",
            Sha256 = "ab",
            Failure = "moderation",
            Recovered = true,
            Took = 91.5,
            Take = 2,
            References = [new("Image 1", "/images/fox.png")],
            Media = [new("id", "/images/fox.png", "cd"), new(null, "/images/den.png", null)],
            Request = """{"model":"seedance-2.0-fast"}""",
        };

        var read = JobEntryJson.Read("key", JobEntryJson.Write(job));

        Assert.Equal(job.Media, read.Media);
        Assert.Equal(job.References, read.References);
        Assert.Equal(job with { Media = read.Media, References = read.References }, read);

        var empty = new SeedanceJob { Key = "key", SubmittedAt = job.SubmittedAt };
        Assert.Equal(empty, JobEntryJson.Read("key", JobEntryJson.Write(empty)) with { Media = empty.Media });
    }

    /// <summary>Later versions read the journals of this one.</summary>
    [Fact]
    public void An_entry_is_JSON_that_a_person_can_read()
    {
        var json = Encoding.UTF8.GetString(JobEntryJson.Write(Job("key") with { Id = "id", Media = [new("1", "fox.png", null)] })).ReplaceLineEndings("\n");

        Assert.Equal("""
            {
              "version": 1,
              "status": "Submitting",
              "id": "id",
              "submittedAt": "2026-03-09T14:14:40+00:00",
              "account": "account",
              "prompt": "a fox",
              "seedDrawn": false,
              "media": [
                {
                  "id": "1",
                  "file": "fox.png"
                }
              ],
              "index": 0
            }
            """.ReplaceLineEndings("\n"), json);
    }

    [Theory]
    [InlineData(JobStatus.Submitting, GenerationStatus.Pending)]
    [InlineData(JobStatus.Unknown, GenerationStatus.Pending)]
    [InlineData(JobStatus.Pending, GenerationStatus.Pending)]
    [InlineData(JobStatus.Complete, GenerationStatus.Complete)]
    [InlineData(JobStatus.Failed, GenerationStatus.Failed)]
    [InlineData(JobStatus.Saved, GenerationStatus.Complete)]
    public void A_generation_of_an_entry_has_its_status_and_only_a_saved_one_a_file(string status, string generationStatus)
    {
        var connection = SeedanceConnection.ToSandbox(new Uri("https://sandbox.seedance.invalid/api/rest"), new Seedance.Sandbox.SandboxService(), TimeSpan.FromSeconds(100));
        var job = Job("key") with { Id = "id", Status = status, Path = "/videos/fox.mp4", Sha256 = "ab" };

        var generation = job.ToGeneration(connection);

        Assert.Equal(("id", "key", generationStatus), (generation.Id, generation.JobKey, generation.Status));
        Assert.Equal(status == JobStatus.Saved ? ("/videos/fox.mp4", "ab") : (null, null), (generation.Path, generation.Sha256));
        Assert.Equal((job.SubmittedAt, job.SubmittedAt), (generation.SubmittedAt, generation.CreatedAt));
        Assert.Equal(status is JobStatus.Saved or JobStatus.Failed, !job.IsUnfinished);
    }

    [Fact]
    public void The_path_of_a_video_follows_from_the_destination_until_it_is_planned()
    {
        var connection = SeedanceConnection.ToSandbox(new Uri("https://sandbox.seedance.invalid/api/rest"), new Seedance.Sandbox.SandboxService(), TimeSpan.FromSeconds(100));
        var destination = Path.Combine(_home, "{index}.mp4");
        var job = Job("key") with { Id = "id" };

        Assert.Null(job.ToGeneration(connection).PlannedPath);
        Assert.Equal(Path.Combine(_home, "0003.mp4"), (job with { Destination = destination, Index = 3 }).ToGeneration(connection).PlannedPath);
        Assert.Equal("/elsewhere.mp4", (job with { Destination = destination, PlannedPath = "/elsewhere.mp4" }).ToGeneration(connection).PlannedPath);
    }

    [Fact]
    public void A_cost_that_is_known_stays_known_when_a_later_response_does_not_say_it()
    {
        var job = Job("key") with { Cost = 1.5m };

        Assert.Equal(1.5m, job.WithGeneration(new SeedanceGeneration { Id = "id" }).Cost);
        Assert.Equal(2m, job.WithGeneration(new SeedanceGeneration { Id = "id", Cost = 2 }).Cost);
    }

    /// <summary>The two units are never mixed.</summary>
    [Fact]
    public void Dollars_and_credits_are_kept_apart()
    {
        var job = Job("key").WithGeneration(new SeedanceGeneration { Id = "id", Credits = 1934 });

        Assert.Equal((null, 1934m, "CREDITS"), (job.Cost, job.Credits, job.CostUnit));
        Assert.Equal(2.89133m, job.ChargedDollars);
        Assert.Equal(job, JobEntryJson.Read("key", JobEntryJson.Write(job)) with { Media = job.Media });
    }

    [Fact]
    public void Version_0_2_kept_credits_as_a_cost_with_a_unit()
    {
        var entry = """{"status":"Pending","submittedAt":"2026-08-01T09:30:00Z","cost":1934,"costUnit":"CREDITS"}""";

        var job = JobEntryJson.Read("key", System.Text.Encoding.UTF8.GetBytes(entry));

        Assert.Equal((null, 1934m), (job.Cost, job.Credits));
    }

    private static async Task BeginAsync(JobJournal journal, SeedanceJob job, string id)
    {
        Assert.True(await journal.TryBeginAsync(job, null, default));
        await journal.RecordAsync(job, new SeedanceGeneration { Id = id });
        journal.End(job);
    }

    private FileStream HoldLock() => new(Path.Combine(_home, "jobs/account/.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    /// <summary>A journal with files of its own open, as in another process.</summary>
    private JobJournal OpenJournal(string account = "account") => new(account, new FileJobStore(_home, account));

    private static bool Begin(JobJournal journal, SeedanceJob job) => journal.TryBeginAsync(job, null, default).GetAwaiter().GetResult();

    private static void RunOnThreads(int count, Action<int> work)
    {
        var threads = Enumerable.Range(0, count).Select(number => new Thread(() => work(number))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private static SeedanceJob Job(string key) => new()
    {
        Key = key,
        Account = "account",
        SubmittedAt = new DateTimeOffset(2026, 3, 9, 14, 14, 40, TimeSpan.Zero),
        Prompt = "a fox",
    };
}
