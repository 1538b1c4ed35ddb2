using Seedance.Costs;

namespace Seedance.Tests;

/// <summary>The cost limit of a command: the first job that could pass it is not sent, nor any after it.</summary>
public sealed class SpendingLimitTests
{
    [Fact]
    public async Task Jobs_that_fit_are_reserved_in_the_order_of_the_inputs()
    {
        var limit = new SpendingLimit(6);
        var (first, second, third) = (limit.TakeTurn(), limit.TakeTurn(), limit.TakeTurn());

        var late = third.ReserveAsync(2.90m, default);
        var next = second.ReserveAsync(2.90m, default);
        Assert.False(next.IsCompleted);
        using var one = await first.ReserveAsync(2.90m, default);
        using var two = await next;

        one.Charge(2.89m);
        two.Charge(2.89m);
        Assert.False(late.IsCompleted);
        one.Dispose();
        Assert.False(late.IsCompleted);
    }

    [Fact]
    public async Task The_one_that_could_pass_it_waits_for_those_in_progress_and_fails_then()
    {
        var limit = new SpendingLimit(6);
        var first = await limit.TakeTurn().ReserveAsync(2.90m, default);
        var second = await limit.TakeTurn().ReserveAsync(2.90m, default);
        var third = limit.TakeTurn().ReserveAsync(2.90m, default);

        first.Charge(2.89m);
        first.Dispose();
        second.Charge(null);
        second.Dispose();

        var failure = await Assert.ThrowsAsync<CostLimitException>(() => third);
        Assert.Equal((6m, 5.79m, false), (failure.Limit, failure.Spent, failure.IsFollowing));
        Assert.Contains("2 jobs were submitted for $5.79; $0.21 is left", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_job_releases_its_amount()
    {
        var limit = new SpendingLimit(3);
        var rejected = await limit.TakeTurn().ReserveAsync(2.90m, default);
        var next = limit.TakeTurn().ReserveAsync(2.90m, default);
        Assert.False(next.IsCompleted);

        rejected.Dispose();

        using var reservation = await next;
    }

    [Fact]
    public async Task After_the_first_that_is_not_sent_none_is_sent_however_cheap()
    {
        var limit = new SpendingLimit(1);
        using (var turn = limit.TakeTurn())
        {
            await Assert.ThrowsAsync<CostLimitException>(() => turn.ReserveAsync(2, default));
        }

        // Only the first one is reported.
        Assert.True((await Assert.ThrowsAsync<CostLimitException>(() => limit.TakeTurn().ReserveAsync(0.10m, default))).IsFollowing);
    }

    [Fact]
    public async Task An_input_that_needs_no_job_lets_the_next_one_have_its_turn()
    {
        var limit = new SpendingLimit(3);
        var earlier = limit.TakeTurn();
        var next = limit.TakeTurn().ReserveAsync(2.90m, default);
        Assert.False(next.IsCompleted);

        earlier.Dispose();

        using var reservation = await next;
    }

    /// <summary>Another process had taken the key of the job, and its submission was rejected.</summary>
    [Fact]
    public async Task An_input_whose_job_was_not_sent_can_reserve_again()
    {
        var limit = new SpendingLimit(3);
        var (turn, _) = (limit.TakeTurn(), limit.TakeTurn());
        (await turn.ReserveAsync(2.90m, default)).Dispose();

        var again = turn.ReserveAsync(2.90m, default);

        Assert.True(again.IsCompleted);
        using var reservation = await again;
    }

    [Fact]
    public async Task Waiting_for_a_turn_can_be_canceled()
    {
        var limit = new SpendingLimit(3);
        _ = limit.TakeTurn();
        using var stop = new CancellationTokenSource();
        var waiting = limit.TakeTurn().ReserveAsync(1, stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_limit_of_zero_allows_only_what_costs_nothing()
    {
        var limit = new SpendingLimit(0);
        using var free = await limit.TakeTurn().ReserveAsync(0, default);

        free.Charge(0);
        free.Dispose();
        await Assert.ThrowsAsync<CostLimitException>(() => limit.TakeTurn().ReserveAsync(0.01m, default));
    }
}
