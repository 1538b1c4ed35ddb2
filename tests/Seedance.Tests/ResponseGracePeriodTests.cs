using Microsoft.Extensions.Time.Testing;

namespace Seedance.Tests;

/// <summary>A request that the user cancels still gets five seconds for its response.</summary>
public sealed class ResponseGracePeriodTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_request_is_cancelled_five_seconds_after_the_user_cancelled_it()
    {
        using var stop = new CancellationTokenSource();
        using var grace = new ResponseGracePeriod(_clock, stop.Token);
        _clock.Advance(TimeSpan.FromHours(1));

        await stop.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(grace.Token.IsCancellationRequested);

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(grace.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_request_that_has_ended_is_not_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var grace = new ResponseGracePeriod(_clock, stop.Token);
        var token = grace.Token;
        await stop.CancelAsync();
        grace.Dispose();

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.False(token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_cancellation_after_the_end_of_a_request_does_nothing()
    {
        using var stop = new CancellationTokenSource();
        new ResponseGracePeriod(_clock, stop.Token).Dispose();

        await stop.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
    }
}
