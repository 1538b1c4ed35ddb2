using Microsoft.Extensions.Time.Testing;
using Seedance.PowerShell.Batches;

namespace Seedance.Tests;

/// <summary>What the lines of progress say and when, on a fake clock.</summary>
public sealed class BatchProgressTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly BatchTally _tally = new();
    private readonly BatchProgress _progress;
    private readonly List<ProgressUpdate> _written = [];

    public BatchProgressTests() => _progress = new BatchProgress(_tally, _clock);

    [Fact]
    public void Nothing_is_shown_for_a_second()
    {
        _ = Submit();
        Advance(0.999);
        Assert.Empty(_written);

        Advance(0.001);
        Assert.Equal("0 of 1 · 1 submitting", Assert.Single(_written).Status);
    }

    [Fact]
    public void What_ends_within_a_second_leaves_nothing_to_remove()
    {
        Submit().End(BatchOutcome.Submitted);
        Advance(0.5);

        _progress.Complete(_written.Add);

        Assert.Empty(_written);
    }

    [Fact]
    public void A_line_is_updated_four_times_a_second_at_most_and_only_when_it_changes()
    {
        Advance(1);
        _written.Clear();
        for (var step = 0; step < 100; step++)
        {
            _ = Submit();
            Advance(0.01);
        }

        Assert.Equal(4, _written.Count);
        Advance(10);
        var changes = _written.Count;
        Advance(10);
        Assert.Equal(changes, _written.Count);
    }

    [Fact]
    public void The_line_says_how_many_are_done_what_the_others_do_and_what_they_cost()
    {
        var ended = Submit();
        ended.OnSubmitted(Job("ended", 0.97m), isNew: true);
        ended.End(BatchOutcome.Submitted);
        _tally.Begin(Job("ended"), BatchPhase.Saving).End(BatchOutcome.Saved);
        Submit().OnSubmitted(Job("rendering", 0.97m), isNew: true);
        _ = _tally.Begin(Job("rendering"), BatchPhase.Rendering);
        _ = _tally.Begin(Job("saved"), BatchPhase.Saving);
        _ = _tally.Begin(Job("downloaded"), BatchPhase.Saving);
        _ = Submit();
        _ = Submit();
        _progress.Transfers.Add(new Transfer(isUpload: true, "new.png"));
        _progress.Transfers.Add(new Transfer(isUpload: false, "downloaded.mp4"));

        Advance(1);

        Assert.Equal("1 of 6 · 1 uploading · 1 submitting · 1 rendering · 1 downloading · 1 saving · $1.94", _written[0].Status);
        Assert.Equal(16, _written[0].Percent);
    }

    [Fact]
    public void A_job_that_goes_from_cmdlet_to_cmdlet_is_one_item_whichever_of_them_ends_last()
    {
        var submission = Submit();
        submission.OnSubmitted(Job("a"), isNew: true);
        var wait = _tally.Begin(Job("a"), BatchPhase.Rendering);
        wait.End(BatchOutcome.Complete);
        submission.End(BatchOutcome.Submitted);

        Assert.Equal((1, 1), (_tally.Counts.Total, _tally.Counts.Ended));
        Assert.Equal((1, 0), (_tally.Count(BatchOutcome.Complete), _tally.Count(BatchOutcome.Submitted)));

        var save = _tally.Begin(Job("A"), BatchPhase.Saving);
        Assert.Equal((1, 0, 1), (_tally.Counts.Total, _tally.Counts.Ended, _tally.Counts.Saving));
        save.End(BatchOutcome.Saved);
        Assert.Equal((1, 1, 0), (_tally.Counts.Total, _tally.Counts.Ended, _tally.Counts.Saving));
    }

    [Fact]
    public void A_cost_that_some_responses_did_not_name_is_a_lower_bound_and_one_that_none_named_is_left_out()
    {
        Submit().OnSubmitted(Job("a"), isNew: true);
        Advance(1);
        Submit().OnSubmitted(Job("b", 1.5m), isNew: true);
        Advance(1);

        // A job of an earlier run was paid then.
        Submit().OnSubmitted(Job("c", 7m), isNew: false);
        Advance(1);

        Assert.Equal(["0 of 1 · 1 submitting", "0 of 2 · 2 submitting · at least $1.50", "0 of 3 · 3 submitting · at least $1.50"], _written.Select(update => update.Status));
    }

    [Theory]
    [InlineData(0, 1, 88)]
    [InlineData(0, 30, 165)]
    [InlineData(60, 1, 31)]
    [InlineData(600, 1, 73)]
    public void The_time_left_is_that_of_the_last_job_by_the_curve(double age, int jobs, int seconds) =>
        Assert.Equal(seconds, new CompletionCurve(88, 6, 2.5).RemainingAt(age, jobs), 0.5);

    [Fact]
    public void The_largest_four_transfers_have_lines_and_a_line_that_becomes_free_is_used_again()
    {
        var files = Enumerable.Range(1, 6).Select(size => Start($"{size}.mp4", size * 1_000_000)).ToList();
        Advance(1);
        Assert.Equal(["6.mp4", "5.mp4", "4.mp4", "3.mp4"], Lines().Select(update => update.Activity));
        Assert.Equal([1, 2, 3, 4], Lines().Select(update => update.Line));
        Assert.Equal("Downloading 0.0 of 6.0 MB", Lines()[0].Status);
        _written.Clear();

        files[4].Dispose();
        files[5].Add(1_500_000);
        Advance(0.25);

        Assert.Equal([(1, "6.mp4", 25), (2, "2.mp4", 0)], Lines().Select(update => (update.Line, update.Activity, update.Percent)));
        _written.Clear();

        files.ForEach(file => file.Dispose());
        Advance(0.25);

        Assert.Equal([1, 2, 3, 4], Lines().Select(update => update.Line));
        Assert.All(Lines(), update => Assert.True(update.IsCompleted));
    }

    [Fact]
    public void A_transfer_of_less_than_a_second_has_no_line()
    {
        Advance(5);
        var quick = Start("quick.mp4", 1_000_000);
        Advance(0.9);
        quick.Dispose();
        Advance(1);

        Assert.Empty(Lines());
    }

    [Fact]
    public void The_end_removes_every_line_that_is_shown_and_no_other()
    {
        _ = Start("a.mp4", 1_000_000);
        Advance(1);
        _written.Clear();

        _progress.Complete(_written.Add);
        _progress.Complete(_written.Add);

        Assert.Equal([1, 0], _written.Select(update => update.Line));
        Assert.All(_written, update => Assert.True(update.IsCompleted));
    }

    private BatchWork Submit() => _tally.Begin(null, BatchPhase.Submitting);

    private static SeedanceGeneration Job(string id, decimal? dollars = null) => new() { Id = id, Cost = dollars };

    private Transfer Start(string path, long length)
    {
        var transfer = new Transfer(isUpload: false, path);
        transfer.Begin(0, length);
        _progress.Transfers.Add(transfer);
        return transfer;
    }

    private List<ProgressUpdate> Lines() => [.. _written.Where(update => update.Line > 0)];

    private void Advance(double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _progress.Update(_written.Add);
    }
}
