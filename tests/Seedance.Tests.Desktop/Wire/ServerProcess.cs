using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Seedance.Tests.Wire;

/// <summary>The wire server as a process of its own: it runs on .NET 10 and this does not.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control;

    public ServerProcess()
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Seedance.WireServer.Host", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), "Seedance.WireServer.Host.dll"));
        // The server ends when its standard input closes, so it never outlives this process.
        _process = Process.Start(new ProcessStartInfo("dotnet", $"\"{program}\"") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _control = new HttpClient { BaseAddress = new Uri(_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{program} did not start.")) };
        ApiRoot = new Uri((string)JsonNode.Parse(Post("reset", """{"JobDuration":"00:00:00"}"""))![nameof(ApiRoot)]!);
    }

    public Uri ApiRoot { get; }

    /// <summary>Adds a fault, as JSON.</summary>
    public void AddFault(string fault) => Post("faults", fault);

    /// <summary>The jobs that the server has.</summary>
    public JsonArray Jobs() => Get("jobs");

    /// <summary>The uploads that the server has.</summary>
    public JsonArray Uploads() => Get("uploads");

    /// <summary>The requests whose "METHOD /path" begins with this.</summary>
    public JsonArray Requests(string start) => Get($"requests?like={Uri.EscapeDataString(start + "*")}");

    public void Dispose()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private JsonArray Get(string path) => JsonNode.Parse(_control.GetStringAsync(path).GetAwaiter().GetResult())!.AsArray();

    private string Post(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = _control.PostAsync(path, content).GetAwaiter().GetResult();
        var text = response.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }
}
