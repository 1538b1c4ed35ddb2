using Seedance.Chaos;

namespace Seedance.PowerShell.Tests;

/// <summary>Never paid twice, never lost: a batch on an unreliable network, interrupted again and again. The benchmark "chaos" does the same for hours.</summary>
public sealed class ChaosTests
{
    // Equal prompts under one seed; the same with three workers at once; three workers where a third of the requests fail.
    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(25)]
    public async Task A_batch_that_is_killed_and_stopped_again_and_again_is_paid_once_and_saved_completely(int seed)
    {
        var report = await new ChaosRound(seed).RunAsync(maxInterruptions: 4);

        Assert.Empty(report.Broken);
    }
}
