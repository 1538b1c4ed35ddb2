using Seedance.Chaos;

namespace Seedance.PowerShell.Tests;

/// <summary>Never paid twice, never lost: a batch over a bad line, killed again and again. The benchmark "chaos" is the same for hours.</summary>
public sealed class ChaosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_batch_that_is_killed_again_and_again_is_paid_once_and_saved_whole(int seed)
    {
        var report = await new ChaosRound(seed).RunAsync(mostKills: 3);

        Assert.Empty(report.Broken);
    }
}
