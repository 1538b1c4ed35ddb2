using Seedance.Fuzz;

namespace Seedance.Tests;

/// <summary>A short run of the fuzzer, which has found no untyped exception in a million inputs.</summary>
public sealed class FuzzTests
{
    private const int Count = 20_000;
    private const int Seed = 1;

    [Fact]
    public void No_response_request_or_journal_entry_throws_an_untyped_exception() => ReadAll(new ResponseTarget());

    [Fact]
    public void No_media_file_throws_an_exception() => ReadAll(new MediaTarget());

    private static void ReadAll(IFuzzTarget target)
    {
        var report = Fuzzer.Run(target, Count, Seed);

        Assert.True(report.Fault is null, $"{Convert.ToBase64String(report.Fault?.Input ?? [])} threw {report.Fault?.Exception}");
        Assert.Equal(Count + Corpus.Read(target.Name).Count, report.Inputs);
    }
}
