using System.Diagnostics;
using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>A file is streamed: however large it is, the memory it takes is small.</summary>
internal sealed class UploadBenchmark : IBenchmark
{
    private const long MostGrowth = 30_000_000;

    public string Name => "upload";

    public string Usage => "[--size 1GiB]   Uploads a file of the size; memory may grow by 30 MB at the most.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var size = arguments switch
        {
            [] => 1L << 30,
            ["--size", var text] => ByteSize.Parse(text),
            _ => throw new UsageException($"'{string.Join(' ', arguments)}' is not known."),
        };
        using var server = await ServerProcess.StartAsync();
        var connection = SeedanceConnection.ToService(Guid.NewGuid().ToString(), server.ApiRoot, "Benchmark", TimeSpan.FromMinutes(10));
        var options = new ClientOptions { Gate = new RequestGate(1) };
        using var file = new SparseFile(size);
        file.Warm();

        var (time, memory) = await UploadAsync(new SeedanceClient(connection, options), file);
        var curl = await Curl.UploadAsync(await AskForFormAsync(new ApiTransport(connection, options)), file.Path);

        Console.WriteLine(Compare(file, time, memory, curl));
        Console.WriteLine();
        var isKept = memory.WorkingSetGrowth < MostGrowth;
        Console.WriteLine($"Growth in memory under {ByteSize.Megabytes(MostGrowth)}: {(isKept ? "kept" : "BROKEN")}");
        return isKept;
    }

    private static async Task<(TimeSpan Time, MemoryWatch Memory)> UploadAsync(SeedanceClient client, SparseFile file)
    {
        // What is loaded and compiled once is not the upload's.
        using (var small = new SparseFile(1 << 20))
        {
            await client.UploadAsync(MediaFile.Open(small.Path), force: true, default);
        }

        using var memory = new MemoryWatch();
        var start = Stopwatch.GetTimestamp();
        await client.UploadAsync(MediaFile.Open(file.Path), force: true, default);
        return (Stopwatch.GetElapsedTime(start), memory);
    }

    private static Task<UploadForm> AskForFormAsync(ApiTransport api) =>
        api.SendAsync(HttpMethod.Post, "v1/init-image", """{"extension":"png"}"""u8.ToArray(), RetryPolicy.None, UploadForm.ReadInitImage, default);

    private static Table Compare(SparseFile file, TimeSpan time, MemoryWatch memory, Curl? curl)
    {
        var bytes = file.Length.ToString("N0", CultureInfo.InvariantCulture);
        var table = new Table("Seedance", "curl");
        table.Add("bytes", bytes, curl is null ? "not installed" : bytes);
        table.Add("seconds", Seconds(time), Seconds(curl?.Time));
        table.Add("MB/s", Rate(file, time), Rate(file, curl?.Time));
        table.Add("working set, growth", ByteSize.Megabytes(memory.WorkingSetGrowth), null);
        table.Add("working set, peak", ByteSize.Megabytes(memory.PeakWorkingSet), curl is null ? null : ByteSize.Megabytes(curl.PeakWorkingSet));
        table.Add("managed heap, growth", ByteSize.Megabytes(memory.HeapGrowth), null);
        table.Add("allocated", ByteSize.Megabytes(memory.Allocated), null);
        return table;
    }

    private static string? Seconds(TimeSpan? time) => time?.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string? Rate(SparseFile file, TimeSpan? time) => (file.Length / 1e6 / time?.TotalSeconds)?.ToString("N0", CultureInfo.InvariantCulture);
}
