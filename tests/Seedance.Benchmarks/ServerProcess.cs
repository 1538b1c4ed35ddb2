using System.Diagnostics;

namespace Seedance.Benchmarks;

/// <summary>The wire server in a process of its own, so that its memory is not taken for the client's.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The argument that makes this program the server.</summary>
    public const string Verb = "server";

    private readonly Process _process;

    private ServerProcess(Process process, Uri apiRoot) => (_process, ApiRoot) = (process, apiRoot);

    public Uri ApiRoot { get; }

    public static async Task<ServerProcess> StartAsync()
    {
        var program = Environment.ProcessPath!;
        // Under "dotnet NAME.dll" the process is dotnet, which wants to be told the dll.
        string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Program).Assembly.Location, Verb] : [Verb];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var root = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, new Uri(root));
    }

    /// <summary>Serves until standard input is closed, which the end of the parent does too.</summary>
    public static async Task ServeAsync()
    {
        await using var server = await WireServer.WireServer.StartAsync();
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
