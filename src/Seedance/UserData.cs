namespace Seedance;

/// <summary>Where Seedance keeps what it must remember: $env:SEEDANCE_HOME, or else the user's own data folder.</summary>
internal static class UserData
{
    public static string Folder =>
        Environment.GetEnvironmentVariable("SEEDANCE_HOME") is { Length: > 0 } chosen
            ? Path.GetFullPath(chosen)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "Seedance");
}
