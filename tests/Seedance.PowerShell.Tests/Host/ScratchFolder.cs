namespace Seedance.PowerShell.Tests.Host;

internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("seedance-host-").FullName;

    public void Add(string name, string text = "") => File.WriteAllText(System.IO.Path.Combine(Path, name), text);

    public Task<HostRun> Run(string script, params string[] arguments) => Start(script, arguments).Finish();

    public RunningHost Start(string script, params string[] arguments)
    {
        Add("script.ps1", script);
        return HostRun.StartIn(Path, ["script.ps1", .. arguments]);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
