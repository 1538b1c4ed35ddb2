namespace Seedance.PowerShell.Tests;

/// <summary>The module as the build stages it: what a user would install.</summary>
internal static class StagedModule
{
    public static string Folder { get; } = Find("module/Seedance");

    public static string Manifest => Path.Combine(Folder, "Seedance.psd1");

    /// <summary>The root of the checkout.</summary>
    public static string Repository => Path.GetFullPath(Path.Combine(Folder, "../../.."));

    private static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"{name} is not above {AppContext.BaseDirectory}: build the solution first.");
    }
}
