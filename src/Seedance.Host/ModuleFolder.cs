namespace Seedance.Host;

/// <summary>Finds the module that the build staged beside the host.</summary>
internal static class ModuleFolder
{
    public static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, "artifacts", "module", "Seedance", "Seedance.psd1");
            if (File.Exists(manifest))
                return manifest;
        }

        throw new StartException($"No staged module: there is no artifacts/module/Seedance/Seedance.psd1 above {start}. Build it with: dotnet build src/Seedance.PowerShell");
    }
}
