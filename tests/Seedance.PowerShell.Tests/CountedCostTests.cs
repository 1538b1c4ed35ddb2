using System.Globalization;
using Seedance.Benchmarks;
using Seedance.Pwsh;
using Seedance.Sandbox;

namespace Seedance.PowerShell.Tests;

/// <summary>What a session pays for the module, counted in processes of their own: what is loaded, compiled, allocated and asked. Nothing is timed; the benchmarks do that.</summary>
public sealed class CountedCostTests
{
    // 12 more than for the empty module, and 23 in a first process: PowerShell itself is compiled ahead of time, and what is counted is our own.
    private const int MaxCompiledAtImport = 25;

    // 18 more.
    private const int MaxCompiledByFirstCommand = 25;

    // 416,000 with what is made once.
    private const long MaxAllocatedPerVideo = 550_000;

    // 2,143.
    private const long MaxCompiledByPipe = 2_550;

    // What is compiled again because it is hot depends on the moment.
    private static readonly Dictionary<string, string> _neverHot = new() { ["DOTNET_TC_CallCountThreshold"] = "1000000" };

    [Fact]
    public async Task Importing_loads_our_own_assemblies_alone_and_compiles_little()
    {
        var ours = await ImportAsync(StagedModule.Manifest, "New-SeedanceRequest");
        var empty = await ImportAsync(BuildOutput.EmptyModule, "New-Nothing");

        Assert.Equal(["Seedance", "Seedance.PowerShell"], ours.Loaded);
        Assert.InRange(ours.ByImport - empty.ByImport, 1, MaxCompiledAtImport);
        Assert.InRange(ours.ByFirstCommand - empty.ByFirstCommand, 1, MaxCompiledByFirstCommand);
    }

    [Theory]
    [InlineData("", 1.0)]
    [InlineData("-MaxInFlight 10", 2.0)]
    public async Task Pictures_become_videos_with_few_reads_and_little_garbage(string parameters, double mostReads)
    {
        const int images = 50;
        await using var server = await WireServer.WireServer.StartAsync(new SandboxOptions { ApiKey = Workplace.ApiKey, JobDuration = TimeSpan.FromSeconds(1), Workers = images });
        server.Latency = TimeSpan.FromMilliseconds(20);
        using var folder = new ScratchFolder();
        foreach (var name in Enumerable.Range(1, images).Select(number => $"{number}.png"))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, name), Workplace.Image(name));
        }

        var script = $$"""
            Connect-Seedance -ApiKey {{Workplace.ApiKey}} -BaseUri {{server.ApiRoot}} -CreatesPerMinute 0 -RequestsPerMinute 0
            $allocated = [GC]::GetTotalAllocatedBytes()
            $compiled = [Runtime.JitInfo]::GetCompiledMethodCount()
            $videos = Get-ChildItem *.png | New-SeedanceVideo {{parameters}} | Wait-SeedanceGeneration | Save-SeedanceVideo
            "$($videos.Count) $([GC]::GetTotalAllocatedBytes() - $allocated) $([Runtime.JitInfo]::GetCompiledMethodCount() - $compiled)"
            """;
        var run = await PwshProcess.RunAsync(script, folder.Path, _neverHot);

        Assert.Empty(run.Error);
        var counts = run.Output.Trim().Split(' ').Select(count => long.Parse(count, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(images, counts[0]);
        Assert.InRange(server.Count("GET /api/"), 1, (int)(images * mostReads));

        // A form, an upload, a create and a download for each.
        Assert.InRange(server.Requests.Count, 4 * images, (int)(images * (4 + mostReads)));
        Assert.InRange(counts[1] / images, 1, MaxAllocatedPerVideo);
        Assert.InRange(counts[2], 1, MaxCompiledByPipe);
    }

    private static async Task<(int ByImport, int ByFirstCommand, IEnumerable<string> Loaded)> ImportAsync(string manifest, string command)
    {
        var run = await PwshProcess.RunAsync($$"""
            $compiled = [Runtime.JitInfo]::GetCompiledMethodCount()
            $loaded = [AppDomain]::CurrentDomain.GetAssemblies()
            Import-Module '{{manifest}}'
            $afterImport = [Runtime.JitInfo]::GetCompiledMethodCount()
            $null = {{command}}
            $afterCommand = [Runtime.JitInfo]::GetCompiledMethodCount()
            "$($afterImport - $compiled) $($afterCommand - $afterImport)"
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_ -notin $loaded } | ForEach-Object { $_.GetName().Name }
            """, environment: _neverHot);
        Assert.Empty(run.Error);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var counts = lines[0].Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToList();
        return (counts[0], counts[1], lines[1..].Order(StringComparer.Ordinal));
    }
}
