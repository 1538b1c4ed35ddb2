using System.Diagnostics;
using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>A video is saved as fast as by curl, with as little memory as a stream copy.</summary>
internal sealed class DownloadBenchmark : IBenchmark
{
    private const long MaxGrowth = 20_000_000;
    private const double MaxTime = 1.05;

    public string Name => "download";

    public string Usage => $"{TransferOptions.Usage}   Saves a video of the size; the time may be 5 % over curl's, the memory 20 MB over a stream copy's.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = TransferOptions.Parse(arguments);
        using var server = await ServerProcess.StartAsync(options.Size);
        var connection = SeedanceConnection.ToService(Guid.NewGuid().ToString(), server.ApiRoot, "Benchmark", TimeSpan.FromMinutes(10));
        var client = new SeedanceClient(connection, new ClientOptions { Gate = new RequestGate(1) });
        var video = await client.ReadAsync(await client.CreateAsync(new SeedanceRequest { Prompt = "A fox" }, VideoModels.Seedance20Fast, new SubmissionOptions(), default), default);
        using var plain = new PlainDownload();
        var folder = Directory.CreateTempSubdirectory("seedance-download-");
        try
        {
            var path = Path.Combine(folder.FullName, "video.mp4");
            var save = new SaveOptions { Path = path, Force = true, NoSidecar = true };

            // The first download loads and compiles code, here and on the server, so it is not measured.
            await client.SaveAsync(video, save, default);
            await plain.RunAsync(video.VideoUrl!, path);
            var (ours, copies, curls) = (new Cost(), new Cost(), new Cost());
            var (copyFlushes, curlFlushes) = (new Samples(), new Samples());
            var hasCurl = true;
            for (var run = 0; run < options.Runs; run++)
            {
                Clear(path);
                await ours.AddAsync(() => client.SaveAsync(video, save, default));
                Clear(path);
                await copies.AddAsync(() => plain.RunAsync(video.VideoUrl!, path));
                copyFlushes.Add(Flush(path));
                Clear(path);
                if (hasCurl && await Curl.DownloadAsync(video.VideoUrl!, path) is { } curl)
                {
                    curls.Add(curl);
                    curlFlushes.Add(Flush(path));
                }
                else
                {
                    hasCurl = false;
                }
            }

            Console.WriteLine(Compare(options, ours, copies, copyFlushes, hasCurl ? curls : null, curlFlushes));
            var growth = Promise.Growth("Memory over a stream copy's", ours.Growth - copies.Growth, MaxGrowth);
            return hasCurl
                ? Promise.Print(growth, Promise.Ratio("Time beside curl and a flush, as ours has one", ours.Seconds.Median, curls.Seconds.Median + curlFlushes.Median, MaxTime))
                : Promise.Print(growth);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Each run begins without a file, and when the disk is idle.
    private static void Clear(string path)
    {
        File.Delete(path);
        Thread.Sleep(200);
    }

    /// <summary>The seconds until the file is on disk.</summary>
    private static double Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var start = Stopwatch.GetTimestamp();
        file.Flush(flushToDisk: true);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Table Compare(TransferOptions options, Cost ours, Cost copy, Samples copyFlushes, Cost? curl, Samples curlFlushes)
    {
        var table = new Table("Seedance", "stream copy", curl is null ? "curl: not installed" : "curl");
        table.Add($"seconds, median of {options.Runs}", ours.SecondsText, copy.SecondsText, curl?.SecondsText);
        table.Add("seconds of a flush to disk on top", "included", Text(copyFlushes), curl is null ? null : Text(curlFlushes));
        table.Add("MB/s", ours.RateText(options.Size), copy.RateText(options.Size), curl?.RateText(options.Size));
        table.Add("working set, growth", ByteSize.Megabytes(ours.Growth), ByteSize.Megabytes(copy.Growth), null);
        table.Add("working set, peak", ByteSize.Megabytes(ours.PeakWorkingSet), ByteSize.Megabytes(copy.PeakWorkingSet), curl is null ? null : ByteSize.Megabytes(curl.PeakWorkingSet));
        table.Add("allocated", ByteSize.Megabytes(ours.Allocated), ByteSize.Megabytes(copy.Allocated), null);
        return table;
    }

    private static string Text(Samples seconds) => seconds.Median.ToString("0.00", CultureInfo.InvariantCulture);
}
