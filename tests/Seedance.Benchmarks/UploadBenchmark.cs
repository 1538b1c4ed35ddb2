using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>A file is uploaded as fast as by curl, and the memory for it is small, however large it is.</summary>
internal sealed class UploadBenchmark : IBenchmark
{
    private const long MaxGrowth = 20_000_000;
    private const double MaxTime = 1.05;

    public string Name => "upload";

    public string Usage => $"{TransferOptions.Usage}   Uploads a file of the size; memory may grow by 20 MB, and the time be 5 % over curl's.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = TransferOptions.Parse(arguments);
        using var server = await ServerProcess.StartAsync();
        var connection = SeedanceConnection.ToService(Guid.NewGuid().ToString(), server.ApiRoot, "Benchmark", TimeSpan.FromMinutes(10));
        var clientOptions = new ClientOptions { Gate = new RequestGate(1) };
        var client = new SeedanceClient(connection, clientOptions);
        var api = new LeonardoApi(connection, clientOptions);
        using var file = new SparseFile(options.Size);
        file.Warm();

        // The first upload loads and compiles code, here and on the server, so it is not measured.
        await client.UploadAsync(MediaFile.Open(file.Path), force: true, default);
        var (ours, curls) = (new Cost(), new Cost());
        var hasCurl = true;
        for (var run = 0; run < options.Runs; run++)
        {
            await ours.AddAsync(() => client.UploadAsync(MediaFile.Open(file.Path), force: true, default));
            if (hasCurl && await Curl.UploadAsync(await api.InitImageAsync("png", default), file.Path) is { } curl)
            {
                curls.Add(curl);
            }
            else
            {
                hasCurl = false;
            }
        }

        Console.WriteLine(Compare(options, ours, hasCurl ? curls : null));
        var growth = Promise.Growth("Growth in memory", ours.Growth, MaxGrowth);
        return hasCurl
            ? Promise.Print(growth, Promise.Ratio("Time beside curl", ours.Seconds.Median, curls.Seconds.Median, MaxTime))
            : Promise.Print(growth);
    }

    private static Table Compare(TransferOptions options, Cost ours, Cost? curl)
    {
        var bytes = options.Size.ToString("N0", CultureInfo.InvariantCulture);
        var table = new Table("Seedance", "curl");
        table.Add("bytes", bytes, curl is null ? "not installed" : bytes);
        table.Add($"seconds, median of {options.Runs}", ours.SecondsText, curl?.SecondsText);
        table.Add("MB/s", ours.RateText(options.Size), curl?.RateText(options.Size));
        table.Add("working set, growth", ByteSize.Megabytes(ours.Growth), null);
        table.Add("working set, peak", ByteSize.Megabytes(ours.PeakWorkingSet), curl is null ? null : ByteSize.Megabytes(curl.PeakWorkingSet));
        table.Add("allocated", ByteSize.Megabytes(ours.Allocated), null);
        return table;
    }
}
