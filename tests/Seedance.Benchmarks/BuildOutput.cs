using System.Reflection;

namespace Seedance.Benchmarks;

/// <summary>What the build made beside this program.</summary>
internal static class BuildOutput
{
    // artifacts/bin/PROJECT/CONFIGURATION
    private static readonly DirectoryInfo _own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
    private static readonly DirectoryInfo _artifacts = _own.Parent!.Parent!.Parent!;

    public static string Module => Path.Combine(_artifacts.FullName, "module", "Seedance", "Seedance.psd1");

    public static string EmptyModule => Path.Combine(FolderOf("Seedance.Benchmarks.EmptyModule"), "Seedance.Benchmarks.EmptyModule.psd1");

    /// <summary>Debug or Release: how the staged module was built.</summary>
    public static string ModuleConfiguration =>
        Assembly.LoadFile(Path.Combine(Path.GetDirectoryName(Module)!, "bin", "Core", "Seedance.PowerShell.dll"))
            .GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "unknown";

    private static string FolderOf(string project) => Path.Combine(_artifacts.FullName, "bin", project, _own.Name);
}
