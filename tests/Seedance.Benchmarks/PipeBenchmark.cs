using System.Globalization;

namespace Seedance.Benchmarks;

/// <summary>Images in, videos out: the one-line pipeline beside the script that people write without a module.</summary>
internal sealed class PipeBenchmark : IBenchmark
{
    private const int Images = 200;
    private const double IdealSeconds = 40;

    private static readonly TimeSpan _job = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _latency = TimeSpan.FromMilliseconds(20);

    public string Name => "pipe";

    public string Usage => "   200 images through upload, create, wait and download, beside Invoke-RestMethod and ForEach-Object -Parallel.";

    public async Task<bool> RunAsync(IReadOnlyList<string> arguments)
    {
        using var folder = new ImageFolder(Images);
        var shell = Shell.Pwsh;
        var peer = await PipeRun.RunAsync(shell, folder, Peer, _job, _latency);
        var ten = await PipeRun.RunAsync(shell, folder, Ours("-MaxInFlight 10"), _job, _latency);
        var standard = await PipeRun.RunAsync(shell, folder, Ours(""), _job, _latency);
        var plain = await PipeRun.RunAsync(shell, folder, Plain, _job, _latency);

        var table = new Table("Seedance, 10 in flight", "Seedance, default", "script, 10 in parallel", "bare HttpClient, all at once");
        Add("videos", run => run.Videos.ToString(CultureInfo.InvariantCulture));
        Add("seconds", run => Number(run.Seconds));
        Add("CPU seconds, with process start", run => Number(run.CpuInAll));
        Add("CPU seconds, without", run => Number(run.Cpu));
        Add("CPU beside the script's, with process start", run => Ratio(run.CpuInAll / peer.CpuInAll));
        Add("CPU beside the script's, without", run => Ratio(run.Cpu / peer.Cpu));
        Add("working set, peak", run => ByteSize.Megabytes(run.PeakWorkingSet));
        Add("requests", run => run.Requests.ToString(CultureInfo.InvariantCulture));
        Add("of which reads", run => run.Reads.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine($"In {shell.Description}; server: 20 ms latency, 2 s a job.");
        Console.WriteLine(table);

        List<Promise> promises =
        [
            new($"Videos: {ten.Videos} and {standard.Videos}, {Images} each", ten.Videos == Images && standard.Videos == Images),
            Promise.Ratio("10 in flight: time beside the ideal 40 s", ten.Seconds, IdealSeconds, 1.15),
            new($"10 in flight: {ten.Reads} reads, 400 at most", ten.Reads <= 400),
            new($"Default: {standard.Reads} reads, 200 at most", standard.Reads <= 200),
        ];
        AddCpu("10 in flight", ten);
        AddCpu("Default", standard);
        promises.Add(Promise.Ratio("Default: time beside the script's", standard.Seconds, peer.Seconds, 0.25));
        return Promise.Print(promises);

        void AddCpu(string what, PipeRun run)
        {
            promises.Add(Promise.Ratio($"{what}: CPU beside the script's, with process start", run.CpuInAll, peer.CpuInAll, 0.2));
            promises.Add(Promise.Ratio($"{what}: CPU beside the script's, without", run.Cpu, peer.Cpu, 0.1));
        }

        void Add(string measure, Func<PipeRun, string> figure) => table.Add(measure, figure(ten), figure(standard), figure(peer), figure(plain));
    }

    private static string Ours(string parameters) => $$"""
        Import-Module '{{BuildOutput.Module}}'
        Connect-Seedance -ApiKey $key -BaseUri $root -CreatesPerMinute 0 -RequestsPerMinute 0
        Get-ChildItem *.png | New-SeedanceVideo {{parameters}} | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos | ForEach-Object { }
        """;

    /// <summary>What is left when all else is taken away.</summary>
    private static string Plain => $"""
        $null = [Reflection.Assembly]::LoadFrom('{typeof(PlainPipe).Assembly.Location}')
        [Seedance.Benchmarks.PlainPipe]::Run($root, $key, $PWD.Path)
        """;

    /// <summary>The straightforward way: ten images at a time, each looked at every half second.</summary>
    private const string Peer = """
        $null = New-Item videos -ItemType Directory
        Get-ChildItem *.png | ForEach-Object -ThrottleLimit 10 -Parallel {
            $headers = @{ authorization = "Bearer $using:key"; accept = 'application/json' }
            $init = (Invoke-RestMethod "$using:root/v1/init-image" -Method Post -Headers $headers -ContentType 'application/json' -Body '{"extension":"png"}').uploadInitImage
            $form = [ordered]@{}
            foreach ($field in ($init.fields | ConvertFrom-Json).PSObject.Properties) { $form[$field.Name] = $field.Value }
            $form.file = Get-Item $_.FullName
            $null = Invoke-RestMethod $init.url -Method Post -Form $form
            $body = @{
                model = 'seedance-2.0-fast'; public = $false
                parameters = @{
                    prompt = 'Bring this picture to life'; quantity = 1; duration = 8; width = 1280; height = 720; motion_has_audio = $true
                    guidances = @{ start_frame = @(@{ image = @{ id = $init.id; type = 'UPLOADED' } }) }
                }
            } | ConvertTo-Json -Depth 8
            $id = (Invoke-RestMethod "$using:root/v2/generations" -Method Post -Headers $headers -ContentType 'application/json' -Body $body).generate.generationId
            do {
                Start-Sleep -Milliseconds 500
                $job = (Invoke-RestMethod "$using:root/v1/generations/$id" -Headers $headers).generations_by_pk
            } while ($job.status -eq 'PENDING')
            Invoke-WebRequest $job.generated_images[0].motionMP4URL -OutFile "videos/$($_.BaseName).mp4"
        }
        """;

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
