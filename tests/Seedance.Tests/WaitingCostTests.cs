using Seedance.Benchmarks;

namespace Seedance.Tests;

/// <summary>How many reads a wait takes, counted on a simulated clock. These tests run alone, because that clock advances when the thread pool is idle.</summary>
[Collection(nameof(WaitingCostTests))]
[CollectionDefinition(nameof(WaitingCostTests), DisableParallelization = true)]
public sealed class WaitingCostTests
{
    [Fact]
    public async Task One_job_of_ninety_seconds_takes_few_reads_and_its_end_is_noticed_soon()
    {
        var runs = new List<SimulatedJobs>();
        for (var run = 0; run < 50; run++)
        {
            runs.Add(await SimulatedJobs.RunAsync(1, () => 90));
        }

        Assert.InRange(runs.Average(run => run.Reads), 1, 25);
        Assert.InRange(runs.Average(run => run.MeanLateness), 0, 1.3);
    }

    [Theory]
    [InlineData(10, 80)]
    [InlineData(100, 250)]
    [InlineData(1000, 1500)]
    [InlineData(10_000, 6000)]
    public async Task Many_jobs_together_take_far_fewer_reads_than_each_alone(int count, int maxReads)
    {
        var random = new Random(1);

        var jobs = await SimulatedJobs.RunAsync(count, () => 85 + (10 * random.NextDouble()));

        Assert.InRange(jobs.Reads, 1, maxReads);
        Assert.InRange(jobs.MeanLateness, 0, count > 1000 ? 60 : 3);
    }

    [Fact]
    public async Task Jobs_of_an_earlier_session_are_found_in_the_list_together()
    {
        var random = new Random(1);

        var jobs = await SimulatedJobs.RunAsync(1000, () => 85 + (10 * random.NextDouble()), areSubmittedHere: false);

        Assert.InRange(jobs.Reads, 1, 800);
        Assert.InRange(jobs.MeanLateness, 0, 3);
    }

    [Fact]
    public async Task Jobs_deep_in_the_list_are_searched_for_until_they_are_found()
    {
        var jobs = await SimulatedJobs.RunAsync(10, () => 90, areSubmittedHere: false, newer: 800);

        // 250 when each is read by its id.
        Assert.InRange(jobs.Reads, 1, 150);
        Assert.InRange(jobs.MeanLateness, 0, 3);
    }

    [Fact]
    public async Task A_list_that_does_not_show_the_jobs_is_soon_no_longer_read_and_every_job_is_noticed()
    {
        var random = new Random(1);

        var jobs = await SimulatedJobs.RunAsync(100, () => 85 + (10 * random.NextDouble()), isListUsable: false);

        Assert.InRange(jobs.Reads, 100, 100 * 35);
        Assert.InRange(jobs.MeanLateness, 0, 6);
    }
}
