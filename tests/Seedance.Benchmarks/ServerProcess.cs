using System.Diagnostics;
using System.Globalization;
using Seedance.Sandbox;

namespace Seedance.Benchmarks;

/// <summary>The wire server in a process of its own, so that its memory is not taken for the client's.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The argument that makes this program the server.</summary>
    public const string Verb = "server";

    private readonly Process _process;

    private ServerProcess(Process process, Uri apiRoot) => (_process, ApiRoot) = (process, apiRoot);

    public Uri ApiRoot { get; }

    /// <param name="clipLength">How long each video is in bytes; 0 is as short as it is.</param>
    /// <param name="job">How long a job takes; any number is worked on at once.</param>
    /// <param name="latency">A delay before every response.</param>
    public static async Task<ServerProcess> StartAsync(long clipLength = 0, TimeSpan job = default, TimeSpan latency = default)
    {
        var program = Environment.ProcessPath!;
        // Under "dotnet NAME.dll" the process is dotnet, which wants to be told the dll.
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Program).Assembly.Location] : [];
        string[] arguments = [.. prefix, Verb, clipLength.ToString(CultureInfo.InvariantCulture), job.ToString(), latency.ToString()];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var root = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(root));
    }

    /// <summary>Serves until standard input is closed, which the end of the parent does too; each line asks how many requests there were.</summary>
    public static async Task ServeAsync(IReadOnlyList<string> settings)
    {
        await using var server = await WireServer.WireServer.StartAsync(new SandboxOptions
        {
            JobDuration = TimeSpan.Parse(settings[1], CultureInfo.InvariantCulture),
            Workers = int.MaxValue,
            MaxRecords = 100_000,
        });
        server.MinVideoLength = long.Parse(settings[0], CultureInfo.InvariantCulture);
        server.Latency = TimeSpan.Parse(settings[2], CultureInfo.InvariantCulture);
        server.MaxRecordedBytes = 0;
        Console.WriteLine(server.ApiRoot);
        while (await Console.In.ReadLineAsync() is not null)
        {
            Console.WriteLine($"{server.Requests.Count} {server.Count("GET /api/")}");
        }
    }

    /// <summary>How many requests there were, and how many of them read from the API.</summary>
    public async Task<(int All, int Reads)> CountAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        var counts = (await _process.StandardOutput.ReadLineAsync())!.Split(' ');
        return (int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
