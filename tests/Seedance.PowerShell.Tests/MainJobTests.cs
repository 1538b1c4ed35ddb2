using System.Security.Cryptography;

namespace Seedance.PowerShell.Tests;

/// <summary>A folder of images: how many requests are in flight, and when the first result comes out.</summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task Two_hundred_images_are_processed_concurrently_within_the_throttle_limit()
    {
        await using var work = await Workplace.CreateAsync();
        work.AddImages(Enumerable.Range(1, 200).Select(number => $"image{number:D3}.png"));
        work.Server.Latency = TimeSpan.FromMilliseconds(2);

        var result = work.Run("""
            $entered = 0
            Get-ChildItem *.png | ForEach-Object { $entered++; $_ } | New-SeedanceVideo -ThrottleLimit 8 -Destination videos |
                ForEach-Object { if (-not $firstLeftAfter) { $firstLeftAfter = $entered }; $_ }
            """);

        result.AssertNoError();
        Assert.Equal(200, result.Output.Count);
        Assert.Equal(200, work.Server.Service.Jobs.Count);
        Assert.Equal(200, work.Server.Service.Uploads.Select(upload => upload.Sha256).Distinct().Count());
        var videos = work.Files("*.mp4").Select(name => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(work.Folder, name)))));
        Assert.Equal(200, videos.Distinct().Count());
        Assert.InRange(work.Server.PeakInFlight, 2, 8);
        Assert.InRange((int)work.Session.Variable("firstLeftAfter")!, 1, 199);
    }
}
