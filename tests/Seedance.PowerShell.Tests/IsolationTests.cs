using System.Diagnostics;
using System.Reflection;
using Seedance.PowerShell.Tests.Host;

namespace Seedance.PowerShell.Tests;

/// <summary>The module in a PowerShell in which another module has loaded another version of the same library first.</summary>
public sealed class IsolationTests : IDisposable
{
    private const string OtherVersion = "2.3.1";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_video_is_made_and_saved_although_another_MetadataExtractor_is_loaded()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "fox.png"), Workplace.Picture("fox"));
        _folder.Add("script.ps1", $$"""
            $ErrorActionPreference = 'Stop'
            $other = [Reflection.Assembly]::LoadFrom('{{Path.Combine(Packages, "metadataextractor", OtherVersion, "lib/netstandard2.0/MetadataExtractor.dll")}}')
            "other $($other.GetName().Version)"
            Import-Module '{{StagedModule.Manifest}}'
            Connect-Seedance -Sandbox
            $video = Get-Item fox.png | New-SeedanceVideo -Prompt 'a fox' -Wait | Save-SeedanceVideo -Destination clips
            "saved $($video.Path ?? $video.FullName)"
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object GetName | Where-Object Name -eq MetadataExtractor | ForEach-Object { "loaded $($_.Version)" }

            # The probe that is loaded already must serve the module that is imported again.
            Import-Module '{{StagedModule.Manifest}}' -Force
            Connect-Seedance -Sandbox
            "again $((Get-Item fox.png | New-SeedanceVideo -Prompt 'a fox' -WarningAction SilentlyContinue).Id.Length)"
            """);

        var (output, error) = await RunAsync("script.ps1");

        Assert.Equal("", error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal($"other {OtherVersion}.0", lines[0]);
        Assert.Contains(".mp4", lines[1], StringComparison.Ordinal);
        Assert.Equal([$"loaded {OtherVersion}.0", "loaded 2.4.3.0"], lines[2..4].Order(StringComparer.Ordinal));
        Assert.Equal("again 36", lines[4]);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder.Path, "clips"), "*.mp4"));
    }

    private static string Packages { get; } =
        typeof(IsolationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NuGetPackages").Value!;

    private async Task<(string Output, string Error)> RunAsync(string script)
    {
        var system = OperatingSystem.IsWindows() ? "win" : "unix";
        var pwsh = Path.Combine(Packages, "powershell/7.6.9/tools/net10.0/any", system, "pwsh.dll");
        var start = new ProcessStartInfo("dotnet", [pwsh, "-NoProfile", "-NonInteractive", "-File", script])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Of its own: two processes that share it can break each other's start-up profile.
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(_folder.Path, "cache");
        start.Environment["SEEDANCE_HOME"] = Path.Combine(_folder.Path, "home");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (output, await error);
    }
}
