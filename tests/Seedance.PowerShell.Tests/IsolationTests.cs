using System.Reflection;
using Seedance.Pwsh;

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
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "fox.png"), Workplace.Image("fox"));
        var run = await PwshProcess.RunAsync(
            $$"""
            $ErrorActionPreference = 'Stop'
            $other = [Reflection.Assembly]::LoadFrom('{{Path.Combine(Packages, "metadataextractor", OtherVersion, "lib/netstandard2.0/MetadataExtractor.dll")}}')
            "other $($other.GetName().Version)"
            Import-Module '{{StagedModule.Manifest}}'
            Connect-Seedance -Sandbox
            $video = Get-Item fox.png | New-SeedanceVideo -Prompt 'a fox' -Wait | Save-SeedanceVideo -Destination videos
            "saved $($video.Path ?? $video.FullName)"
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object GetName | Where-Object Name -eq MetadataExtractor | ForEach-Object { "loaded $($_.Version)" }

            # The probe that is loaded already must serve the module that is imported again.
            Import-Module '{{StagedModule.Manifest}}' -Force
            Connect-Seedance -Sandbox
            "again $((Get-Item fox.png | New-SeedanceVideo -Prompt 'a fox' -WarningAction SilentlyContinue).Id.Length)"
            """,
            _folder.Path,
            new Dictionary<string, string> { ["SEEDANCE_HOME"] = Path.Combine(_folder.Path, "home") });

        Assert.Equal("", run.Error);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal($"other {OtherVersion}.0", lines[0]);
        Assert.Contains(".mp4", lines[1], StringComparison.Ordinal);
        Assert.Equal([$"loaded {OtherVersion}.0", "loaded 2.4.3.0"], lines[2..4].Order(StringComparer.Ordinal));
        Assert.Equal("again 36", lines[4]);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder.Path, "videos"), "*.mp4"));
    }

    private static string Packages { get; } =
        typeof(IsolationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NuGetPackages").Value!;
}
