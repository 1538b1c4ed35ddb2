namespace Seedance.Benchmarks;

/// <summary>A copy of the project's host with an empty manifest where it looks for the module, so that nothing of ours is loaded before it is measured. Gone when disposed of.</summary>
internal sealed class BareHost : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-host-");

    public BareHost()
    {
        var module = _folder.CreateSubdirectory(Path.Combine("artifacts", "module", "Seedance"));
        File.WriteAllText(Path.Combine(module.FullName, "Seedance.psd1"), "@{ ModuleVersion = '1.0' }");
        var program = _folder.CreateSubdirectory("bin");
        foreach (var file in Directory.EnumerateFiles(BuildOutput.Host, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(program.FullName, Path.GetRelativePath(BuildOutput.Host, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Shell = new Shell("Seedance.Host", "dotnet", Path.Combine(program.FullName, "Seedance.Host.dll"));
    }

    public Shell Shell { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
