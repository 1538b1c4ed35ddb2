using Seedance.Chaos;

namespace Seedance.PowerShell.Tests;

/// <summary>Never paid twice, never lost: a batch over a bad line, killed again and again. The benchmark "chaos" is the same for hours.</summary>
public sealed class ChaosTests
{
    // Rounds that failed when a create was sent again, or when a sidecar was not resumed.
    [Theory]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(18)]
    public async Task A_batch_that_is_killed_again_and_again_is_paid_once_and_saved_whole(int seed)
    {
        var report = await new ChaosRound(seed).RunAsync(mostKills: 4);

        Assert.Empty(report.Broken);
    }
}
