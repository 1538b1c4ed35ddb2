using Seedance.Sandbox;

namespace Seedance.PowerShell.Tests;

/// <summary>What most tests need: a folder with images, a server on this machine and a session that is connected to it.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    /// <summary>A key of the right form that belongs to nobody.</summary>
    public const string ApiKey = "0f9b7a52-7c1e-4b7c-8a53-1d2e3f405162";

    private readonly DirectoryInfo _folder;

    private Workplace(WireServer.WireServer server, DirectoryInfo folder)
    {
        Server = server;
        _folder = folder;
        Session = new PowerShellSession(folder.FullName);
    }

    public WireServer.WireServer Server { get; }

    public PowerShellSession Session { get; }

    public string Folder => _folder.FullName;

    public static async Task<Workplace> CreateAsync(SandboxOptions? options = null, int requestTimeout = 100)
    {
        var server = await WireServer.WireServer.StartAsync(options ?? new SandboxOptions { ApiKey = ApiKey, JobDuration = TimeSpan.Zero });
        var work = new Workplace(server, Directory.CreateTempSubdirectory("seedance-"));

        // A server may get the port of an earlier one. Where any key is accepted, a new one has no account from there.
        work.Connect(options is { ApiKey: null } ? NewKey() : ApiKey, requestTimeout);
        return work;
    }

    public static string NewKey() => Guid.NewGuid().ToString();

    public void Connect(string apiKey, int requestTimeout = 100) =>
        Run($"Connect-Seedance -ApiKey {apiKey} -BaseUri {Server.ApiRoot} -RequestTimeout {requestTimeout} -CreatesPerMinute 0 -RequestsPerMinute 0 -SkipCheck").AssertNoError();

    /// <summary>Makes images of these names, each with content of its own.</summary>
    public void AddImages(params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            File.WriteAllBytes(Path.Combine(Folder, name), Image(name));
        }
    }

    /// <summary>The sandbox's own video: two seconds of 640 x 360.</summary>
    public void AddVideo(string name) =>
        File.Copy(Path.Combine(StagedModule.Repository, "src/Seedance.Sandbox/Assets/sandbox.mp4"), Path.Combine(Folder, name));

    /// <summary>Three seconds of silence, 8000 bytes a second.</summary>
    public void AddAudio(string name)
    {
        using var file = new BinaryWriter(File.Create(Path.Combine(Folder, name)));
        file.Write("RIFF"u8);
        file.Write(36 + 24_000);
        file.Write("WAVEfmt "u8);
        file.Write(16);
        file.Write((short)1);
        file.Write((short)1);
        file.Write(8000);
        file.Write(8000);
        file.Write((short)1);
        file.Write((short)8);
        file.Write("data"u8);
        file.Write(24_000);
        file.Write(new byte[24_000]);
    }

    public void AddText(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public ScriptResult Run(string script, params (string Name, object? Value)[] variables) => Session.Run(script, variables);

    /// <summary>Files below the folder, by their relative names.</summary>
    public IReadOnlyList<string> Files(string pattern = "*") =>
        [.. Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A white image of 16 x 9 pixels, followed by a comment that makes it different from any other.</summary>
    public static byte[] Image(string comment) =>
    [
        .. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAAAAAAeQfPuAAAAD0lEQVR42mP4jwYYBokAAOAHj3EdG5ZfAAAAAElFTkSuQmCC"),
        .. System.Text.Encoding.UTF8.GetBytes(comment),
    ];
}
