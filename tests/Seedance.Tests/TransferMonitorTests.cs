using Microsoft.Extensions.Time.Testing;

namespace Seedance.Tests;

/// <summary>When a download counts as stalled.</summary>
public sealed class TransferMonitorTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(100, 60)]
    [InlineData(20, 20)]
    public void A_transfer_below_a_kilobyte_per_second_for_a_minute_or_a_shorter_request_timeout_is_stalled(int requestTimeout, int window)
    {
        using var monitor = new TransferMonitor(_clock, TimeSpan.FromSeconds(requestTimeout), default);
        Assert.Equal(TimeSpan.FromSeconds(window), monitor.Window);

        for (var minute = 0; minute < 10; minute++)
        {
            monitor.OnReceived(window * 1000);
            _clock.Advance(monitor.Window);
        }

        Assert.False(monitor.HasStalled);
        Assert.False(monitor.Token.IsCancellationRequested);

        monitor.OnReceived((window * 1000) - 1);
        _clock.Advance(monitor.Window);
        Assert.True(monitor.HasStalled);
        Assert.True(monitor.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task A_cancelled_transfer_is_not_stalled()
    {
        using var stop = new CancellationTokenSource();
        using var monitor = new TransferMonitor(_clock, TimeSpan.FromSeconds(100), stop.Token);

        await stop.CancelAsync();

        Assert.True(monitor.Token.IsCancellationRequested);
        Assert.False(monitor.HasStalled);
    }
}
