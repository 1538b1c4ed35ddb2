namespace Seedance.Connection;

/// <summary>Where Seedance keeps its journal and caches: $env:SEEDANCE_HOME, or else the user's data folder.</summary>
internal static class DataFolder
{
    public static string Path =>
        Environment.GetEnvironmentVariable("SEEDANCE_HOME") is { Length: > 0 } chosen
            ? System.IO.Path.GetFullPath(chosen)
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "Seedance");
}
