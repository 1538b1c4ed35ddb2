namespace Seedance.Tests;

/// <summary>Another process ends its submission between the read of its entry and the check whether it is running. Its job is not lost.</summary>
public sealed class EndingSubmissionTests
{
    private static readonly SeedanceJob _submitting = new() { Key = "1", Status = JobStatus.Submitting };
    private static readonly SeedanceGeneration _generation = new() { Id = "1f0c2b6e-53a4-6f10-9a52-0242ac120002", Status = "Pending" };

    [Fact]
    public async Task A_job_that_was_recorded_in_that_moment_is_resumed_by_its_id()
    {
        var store = new EndingJobStore(entry => entry.WithGeneration(_generation));
        await store.TryAddAsync(_submitting, null, CancellationToken.None);
        var journal = new JobJournal("account", store);

        Assert.Equal(_generation.Id, Assert.Single(journal.ReadUnfinished(_ => { })).Id);
    }

    [Fact]
    public async Task A_job_that_was_recorded_in_that_moment_is_not_unknown()
    {
        var store = new EndingJobStore(entry => entry.WithGeneration(_generation));
        await store.TryAddAsync(_submitting, null, CancellationToken.None);
        var journal = new JobJournal("account", store);

        var job = journal.WithEffectiveStatus(_submitting);

        Assert.Equal((_generation.Id, "Pending"), (job.Id, job.Status));
    }

    [Fact]
    public async Task A_job_that_was_saved_in_that_moment_needs_nothing_more()
    {
        var store = new EndingJobStore(entry => entry.WithGeneration(_generation).WithStatus(JobStatus.Saved));
        await store.TryAddAsync(_submitting, null, CancellationToken.None);

        Assert.Empty(new JobJournal("account", store).ReadUnfinished(_ => { }));
    }
}
