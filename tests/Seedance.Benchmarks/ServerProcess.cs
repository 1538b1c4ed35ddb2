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
    public static async Task<ServerProcess> StartAsync(long clipLength = 0)
    {
        var program = Environment.ProcessPath!;
        // Under "dotnet NAME.dll" the process is dotnet, which wants to be told the dll.
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Program).Assembly.Location] : [];
        string[] arguments = [.. prefix, Verb, clipLength.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var root = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(root));
    }

    /// <summary>Serves until standard input is closed, which the end of the parent does too.</summary>
    public static async Task ServeAsync(long clipLength)
    {
        await using var server = await WireServer.WireServer.StartAsync(new SandboxOptions { JobDuration = TimeSpan.Zero, ClipLength = clipLength });
        server.KeptBytes = 0;
        Console.WriteLine(server.ApiRoot);
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
